"""Documents, their versions and their blocks."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from reader.model.span import Span
from reader.model.values import value_class


class BlockKind(StrEnum):
    """What a block of text is in the make-up of an article."""

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
    """What the author's own markup says of some words."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    LINK = "link"


@value_class(frozen=True, slots=True)
class Block:
    """A stretch of the text with its kind; blocks do not overlap and leave out the white space between them."""

    span: Span
    kind: BlockKind


@value_class(frozen=True, slots=True)
class Markup:
    """Emphasis or a link that the rendered text had in its source; `target` is a link's URL, unchecked."""

    span: Span
    kind: MarkupKind
    target: str | None = None


@value_class(frozen=True, slots=True)
class Provenance:
    """Where a version's text came from and how its bytes were read."""

    path: str | None = None
    """The absolute path of the file, or None for standard input and shipped samples."""
    format: str = "text"
    """`text`, `markdown` or `html`."""
    encoding: str = "utf-8"
    """The character encoding by which the bytes were read, as Python names it."""
    encoding_guessed: bool = False
    """Whether the encoding was guessed from the bytes, not declared by them."""
    size: int = 0
    """The length of the original in bytes."""


@value_class(frozen=True, slots=True)
class Article:
    """One article as it comes in: a document and its version before the store gives them identities.

    `published` is a date `YYYY-MM-DD` or a date and time in ISO 8601, or None where the article tells none.
    Strings are the source's own, not sanitised: `reader.text.safety.sanitise` makes them safe to show.
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
    """One state of a document's text; never changed once stored. `created` is ISO 8601 in UTC."""

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
    """One article in the library. `added` is ISO 8601 in UTC; `published` as in `Article`."""

    id: int
    title: str
    outlet: str | None
    authors: tuple[str, ...]
    published: str | None
    url: str | None
    path: str | None
    added: str


def text_hash(text: str) -> str:
    """The SHA-256 of `text` in UTF-8, as 64 hexadecimal digits; lone surrogates are kept apart, not refused."""
    # Imported here because the library of encryption that comes with it is large, and reading needs no hash.
    import hashlib

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@value_class(frozen=True, slots=True)
class Added:
    """What became of an article that was added."""

    document: Document
    version: Version
    """The version that holds the article's text; the newest one unless an old text came from elsewhere."""
    is_new: bool
    """Whether the library has gained by it: a new document, a new version, or a removed document come back."""
