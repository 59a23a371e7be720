"""Writes what can be read of a damaged library into a new one."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path

from reader.config.atomic_file import rename_to_new, sync
from reader.config.careful_files import may_exist
from reader.model.errors import StoreError
from reader.model.values import value_class
from reader.store.backup import refuse_side_file, taken
from reader.store.check import check_library
from reader.store.fresh_look import lost_its_file
from reader.store.narrowing import narrow
from reader.store.rescue.collecting import collect
from reader.store.rescue.pages import copied
from reader.store.rescue.rebuilding import Rebuilding, Tally
from reader.store.rescue.shapes import shapes
from reader.store.schema import migrate
from reader.store.sqlite import Database, refuse_others


@value_class(frozen=True, slots=True)
class Rescued:
    """What became of a damaged library."""

    tallies: Mapping[str, Tally]
    """The rows that were saved and lost, by table."""
    unreadable: int
    """The number of pages that the disk could not read."""
    problems: tuple[str, ...]
    """What a check of the new library found: nothing, as far as anybody knows."""
    notice: str | None = None
    """What the person should know of it besides, in one line, or None."""


def rescue(damaged: Path, target: Path) -> Rescued:
    """Write what can be read of a damaged library to `target`, which must not exist; leave the damaged one alone.

    `target` appears complete or not at all. Raises StoreError if there is no library, or nothing can be written.
    """
    if not lost_its_file(damaged):
        _require_readable(damaged)
    if os.path.lexists(target):
        raise taken(target)
    refuse_side_file(target, damaged)
    unfinished = target.with_name(f".{target.name}.{os.urandom(4).hex()}.part")
    try:
        os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".rescue-") as folder:
            tallies, unreadable, told = _rescue(damaged, Path(folder, "copy"), unfinished)
        sync(unfinished)
        rename_to_new(unfinished, target)
        sync(target.parent)
    except FileExistsError as error:
        raise taken(target) from error
    except OSError as error:
        raise StoreError(f"{target}: cannot be written: {error.strerror or error}") from error
    except sqlite3.Error as error:
        # Of too many open files SQLite says no more than that it cannot open one.
        raise StoreError(f"{damaged}: cannot be rescued: {error}") from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return Rescued(tallies, unreadable, check_library(target).problems, told)


def _require_readable(damaged: Path) -> None:
    """Raise StoreError that says why if the damaged library is not there or cannot be opened."""
    if not may_exist(damaged):
        raise StoreError(f"{damaged}: there is no library to rescue")
    refuse_others(damaged)
    try:
        os.close(os.open(damaged, os.O_RDONLY | os.O_NONBLOCK))
    except OSError as error:
        raise StoreError(f"{damaged}: cannot be read: {error.strerror or error}") from error


def _rescue(damaged: Path, copy: Path, target: Path) -> tuple[Mapping[str, Tally], int, str | None]:
    known = shapes()
    with copied(damaged, copy) as pages:
        found = collect(pages, known) if pages.count else {}
        unreadable = pages.unreadable
    if not any(table.records for table in found.values()):
        raise StoreError(f"{damaged}: no row of a library can be read")
    with closing(Database.connect(target)) as db:
        migrate(db, lambda _: None)
        db.run("PRAGMA foreign_keys = OFF")
        rebuilding = Rebuilding(db, found, known)
        with db.transaction(durable=True):
            rebuilding.run()
            width = len(known["aliases"].columns)
            is_older = any(len(each.values) < width for each in found["aliases"].records)
            told = narrow(db) if is_older else None
    return rebuilding.tallies, unreadable, told
