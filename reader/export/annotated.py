"""The unit of every export: an article with its annotations, and the IRIs they go by outside the library."""

from __future__ import annotations

from pathlib import Path

from reader.model.annotation import PlacedAnnotation
from reader.model.document import Document, Version
from reader.model.values import value_class
from reader.store import Store

PREFIX = "urn:x-close-reader:"
"""Begins the IRIs that only this program gives."""


@value_class(frozen=True, slots=True)
class AnnotatedArticle:
    """An article with its annotations, in the order of its newest text."""

    document: Document
    versions: dict[int, Version]
    """The newest version and those that were annotated, by id."""
    newest: int
    """The id of the newest version."""
    annotations: tuple[PlacedAnnotation, ...]

    @property
    def source(self) -> str:
        """The IRI of the article: its URL, its file, or one made from the hash of its text."""
        if self.document.url:
            return self.document.url
        if self.document.path:
            return Path(self.document.path).as_uri()
        return f"{PREFIX}text:{self.versions[self.newest].sha256}"


def annotated_article(store: Store, document: Document) -> AnnotatedArticle:
    """Fetch a document's annotations and the versions they belong to. Raises StoreError."""
    newest = store.versions.newest(document.id)
    annotations = tuple(store.annotations.of(document.id))
    ids = {placed.annotation.version_id for placed in annotations} - {newest.id}
    versions = {id: store.versions.get(id) for id in sorted(ids)} | {newest.id: newest}
    return AnnotatedArticle(document, versions, newest.id, annotations)
