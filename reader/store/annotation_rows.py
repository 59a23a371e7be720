"""Rows of the annotations table and the annotations they hold."""

from __future__ import annotations

import json

from reader.model.annotation import Annotation, PlacedAnnotation
from reader.model.serial import strings_from_json
from reader.store import anchoring
from reader.store.anchoring import Anchored
from reader.store.sqlite import Database, Row, qualified, texts, typed
from reader.store.table import built

_OWN = (
    "id, document_id, version_id, note, tags, label, colour, author, speaker, created, modified, revision, beside"
)
_OWN_KINDS = "siissssssssis"
_OWN_WIDTH = len(_OWN_KINDS)
COLUMNS = f"{_OWN}, {anchoring.COLUMNS}"
"""The columns that `from_row` takes, in this order."""

WIDTH = len(COLUMNS.split(","))

PLACED_COLUMNS = f"{qualified(COLUMNS, 'annotations')}, {qualified(anchoring.PLACED, 'placements')}"
"""The columns that `placed_from_row` takes, of a join of annotations and placements."""


def from_row(row: Row) -> Annotation:
    """Build the annotation from a row of `COLUMNS`. Raises an error of `UNREADABLE` on damage."""
    id, document_id, version_id, note, tags, *rest = typed(row[:_OWN_WIDTH], _OWN_KINDS)
    anchor = anchoring.from_row(row[_OWN_WIDTH:])
    return Annotation(id, document_id, version_id, anchor, note, strings_from_json(tags), *rest)


def to_row(annotation: Annotation) -> Row:
    """Return the values of `COLUMNS`."""
    own = {column: getattr(annotation, column) for column in _OWN.split(", ")}
    own["tags"] = json.dumps(annotation.tags, ensure_ascii=False)
    return (*own.values(), *anchoring.values(annotation.anchor))


def placed_from_row(row: Row, version_id: int, length: int | None) -> PlacedAnnotation:
    """Build the annotation and its placement in the version of this length from a row of `PLACED_COLUMNS`.

    Raises an error of `UNREADABLE` on damage.
    """
    annotation = from_row(row[:WIDTH])
    placement = anchoring.placement(row[WIDTH:], annotation.version_id, version_id, annotation.anchor, length)
    return PlacedAnnotation(annotation, placement)


def folded(annotation: Annotation) -> str:
    """Return the text that the search looks through: note, words and tags, case-folded."""
    words = annotation.anchor.exact if annotation.anchor else ""
    return "\n".join((annotation.note, words, *annotation.tags)).casefold()


def tag_rows(db: Database, annotation: Annotation) -> set[tuple[str, str]]:
    """Return the tags under which the annotation is indexed, each with the time it is sorted by."""
    rows = db.all("SELECT tag, modified FROM annotation_tags WHERE annotation_id = ?", (annotation.id,))
    return {texts(row) for row in rows}


def anchored(db: Database, document_id: int) -> list[Anchored]:
    """Return the anchors of all the document's annotations; deleted ones too, since they can be restored."""
    rows = db.all(f"SELECT {COLUMNS} FROM annotations WHERE document_id = ?", (document_id,))
    return [found for each in built(db, "annotation", rows, from_row) for found in anchors_of(each)]


def anchors_of(annotation: Annotation) -> list[Anchored]:
    """Return its anchor, or nothing if it is on the whole article."""
    if annotation.anchor is None:
        return []
    return [Anchored(annotation.id, "", annotation.version_id, annotation.anchor)]
