"""Imports annotations into the library: finds the article of each, and where its words stand there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice, product
from pathlib import Path
from urllib.parse import unquote, urlsplit

from reader.export.annotated import PREFIX
from reader.export.incoming import IncomingAnnotation, stable_id
from reader.model.annotation import Anchor, AnchorState, Annotation, Placement
from reader.model.document import Document, Version
from reader.model.errors import NotFoundError, StoreDamagedError, StoreError
from reader.model.span import Span
from reader.store import Store
from reader.store.sqlite import UNREADABLE
from reader.text.anchoring.anchors import anchor_of
from reader.text.anchoring.quote_selector import seek
from reader.text.wording.formatting import counted

_AT_ONCE = 2_000
"""The annotations that are written in one transaction: a program that is killed loses no more than these."""
_KEPT = 256
"""The articles whose versions are kept for the next annotation."""
_SAME = set(Annotation.__match_args__) & set(IncomingAnnotation.__match_args__)
"""The fields that a file gives as the library keeps them."""


@dataclass
class ImportResult:
    """What became of the annotations in a file."""

    imported: list[Annotation] = field(default_factory=list)
    orphans: list[Annotation] = field(default_factory=list)
    """Those of `imported` whose words are in no version of the article."""
    known: int = 0
    """The number that were in the library already."""
    beside: int = 0
    """The number of notes of the library that were kept beside newer ones from the file."""
    deleted: int = 0
    """The number of those known that were deleted here, and restored if that was asked for."""
    refused: list[IncomingAnnotation] = field(default_factory=list)
    """Those whose article is not in the library."""
    unfit: list[tuple[IncomingAnnotation, str]] = field(default_factory=list)
    """Those that the library cannot hold, and why."""

    def refused_sources(self) -> Counter[str]:
        """Count the refused annotations of each article, under the file's name for it."""
        return Counter(item.source or item.title or "an article without a name" for item in self.refused)


def import_annotations(
    store: Store, incoming: Iterable[IncomingAnnotation], *, restore: bool = False
) -> ImportResult:
    """Import every annotation whose article is in the library; with `restore`, also those that were deleted here.

    What cannot be stored is left out. Raises StoreError if the library takes nothing more; what the error says was
    imported before is kept.
    """
    importer = _Importer(store, restore=restore)
    waiting, result = iter(incoming), importer.result
    while some := [*islice(waiting, _AT_ONCE)]:
        before = len(result.imported)
        try:
            with store.batch():
                for item in some:
                    importer.take(item)
        except StoreError as error:
            raise type(error)(f"{error} ({counted(before, 'annotation')} imported before)") from error
    return result


class _Importer:
    """Imports one annotation after another."""

    def __init__(self, store: Store, *, restore: bool) -> None:
        self.result = ImportResult()
        self._store = store
        self._restore = restore
        # Most annotations in a file are about few articles.
        self._find = lru_cache(maxsize=_KEPT)(self._find_document)
        self._versions = lru_cache(maxsize=_KEPT)(self._all_versions)

    def take(self, item: IncomingAnnotation) -> None:
        """Import an annotation, or note why it is left out. Raises StoreError if the library takes no more."""
        try:
            self._take(item)
        except (NotFoundError, StoreDamagedError, *UNREADABLE) as error:
            self.result.unfit.append((item, str(error)))
        except StoreError as error:
            if not isinstance(error.__cause__, OverflowError):
                raise
            self.result.unfit.append((item, str(error)))

    def _take(self, item: IncomingAnnotation) -> None:
        store, result = self._store, self.result
        document = self._document(item)
        if document is None:
            result.refused.append(item)
            return
        version, placement = _place(item, self._versions(document.id))
        annotation = _annotation(document, version, item, placement)
        orphan = placement if placement is not None and placement.span is None else None
        overwritten = _other_note(store, annotation)
        if not store.annotations.upsert(annotation, orphan, version):
            self._keep_or_restore(annotation)
            return
        if overwritten is not None:
            result.beside += store.annotations.upsert(overwritten, orphan)
        result.imported.append(annotation)
        if orphan is not None:
            result.orphans.append(annotation)

    def _keep_or_restore(self, annotation: Annotation) -> None:
        self.result.known += 1
        if self._store.annotations.is_deleted(annotation.id):
            self.result.deleted += 1
            if self._restore:
                self._store.annotations.restore(annotation.id)

    def _document(self, item: IncomingAnnotation) -> Document | None:
        """Find the article by its text, URL or path, else by a title that it alone has, or with these words."""
        found = self._find(item.sha256, item.source)
        if found is not None or not item.title:
            return found
        titled = self._store.documents.titled(item.title)
        if len(titled) > 1 and item.exact:
            titled = [it for it in titled if _seek(self._versions(it.id)[0].text, item).span is not None]
        return titled[0] if len(titled) == 1 else None

    def _find_document(self, sha256: str, source: str) -> Document | None:
        version = self._store.versions.with_hash(sha256) if sha256 else None
        keys = [str(version.document_id)] if version is not None else []
        for key in (*keys, *_keys(source)):
            with suppress(NotFoundError):
                return self._store.documents.find(key)
        return None

    def _all_versions(self, document_id: int) -> list[Version]:
        """The versions of a document that can be read, the newest first."""
        newest = self._store.versions.newest(document_id)
        versions = [newest]
        for id in reversed(self._store.versions.ids(document_id)):
            with suppress(StoreDamagedError):
                versions += [self._store.versions.get(id)] if id != newest.id else []
        return versions


