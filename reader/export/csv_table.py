"""Annotations as comma-separated values (RFC 4180), in which no cell can act as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from operator import attrgetter

from reader.export.annotated import AnnotatedArticle
from reader.model.annotation import PlacedAnnotation

COLUMNS = (
    "title", "outlet", "published", "source", "state", "start", "end", "quotation", "speaker", "note", "tags",
    "label", "colour", "author", "created", "modified", "id",
)  # fmt: skip
_AS_THEY_ARE = attrgetter("label", "colour", "author", "created", "modified", "id")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")


def csv_table(articles: Sequence[AnnotatedArticle]) -> str:
    """Return a header and a row for each annotation; positions are code points into the newest text.

    A cell that a spreadsheet could take for a formula begins with an apostrophe.
    """
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for article in articles:
        writer.writerows(map(guarded, _cells(article, placed)) for placed in article.annotations)
    return file.getvalue()


def guarded(cell: str) -> str:
    """Put an apostrophe before a cell that could be taken for a formula, also behind white space."""
    return f"'{cell}" if cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA) else cell


def _cells(article: AnnotatedArticle, placed: PlacedAnnotation) -> tuple[str, ...]:
    annotation, span = placed.annotation, placed.placement.span
    document = article.document
    return (
        document.title,
        document.outlet or "",
        document.published or "",
        article.source,
        placed.placement.state.value,
        str(span.start) if span else "",
        str(span.end) if span else "",
        annotation.anchor.exact if annotation.anchor else "",
        annotation.speaker,
        annotation.note,
        "; ".join(annotation.tags),
        *_AS_THEY_ARE(annotation),
    )
