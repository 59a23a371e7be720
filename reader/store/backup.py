"""Copies of the whole library that appear complete or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from reader.config.atomic_file import rename_to_new, sync
from reader.config.careful_files import exists
from reader.model.errors import StoreError
from reader.store.sqlite import Database


def backup(db: Database, target: Path) -> None:
    """Copy the library to `target`, which must not exist. Raises StoreError.

    An existing file is never overwritten: an older backup may be the better one.
    """
    if exists(target):
        raise taken(target)
    refuse_side_file(target, Path(db.name))
    copy(db, target, rename_to_new)


def copy(db: Database, target: Path, rename: Callable[[Path, Path], object] = Path.replace) -> None:
    """Copy the library to `target`, replacing it unless `rename` refuses. Raises StoreError.

    The copy is written beside the target, synced and renamed, so that `target` is never incomplete.
    """
    unfinished = target.with_name(f".{target.name}.{os.urandom(4).hex()}.part")
    try:
        # SQLite takes no other names.
        str(target).encode()
        # Created here first, so that the error for a missing or read-only folder is clear.
        unfinished.touch(mode=0o600)
        db.run("VACUUM INTO ?", (str(unfinished),))
        sync(unfinished)
        rename(unfinished, target)
        sync(target.parent)
    except FileExistsError as error:
        raise taken(target) from error
    except OSError as error:
        raise StoreError(f"{target}: the backup cannot be written: {error.strerror or error}") from error
    except UnicodeEncodeError as error:
        raise StoreError(f"{target}: SQLite takes only names in UTF-8; choose another name") from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def refuse_side_file(target: Path, library: Path) -> None:
    """Raise StoreError for a name that SQLite gives the files beside the library: it would remove such a copy."""
    own = {f"{library.name}{ending}" for ending in ("-wal", "-shm", "-journal")}
    if target.name in own and target.absolute().parent == library.absolute().parent:
        raise StoreError(f"{target}: SQLite keeps this name for a file of the library itself; choose another name")


def taken(target: Path) -> StoreError:
    """Return the error for a target that exists."""
    return StoreError(f"{target}: exists already; choose another name or move this file away")
