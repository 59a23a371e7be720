"""Whole copies of the library, which come into being at once or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from reader.model.errors import StoreError
from reader.store.sqlite import Database


def backup(db: Database, target: Path) -> None:
    """Write a copy of the library as it is at this moment to `target`, which must not exist yet.

    The copy is made beside the target, synced and renamed, so that `target` is never there in part. An existing
    file is refused, never overwritten: an older backup may be the better one. Raises StoreError.
    """
    if target.exists() or target.is_symlink():
        raise StoreError(f"{target}: exists already; name a new file for the backup, or move this one away")
    copy(db, target)


def copy(db: Database, target: Path) -> None:
    """As `backup`, in place of whatever `target` was. Raises StoreError."""
    unfinished = target.with_name(f".{target.name}.{os.urandom(4).hex()}.part")
    try:
        # Made first, so that a folder that is missing or takes no files is told by its own name.
        unfinished.touch(mode=0o600)
        db.run("VACUUM INTO ?", (str(unfinished),))
        _sync(unfinished)
        unfinished.replace(target)
        _sync(target.parent)
    except OSError as error:
        raise StoreError(f"{target}: the backup cannot be written: {error.strerror or error}") from error
    except UnicodeEncodeError as error:
        raise StoreError(f"{target}: no backup can bear a name that is not UTF-8; name another file") from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
