"""The corrections table: a person's word over the machine's, each with a UUID, a revision and a tombstone."""

from __future__ import annotations

import json

from reader.model.annotation import Anchor
from reader.model.correction import CorrectedThing, Correction, CorrectionAct, PlacedCorrection
from reader.model.span import Span
from reader.store import anchoring
from reader.store.anchoring import WORDS, Mark
from reader.store.annotations import qualified
from reader.store.sqlite import Database, Row, packed, unpacked, unpacked_or_none
from reader.store.tombstones import Tombstone

_OWN = "id, document_id, version_id, thing, act, words, value, author, created, revision"
COLUMNS = f"{_OWN}, {anchoring.COLUMNS}"
"""The columns that `from_row` takes, in its order."""

_WIDTH = len(COLUMNS.split(","))
_PLACED = len(anchoring.PLACED.split(","))
_TOMBSTONE = Tombstone("correction", "corrections", "deleted")


def of_document(db: Database, document_id: int, version_id: int) -> list[PlacedCorrection]:
    """The document's corrections with their places in a version, in the order in which they were made."""
    rows = db.all(
        f"SELECT {qualified(COLUMNS, 'corrections')}, {qualified(anchoring.PLACED, 'p')},"
        f" {qualified(anchoring.PLACED, 'w')} FROM corrections"
        " LEFT JOIN placements AS p ON p.mark_id = corrections.id AND p.part = '' AND p.version_id = ?1"
        " LEFT JOIN placements AS w ON w.mark_id = corrections.id AND w.part = ?2 AND w.version_id = ?1"
        " WHERE document_id = ?3 AND deleted IS NULL ORDER BY created, corrections.rowid",
        (version_id, WORDS, document_id),
    )
    return [_placed_from_row(row, version_id) for row in rows]


def add(db: Database, correction: Correction) -> None:
    """Store the correction. Raises NotFoundError where its version does not have its words."""
    for anchor in (correction.anchor, correction.words):
        if anchor is not None:
            anchoring.need_place(db, correction.document_id, correction.version_id, anchor)
    db.run(
        f"INSERT INTO corrections ({COLUMNS}) VALUES ({', '.join('?' * _WIDTH)})",
        (
            packed(correction.id),
            correction.document_id,
            correction.version_id,
            correction.thing.value,
            correction.act.value,
            _words_to_json(correction.words),
            packed(correction.value),
            packed(correction.author),
            correction.created,
            correction.revision,
            *anchoring.values(correction.anchor),
        ),
    )
    anchoring.place(db, _marks(correction), anchoring.newest_version(db, correction.document_id))


def withdraw(db: Database, correction_id: str, now: str) -> None:
    """Set the tombstone. Raises NotFoundError. Call inside a transaction."""
    _TOMBSTONE.put(db, correction_id, now)


def restore(db: Database, correction_id: str) -> None:
    """Take the tombstone away. Raises NotFoundError. Call inside a transaction."""
    _TOMBSTONE.lift(db, correction_id)


def marks(db: Database, document_id: int) -> list[Mark]:
    """All of the document that can be placed; the withdrawn ones too, for they can be restored."""
    rows = db.all(f"SELECT {COLUMNS} FROM corrections WHERE document_id = ?", (document_id,))
    return [mark for row in rows for mark in _marks(from_row(row))]


def from_row(row: Row) -> Correction:
    """The correction of a row of the table. Raises ValueError or TypeError on damage."""
    id, document_id, version_id, thing, act, words, value, author, created, revision, *anchor = row
    machine = anchoring.from_row(tuple(anchor))
    if machine is None:
        raise ValueError("a correction without words")
    return Correction(
        id=unpacked(id),
        document_id=document_id,
        version_id=version_id,
        thing=CorrectedThing(thing),
        act=CorrectionAct(act),
        anchor=machine,
        words=_words_from_json(unpacked_or_none(words)),
        value=unpacked(value),
        author=unpacked(author),
        created=created,
        revision=revision,
    )


def _placed_from_row(row: Row, version_id: int) -> PlacedCorrection:
    correction = from_row(row[:_WIDTH])
    made_in = correction.version_id
    placed = anchoring.placement(row[_WIDTH : _WIDTH + _PLACED], made_in, version_id, correction.anchor)
    words = None
    if correction.words is not None:
        words = anchoring.placement(row[_WIDTH + _PLACED :], made_in, version_id, correction.words)
    return PlacedCorrection(correction, placed, words)


def _marks(correction: Correction) -> list[Mark]:
    marks = [Mark(correction.id, "", correction.version_id, correction.anchor)]
    if correction.words is not None:
        marks.append(Mark(correction.id, WORDS, correction.version_id, correction.words))
    return marks


def _words_to_json(words: Anchor | None) -> str | bytes | None:
    if words is None:
        return None
    fields = [words.span.start, words.span.end, words.exact, words.prefix, words.suffix, words.ordinal]
    return packed(json.dumps(fields, ensure_ascii=False))


def _words_from_json(text: str | None) -> Anchor | None:
    if text is None:
        return None
    start, end, exact, prefix, suffix, ordinal = json.loads(text)
    return Anchor(Span(start, end), exact, prefix, suffix, ordinal)
