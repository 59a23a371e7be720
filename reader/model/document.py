"""Documents, their versions, and the blocks and markup of a text."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import field
from enum import StrEnum
from functools import cache
from typing import Any

from reader.model.span import Span
from reader.model.values import value_class


class BlockKind(StrEnum):
    """What a block of text is in an article."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATELINE = "dateline"
    PARAGRAPH = "paragraph"
    SUBHEADING = "subheading"
    LIST_ITEM = "list item"
    BLOCK_QUOTE = "block quote"
    CODE = "code"


class MarkupKind(StrEnum):
    """What the author's markup says about some words."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    LINK = "link"


@value_class(frozen=True, slots=True)
class Block:
    """A part of the text and its kind. Blocks do not overlap and exclude the white space between them."""

    span: Span
    kind: BlockKind


@value_class(frozen=True, slots=True)
class Markup:
    """Emphasis or a link in the source; `target` is a link's URL, unchecked."""

    span: Span
    kind: MarkupKind
    target: str | None = None


@value_class(frozen=True, slots=True)
class Provenance:
    """Where a version's text came from and how its bytes were decoded."""

    path: str | None = None
    """The absolute path of the file, or None for standard input and shipped samples."""
    format: str = "text"
    """`text`, `markdown` or `html`."""
    encoding: str = "utf-8"
    """Python's name of the character encoding."""
    encoding_guessed: bool = False
    """True if the encoding was guessed, not declared."""
    size: int = 0
    """The length of the original in bytes."""


@value_class(frozen=True, slots=True)
class Article:
    """An article before it is stored as a document and a version.

    `published` is a date `YYYY-MM-DD` or a date and time in ISO 8601, or None if unknown.
    Strings are not sanitised: use `reader.text.safety.sanitise` before showing them.
    """

    title: str
    text: str
    blocks: tuple[Block, ...]
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    markups: tuple[Markup, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)

    @property
    def sha256(self) -> str:
        """The SHA-256 of the text in UTF-8, as 64 hexadecimal digits."""
        return text_hash(self.text)


@value_class(frozen=True, slots=True)
class Version:
    """One state of a document's text; it never changes. `created` is ISO 8601 in UTC."""

    id: int
    document_id: int
    text: str
    sha256: str
    blocks: tuple[Block, ...]
    markups: tuple[Markup, ...]
    provenance: Provenance
    created: str


@value_class(frozen=True, slots=True)
class Document:
    """One article in the library. `added` is ISO 8601 in UTC, `published` is as in `Article`."""

    id: int
    title: str
    outlet: str | None
    authors: tuple[str, ...]
    published: str | None
    url: str | None
    path: str | None
    added: str


def text_hash(text: str) -> str:
    """Return the SHA-256 of `text` in UTF-8, as 64 hexadecimal digits. Lone surrogates are allowed."""
    return str(_sha256()(text.encode("utf-8", "surrogatepass")).hexdigest())


@cache
def _sha256() -> Callable[[bytes], Any]:
    """Return Python's own SHA-256 where it has a module for it alone, as `random` does: hashlib loads OpenSSL."""
    for name in ("_sha2", "_sha256"):
        with suppress(ImportError, AttributeError):
            made: Callable[[bytes], Any] = importlib.import_module(name).sha256
            return made
    import hashlib

    return hashlib.sha256


class AddOutcome(StrEnum):
    """Whether the library has changed by adding an article; the value is shown to the user."""

    ADDED = "added"
    """It is a new document, or a removed one that is listed again."""
    CHANGED = "changed"
    """It is another text of a document that was there."""
    KNOWN = "known"


@value_class(frozen=True, slots=True)
class Added:
    """What became of an article that was added."""

    document: Document
    version: Version
    """The version with the article's text; not the newest if an old text came from elsewhere."""
    outcome: AddOutcome
