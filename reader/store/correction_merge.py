"""Corrections and aliases with their tombstones, as they leave one library and are merged into another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reader.model.correction import Alias, Correction
from reader.model.values import value_class
from reader.store import anchoring, corrections
from reader.store.anchoring import Anchored
from reader.store.sqlite import Database, Row, typed
from reader.store.table import built

_ALIAS = "id, name, becomes, author, created, document_id, revision"
_OTHERS = ("annotations", "bookmarks")
"""The other tables whose rows have placements, by their ids."""


@value_class(frozen=True)
class TravellingCorrection:
    """A correction or an alias with its tombstone."""

    row: Correction | Alias
    withdrawn: str | None
    """When it was withdrawn, in ISO 8601 in UTC; None if it is in force."""
    revision: int
    sha256: str = ""
    """The hash of the text that a correction was made in, or of the newest text of an alias's article."""
    others: tuple[str, ...] = ()
    """The hashes of the other texts of an alias's article, the last added first."""


@dataclass
class MergeResult:
    """What became of the rows that were to be merged."""

    merged: int = 0
    known: int = 0
    """The number that the library had already, in this revision or a newer one."""
    refused: list[Correction | Alias] = field(default_factory=list)
    """Those whose id belongs to something else here."""


def travelling(db: Database, document_ids: Iterable[int] | None) -> Iterator[TravellingCorrection]:
    """Yield the corrections and aliases of some documents, or all; withdrawn ones too, oldest first in each."""
    if document_ids is None:
        rows = db.all("SELECT id FROM documents WHERE removed IS NULL ORDER BY id")
        yield from _aliases(db, "document_id IS NULL AND NOT unplaced", None)
        document_ids = [id for (id,) in rows]
    for id in document_ids:
        yield from _corrections(db, id)
        yield from _aliases(db, "document_id = ? AND NOT unplaced", id)


def _corrections(db: Database, document_id: int) -> Iterator[TravellingCorrection]:
    query = (
        f"SELECT {corrections.COLUMNS}, deleted, (SELECT sha256 FROM versions WHERE id = version_id)"
        " FROM corrections WHERE document_id = ? ORDER BY created, rowid"
    )
    yield from built(db, "correction", db.all(query, (document_id,)), _correction_from_row)


def _correction_from_row(row: Row) -> TravellingCorrection:
    made, (withdrawn, sha256) = corrections.from_row(row[:-2]), typed(row[-2:], "SS")
    return TravellingCorrection(made, withdrawn, made.revision, sha256 or "")


def _aliases(db: Database, condition: str, document_id: int | None) -> Iterator[TravellingCorrection]:
    query = (
        f"SELECT {_ALIAS}, withdrawn, (SELECT sha256 FROM versions WHERE versions.id ="
        " (SELECT version_id FROM documents WHERE documents.id = aliases.document_id)), (SELECT"
        " group_concat(sha256, ' ') FROM (SELECT sha256 FROM versions WHERE document_id = aliases.document_id"
        " ORDER BY id DESC))"
        f" FROM aliases WHERE {condition} ORDER BY created, rowid"
    )
    yield from built(db, "alias", db.all(query, () if document_id is None else (document_id,)), _alias_from_row)


def _alias_from_row(row: Row) -> TravellingCorrection:
    *alias, revision, withdrawn, sha256, texts = typed(row, "sssssIiSSS")
    others = tuple(each for each in (texts or "").split() if each != sha256)
    return TravellingCorrection(Alias(*alias), withdrawn, revision, sha256 or "", others)


def merge(db: Database, incoming: Iterable[TravellingCorrection]) -> MergeResult:
    """Take the rows that are new or of a newer revision, in one transaction; of equal revisions ours stays.

    The spans of a correction must be in its version's text.
    """
    result, placed = MergeResult(), dict[int, list[Anchored]]()
    touched: set[int] = set()
    with db.transaction(durable=True):
        known = _Known(db)
        for each in incoming:
            row = each.row
            before = known.of(row)
            if before is None:
                result.refused.append(row)
            elif before >= each.revision:
                result.known += 1
            else:
                _write(db, each, is_new=before == 0)
                known.take(row, each.revision)
                if row.document_id is not None:
                    # A name for every article checks nothing, as one that is given here.
                    touched.add(row.document_id)
                result.merged += 1
                if isinstance(row, Correction):
                    placed.setdefault(row.document_id, []).extend(corrections.anchors_of(row))
        for document_id, anchors in placed.items():
            anchoring.place(db, anchors, anchoring.newest_version(db, document_id))
        _forget_counts(db, touched)
    return result


class _Known:
    """The revisions of the rows that the library has."""

    def __init__(self, db: Database) -> None:
        self._taken = {id for table in _OTHERS for (id,) in db.all(f"SELECT id FROM {table}")}
        self._corrections = {id: (document, rev) for id, document, rev in _revisions(db, "corrections")}
        self._aliases = {id: (document, rev) for id, document, rev in _revisions(db, "aliases")}

    def of(self, row: Correction | Alias) -> int | None:
        """Return the row's revision here, 0 if it is new, None if its id belongs to something else."""
        own, others = self._tables(row)
        if row.id in own:
            document, revision = own[row.id]
            return revision if document == row.document_id else None
        return None if row.id in others or row.id in self._taken else 0

    def take(self, row: Correction | Alias, revision: int) -> None:
        """Remember a row that was written."""
        self._tables(row)[0][row.id] = (row.document_id, revision)

    def _tables(self, row: Correction | Alias) -> tuple[dict[str, tuple[int | None, int]], ...]:
        both = self._corrections, self._aliases
        return both if isinstance(row, Correction) else both[::-1]


def _revisions(db: Database, table: str) -> list[tuple[str, int | None, int]]:
    return [(id, document, rev) for id, document, rev in db.all(f"SELECT id, document_id, revision FROM {table}")]


def _write(db: Database, each: TravellingCorrection, *, is_new: bool) -> None:
    row = each.row
    if isinstance(row, Correction):
        table, columns, tombstone = "corrections", corrections.COLUMNS, "deleted"
        values = corrections.to_row(row)
    else:
        table, columns, tombstone = "aliases", _ALIAS, "withdrawn"
        values = (row.id, row.name, row.becomes, row.author, row.created, row.document_id, each.revision)
    columns, values = f"{columns}, {tombstone}", (*values, each.withdrawn)
    if is_new:
        db.insert(table, columns, values)
        return
    db.run("DELETE FROM placements WHERE mark_id = ? AND decided IS NULL", (row.id,))
    assigned = ", ".join(f"{column.strip()} = ?" for column in columns.split(","))
    if isinstance(row, Alias):
        # A file says where it holds, which an older library may not have kept.
        assigned += ", unplaced = 0"
    db.run(f"UPDATE {table} SET {assigned} WHERE id = ?", (*values, row.id))


def _forget_counts(db: Database, document_ids: Iterable[int]) -> None:
    """Have the statements of these documents counted again."""
    for id in document_ids:
        db.run("UPDATE documents SET statements = NULL, checked = NULL WHERE id = ?", (id,))
