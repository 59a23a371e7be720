"""Opening a library: to write, read-only, as it is to be read, or new in place of a damaged one."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from reader.config.careful_files import exists, is_file
from reader.config.private_files import OWNERS_ONLY, is_private, make_private, make_private_folder
from reader.model.errors import StoreDamagedError, StoreError
from reader.store.fresh_look import connect_to_read, has_log, is_damaged, lost_its_file
from reader.store.place import SIDE_FILES, beside
from reader.store.schema import CURRENT, migrate, version_of
from reader.store.sqlite import ADVICE, BUSY_SECONDS, Database, StoreLockedError, translated

TABLES = (
    *("documents", "versions", "analyses", "bookmarks", "facts", "totals"),
    *("annotations", "annotation_tags", "drafts", "corrections", "aliases", "placements"),
)
"""The tables of the current schema."""
LONGEST_NAME = 504
"""In bytes: SQLite opens no file with a longer path, as it needs some for the ending of the log."""
WITHOUT_ROWID = ("annotation_tags", "placements")
"""The tables whose rows are entries of an index."""
_PROBED = tuple(table for table in TABLES if table not in WITHOUT_ROWID)
"""Those whose last row is found without an index of its own."""
_OWN_FILES = (".library", "analysis.log", "terminal.log", "last-view.json")
"""How the names of other files of this program in the folder of the library begin."""
_PAUSE_SECONDS = 0.02


class _NewerLibraryError(StoreError):
    """The file has a schema that this program does not know."""


def open_library(
    path: Path, stamp: Callable[[], str], *, replace_damaged: bool = False
) -> tuple[Database, str | None]:
    """Open the library in the best way possible; create the folder and the file if they are missing.

    The second value tells the user in one line how it was opened, or is None. With `replace_damaged`, a library
    that is damaged whenever one looks is renamed and a new one created; `stamp` returns the time for its name. A
    failing disk is no damage. Raises StoreError if nothing can be opened.
    """
    try:
        return _writable(path)
    except StoreLockedError:
        raise
    except StoreDamagedError as damage:
        return _after_damage(path, damage, stamp if replace_damaged else None)
    except StoreError as refusal:
        if not is_file(path):
            raise
        return _read_only(path, refusal)


def open_to_read(path: Path) -> tuple[Database, str | None]:
    """Open the library as it is: nothing is created, renamed or migrated in place.

    An older library is read from a migrated copy, a missing one is empty. Returns what `open_library` does. Raises
    StoreError.
    """
    try:
        path.stat()
    except FileNotFoundError as error:
        if has_log(path):
            raise StoreDamagedError(f"{path}: the library is gone, only its log is there; {ADVICE}") from error
        return open_in_memory(), None
    except OSError as error:
        raise StoreError(f"{path}: the library cannot be opened ({error.strerror or error})") from error
    _keep_from_others(path)
    try:
        return _readable(connect_to_read(path, f"{path}: opened to be read")), None
    except (StoreLockedError, StoreDamagedError):
        raise
    except StoreError as refusal:
        return _read_only(path, refusal)


def _writable(path: Path) -> tuple[Database, str | None]:
    if len(bytes(path)) > LONGEST_NAME:
        raise StoreError(f"{path.parent}: its name is too long for a library; set READER_DATA to another folder")
    try:
        make_private_folder(path.parent)
    except OSError as error:
        raise StoreError(
            f"{path.parent}: the library folder cannot be created ({error.strerror or error}); "
            "set READER_DATA to another folder"
        ) from error
    if lost_its_file(path):
        # SQLite would delete the log, with all that is in it.
        raise StoreDamagedError(f"{path}: the library is gone or empty, only its log is there; {ADVICE}")
    with suppress(OSError):
        # SQLite would let everybody read it.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNERS_ONLY))
    _keep_from_others(path)
    db = Database.connect(path)
    try:
        _refuse_newer(db)
        _use_log(db)
        told = migrate(db, lambda version: _keep_copy(path, version))
        # The cheapest write shows now, not at the first bookmark, whether the disk can be written.
        db.run("BEGIN IMMEDIATE")
        db.run("ROLLBACK")
        _probe(db)
        db.require_place(path, _newer)
    except BaseException:
        db.close()
        raise
    return db, told


def _keep_from_others(path: Path) -> None:
    """Make the library and what stands beside it private, if an earlier program or a copy left it open."""
    with suppress(OSError):
        if not is_private(path):
            for file in path.parent.glob("*"):
                if file.name.startswith((path.name, *_OWN_FILES)):
                    make_private(file)


def _refuse_newer(db: Database) -> None:
    if refusal := _newer(db):
        raise _NewerLibraryError(refusal)


def _newer(db: Database) -> str | None:
    """Return why a library that a newer reader has migrated must not be written, or None. Raises StoreError."""
    version = version_of(db)
    if version <= CURRENT:
        return None
    return (
        f"{db.name}: this library was written by a newer reader (format {version}, this one writes "
        f"{CURRENT}); opened read-only; update reader to write to it"
    )


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
    for table in _PROBED:
        db.one(f"SELECT * FROM {table} ORDER BY rowid DESC LIMIT 1")


def _read_only(path: Path, refusal: StoreError) -> tuple[Database, str]:
    notice = str(refusal)
    if not isinstance(refusal, _NewerLibraryError):
        reason = notice.removeprefix(f"{path}: ")
        notice = f"{path}: opened read-only, nothing will be kept ({reason})"
    last: StoreError = refusal
    for mode in ("ro", "ro&immutable=1"):
        if mode != "ro" and has_log(path):
            break
        try:
            return _readable(Database.connect_read_only(path, notice, mode=mode)), notice
        except StoreError as error:
            last = error
    # What a disk cannot read seems damaged to SQLite.
    raise refusal if isinstance(last, StoreDamagedError) else last


def _readable(db: Database) -> Database:
    try:
        return db if version_of(db) >= CURRENT else _migrated_copy(db)
    except StoreError:
        db.close()
        raise


def _migrated_copy(db: Database) -> Database:
    """Copy an old file into one of our own and migrate the copy."""
    copy = Database.temporary(db.name)
    with translated(db.name):
        db.connection.backup(copy.connection)
    migrate(copy, lambda _: None)
    copy.refusal = db.refusal
    db.close()
    return copy


def _after_damage(
    path: Path, damage: StoreDamagedError, stamp: Callable[[], str] | None
) -> tuple[Database, str | None]:
    try:
        damaged = is_damaged(path)
    except StoreLockedError:
        raise
    except StoreError as failure:
        return _read_only(path, failure)
    if not damaged:
        try:
            return _writable(path)
        except StoreDamagedError as again:
            return _read_only(path, again)
    if stamp is None:
        raise damage
    return _beside_damaged(path, stamp)


def _beside_damaged(path: Path, stamp: Callable[[], str]) -> tuple[Database, str | None]:
    with _folder_locked(path.parent):
        try:
            # Another process may have moved it away while this one waited.
            return _writable(path)
        except StoreDamagedError:
            aside = _set_aside(path, stamp())
        notice = f"{path}: was damaged and is now {aside.name}; a new library was created; "
        return _writable(path)[0], f"{notice}`reader rescue FILE --from {aside}` saves what can be read of it"


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
    while exists(aside):
        number += 1
        aside = path.with_name(f"{path.name}.damaged-{stamp}-{number}")
    try:
        for ending in ("", *SIDE_FILES):
            with suppress(FileNotFoundError):
                beside(path, ending).rename(beside(aside, ending))
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
