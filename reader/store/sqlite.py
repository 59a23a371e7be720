"""A SQLite connection that raises StoreError, with a message for the user. Knows nothing about the tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from reader.config.careful_files import other_kind
from reader.model.errors import StoreDamagedError, StoreError, StoreGoneError, StoreReadOnlyError
from reader.store.place import Place

Row = tuple[Any, ...]
Parameters = Sequence[object]

UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, RecursionError)
"""What building a value from a damaged row may raise."""

ADVICE = "`reader check` says what is wrong, and `reader rescue FILE` saves what can be read"
"""What to do about damage."""

BUSY_SECONDS = 5.0
"""How long a statement waits for another process's transaction."""

_PRIMARY = 0xFF
_CLOSED = "a closed database."
"""The end of the error for a connection that is closed."""
_NOT_UTF8 = "Could not decode to UTF-8"
"""The beginning of the error for a text that is not UTF-8."""


class StoreLockedError(StoreError):
    """Another process locked the library for longer than `BUSY_SECONDS`."""


def refuse_others(path: Path) -> None:
    """Raise StoreError for a pipe and the like, which SQLite would wait for."""
    if (kind := other_kind(path)) is not None:
        raise StoreError(f"{path}: it is {kind}, not a library; move it away, or name another file")


class Database:
    """One SQLite connection, used from one thread, with explicit transactions and translated errors."""

    def __init__(self, connection: sqlite3.Connection, name: str, refusal: str | None = None) -> None:
        """Take over `connection`, called `name` in messages; `refusal` says why it must not be written, if so."""
        self.name = name
        self.refusal = refusal
        self.connection = connection
        self.place: Place | None = None
        """Where the file has to be for anything to be written; None if it does not matter."""
        self.is_gone = False
        """True once the file was found to be gone, until it is back."""
        self._refuses: Callable[[Database], str | None] = lambda _: None
        self._heeded = -1
        """The `schema_version` for which `_refuses` was asked last."""
        self.uncounted: set[int] | None = None
        """The documents to be counted again at the end of a batch; None outside one."""
        self.damage: dict[str, None] = {}
        """Lines about rows that could not be read and were left out, in the order in which they were found."""
        try:
            self.run("PRAGMA foreign_keys = ON")
            self.run("PRAGMA synchronous = NORMAL")
        except BaseException:
            self.close()
            raise

    @classmethod
    def connect(cls, path: Path) -> Database:
        """Open `path` for reading and writing; create an empty file if there is none. Raises StoreError."""
        refuse_others(path)
        with translated(str(path)):
            connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        return cls(connection, str(path))

    @classmethod
    def connect_read_only(cls, path: Path, refusal: str, *, mode: str = "ro") -> Database:
        """Open a file that exists to read it. Raises StoreError.

        `mode` is "ro", or "ro&immutable=1", which takes no locks and ignores the log, or "rw", which lets SQLite
        remove the files beside the library that it made itself.
        """
        refuse_others(path)
        address = f"file:{quoted(bytes(path))}?mode={mode}"
        with translated(str(path)):
            connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        return cls(connection, str(path), refusal)

    @classmethod
    def in_memory(cls, name: str) -> Database:
        """Return an empty database that is lost when it is closed."""
        return cls(sqlite3.connect(":memory:", isolation_level=None), name)

    @classmethod
    def temporary(cls, name: str) -> Database:
        """Return an empty database in a file that nobody else sees and that is lost when it is closed."""
        return cls(sqlite3.connect("", isolation_level=None), name)

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
        """Return all rows of a query; a text that is not UTF-8 is bytes there. Raises StoreError."""
        with translated(self.name):
            try:
                return self.connection.execute(sql, _bound(parameters)).fetchall()
            except sqlite3.OperationalError as error:
                if not str(error).startswith(_NOT_UTF8):
                    raise
            with self._tolerant():
                return self.connection.execute(sql, _bound(parameters)).fetchall()

    def partly(self, sql: str, parameters: Parameters = ()) -> tuple[list[Row], StoreError | None]:
        """Return the rows of a query up to the first that cannot be fetched, and the error, if there was one."""
        found: list[Row] = []
        try:
            found.extend(self.each(sql, parameters))
        except StoreError as error:
            return found, error
        return found, None

    def one(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """Return the first row of a query, as `all` does, or None. Raises StoreError."""
        with translated(self.name):
            try:
                row: Row | None = self.connection.execute(sql, _bound(parameters)).fetchone()
                return row
            except sqlite3.OperationalError as error:
                if not str(error).startswith(_NOT_UTF8):
                    raise
        rows = self.all(sql, parameters)
        return rows[0] if rows else None

    def integer(self, sql: str, parameters: Parameters = ()) -> int:
        """Return the first value of a query, 0 if there is no row. Raises StoreError if it is no integer."""
        row = self.one(sql, parameters)
        value = row[0] if row else 0
        if type(value) is not int:
            raise StoreDamagedError(f"{self.name}: a number of the library is damaged; {ADVICE}")
        return value

    def each(self, sql: str, parameters: Parameters = ()) -> Iterator[Row]:
        """Yield the rows of a query that may not fit into memory, as `all` does. Raises StoreError."""
        with translated(self.name):
            cursor = self.connection.execute(sql, _bound(parameters))
            while True:
                # Another query may run between two rows.
                with self._tolerant():
                    row = cursor.fetchone()
                if row is None:
                    return
                yield row

    @contextmanager
    def _tolerant(self) -> Iterator[None]:
        """Return texts that are not UTF-8 as bytes, instead of failing on them."""
        self.connection.text_factory = text_or_bytes
        try:
            yield
        finally:
            self.connection.text_factory = str

    @contextmanager
    def transaction(self, *, durable: bool = False) -> Iterator[None]:
        """Run the block in a transaction; if `durable`, return only once it is on the disk. Raises StoreError.

        Within another transaction the block is a part of that one, which is undone alone if it fails.
        """
        with translated(self.name):
            is_part = self.connection.in_transaction
        if is_part:
            with self._savepoint():
                yield
            return
        self._require_no_refusal()
        if problem := self._look():
            raise StoreGoneError(problem)
        self.run(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
        self.run("BEGIN IMMEDIATE")
        try:
            # From here on no other process can change the schema.
            self._heed_schema()
            self._require_no_refusal()
            yield
            self.run("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.rollback()
            raise

    @contextmanager
    def _savepoint(self) -> Iterator[None]:
        self.run("SAVEPOINT part")
        try:
            yield
        except BaseException:
            # Some errors, as that of a full disk, have undone everything already.
            if self.connection.in_transaction:
                self.run("ROLLBACK TO part")
                self.run("RELEASE part")
            raise
        self.run("RELEASE part")

    def look_and_reopen(self) -> str:
        """Return what happened to the file since it was opened, '' if it is there; open it again once it is back.

        Raises StoreError if that fails; the next look tries again.
        """
        problem = self._look()
        if not problem:
            self._heed_schema()
            problem = (self.refusal or "") if self.place is not None else ""
        return problem

    def _look(self) -> str:
        if self.place is None:
            return ""
        problem = self.place.problem(self._schema_version)
        if bool(problem) != self.is_gone:
            if problem:
                self.is_gone = True
                self._let_go(self.place)
            else:
                self._reopen(self.place)
                self.is_gone = False
        return problem

    def _reopen(self, place: Place) -> None:
        """Open again what is back. Raises StoreError; the connection is then closed until it succeeds."""
        # Its log is gone, so the old connection writes where nobody looks. It is closed first, since SQLite would
        # share its index of the log, which no other process sees, with every new connection of this one.
        self.connection.close()
        again = Database.connect(place.path)
        try:
            again.run("PRAGMA journal_mode = WAL")
            again.require_place(place.path, self._refuses)
        except BaseException:
            again.close()
            raise
        self.connection, self.place, self._heeded = again.connection, again.place, again._heeded
        place.close()

    def require_place(self, path: Path, refuses: Callable[[Database], str | None]) -> None:
        """Write only while the file that is at `path` now is there. Raises StoreError.

        `refuses` is called again whenever another process has changed the schema, and says why the library must
        not be written, or returns None.
        """
        self.place, self._refuses, self._heeded = Place(path, self._schema_version()), refuses, -1

    def _heed_schema(self) -> None:
        """Find out if this program may still write, in case another changed the schema. Raises StoreError."""
        if self.place is not None and (seen := self._schema_version()) != self._heeded:
            self.refusal = self.refusal or self._refuses(self)
            self._heeded = self.place.schema_version = seen

    def _schema_version(self) -> int:
        return self.integer("PRAGMA schema_version")

    def _require_no_refusal(self) -> None:
        if self.refusal is not None:
            raise StoreReadOnlyError(self.refusal)

    def _let_go(self, place: Place) -> None:
        """Move the log into the file, wherever that is now, and leave nothing to one that takes its place."""
        if not place.is_overwritten:
            with suppress(sqlite3.Error):
                self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        place.clear()

    def close(self) -> None:
        """Close the connection; a second call does nothing."""
        place, self.place = self.place, None
        with suppress(StoreError):
            if place is not None and not self.is_gone and place.problem(self._schema_version):
                self._let_go(place)
        self.connection.close()
        if place is not None:
            place.close()


def quoted(path: bytes) -> str:
    """Return a path with all but letters and digits percent-encoded; `urllib.parse` takes long to load."""
    return "".join(chr(byte) if chr(byte).isascii() and chr(byte).isalnum() else f"%{byte:02X}" for byte in path)


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Turn SQLite's errors into a StoreError that names the library and what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _translation(name, error) from error
    except UnicodeDecodeError as error:
        # SQLite quotes a damaged schema in its message.
        raise StoreDamagedError(f"{name}: the library is damaged (its schema is no text); {ADVICE}") from error
    except OverflowError as error:
        raise StoreError(f"{name}: a number or a text is too large for the library") from error


def _translation(name: str, error: sqlite3.Error) -> StoreError:
    if str(error).endswith(_CLOSED):
        return StoreGoneError(f"{name}: the library is not open, since it could not be opened again; try again")
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return StoreDamagedError(f"{name}: the library is damaged ({error}); {ADVICE}")
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


def text_or_bytes(value: bytes) -> str | bytes:
    """Return a text of the file, as bytes if it is not UTF-8."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value


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


def typed(row: Sequence[Any], kinds: str) -> Row:
    """Return the row with bytes decoded, if each value is what the letter of `kinds` at its place says.

    `s` is a text and `i` an integer; `S` and `I` may also be NULL. Raises TypeError or UnicodeDecodeError.
    """
    shape = (kinds, *map(type, row))
    if shape not in _sound_shapes:
        for value, kind in zip(row, kinds, strict=True):
            if type(value) not in _TYPES[kind]:
                raise TypeError(f"a {type(value).__name__} where there should be {_NAMES[kind.lower()]}")
        _sound_shapes.add(shape)
    return texts(row)


_NONE = type(None)
_TYPES = {"s": (str, bytes), "S": (str, bytes, _NONE), "i": (int,), "I": (int, _NONE)}
_NAMES = {"s": "text", "i": "a number"}
_sound_shapes: set[tuple[object, ...]] = set()
"""Kinds with the types of values that were of them; most rows are of a few shapes."""


def qualified(columns: str, table: str) -> str:
    """Prefix each column of a comma-separated list with the table's name."""
    return ", ".join(f"{table}.{column.strip()}" for column in columns.split(","))
