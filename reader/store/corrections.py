"""The corrections table: what the user changed in an analysis."""

from __future__ import annotations

import json

from reader.model.annotation import Anchor
from reader.model.correction import CorrectedThing, Correction, CorrectionAct, PlacedCorrection
from reader.store import anchoring
from reader.store.anchoring import WORDS, Anchored
from reader.store.sqlite import Database, Row, qualified, texts
from reader.store.table import WithdrawableTable, new_id

_OWN = "id, document_id, version_id, thing, act, words, value, author, created, revision, subject"
COLUMNS = f"{_OWN}, {anchoring.COLUMNS}"
"""The columns that `from_row` takes, in this order."""

_OWN_WIDTH = len(_OWN.split(","))
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
        return [_placed_from_row(row, version_id) for row in rows]

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
        correction = Correction(
            new_id(),
            document_id,
            version_id,
            thing,
            act,
            anchor,
            words,
            value,
            author,
            self._now(),
            subject=subject,
        )
        anchors = _anchors_of(correction)
        with self._db.transaction(durable=True):
            for anchored in anchors:
                anchoring.require_words(self._db, document_id, version_id, anchored.anchor)
            self._db.insert("corrections", COLUMNS, _to_row(correction))
            anchoring.place(self._db, anchors, anchoring.newest_version(self._db, document_id))
        return correction


def anchored(db: Database, document_id: int) -> list[Anchored]:
    """Return the anchors of all the document's corrections; withdrawn ones too, since they can be restored."""
    rows = db.all(f"SELECT {COLUMNS} FROM corrections WHERE document_id = ?", (document_id,))
    return [found for row in rows for found in _anchors_of(from_row(row))]


def from_row(row: Row) -> Correction:
    """Build the correction from a row of `COLUMNS`. Raises ValueError or TypeError on damage."""
    id, document_id, version_id, thing, act, words, *rest = texts(row[:_OWN_WIDTH])
    anchor = anchoring.from_row(row[_OWN_WIDTH:])
    if anchor is None:
        raise ValueError("a correction without words")
    kind = CorrectedThing(thing), CorrectionAct(act)
    return Correction(id, document_id, version_id, *kind, anchor, _words_from_json(words), *rest)


def _placed_from_row(row: Row, version_id: int) -> PlacedCorrection:
    correction = from_row(row[:_WIDTH])
    made_in = correction.version_id
    placed = anchoring.placement(row[_WIDTH : _WIDTH + _PLACED], made_in, version_id, correction.anchor)
    words = None
    if correction.words is not None:
        words = anchoring.placement(row[_WIDTH + _PLACED :], made_in, version_id, correction.words)
    return PlacedCorrection(correction, placed, words)


def _to_row(correction: Correction) -> Row:
    own = {column: getattr(correction, column) for column in _OWN.split(", ")}
    own["words"] = _words_to_json(correction.words)
    return (*own.values(), *anchoring.values(correction.anchor))


def _anchors_of(correction: Correction) -> list[Anchored]:
    parts = {"": correction.anchor, WORDS: correction.words}
    return [
        Anchored(correction.id, part, correction.version_id, anchor) for part, anchor in parts.items() if anchor
    ]


def _words_to_json(words: Anchor | None) -> str | None:
    return None if words is None else json.dumps(anchoring.values(words), ensure_ascii=False)


def _words_from_json(text: str | None) -> Anchor | None:
    return None if text is None else anchoring.from_row(json.loads(text))
