"""Articles with annotations for the tests of exports."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from reader.export.annotated import AnnotatedArticle
from reader.model.annotation import AnchorState, Annotation, PlacedAnnotation, Placement
from reader.model.document import Document, Provenance, Version, text_hash
from reader.model.span import Span
from reader.text.anchoring.anchors import anchor_of

TEXT = "Ferry sank\n\nThe captain said “the engine was never tested” 🚢 on Monday.\n\nNobody was hurt.\n"
URL = "https://example.org/ferry"
TIME = "2026-05-01T12:00:00+00:00"


def annotation(number: int, words: str | None, text: str = TEXT, **fields: object) -> Annotation:
    """An annotation of some words of a text, or of the article, with a UUID of this number."""
    at = text.index(words) if words else 0
    anchor = anchor_of(text, Span(at, at + len(words))) if words else None
    made = Annotation(str(UUID(int=number)), 1, 1, anchor, created=TIME, modified=TIME)
    return replace(made, **fields)  # type: ignore[arg-type]  # fields of Annotation


def article(
    *annotations: Annotation, text: str = TEXT, title: str = "Ferry sank", url: str | None = URL
) -> AnnotatedArticle:
    """An article with these annotations, in the version they were made in."""
    version = Version(1, 1, text, text_hash(text), (), (), Provenance(), TIME)
    document = Document(1, title, "The Gazette", ("Ann Lee",), "2026-05-01", url, "/a/ferry.txt", TIME)
    placed = tuple(
        PlacedAnnotation(it, Placement(AnchorState.EXACT, it.anchor.span if it.anchor else None))
        for it in annotations
    )
    return AnnotatedArticle(document, {1: version}, 1, placed)
