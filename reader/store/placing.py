"""Placing all marks of a document in a version that has become its newest."""

from __future__ import annotations

from reader.model.annotation import Anchor, AnchorState, Placement
from reader.model.span import Span
from reader.store import anchoring, bookmarks, corrections
from reader.store import annotations as notes
from reader.store.anchoring import Mark
from reader.store.finding import place_offset
from reader.store.sqlite import Database


def place_marks(db: Database, document_id: int, version_id: int) -> None:
    """Find annotations, corrections and bookmarks again in the version. Call inside a transaction."""
    anchoring.place(db, (*notes.marks(db, document_id), *corrections.marks(db, document_id)), version_id)
    _place_bookmarks(db, document_id, version_id)


def _place_bookmarks(db: Database, document_id: int, version_id: int) -> None:
    for id, made_in, offset in bookmarks.places(db, document_id):
        if made_in != version_id:
            found = place_offset(offset, anchoring.text_of(db, made_in), anchoring.text_of(db, version_id))
            place = Span(found, found)
            anchoring.keep(
                db, Mark(id, "", made_in, Anchor(place, "")), version_id, Placement(AnchorState.MOVED, place)
            )
