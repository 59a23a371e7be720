"""Annotations as comma-separated values after RFC 4180, in which no cell can act as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from reader.export.annotated import Marked
from reader.model.annotation import PlacedAnnotation

COLUMNS = (
    "title", "outlet", "published", "source", "state", "start", "end", "quotation", "speaker", "note", "tags",
    "label", "colour", "author", "created", "modified", "id",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")


def table(articles: Sequence[Marked]) -> str:
    """A heading and a row for each annotation; positions are code points into the newest text.

    A cell that a spreadsheet could take for a formula begins with an apostrophe.
    """
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for marked in articles:
        writer.writerows([guarded(cell) for cell in _cells(marked, placed)] for placed in marked.annotations)
    return file.getvalue()


def guarded(cell: str) -> str:
    """A cell that is text and nothing else, also behind white space."""
    return f"'{cell}" if cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA) else cell


def _cells(marked: Marked, placed: PlacedAnnotation) -> tuple[str, ...]:
    annotation, span = placed.annotation, placed.placement.span
    document = marked.document
    return (
        document.title,
        document.outlet or "",
        document.published or "",
        marked.source,
        placed.placement.state.value,
        "" if span is None else str(span.start),
        "" if span is None else str(span.end),
        annotation.anchor.exact if annotation.anchor else "",
        annotation.speaker,
        annotation.note,
        "; ".join(annotation.tags),
        annotation.label,
        annotation.colour,
        annotation.author,
        annotation.created,
        annotation.modified,
        annotation.id,
    )
