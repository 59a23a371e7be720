"""The aliases table: sources that a person renamed or merged, for every article until withdrawn."""

from __future__ import annotations

from reader.model.correction import Alias
from reader.store.sqlite import Database, Row, packed, unpacked
from reader.store.tombstones import Tombstone

_COLUMNS = "id, name, becomes, author, created"
_TOMBSTONE = Tombstone("alias", "aliases", "withdrawn")


def all_of(db: Database) -> list[Alias]:
    """The aliases that hold, in the order in which they were made."""
    rows = db.all(f"SELECT {_COLUMNS} FROM aliases WHERE withdrawn IS NULL ORDER BY created, rowid")
    return [_from_row(row) for row in rows]


def add(db: Database, alias: Alias) -> None:
    """Store the alias. Call inside a transaction."""
    db.run(
        f"INSERT INTO aliases ({_COLUMNS}, revision) VALUES (?, ?, ?, ?, ?, 1)",
        (packed(alias.id), packed(alias.name), packed(alias.becomes), packed(alias.author), alias.created),
    )


def withdraw(db: Database, alias_id: str, now: str) -> None:
    """Set the tombstone. Raises NotFoundError. Call inside a transaction."""
    _TOMBSTONE.put(db, alias_id, now)


def restore(db: Database, alias_id: str) -> None:
    """Take the tombstone away. Raises NotFoundError. Call inside a transaction."""
    _TOMBSTONE.lift(db, alias_id)


def _from_row(row: Row) -> Alias:
    id, name, becomes, author, created = row
    return Alias(unpacked(id), unpacked(name), unpacked(becomes), unpacked(author), created)
