"""A second look at a file that seems damaged: with new connections, several times, and through to the disk.

SQLite reports a page that the disk cannot read as damage too. A file is damaged only if every byte of it can be
read and it fails each time: nothing is done to a sound file because its disk failed once.
"""

from __future__ import annotations

import os
import time
from contextlib import closing
from pathlib import Path

from reader.model.errors import StoreDamagedError, StoreError
from reader.store.place import beside
from reader.store.sqlite import Database

_PAUSES = (0.0, 0.1, 0.4)
"""Seconds to wait before each look."""
_AT_ONCE = 4096
"""Bytes read at once, as SQLite reads them."""


def is_damaged(path: Path) -> bool:
    """Return True if the library is damaged each time one looks. Raises StoreError if its disk fails."""
    for pause in _PAUSES:
        time.sleep(pause)
        require_readable(path)
        if not lost_its_file(path) and _seems_sound(path):
            return False
    return True


def require_readable(path: Path) -> None:
    """Read every byte of a library and of its log. Raises StoreError if the disk fails."""
    for name in (path, beside(path, "-wal")):
        try:
            handle = os.open(name, os.O_RDONLY | os.O_NONBLOCK)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise _failure(name, error) from error
        try:
            offset = 0
            while read := os.pread(handle, _AT_ONCE, offset):
                offset += len(read)
        except OSError as error:
            raise _failure(name, error) from error
        finally:
            os.close(handle)


def lost_its_file(path: Path) -> bool:
    """Return True if there is a log with something in it, and no library that it belongs to."""
    return not _size(path) and _size(beside(path, "-wal")) > 0


def has_log(path: Path) -> bool:
    """Return True if there is a log beside the library with something in it."""
    return _size(beside(path, "-wal")) > 0


def connect_to_read(path: Path, refusal: str) -> Database:
    """Open a library that exists, without a trace in its folder. Raises StoreError.

    SQLite leaves files behind where it may only read, and moves a log into a library that it may write.
    """
    return Database.connect_read_only(path, refusal, mode="ro" if has_log(path) else "rw")


def _seems_sound(path: Path) -> bool:
    try:
        with closing(connect_to_read(path, "looked at")) as db:
            return db.all("PRAGMA quick_check(1)") == [("ok",)]
    except StoreDamagedError:
        return False


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _failure(path: Path, error: OSError) -> StoreError:
    return StoreError(f"{path}: the disk failed ({error.strerror or error}); check it and try again")
