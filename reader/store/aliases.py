"""The aliases table: sources that the user renamed or merged, for every article."""

from __future__ import annotations

from reader.model.correction import Alias
from reader.store.sqlite import texts
from reader.store.table import WithdrawableTable, new_id

_COLUMNS = "id, name, becomes, author, created"


class AliasTable(WithdrawableTable):
    """The aliases. Writes are durable."""

    noun = "alias"
    table = "aliases"
    tombstone = "withdrawn"

    def all(self) -> list[Alias]:
        """Return the aliases in force, oldest first."""
        rows = self._db.all(f"SELECT {_COLUMNS} FROM aliases WHERE withdrawn IS NULL ORDER BY created, rowid")
        return [Alias(*texts(row)) for row in rows]

    def add(self, name: str, becomes: str, author: str = "") -> Alias:
        """Give the source called `name` another name in every article."""
        alias = Alias(new_id(), name, becomes, author, self._now())
        with self._db.transaction(durable=True):
            values = (alias.id, name, becomes, author, alias.created, 1)
            self._db.insert("aliases", f"{_COLUMNS}, revision", values)
        return alias
