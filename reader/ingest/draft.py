"""What every format makes of its source, and how that becomes an article with its title, authors and date."""

from __future__ import annotations

from dataclasses import field
from pathlib import PurePath

from reader.ingest import heuristics
from reader.ingest.metadata import Metadata, one_line
from reader.model.document import Article, Block, BlockKind, Markup, Provenance
from reader.model.values import value_class

_TITLE_LENGTH = 200
_FIRST_WORDS = 80


@value_class(frozen=True, slots=True)
class Draft:
    """The text of an article and what its source says of itself."""

    text: str
    blocks: tuple[Block, ...]
    markups: tuple[Markup, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)


def article_of(draft: Draft, name: str, provenance: Provenance) -> Article:
    """The article of a draft; what the source does not say of itself is taken from its headline and head."""
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


def _title(draft: Draft, name: str) -> str:
    headline = next((words for words in _words(draft, BlockKind.HEADLINE)), None)
    title = one_line((headline or "").rstrip(" ;")) or draft.metadata.title or _first_words(draft)
    if not any(character.isalnum() for character in title):
        title = PurePath(name).stem or title
    return title if len(title) <= _TITLE_LENGTH else title[: _TITLE_LENGTH - 1].rstrip() + "…"


def _first_words(draft: Draft) -> str:
    start = draft.blocks[0].span.start if draft.blocks else 0
    words = " ".join(draft.text[start : start + 4 * _FIRST_WORDS].split())
    if len(words) <= _FIRST_WORDS:
        return words
    return words[:_FIRST_WORDS].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"


def _authors(draft: Draft) -> tuple[str, ...]:
    return tuple(name for words in _words(draft, BlockKind.BYLINE) for name in heuristics.byline_names(words))


def _published(draft: Draft) -> str | None:
    lines = [*_words(draft, BlockKind.DATELINE), *_words(draft, BlockKind.BYLINE)]
    return next((found for words in lines if (found := heuristics.date_in_head(words))), None)


def _words(draft: Draft, kind: BlockKind) -> list[str]:
    """The words of the blocks of one kind among the first, where the head of an article is."""
    return [block.span.of(draft.text) for block in draft.blocks[:12] if block.kind is kind]
