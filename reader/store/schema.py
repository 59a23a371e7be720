"""The schema version of a library, and the transaction that migrates it; the SQL is in `migrations`."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from reader.model.errors import StoreError
from reader.store.sort_keys import outlet_key, published_key, title_key
from reader.store.sqlite import Database, texts

APPLICATION_ID = 0x52445231
"""Identifies a SQLite file as a library of this program: "RDR1"."""

CURRENT = 4
"""The schema version that this program writes."""
_WITH_ALIASES, _WITH_PLACES = 3, 4
"""The schemas that brought aliases, and the articles in which they hold."""
MIGRATIONS = Path(__file__).with_name("migrations")
"""The folder of the SQL that leads to each version from the one before; a new file runs all of it."""


def version_of(db: Database) -> int:
    """Return the file's schema version, 0 if it is empty. Raises StoreError if it is another program's."""
    version, owner = db.integer("PRAGMA user_version"), db.integer("PRAGMA application_id")
    if owner == APPLICATION_ID or (owner == 0 and not db.integer("SELECT count(*) FROM sqlite_master")):
        return version
    raise StoreError(
        f"{db.name}: is a database of another program; move it away, or set READER_DATA to another folder"
    )


def migrate(db: Database, before: Callable[[int], None]) -> str | None:
    """Bring the file to the current schema in one transaction, rolled back if a check fails. Raises StoreError.

    Returns what the person should know of it, in one line, or None.

    `before` is called with the old version while the write lock is held, to make the backup copy; not for an empty
    file. Several processes may call this at once; the second finds nothing left to do.
    """
    if version_of(db) == CURRENT:
        return None
    # SQLite ignores this pragma inside a transaction, and rebuilding a table needs it to be off.
    db.run("PRAGMA foreign_keys = OFF")
    try:
        with db.transaction(durable=True):
            return _run_migrations(db, before)
    finally:
        db.run("PRAGMA foreign_keys = ON")


def _run_migrations(db: Database, before: Callable[[int], None]) -> str | None:
    version = version_of(db)
    if 0 < version < CURRENT:
        before(version)
    create_functions(db)
    for number in range(version + 1, CURRENT + 1):
        for statement in statements(number):
            db.run(statement)
    told = _narrow_aliases(db) if _WITH_ALIASES <= version < _WITH_PLACES else None
    db.run(f"PRAGMA application_id = {APPLICATION_ID}")
    db.run(f"PRAGMA user_version = {max(version, CURRENT)}")
    if db.all("PRAGMA foreign_key_check"):
        raise StoreError(
            f"{db.name}: the library of version {version} is inconsistent and was not migrated; "
            "`reader check` of the program that wrote it says more"
        )
    return told


def _narrow_aliases(db: Database) -> str | None:
    # Imported here because only a migration needs it.
    from reader.store.narrowing import narrow

    return narrow(db)


def statements(version: int) -> Iterator[str]:
    """Yield the SQL statements of one migration."""
    statement = ""
    for line in (MIGRATIONS / f"{version}.sql").read_text(encoding="utf-8").splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def create_functions(db: Database) -> None:
    """Define the functions that the SQL of the migrations calls."""
    create = db.connection.create_function
    create("title_key_of", 1, lambda title: title_key(*texts([title])), deterministic=True)
    create("outlet_key_of", 1, lambda outlet: outlet_key(*texts([outlet])), deterministic=True)
    create("published_key_of", 1, published_key, deterministic=True)
