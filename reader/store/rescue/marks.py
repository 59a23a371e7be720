"""Annotations, corrections, bookmarks and drafts that were found, and the places of their words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reader.model.annotation import Anchor, AnchorState, Placement
from reader.model.span import Span
from reader.store import anchoring, annotation_rows, corrections
from reader.store.anchoring import Anchored
from reader.store.rescue.cleaning import Row, mend_tags, number, plain
from reader.store.sqlite import UNREADABLE, Database
from reader.store.table import new_id
from reader.text.anchoring.anchors import anchor_of
from reader.text.anchoring.quote_selector import seek

_ANCHOR = ("start", "stop", "exact", "prefix", "suffix", "ordinal")
LONG_AGO = "1970-01-01T00:00:00+00:00"
"""When something was made or withdrawn whose time is lost."""
EXCERPT = 60
"""The most code points of the excerpt of such a bookmark."""
_STATES = frozenset(state.value for state in AnchorState)


def _mend_annotation(db: Database, row: Row) -> bool:
    is_whole = _mend_id(row) & mend_tags(row) & _mend_anchor(db, row)
    columns = [column.strip() for column in annotation_rows.COLUMNS.split(",")]
    annotation = annotation_rows.from_row(tuple(row[column] for column in columns))
    row["folded"] = annotation_rows.folded(annotation)
    if row["deleted"] is None:
        for tag in dict.fromkeys(annotation.tags):
            values = (tag, annotation.modified, annotation.id)
            db.insert("annotation_tags", "tag, modified, annotation_id", values, conflict="REPLACE")
    return is_whole


def _mend_correction(db: Database, row: Row) -> bool:
    is_whole = _mend_id(row) & _mend_anchor(db, row)
    columns = [column.strip() for column in corrections.COLUMNS.split(",")]
    try:
        corrections.from_row(tuple(row[column] for column in columns))
    except UNREADABLE:
        # What it did is lost: it is kept as one that was withdrawn.
        row |= {"thing": "statement", "act": "accept", "value": "", "words": None}
        row["deleted"] = row["deleted"] or LONG_AGO
        if row["start"] is None:
            _set_anchor(row, Anchor(Span(0, 0), ""))
        return False
    return is_whole


def _mend_bookmark(db: Database, row: Row) -> bool:
    length = anchoring.length_of(db, number(row["version_id"])) or 0
    offset = row["offset"] if type(row["offset"]) is int else 0
    row["offset"] = max(0, min(offset, length))
    return _mend_id(row) & (row["offset"] == offset)


def _mend_draft(db: Database, row: Row) -> bool:
    is_whole = _mend_id(row)
    if row["start"] is None or _is_in_place(db, row):
        return is_whole
    exact = plain(row["exact"])
    found = seek(
        anchoring.text_of(db, number(row["version_id"])), exact, plain(row["prefix"]), plain(row["suffix"])
    )
    if found.span is not None:
        _set_anchor(row, anchor_of(anchoring.text_of(db, number(row["version_id"])), found.span))
    else:
        # A draft has its words or none: they go into what was typed.
        row |= dict.fromkeys(_ANCHOR)
        row["text"] = f"{plain(row['text'])}\n\n(“{exact}”)" if exact else row["text"]
    return False


def _mend_id(row: Row) -> bool:
    if row["id"]:
        return True
    row["id"] = new_id()
    return False


def _mend_anchor(db: Database, row: Row) -> bool:
    """Find the words of a mark where they are now; mark them as lost if they are nowhere."""
    if row["start"] is None and row["exact"] is None:
        return True
    if _is_in_place(db, row):
        return True
    exact, version_id = plain(row["exact"]), number(row["version_id"])
    if type(row["start"]) is int and anchoring.is_kept(db, plain(row["id"]), version_id):
        # They never were where the anchor says.
        return True
    start = row["start"] if type(row["start"]) is int and row["start"] >= 0 else 0
    text = anchoring.text_of(db, version_id)
    found = seek(text, exact, plain(row["prefix"]), plain(row["suffix"]), start)
    if found.span is not None:
        _set_anchor(row, anchor_of(text, found.span))
        return False
    anchor = Anchor(Span(start, start + len(exact)), exact, plain(row["prefix"]), plain(row["suffix"]))
    _set_anchor(row, anchor)
    mark = Anchored(plain(row["id"]), "", version_id, anchor)
    anchoring.keep(db, mark, version_id, Placement(AnchorState.ORPHAN, None))
    return False


def _is_in_place(db: Database, row: Row) -> bool:
    try:
        anchor = anchoring.from_row(tuple(row[name] for name in _ANCHOR))
    except UNREADABLE:
        return False
    return anchor is not None and anchor.span.of(anchoring.text_of(db, number(row["version_id"]))) == anchor.exact


def _set_anchor(row: Row, anchor: Anchor) -> None:
    row |= dict(zip(_ANCHOR, anchoring.values(anchor), strict=True))  # type: ignore[arg-type] # its own columns


MENDERS: Mapping[str, Callable[[Database, Row], bool]] = {
    "annotations": _mend_annotation,
    "corrections": _mend_correction,
    "bookmarks": _mend_bookmark,
    "drafts": _mend_draft,
}
"""What makes a row of each table fit its version, and returns True if nothing had to be changed."""


def bookmark_of(place: Row, version: Row) -> Row | None:
    """Return a bookmark at the place of a mark that is lost, or None if the place is lost too."""
    start, stop, length = place["start"], place["stop"], version["length"]
    if place["part"] != "" or not place["mark_id"] or type(start) is not int or type(length) is not int:
        return None
    start = max(0, min(start, length))
    words = plain(version["text"])[start : stop if isinstance(stop, int) else start]
    return {
        "id": place["mark_id"],
        "document_id": version["document_id"],
        "version_id": version["id"],
        "offset": start,
        "excerpt": words[:EXCERPT],
        "created": LONG_AGO,
        "changed": LONG_AGO,
        "revision": 1,
        "deleted": None,
    }


def is_place(row: Row, mark: Row, version: Row) -> bool:
    """Return True if a mark can be where the row says in a version."""
    start, stop, length = row["start"], row["stop"], version["length"]
    if mark["document_id"] != version["document_id"] or row["state"] not in _STATES:
        return False
    if start is None or stop is None:
        return start is stop and row["state"] == AnchorState.ORPHAN.value
    return (
        isinstance(start, int)
        and isinstance(stop, int)
        and isinstance(length, int)
        and 0 <= start <= stop <= length
    )


def place_all(db: Database, document_id: int, version_id: int) -> None:
    """Find the marks of a document in its newest version, except those whose places are known."""
    anchored = (*annotation_rows.anchored(db, document_id), *corrections.anchored(db, document_id))
    anchoring.place(db, anchored, version_id)
