"""Opening a library: read-write, read-only, from a migrated copy in memory, or new in place of a damaged one."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from reader.model.errors import StoreDamagedError, StoreError
from reader.store.schema import CURRENT, migrate, version_of
from reader.store.sqlite import BUSY_SECONDS, Database, StoreLockedError, translated

_TABLES = (
    *("documents", "versions", "analyses", "bookmarks", "facts", "totals"),
    *("annotations", "drafts", "corrections", "aliases"),
)
_SIDE_FILES = ("", "-wal", "-shm")
_PAUSE_SECONDS = 0.02


class _NewerLibraryError(StoreError):
    """The file has a schema that this program does not know."""


def open_library(path: Path, stamp: Callable[[], str]) -> tuple[Database, str | None]:
    """Open the library in the best way possible; create the folder and the file if they are missing.

    The second value tells the user in one line how it was opened, or is None. `stamp` returns the time for the
    name of a damaged file. Raises StoreError if nothing can be opened.
    """
    try:
        return _writable(path), None
    except StoreLockedError:
        raise
    except StoreDamagedError:
        return _beside_damaged(path, stamp)
    except StoreError as refusal:
        if not path.is_file():
            raise
        return _read_only(path, refusal)


def _writable(path: Path) -> Database:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{path.parent}: the library folder cannot be created ({error.strerror or error}); "
            "set READER_DATA to another folder"
        ) from error
    db = Database.connect(path)
    try:
        if version_of(db) > CURRENT:
            raise _NewerLibraryError(
                f"{path}: this library was written by a newer reader (format {version_of(db)}, this one writes "
                f"{CURRENT}); opened read-only; update reader to write to it"
            )
        _use_log(db)
        migrate(db, lambda version: _keep_copy(path, version))
        # The cheapest write shows now, not at the first bookmark, whether the disk can be written.
        db.run("BEGIN IMMEDIATE")
        db.run("ROLLBACK")
        _probe(db)
    except BaseException:
        db.close()
        raise
    return db


def _use_log(db: Database) -> None:
    """Switch to write-ahead logging, waiting for other processes, which SQLite does not do here."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            db.run("PRAGMA journal_mode = WAL")
        except StoreLockedError:
            if time.monotonic() > deadline:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def _keep_copy(path: Path, version: int) -> None:
    # Imported here because only a migration makes a copy.
    from reader.store.backup import copy

    with closing(Database.connect(path)) as source:
        copy(source, path.with_name(f"{path.name}.before-{CURRENT}-from-{version}"))


def _probe(db: Database) -> None:
    """Read the last row of each table, so that a truncated file fails here."""
    for table in _TABLES:
        db.one(f"SELECT * FROM {table} ORDER BY rowid DESC LIMIT 1")


def _read_only(path: Path, refusal: StoreError) -> tuple[Database, str]:
    notice = str(refusal)
    if not isinstance(refusal, _NewerLibraryError):
        reason = notice.removeprefix(f"{path}: ")
        notice = f"{path}: opened read-only, nothing will be kept ({reason})"
    last: StoreError = refusal
    for immutable in (False, True):
        if immutable and _has_log(path):
            break
        try:
            return _readable(Database.connect_read_only(path, notice, immutable=immutable)), notice
        except StoreError as error:
            last = error
    raise last


def _has_log(path: Path) -> bool:
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except OSError:
        return False


def _readable(db: Database) -> Database:
    try:
        version = version_of(db)
        if 0 < version < CURRENT:
            return _migrated_copy(db)
        _probe(db)
    except StoreError:
        db.close()
        raise
    return db


def _migrated_copy(db: Database) -> Database:
    """Copy an old file that cannot be written into memory and migrate the copy."""
    memory = Database.in_memory(db.name)
    with translated(db.name):
        db.connection.backup(memory.connection)
    migrate(memory, lambda _: None)
    memory.refusal = db.refusal
    db.close()
    return memory


def _beside_damaged(path: Path, stamp: Callable[[], str]) -> tuple[Database, str | None]:
    with _folder_locked(path.parent):
        try:
            # Another process may have moved it away while this one waited.
            return _writable(path), None
        except StoreDamagedError:
            aside = _set_aside(path, stamp())
        return _writable(path), f"{path}: was damaged and is now {aside.name}; a new library was created"


@contextmanager
def _folder_locked(folder: Path) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        # Without file locks, two starts on a damaged library at the same instant may race.
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _set_aside(path: Path, stamp: str) -> Path:
    aside = path.with_name(f"{path.name}.damaged-{stamp}")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.damaged-{stamp}-{number}")
    try:
        for suffix in _SIDE_FILES:
            with suppress(FileNotFoundError):
                path.with_name(path.name + suffix).rename(aside.with_name(aside.name + suffix))
    except OSError as error:
        raise StoreError(
            f"{path}: the library is damaged and cannot be renamed ({error.strerror or error}); "
            "move it away, or set READER_DATA to another folder"
        ) from error
    return aside


def open_in_memory() -> Database:
    """Return an empty library that is lost when it is closed. Raises StoreError."""
    db = Database.in_memory("the library in memory")
    migrate(db, lambda _: None)
    return db
