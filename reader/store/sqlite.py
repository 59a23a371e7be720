"""A connection to the library file whose every failure is a plain StoreError; it knows nothing of what is kept."""

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

BUSY_SECONDS = 5.0
"""How long a statement waits for another process to end its transaction."""

_PRIMARY = 0xFF


class StoreLockedError(StoreError):
    """Another process held the library for longer than `BUSY_SECONDS`."""


class Database:
    """One SQLite connection, used from one thread, with explicit transactions and translated errors."""

    def __init__(self, connection: sqlite3.Connection, name: str, refusal: str | None = None) -> None:
        """Take over `connection`, called `name` in messages; `refusal` says why it takes no writes, if so."""
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
        """Open `path` for reading and writing, creating an empty file where there is none. Raises StoreError."""
        with translated(str(path)):
            connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        return cls(connection, str(path))

    @classmethod
    def connect_read_only(cls, path: Path, refusal: str, *, immutable: bool = False) -> Database:
        """Open `path` for reading alone; `immutable` needs no lock and sees no log. Raises StoreError."""
        address = f"file:{quote_from_bytes(bytes(path))}?mode=ro{'&immutable=1' if immutable else ''}"
        with translated(str(path)):
            connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        return cls(connection, str(path), refusal)

    @classmethod
    def in_memory(cls, name: str) -> Database:
        """An empty database that is gone when it is closed."""
        return cls(sqlite3.connect(":memory:", isolation_level=None), name)

    def run(self, sql: str, parameters: Parameters = ()) -> int:
        """Run one statement and return how many rows it changed, -1 if none could be. Raises StoreError."""
        with translated(self.name):
            return self.connection.execute(sql, parameters).rowcount

    def insert(self, sql: str, parameters: Parameters = ()) -> int:
        """Run one INSERT and return the new row's id. Raises StoreError."""
        with translated(self.name):
            return self.connection.execute(sql, parameters).lastrowid or 0

    def all(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """All rows of a query. Raises StoreError."""
        with translated(self.name):
            return self.connection.execute(sql, parameters).fetchall()

    def one(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """The first row of a query, or None. Raises StoreError."""
        with translated(self.name):
            row: Row | None = self.connection.execute(sql, parameters).fetchone()
            return row

    def integer(self, sql: str, parameters: Parameters = ()) -> int:
        """The first value of a query that always gives one, as a count or a pragma. Raises StoreError."""
        row = self.one(sql, parameters)
        return int(row[0]) if row else 0

    def each(self, sql: str, parameters: Parameters = ()) -> Iterator[Row]:
        """The rows of a query, one at a time, for what does not fit into memory. Raises StoreError."""
        with translated(self.name):
            yield from self.connection.execute(sql, parameters)

    @contextmanager
    def transaction(self, *, durable: bool = False) -> Iterator[None]:
        """Do all that is inside, or none of it. `durable` returns only when the disk has it. Raises StoreError."""
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
        """Close the connection; a second time does nothing."""
        self.connection.close()


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Turn what SQLite raises into a StoreError of one line that names the library and what to do."""
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
            "put a backup in its place, or move it away to begin a new one"
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreLockedError(f"{name}: another program keeps the library locked; try again when it is done")
    if code == sqlite3.SQLITE_FULL:
        return StoreReadOnlyError(f"{name}: the disk is full, nothing was written; free some space and try again")
    if code == sqlite3.SQLITE_READONLY:
        return StoreReadOnlyError(f"{name}: the library cannot be written; check its permissions and its disk")
    if code == sqlite3.SQLITE_CANTOPEN:
        return StoreError(f"{name}: the library cannot be opened; check that its folder exists and may be written")
    if code == sqlite3.SQLITE_IOERR:
        return StoreError(f"{name}: the disk refused ({error}), nothing was written; check it and try again")
    return StoreError(f"{name}: the library cannot do this: {error}")


def packed(text: str) -> str | bytes:
    """`text` as a value that SQLite takes: lone surrogates, which UTF-8 has not, make it bytes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def packed_or_none(text: str | None) -> str | bytes | None:
    """`packed` for what may be missing."""
    return None if text is None else packed(text)


def unpacked(value: str | bytes) -> str:
    """The inverse of `packed`."""
    return value if isinstance(value, str) else value.decode("utf-8", "surrogatepass")


def unpacked_or_none(value: str | bytes | None) -> str | None:
    """`unpacked` for what may be missing."""
    return None if value is None else unpacked(value)


def qualified(columns: str, table: str) -> str:
    """Return the columns, parted by commas, each with the table's name before it."""
    return ", ".join(f"{table}.{column.strip()}" for column in columns.split(","))
