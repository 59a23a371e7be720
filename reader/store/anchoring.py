"""Anchors as columns of a row, and the placements table: where anchors are in versions other than their own."""

from __future__ import annotations

from collections.abc import Iterable

from reader.model.annotation import Anchor, AnchorState, Placement
from reader.model.errors import NotFoundError, StoreDamagedError
from reader.model.span import Span
from reader.model.values import value_class
from reader.store.sqlite import ADVICE, UNREADABLE, Database, Row, decoded, texts, typed

COLUMNS = "start, stop, exact, prefix, suffix, ordinal"
"""The columns that `from_row` takes, in this order."""

PLACED = "state, start, stop, decided"
"""The columns that `placement` takes, in this order."""

WORDS = "words"
"""The part under which the placement of a correction's new words is stored."""

_UNCHANGED = (AnchorState.EXACT, AnchorState.MOVED)


@value_class(frozen=True, slots=True)
class Anchored:
    """An anchor, with the key of its placements."""

    id: str
    """The id of the annotation, bookmark or correction."""
    part: str
    """'' or `WORDS`."""
    version_id: int
    """The version that the anchor was made in."""
    anchor: Anchor


def from_row(row: Row) -> Anchor | None:
    """Build the anchor from a row of `COLUMNS`; None for the whole article. Raises an error of `UNREADABLE`."""
    if row[0] is None:
        return None
    start, stop, *rest = typed(row, "iisssi")
    return Anchor(Span(start, stop), *rest)


def values(anchor: Anchor | None) -> tuple[object, ...]:
    """Invert `from_row`."""
    if anchor is None:
        return (None,) * 6
    span = anchor.span
    return span.start, span.end, anchor.exact, anchor.prefix, anchor.suffix, anchor.ordinal


def require_words(db: Database, document_id: int, version_id: int, anchor: Anchor | None) -> None:
    """Raise NotFoundError unless the version is the document's and has the anchor's words."""
    if db.one("SELECT 1 FROM versions WHERE id = ? AND document_id = ?", (version_id, document_id)) is None:
        raise NotFoundError(f"document {document_id}: has no version {version_id}; open the document again")
    if anchor is not None and anchor.span.of(text_of(db, version_id)) != anchor.exact:
        raise NotFoundError(
            f"document {document_id}: its version {version_id} does not have these words at {anchor.span.start}; "
            "open the document again"
        )


def placement(
    row: Row, made_in: int, version_id: int, anchor: Anchor | None, length: int | None = None
) -> Placement:
    """Return where an anchor is in a version, from a row of `PLACED`; all NULL if no row is stored.

    A place that is damaged, or after the end of a text of `length` code points, is lost.
    """
    if anchor is None:
        return Placement(AnchorState.EXACT, None)
    try:
        found = _placement(row, made_in, version_id, anchor)
    except UNREADABLE:
        return Placement(AnchorState.ORPHAN, None)
    if length is not None and found.span is not None and found.span.end > length:
        return Placement(AnchorState.ORPHAN, None)
    return found


def _placement(row: Row, made_in: int, version_id: int, anchor: Anchor) -> Placement:
    state, start, stop, decided = typed(row, "SIIS")
    if state is not None:
        span = None if start is None else Span(start, stop)
        return Placement(AnchorState(state), span, decided is not None)
    if made_in == version_id:
        return Placement(AnchorState.EXACT, anchor.span)
    return Placement(AnchorState.ORPHAN, None)


def length_of(db: Database, version_id: int) -> int | None:
    """Return the length of a version's text in code points, or None if it is not known."""
    row = db.one("SELECT length FROM versions WHERE id = ?", (version_id,))
    return row[0] if row is not None and type(row[0]) is int and row[0] >= 0 else None


def keep(
    db: Database, anchored: Anchored, version_id: int, placement: Placement, decided: str | None = None
) -> None:
    """Store where an anchor is in a version, and when the user decided so. Call inside a transaction."""
    start, stop = (placement.span.start, placement.span.end) if placement.span is not None else (None, None)
    values = (anchored.id, anchored.part, version_id, placement.state.value, start, stop, decided)
    db.insert("placements", f"mark_id, part, version_id, {PLACED}", values, conflict="REPLACE")


def is_kept(db: Database, id: str, version_id: int) -> bool:
    """Return True if a placement is stored; in the anchor's own version, that means the words are not there."""
    query = "SELECT 1 FROM placements WHERE mark_id = ? AND part = '' AND version_id = ?"
    return db.one(query, (id, version_id)) is not None


def newest_version(db: Database, document_id: int) -> int:
    """Return the id of the document's newest version."""
    return db.integer("SELECT version_id FROM documents WHERE id = ?", (document_id,))


def text_of(db: Database, version_id: int) -> str:
    """Return the text of a version, '' if there is none. Raises StoreDamagedError."""
    row = db.one("SELECT text FROM versions WHERE id = ?", (version_id,))
    try:
        return decoded(row[0]) if row else ""
    except UNREADABLE as error:
        raise StoreDamagedError(f"version {version_id}: its stored text is damaged; {ADVICE}") from error


def place(db: Database, anchors: Iterable[Anchored], version_id: int) -> None:
    """Find the anchors in the version, except those already placed there. Call inside a transaction."""
    elsewhere = [each for each in anchors if each.version_id != version_id]
    if not elsewhere:
        return
    # Imported here because it is needed once for each new version.
    from reader.text.anchoring.anchors import place_all

    known, text = _placed_in(db, version_id), text_of(db, version_id)
    groups: dict[int, list[Anchored]] = {}
    for each in elsewhere:
        if (each.id, each.part) not in known:
            groups.setdefault(each.version_id, []).append(each)
    for made_in, group in groups.items():
        found = place_all([each.anchor for each in group], text_of(db, made_in), text)
        for each, placed in zip(group, found, strict=True):
            decision = None if placed.state in _UNCHANGED else _decided(db, each, version_id, text)
            keep(db, each, version_id, *(decision or (placed, None)))


def _decided(db: Database, anchored: Anchored, version_id: int, text: str) -> tuple[Placement, str] | None:
    """Return where the user's last decision puts the anchor in a later text, and when it was made.

    An orphan stays one; chosen words must be there unchanged, else there is no decision.
    """
    row = db.one(
        "SELECT version_id, start, stop, decided FROM placements WHERE mark_id = ? AND part = ?"
        " AND decided IS NOT NULL AND version_id != ? ORDER BY decided DESC, version_id DESC",
        (anchored.id, anchored.part, version_id),
    )
    if row is None:
        return None
    decided_in, start, stop, when = row
    if start is None:
        return Placement(AnchorState.ORPHAN, None, decided=True), when
    from reader.text.anchoring.anchors import anchor_of, place_all

    old_text = text_of(db, decided_in)
    chosen = place_all([anchor_of(old_text, Span(start, stop))], old_text, text)[0]
    if chosen.state not in _UNCHANGED:
        return None
    return Placement(AnchorState.CHANGED, chosen.span, decided=True), when


def _placed_in(db: Database, version_id: int) -> set[tuple[str, str]]:
    rows = db.all("SELECT mark_id, part FROM placements WHERE version_id = ?", (version_id,))
    return {texts(row) for row in rows}
