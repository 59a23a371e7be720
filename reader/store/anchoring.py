"""Anchors as columns of a row, and the placements table: where marks are in versions other than their own."""

from __future__ import annotations

from collections.abc import Iterable

from reader.model.annotation import Anchor, AnchorState, Placement
from reader.model.errors import NotFoundError
from reader.model.span import Span
from reader.model.values import value_class
from reader.store.sqlite import Database, Row, packed, unpacked

COLUMNS = "start, stop, exact, prefix, suffix, ordinal"
"""The columns that `from_row` takes, in its order."""

PLACED = "state, start, stop, decided"
"""The columns that `placement_from_row` takes, in its order."""

WORDS = "words"
"""The part of a correction's placements that is about the words it changes something to."""


@value_class(frozen=True, slots=True)
class Mark:
    """What is to be placed: an anchor by the id and part that its placements go by."""

    id: str
    part: str
    version_id: int
    """The version that the anchor was made in."""
    anchor: Anchor


def from_row(row: Row) -> Anchor | None:
    """The anchor of a row of `COLUMNS`; None for a mark on the whole article."""
    start, stop, exact, prefix, suffix, ordinal = row
    if start is None:
        return None
    return Anchor(Span(start, stop), unpacked(exact), unpacked(prefix), unpacked(suffix), ordinal)


def values(anchor: Anchor | None) -> tuple[object, ...]:
    """The inverse of `from_row`."""
    if anchor is None:
        return (None,) * 6
    return (
        anchor.span.start,
        anchor.span.end,
        packed(anchor.exact),
        packed(anchor.prefix),
        packed(anchor.suffix),
        anchor.ordinal,
    )


def need_place(db: Database, document_id: int, version_id: int, anchor: Anchor | None) -> None:
    """Raise NotFoundError where the version is not the document's or does not have the words of the anchor."""
    if db.one("SELECT 1 FROM versions WHERE id = ? AND document_id = ?", (version_id, document_id)) is None:
        raise NotFoundError(f"document {document_id}: has no version {version_id}; open the document again")
    if anchor is not None and anchor.span.of(text_of(db, version_id)) != anchor.exact:
        raise NotFoundError(
            f"document {document_id}: its version {version_id} does not have these words at {anchor.span.start}; "
            "open the document again"
        )


def placement(row: Row, made_in: int, version_id: int, anchor: Anchor | None) -> Placement:
    """Where an anchor is: as a row of `PLACED` says, or, in the version it was made in, at its own span."""
    state, start, stop, decided = row
    if anchor is None:
        return Placement(AnchorState.EXACT, None)
    if state is not None:
        span = None if start is None else Span(start, stop)
        return Placement(AnchorState(state), span, decided is not None)
    return (
        Placement(AnchorState.EXACT, anchor.span) if made_in == version_id else Placement(AnchorState.ORPHAN, None)
    )


def keep(db: Database, mark: Mark, version_id: int, placement: Placement, decided: str | None = None) -> None:
    """Store where a mark is in a version, in place of what was stored of it. Call inside a transaction."""
    start, stop = (placement.span.start, placement.span.end) if placement.span is not None else (None, None)
    db.run(
        "INSERT OR REPLACE INTO placements (mark_id, part, version_id, state, start, stop, decided)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (packed(mark.id), mark.part, version_id, placement.state.value, start, stop, decided),
    )


def is_kept(db: Database, mark_id: str, version_id: int) -> bool:
    """Whether a place is stored of a mark's anchor in a version; in its own one, only where it is not there."""
    query = "SELECT 1 FROM placements WHERE mark_id = ? AND part = '' AND version_id = ?"
    return db.one(query, (packed(mark_id), version_id)) is not None


def newest_version(db: Database, document_id: int) -> int:
    """The id of the newest version of the document."""
    return db.integer("SELECT version_id FROM documents WHERE id = ?", (document_id,))


def place(db: Database, marks: Iterable[Mark], version_id: int) -> None:
    """Place those marks that are not placed in the version yet. Call inside a transaction."""
    elsewhere = [mark for mark in marks if mark.version_id != version_id]
    if not elsewhere:
        return
    # Imported here because marks are placed once in a version.
    from reader.text.anchoring.anchors import place_all

    known, text = _known(db, version_id), text_of(db, version_id)
    for origin, group in _by_version(mark for mark in elsewhere if (mark.id, mark.part) not in known).items():
        found = place_all([mark.anchor for mark in group], text_of(db, origin), text)
        for mark, placed in zip(group, found, strict=True):
            decision = None if placed.state in _TO_THE_LETTER else _decision(db, mark, version_id)
            if decision is None:
                keep(db, mark, version_id, placed)
            else:
                carried = _carried(db, decision, text, placed)
                keep(db, mark, version_id, carried, decision.when if carried.decided else None)


_TO_THE_LETTER = (AnchorState.EXACT, AnchorState.MOVED)


@value_class(frozen=True, slots=True)
class _Decision:
    """What a person said of a mark's place in an earlier version."""

    version_id: int
    span: Span | None
    when: str


def _decision(db: Database, mark: Mark, version_id: int) -> _Decision | None:
    row = db.one(
        "SELECT version_id, start, stop, decided FROM placements WHERE mark_id = ? AND part = ?"
        " AND decided IS NOT NULL AND version_id != ? ORDER BY decided DESC, version_id DESC",
        (packed(mark.id), mark.part, version_id),
    )
    if row is None:
        return None
    return _Decision(row[0], None if row[1] is None else Span(row[1], row[2]), row[3])


def _carried(db: Database, decision: _Decision, text: str, placed: Placement) -> Placement:
    """What a decision means for a later text: the words it chose are sought to the letter, or the mark is lost."""
    if decision.span is None:
        return Placement(AnchorState.ORPHAN, None, decided=True)
    from reader.text.anchoring.anchors import anchor_of, place_all

    old_text = text_of(db, decision.version_id)
    chosen = place_all([anchor_of(old_text, decision.span)], old_text, text)[0]
    if chosen.state in _TO_THE_LETTER:
        return Placement(AnchorState.CHANGED, chosen.span, decided=True)
    return placed


def _by_version(marks: Iterable[Mark]) -> dict[int, list[Mark]]:
    groups: dict[int, list[Mark]] = {}
    for mark in marks:
        groups.setdefault(mark.version_id, []).append(mark)
    return groups


def _known(db: Database, version_id: int) -> set[tuple[str, str]]:
    return {
        (unpacked(id), part)
        for id, part in db.all("SELECT mark_id, part FROM placements WHERE version_id = ?", (version_id,))
    }


def text_of(db: Database, version_id: int) -> str:
    """The text of a version, '' where there is none."""
    row = db.one("SELECT text FROM versions WHERE id = ?", (version_id,))
    text: bytes = row[0] if row else b""
    return text.decode("utf-8", "surrogatepass")
