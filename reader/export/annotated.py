"""The unit of every export: an article with its annotations, and the IRIs they go by outside the library."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from reader.model.annotation import PlacedAnnotation
from reader.model.document import Document, Version
from reader.model.values import value_class
from reader.store import Store
from reader.text.layout.annotation_layer import NO_LABELS, label_name

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
        return iri_of(self.document, self.versions[self.newest].sha256)


def iri_of(document: Document, sha256: str) -> str:
    """Return the IRI of an article: its URL, its file, or one made from the SHA-256 of its text."""
    if document.url:
        return document.url
    if document.path:
        # A path that is not absolute, or has no name in bytes, has no IRI.
        with suppress(ValueError):
            return Path(document.path).as_uri()
    return f"{PREFIX}text:{sha256}"


def annotated_article(store: Store, document: Document, labels: Mapping[str, str] = NO_LABELS) -> AnnotatedArticle:
    """Fetch a document's annotations and the versions they belong to. Raises StoreError.

    `labels` are the names of labels, by letter: others know no letters.
    """
    newest = store.versions.newest(document.id)
    annotations = tuple(_with_name(each, labels) for each in store.annotations.of(document.id))
    ids = {placed.annotation.version_id for placed in annotations} - {newest.id}
    versions = {id: store.versions.get(id) for id in sorted(ids)} | {newest.id: newest}
    return AnnotatedArticle(document, versions, newest.id, annotations)


def _with_name(placed: PlacedAnnotation, labels: Mapping[str, str]) -> PlacedAnnotation:
    label = label_name(placed.annotation.label, labels)
    return replace(placed, annotation=replace(placed.annotation, label=label))
