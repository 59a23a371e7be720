"""The corrections table: what the user changed in an analysis."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from reader.model.analysis import EntityType, SourceKind, StatementKind
from reader.model.annotation import Anchor
from reader.model.correction import CorrectedThing, Correction, CorrectionAct, PlacedCorrection
from reader.store import anchoring
from reader.store.anchoring import WORDS, Anchored
from reader.store.sqlite import Database, Row, qualified, typed
from reader.store.table import WithdrawableTable, built, new_id

_OWN = "id, document_id, version_id, thing, act, words, value, author, created, revision, subject"
COLUMNS = f"{_OWN}, {anchoring.COLUMNS}"
"""The columns that `from_row` takes, in this order."""

_OWN_KINDS = "siissSsssis"
_OWN_WIDTH = len(_OWN_KINDS)
_WIDTH = len(COLUMNS.split(","))
_PLACED = len(anchoring.PLACED.split(","))


class CorrectionTable(WithdrawableTable):
    """The corrections. Writes are durable."""

    noun = "correction"
    table = "corrections"
    tombstone = "deleted"

    def of(self, document_id: int, version_id: int | None = None) -> list[PlacedCorrection]:
        """Return the document's corrections, oldest first, and their places in a version, the newest if None."""
        version_id = version_id or anchoring.newest_version(self._db, document_id)
        rows = self._db.all(
            f"SELECT {qualified(COLUMNS, 'corrections')}, {qualified(anchoring.PLACED, 'p')},"
            f" {qualified(anchoring.PLACED, 'w')} FROM corrections"
            " LEFT JOIN placements AS p ON p.mark_id = corrections.id AND p.part = '' AND p.version_id = ?1"
            " LEFT JOIN placements AS w ON w.mark_id = corrections.id AND w.part = ?2 AND w.version_id = ?1"
            " WHERE document_id = ?3 AND deleted IS NULL ORDER BY created, corrections.rowid",
            (version_id, WORDS, document_id),
        )
        length = anchoring.length_of(self._db, version_id)
        return self._built("correction", rows, lambda row: _placed_from_row(row, version_id, length))

    def articles(self) -> list[int]:
        """Return the listed documents that have corrections or names of their own, the newest first."""
        rows = self._db.all(
            "SELECT id FROM documents WHERE removed IS NULL"
            " AND (id IN (SELECT document_id FROM corrections WHERE deleted IS NULL)"
            " OR id IN (SELECT document_id FROM aliases WHERE withdrawn IS NULL)) ORDER BY added DESC, id DESC"
        )
        return [id for (id,) in rows]

    def add(
        self,
        document_id: int,
        version_id: int,
        thing: CorrectedThing,
        act: CorrectionAct,
        anchor: Anchor,
        *,
        words: Anchor | None = None,
        value: str = "",
        author: str = "",
        subject: str = "",
    ) -> Correction:
        """Store a correction. Raises NotFoundError if the version lacks the words of an anchor."""
        made = Correction("", document_id, version_id, thing, act, anchor, words, value, author, subject=subject)
        return self.add_all([made])[0]

    def add_all(self, corrections: Iterable[Correction]) -> list[Correction]:
        """Store corrections in one transaction, each with a new id and the time, and return them so.

        Raises NotFoundError if a version lacks the words of an anchor; then none is stored.
        """
        added = [replace(each, id=new_id(), created=self._moments.next()) for each in corrections]
        with self._db.transaction(durable=True):
            for each in added:
                anchors = anchors_of(each)
                for anchored in anchors:
                    anchoring.require_words(self._db, each.document_id, each.version_id, anchored.anchor)
                self._db.insert("corrections", COLUMNS, to_row(each))
                anchoring.place(self._db, anchors, anchoring.newest_version(self._db, each.document_id))
        return added


def anchored(db: Database, document_id: int) -> list[Anchored]:
    """Return the anchors of all the document's corrections; withdrawn ones too, since they can be restored."""
    rows = db.all(f"SELECT {COLUMNS} FROM corrections WHERE document_id = ?", (document_id,))
    return [found for each in built(db, "correction", rows, from_row) for found in anchors_of(each)]


def from_row(row: Row) -> Correction:
    """Build the correction from a row of `COLUMNS`. Raises an error of `UNREADABLE` on damage."""
    id, document_id, version_id, thing, act, words, *rest = typed(row[:_OWN_WIDTH], _OWN_KINDS)
    anchor = anchoring.from_row(row[_OWN_WIDTH:])
    if anchor is None:
        raise ValueError("a correction without words")
    kind = CorrectedThing(thing), CorrectionAct(act)
    _require_known(*kind, rest[0])
    return Correction(id, document_id, version_id, *kind, anchor, _words_from_json(words), *rest)


def _require_known(thing: CorrectedThing, act: CorrectionAct, value: str) -> None:
    """Raise ValueError if a correction is to a type or kind that does not exist."""
    if act is CorrectionAct.TYPE:
        EntityType(value)
    elif act is CorrectionAct.KIND:
        (SourceKind if thing is CorrectedThing.SOURCE else StatementKind)(value)


def _placed_from_row(row: Row, version_id: int, length: int | None) -> PlacedCorrection:
    correction = from_row(row[:_WIDTH])
    made_in = correction.version_id
    placed = anchoring.placement(row[_WIDTH : _WIDTH + _PLACED], made_in, version_id, correction.anchor, length)
    words = None
    if correction.words is not None:
        words = anchoring.placement(row[_WIDTH + _PLACED :], made_in, version_id, correction.words, length)
    return PlacedCorrection(correction, placed, words)


def to_row(correction: Correction) -> Row:
    """Invert `from_row`."""
    own = {column: getattr(correction, column) for column in _OWN.split(", ")}
    own["words"] = _words_to_json(correction.words)
    return (*own.values(), *anchoring.values(correction.anchor))


def anchors_of(correction: Correction) -> list[Anchored]:
    """Return the correction's anchor and that of its new words, if it has some."""
    parts = {"": correction.anchor, WORDS: correction.words}
    return [
        Anchored(correction.id, part, correction.version_id, anchor) for part, anchor in parts.items() if anchor
    ]


def _words_to_json(words: Anchor | None) -> str | None:
    return None if words is None else json.dumps(anchoring.values(words), ensure_ascii=False)


def _words_from_json(text: str | None) -> Anchor | None:
    return None if text is None else anchoring.from_row(json.loads(text))
