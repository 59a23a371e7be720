"""What every format reads from its source, and how it becomes an article with title, authors and date."""

from __future__ import annotations

from dataclasses import field
from pathlib import PurePath

from reader.ingest.dates import full_date
from reader.ingest.heuristics import byline_names
from reader.ingest.metadata import Metadata, one_line
from reader.model.document import Article, Block, BlockKind, Markup, Provenance
from reader.model.values import value_class

_TITLE_LENGTH = 200
_FIRST_WORDS = 80
_HEAD_BLOCKS = 12


@value_class(frozen=True, slots=True)
class ArticleDraft:
    """The text of an article and what its source says about it."""

    text: str
    blocks: tuple[Block, ...]
    markups: tuple[Markup, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)


def article_of(draft: ArticleDraft, name: str, provenance: Provenance) -> Article:
    """Make the article; title, authors and date come from the metadata or else from the head of the text."""
    metadata = draft.metadata
    return Article(
        title=_title(draft, name),
        text=draft.text,
        blocks=draft.blocks,
        outlet=metadata.outlet,
        authors=metadata.authors or _authors(draft),
        published=metadata.published or _published(draft),
        url=metadata.url,
        markups=draft.markups,
        provenance=provenance,
    )


def _title(draft: ArticleDraft, name: str) -> str:
    headline = next(iter(_head(draft, BlockKind.HEADLINE)), "")
    title = one_line(headline.rstrip(" ;")) or draft.metadata.title or _first_words(draft)
    if not any(character.isalnum() for character in title):
        title = PurePath(name).stem or title
    return title if len(title) <= _TITLE_LENGTH else title[: _TITLE_LENGTH - 1].rstrip() + "…"


def _first_words(draft: ArticleDraft) -> str:
    start = draft.blocks[0].span.start if draft.blocks else 0
    words = " ".join(draft.text[start : start + 4 * _FIRST_WORDS].split())
    if len(words) <= _FIRST_WORDS:
        return words
    return words[:_FIRST_WORDS].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"


def _authors(draft: ArticleDraft) -> tuple[str, ...]:
    return tuple(name for words in _head(draft, BlockKind.BYLINE) for name in byline_names(words))


def _published(draft: ArticleDraft) -> str | None:
    lines = [*_head(draft, BlockKind.DATELINE), *_head(draft, BlockKind.BYLINE)]
    return next(filter(None, map(full_date, lines)), None)


def _head(draft: ArticleDraft, kind: BlockKind) -> list[str]:
    """The text of the blocks of one kind at the head of the article."""
    return [block.span.of(draft.text) for block in draft.blocks[:_HEAD_BLOCKS] if block.kind is kind]
