"""The aliases table: sources that the user renamed or merged, in one article or in all."""

from __future__ import annotations

from collections.abc import Iterable

from reader.model.correction import Alias
from reader.store.sqlite import Row, typed
from reader.store.table import WithdrawableTable, new_id

_OWN = "id, name, becomes, author, created, document_id"
_COLUMNS = f"{_OWN}, unplaced"


class AliasTable(WithdrawableTable):
    """The aliases. Writes are durable."""

    noun = "alias"
    table = "aliases"
    tombstone = "withdrawn"

    def all(self) -> list[Alias]:
        """Return the aliases that are not withdrawn, oldest first; those that hold in no article too."""
        rows = self._db.all(f"SELECT {_COLUMNS} FROM aliases WHERE withdrawn IS NULL ORDER BY created, rowid")
        return self._built("alias", rows, _from_row)

    def of(self, document_id: int) -> list[Alias]:
        """Return the aliases in force in one article, oldest first."""
        query = (
            f"SELECT {_COLUMNS} FROM aliases WHERE withdrawn IS NULL AND NOT unplaced"
            " AND (document_id IS NULL OR document_id = ?) ORDER BY created, rowid"
        )
        return self._built("alias", self._db.all(query, (document_id,)), _from_row)

    def add(self, name: str, becomes: str, author: str = "", document_id: int | None = None) -> Alias:
        """Give the source called `name` another name in one article, or in every article."""
        return self.add_all([name], becomes, author, document_id)[0]

    def add_all(
        self, names: Iterable[str], becomes: str, author: str = "", document_id: int | None = None
    ) -> list[Alias]:
        """Give the sources of these names the same other name, in one transaction; not one that has it already."""
        made = [
            Alias(new_id(), name, becomes, author, self._moments.next(), document_id)
            for name in names
            if name != becomes
        ]
        with self._db.transaction(durable=True):
            for each in made:
                values = (each.id, each.name, becomes, author, each.created, document_id, 1)
                self._db.insert("aliases", f"{_OWN}, revision", values)
        return made


def _from_row(row: Row) -> Alias:
    id, name, becomes, author, created, document_id, unplaced = typed(row, "sssssIi")
    return Alias(id, name, becomes, author, created, document_id, bool(unplaced))
