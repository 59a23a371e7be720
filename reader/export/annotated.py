"""What is exported: an article with its annotations, and the names it goes by outside the library."""

from __future__ import annotations

import json
import re
from pathlib import Path

from reader.model.annotation import PlacedAnnotation
from reader.model.document import Document, Version
from reader.model.values import value_class
from reader.store import Store

PREFIX = "urn:x-close-reader:"
"""What the names begin with that only this program gives."""
_SURROGATE = re.compile("[\ud800-\udfff]")


@value_class(frozen=True, slots=True)
class Marked:
    """An article with its annotations in the order of its newest text."""

    document: Document
    versions: dict[int, Version]
    """Those that the annotations were made in, and the newest, by their ids."""
    newest: int
    """The id of the newest version."""
    annotations: tuple[PlacedAnnotation, ...]

    @property
    def source(self) -> str:
        """The IRI of the article: its URL, its file, or a name made of its text."""
        return source_of(self.document, self.versions[self.newest])


def marked(store: Store, document: Document) -> Marked:
    """A document with all its annotations. Raises StoreError."""
    newest = store.versions.newest(document.id)
    annotations = tuple(store.annotations.of(document.id))
    ids = {placed.annotation.version_id for placed in annotations} - {newest.id}
    versions = {id: store.versions.get(id) for id in sorted(ids)} | {newest.id: newest}
    return Marked(document, versions, newest.id, annotations)


def source_of(document: Document, version: Version) -> str:
    """The IRI of a document."""
    if document.url:
        return document.url
    if document.path:
        return Path(document.path).as_uri()
    return f"{PREFIX}text:{version.sha256}"


def to_json(value: object, *, indent: int | None = None) -> str:
    """JSON that any file can hold: lone surrogates are escaped, all else is written as it is."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def utc(stamp: str) -> str:
    """A time of the library as other programs like it: `Z` in place of `+00:00`."""
    return stamp.removesuffix("+00:00") + "Z" if stamp.endswith("+00:00") else stamp
