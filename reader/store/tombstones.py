"""Tombstones: what is withdrawn keeps its row and can be restored, and each of the two is a revision more."""

from __future__ import annotations

from reader.model.errors import NotFoundError
from reader.model.values import value_class
from reader.store.sqlite import Database, packed


@value_class(frozen=True, slots=True)
class Tombstone:
    """Where the tombstones of one kind of things stand. Call its methods inside a transaction."""

    thing: str
    """What one of them is called in messages."""
    table: str
    column: str

    def put(self, db: Database, id: str, now: str) -> None:
        """Let the thing be withdrawn since `now`; one that is stays so. Raises NotFoundError."""
        self._write(db, id, now)

    def lift(self, db: Database, id: str) -> None:
        """Let the thing hold again; one that does stays so. Raises NotFoundError."""
        self._write(db, id, None)

    def _write(self, db: Database, id: str, since: str | None) -> None:
        if db.one(f"SELECT 1 FROM {self.table} WHERE id = ?", (packed(id),)) is None:
            raise NotFoundError(f"{self.thing} {id}: not in the library")
        db.run(
            f"UPDATE {self.table} SET {self.column} = ?1, revision = revision + 1"
            f" WHERE id = ?2 AND ({self.column} IS NULL) != (?1 IS NULL)",
            (since, packed(id)),
        )
