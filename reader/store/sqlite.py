"""A SQLite connection that raises StoreError, with a message for the user. Knows nothing about the tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote_from_bytes

from reader.model.errors import StoreDamagedError, StoreError, StoreReadOnlyError

Row = tuple[Any, ...]
Parameters = Sequence[object]

UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)
"""What building a value from a damaged row may raise."""

BUSY_SECONDS = 5.0
"""How long a statement waits for another process's transaction."""

_PRIMARY = 0xFF


class StoreLockedError(StoreError):
    """Another process locked the library for longer than `BUSY_SECONDS`."""


class Database:
    """One SQLite connection, used from one thread, with explicit transactions and translated errors."""

    def __init__(self, connection: sqlite3.Connection, name: str, refusal: str | None = None) -> None:
        """Take over `connection`, called `name` in messages; `refusal` says why it must not be written, if so."""
        self.name = name
        self.refusal = refusal
        self.connection = connection
        try:
            self.run("PRAGMA foreign_keys = ON")
            self.run("PRAGMA synchronous = NORMAL")
        except BaseException:
            self.close()
            raise

    @classmethod
    def connect(cls, path: Path) -> Database:
        """Open `path` for reading and writing; create an empty file if there is none. Raises StoreError."""
        with translated(str(path)):
            connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        return cls(connection, str(path))

    @classmethod
    def connect_read_only(cls, path: Path, refusal: str, *, immutable: bool = False) -> Database:
        """Open `path` read-only; `immutable` takes no locks and ignores the log. Raises StoreError."""
        address = f"file:{quote_from_bytes(bytes(path))}?mode=ro{'&immutable=1' if immutable else ''}"
        with translated(str(path)):
            connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        return cls(connection, str(path), refusal)

    @classmethod
    def in_memory(cls, name: str) -> Database:
        """Return an empty database that is lost when it is closed."""
        return cls(sqlite3.connect(":memory:", isolation_level=None), name)

    def run(self, sql: str, parameters: Parameters = ()) -> int:
        """Run a statement; return how many rows it changed, or -1 if it is not a write. Raises StoreError."""
        with translated(self.name):
            return self.connection.execute(sql, _bound(parameters)).rowcount

    def insert(self, table: str, columns: str, values: Parameters, *, conflict: str = "ABORT") -> int:
        """Insert a row and return its id; `conflict` is SQLite's way to resolve one. Raises StoreError."""
        places = ", ".join("?" * len(values))
        sql = f"INSERT OR {conflict} INTO {table} ({columns}) VALUES ({places})"
        with translated(self.name):
            return self.connection.execute(sql, _bound(values)).lastrowid or 0

    def all(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Return all rows of a query. Raises StoreError."""
        with translated(self.name):
            return self.connection.execute(sql, _bound(parameters)).fetchall()

    def one(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """Return the first row of a query, or None. Raises StoreError."""
        with translated(self.name):
            row: Row | None = self.connection.execute(sql, _bound(parameters)).fetchone()
            return row

    def integer(self, sql: str, parameters: Parameters = ()) -> int:
        """Return the first value of a query, 0 if there is no row. Raises StoreError."""
        row = self.one(sql, parameters)
        return int(row[0]) if row else 0

    def each(self, sql: str, parameters: Parameters = ()) -> Iterator[Row]:
        """Yield the rows of a query that may not fit into memory. Raises StoreError."""
        with translated(self.name):
            yield from self.connection.execute(sql, _bound(parameters))

    @contextmanager
    def transaction(self, *, durable: bool = False) -> Iterator[None]:
        """Run the block in a transaction; if `durable`, return only once it is on the disk. Raises StoreError."""
        if self.refusal is not None:
            raise StoreReadOnlyError(self.refusal)
        self.run(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.rollback()
            raise

    def close(self) -> None:
        """Close the connection; a second call does nothing."""
        self.connection.close()


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Turn SQLite's errors into a StoreError that names the library and what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _translation(name, error) from error
    except OverflowError as error:
        raise StoreError(f"{name}: a number or a text is too large for the library") from error


def _translation(name: str, error: sqlite3.Error) -> StoreError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return StoreDamagedError(
            f"{name}: the library is damaged ({error}); `reader check` says where; "
            "restore a backup, or move the file away to start a new library"
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreLockedError(f"{name}: another program has locked the library; try again when it has finished")
    if code == sqlite3.SQLITE_FULL:
        return StoreReadOnlyError(f"{name}: the disk is full, nothing was written; free some space and try again")
    if code == sqlite3.SQLITE_READONLY:
        return StoreReadOnlyError(f"{name}: the library cannot be written; check its permissions and its disk")
    if code == sqlite3.SQLITE_CANTOPEN:
        return StoreError(f"{name}: the library cannot be opened; check that its folder exists and is writable")
    if code == sqlite3.SQLITE_IOERR:
        return StoreError(f"{name}: the disk failed ({error}), nothing was written; check it and try again")
    return StoreError(f"{name}: SQLite error: {error}")


def _bound(parameters: Parameters) -> list[object]:
    """Encode texts with lone surrogates, which SQLite text cannot hold; `texts` decodes them."""
    return [_bytes_if_needed(value) if isinstance(value, str) else value for value in parameters]


def _bytes_if_needed(text: str) -> str | bytes:
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def decoded(text: bytes) -> str:
    """Decode UTF-8 with lone surrogates. Raises UnicodeDecodeError."""
    return text.decode("utf-8", "surrogatepass")


def texts(row: Sequence[Any]) -> Row:
    """Return the row with all bytes decoded. Raises UnicodeDecodeError."""
    if bytes not in map(type, row):
        return tuple(row)
    return tuple(decoded(value) if isinstance(value, bytes) else value for value in row)


def qualified(columns: str, table: str) -> str:
    """Prefix each column of a comma-separated list with the table's name."""
    return ", ".join(f"{table}.{column.strip()}" for column in columns.split(","))
