"""Placing all marks of a document, and the place of reading, in a version that becomes its newest."""

from __future__ import annotations

from itertools import groupby

from reader.model.annotation import Anchor, AnchorState, Placement
from reader.model.span import Span
from reader.store import anchoring, bookmarks, corrections
from reader.store import annotations as notes
from reader.store.anchoring import Mark
from reader.store.sqlite import Database
from reader.text.anchoring.anchors import place_offsets


def place_marks(db: Database, document_id: int, version_id: int) -> None:
    """Find annotations, corrections and bookmarks again in the version. Call inside a transaction."""
    anchoring.place(db, (*notes.marks(db, document_id), *corrections.marks(db, document_id)), version_id)
    _place_bookmarks(db, document_id, version_id)


def place_of_reading(db: Database, document_id: int, version_id: int) -> int:
    """Where in the version a person is who reads the newest one; the beginning stays the beginning."""
    row = db.one("SELECT version_id, place FROM documents WHERE id = ?", (document_id,))
    if row is None or row[0] in (None, version_id) or row[1] == 0:
        return row[1] if row is not None else 0
    return place_offsets([row[1]], anchoring.text_of(db, row[0]), anchoring.text_of(db, version_id))[0]


def _place_bookmarks(db: Database, document_id: int, version_id: int) -> None:
    text = anchoring.text_of(db, version_id)
    places = sorted(bookmarks.places(db, document_id), key=lambda place: place[1])
    for made_in, group in groupby(places, key=lambda place: place[1]):
        if made_in == version_id:
            continue
        moved = [*group]
        found = place_offsets([offset for _, _, offset in moved], anchoring.text_of(db, made_in), text)
        for (id, _, _), at in zip(moved, found, strict=True):
            place = Span(at, at)
            mark = Mark(id, "", made_in, Anchor(place, ""))
            anchoring.keep(db, mark, version_id, Placement(AnchorState.MOVED, place))