def _other_note(store: Store, annotation: Annotation) -> Annotation | None:
    """The library's note on the same annotation if the file would overwrite it, as an annotation beside it."""
    stored = store.annotations.stored(annotation.id)
    if stored is not None:
        is_lost = stored.note.strip() and stored.note not in annotation.note
        if is_lost and not store.annotations.is_deleted(stored.id):
            name = stable_id(f"{PREFIX}{stored.id}:{stored.revision}:{stored.modified}", ())
            return replace(stored, id=name, beside=stored.id)
    return None


def _keys(source: str) -> Iterator[str]:
    """What the library may know the IRI by: a path, or a URL with another scheme, `www.` or last slash."""
    if not source or source.startswith(PREFIX):
        return
    try:
        parts = urlsplit(source)
    except ValueError:
        return
    if parts.scheme == "file":
        yield str(Path(unquote(parts.path)))
        return
    yield source
    if parts.scheme in ("http", "https"):
        host, path = parts.netloc.removeprefix("www."), parts.path.rstrip("/")
        query = f"?{parts.query}" if parts.query else ""
        for scheme, prefix, slash in product(("https", "http"), ("", "www."), ("", "/")):
            yield f"{scheme}://{prefix}{host}{path}{slash}{query}"


def _place(item: IncomingAnnotation, versions: Sequence[Version]) -> tuple[Version, Placement | None]:
    """The version that has the words, and where; if none has them, the newest, which is first, with an orphan.

    The placement is None for an annotation of the whole article.
    """
    if not item.exact:
        return versions[0], None
    # The version that was annotated comes first.
    for version in sorted(versions, key=lambda version: version.sha256 != item.sha256):
        placement = _seek(version.text, item)
        if placement.span is not None:
            return version, placement
    return versions[0], Placement(AnchorState.ORPHAN, None)


def _seek(text: str, item: IncomingAnnotation) -> Placement:
    start = item.start
    if start is not None and item.in_utf16:
        start = from_utf16(text, start)
    return seek(text, item.exact, item.prefix, item.suffix, start)


def from_utf16(text: str, units: int) -> int:
    """Convert an offset in UTF-16 units to code points; one inside a character becomes that of the character."""
    # No character takes less than one unit, of two bytes.
    encoded = text[:units].encode("utf-16-le", "replace")
    return len(encoded[: 2 * units].decode("utf-16-le", "ignore"))


def _annotation(
    document: Document, version: Version, item: IncomingAnnotation, placement: Placement | None
) -> Annotation:
    same = {name: getattr(item, name) for name in _SAME}
    return Annotation(
        document_id=document.id, version_id=version.id, anchor=_anchor(version, item, placement), **same
    )


def _anchor(version: Version, item: IncomingAnnotation, placement: Placement | None) -> Anchor | None:
    if placement is None:
        return None
    if placement.span is not None:
        return anchor_of(version.text, placement.span)
    # No text here has the words: they keep the position that the file gives them.
    start = item.start or 0
    return Anchor(Span(start, start + len(item.exact)), item.exact, item.prefix, item.suffix)
