"""Taking annotations of a file into the library: which article each is about, and where its words are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from reader.export.annotated import PREFIX
from reader.export.incoming import Incoming, stable_id
from reader.model.annotation import Anchor, AnchorState, Annotation, Placement
from reader.model.document import Document, Version
from reader.model.errors import NotFoundError
from reader.model.span import Span
from reader.store import Store
from reader.text.anchoring.anchors import anchor_of
from reader.text.anchoring.quote_selector import seek


@dataclass
class Imported:
    """What became of the annotations of a file."""

    taken: list[Annotation] = field(default_factory=list)
    orphans: list[Annotation] = field(default_factory=list)
    """Those of them whose words were found in no version."""
    known: int = 0
    """How many were in the library already."""
    beside: int = 0
    """How many notes of the library were kept beside newer ones of the file."""
    refused: list[Incoming] = field(default_factory=list)
    """Those about articles that the library does not have."""

    def refused_sources(self) -> Counter[str]:
        """How many were refused of each article, by what the file calls it."""
        return Counter(item.source or item.title or "an article without a name" for item in self.refused)


def take_in(store: Store, incoming: Iterable[Incoming]) -> Imported:
    """Take in all annotations whose article is in the library. Raises StoreError."""
    result = Imported()
    for item in incoming:
        document = _document(store, item)
        if document is None:
            result.refused.append(item)
            continue
        version, placement = _place(store, document, item)
        annotation = _annotation(document, version, item, placement)
        is_lost = placement is not None and placement.state is AnchorState.ORPHAN
        overwritten = _other_note(store, annotation)
        if not store.annotations.upsert(annotation, placement if is_lost else None):
            result.known += 1
            continue
        if overwritten is not None:
            result.beside += store.annotations.upsert(overwritten, placement if is_lost else None)
        result.taken.append(annotation)
        result.orphans += [annotation] if is_lost else []
    return result


def _other_note(store: Store, annotation: Annotation) -> Annotation | None:
    """The library's own note where the file has another one for the same annotation, as one beside it."""
    with suppress(NotFoundError):
        stored = store.annotations.get(annotation.id)
        if (
            stored.note.strip()
            and stored.note not in annotation.note
            and not store.annotations.is_deleted(stored.id)
        ):
            name = stable_id(f"{PREFIX}{stored.id}:{stored.revision}:{stored.modified}", ())
            return replace(stored, id=name, beside=stored.id)
    return None


def _document(store: Store, item: Incoming) -> Document | None:
    """The article by its text, URL or path, else by its title where one article alone has it and its words."""
    version = store.versions.with_hash(item.sha256) if item.sha256 else None
    keys = [str(version.document_id)] if version is not None else []
    for key in (*keys, *_keys(item.source)):
        with suppress(NotFoundError):
            return store.documents.find(key)
    titled = store.documents.titled(item.title) if item.title else []
    if len(titled) > 1 and item.exact:
        titled = [it for it in titled if _seek(store.versions.newest(it.id).text, item).span is not None]
    return titled[0] if len(titled) == 1 else None


def _keys(source: str) -> Iterator[str]:
    """What the library may know a source by: URLs alike but for scheme, last slash and `www.`, and its path."""
    parts = urlsplit(source) if source and not source.startswith(PREFIX) else None
    if parts is None:
        return
    if parts.scheme == "file":
        yield str(Path(unquote(parts.path)))
        return
    if parts.scheme not in ("http", "https"):
        yield source
        return
    host, rest = parts.netloc.removeprefix("www."), f"?{parts.query}" if parts.query else ""
    path = parts.path.rstrip("/")
    yield source
    for scheme in ("https", "http"):
        for prefix in ("", "www."):
            for slash in ("", "/"):
                yield f"{scheme}://{prefix}{host}{path}{slash}{rest}"


def _place(store: Store, document: Document, item: Incoming) -> tuple[Version, Placement | None]:
    """The version in which the words are and where; the newest and an orphan where none has them."""
    newest = store.versions.newest(document.id)
    if not item.exact:
        return newest, None
    others = [store.versions.get(id) for id in reversed(store.versions.ids(document.id)) if id != newest.id]
    for version in _made_in_first([newest, *others], item.sha256):
        placement = _seek(version.text, item)
        if placement.span is not None:
            return version, placement
    return newest, Placement(AnchorState.ORPHAN, None)


def _made_in_first(versions: Sequence[Version], sha256: str) -> list[Version]:
    return sorted(versions, key=lambda version: version.sha256 != sha256)


def _seek(text: str, item: Incoming) -> Placement:
    start = item.start
    if start is not None and item.in_utf16:
        start = from_utf16(text, start)
    return seek(text, item.exact, item.prefix, item.suffix, start)


def from_utf16(text: str, units: int) -> int:
    """The code-point offset of a place counted in UTF-16 units; one inside a character is its beginning."""
    ahead = text[:units]
    offset, left = 0, units
    for character in ahead:
        left -= 2 if character > "\uffff" else 1
        if left < 0:
            break
        offset += 1
    return offset


def _annotation(document: Document, version: Version, item: Incoming, placement: Placement | None) -> Annotation:
    return Annotation(
        id=item.id,
        document_id=document.id,
        version_id=version.id,
        anchor=_anchor(version, item, placement),
        note=item.note,
        tags=item.tags,
        label=item.label,
        colour=item.colour,
        author=item.author,
        speaker=item.speaker,
        created=item.created,
        modified=item.modified,
        revision=item.revision,
        beside=item.beside,
    )


def _anchor(version: Version, item: Incoming, placement: Placement | None) -> Anchor | None:
    if placement is None:
        return None
    if placement.span is not None:
        return anchor_of(version.text, placement.span)
    # The words are in no text here: they are kept with the place that the file gave them.
    start = item.start or 0
    return Anchor(Span(start, start + len(item.exact)), item.exact, item.prefix, item.suffix)
