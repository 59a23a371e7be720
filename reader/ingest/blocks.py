"""Finds the blocks of an article: headline, standfirst, byline, dateline, subheadings and paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reader.ingest.heuristics import (
    LONGEST,
    could_be_standfirst,
    is_bare_name,
    is_byline,
    is_dateline,
    is_headline,
    is_kicker,
    is_subheading,
    opens_with_dateline,
    stands_open,
)
from reader.ingest.paragraphs import Paragraph, paragraphs
from reader.model.document import Block, BlockKind
from reader.model.span import Span
from reader.model.values import value_class

IsSummary = Callable[[Paragraph], bool]
"""Tells whether the source itself makes a paragraph below the headline the standfirst."""

_HEAD = 8
_REPEATED_WORDS = 8
_REPEATED_WITHIN = 100_000
_LONG_ENOUGH = 80


def text_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of plain text, in order and apart; only white space is outside them."""
    found = _with_headline(text, paragraphs(text))
    return as_blocks(_with_subheadings(text, with_head(text, found)))


def as_blocks(found: Sequence[Paragraph]) -> tuple[Block, ...]:
    """Convert paragraphs to blocks."""
    return tuple(Block(Span(start, end), kind) for start, end, kind, _ in found)


def with_head(text: str, found: Sequence[Paragraph], is_summary: IsSummary = lambda _: False) -> list[Paragraph]:
    """Set the kinds of the paragraphs between the headline and the beginning of the report."""
    result = list(found)
    head = _ArticleHead(text, result, is_summary)
    headline = next((i for i in range(min(_HEAD, len(result))) if result[i].kind is BlockKind.HEADLINE), None)
    index = 0 if headline is None else headline + 1
    below = None if headline is None else index
    while index < min(_HEAD, len(result)) and (kind := head.kind(index, first_below=below)):
        result[index] = result[index]._replace(kind=kind)
        if kind is BlockKind.STANDFIRST:
            below = None
        elif below == index:
            below += 1
        index += 1
    return result


@value_class(frozen=True, slots=True)
class _ArticleHead:
    """The paragraphs at the top of an article; tells the kind of each."""

    text: str
    found: Sequence[Paragraph]
    is_summary: IsSummary

    def kind(self, index: int, first_below: int | None) -> BlockKind | None:
        """The kind of a paragraph in the head, or None if the report begins there.

        `first_below` is the only index that a standfirst can have.
        """
        if self.found[index].kind is not BlockKind.PARAGRAPH:
            return None
        words = self.words(index)
        if len(words) > LONGEST:
            return None
        if is_dateline(words):
            return BlockKind.DATELINE
        if is_byline(words) or (is_bare_name(words) and is_dateline(self.words(index + 1))):
            return BlockKind.BYLINE
        if index == first_below and index + 1 < len(self.found) and self._is_standfirst(index, words):
            return BlockKind.STANDFIRST
        return None

    def words(self, index: int) -> str:
        """The beginning of a paragraph, as far as it is needed; '' after the last one."""
        return _words(self.text, self.found[index]) if index < len(self.found) else ""

    def _is_standfirst(self, index: int, words: str) -> bool:
        paragraph, following = self.found[index], self.words(index + 1)
        if not could_be_standfirst(words) or opens_with_dateline(words):
            return False
        return (
            self.is_summary(paragraph)
            or is_byline(following)
            or is_dateline(following)
            or opens_with_dateline(following)
            or stands_open(words)
            or self._adjoins_headline(index, words)
            or self._is_repeated(paragraph, words)
        )

    def _adjoins_headline(self, index: int, words: str) -> bool:
        """True if no blank line comes between it and the headline, but one comes before the report."""
        paragraph, following = self.found[index], self.found[index + 1]
        return index > 0 and not paragraph.gap and following.gap and len(words) <= 160

    def _is_repeated(self, paragraph: Paragraph, words: str) -> bool:
        """True if the report repeats some of its words, as it does when they sum it up."""
        rest = " ".join(self.text[paragraph.end : paragraph.end + _REPEATED_WITHIN].split())
        parts = words.split()
        starts = range(len(parts) - _REPEATED_WORDS + 1)
        return any(" ".join(parts[start : start + _REPEATED_WORDS]) in rest for start in starts)


def _with_headline(text: str, found: list[Paragraph]) -> list[Paragraph]:
    """Make the first paragraph that is no byline, dateline or kicker the headline, if it reads like one."""
    for index, paragraph in enumerate(found[: min(4, len(found) - 1)]):
        words = _words(text, paragraph)
        following = max((_words(text, other) for other in found[index + 1 : index + 4]), key=len)
        if paragraph.kind is not BlockKind.PARAGRAPH:
            return found
        if is_dateline(words):
            found[index] = paragraph._replace(kind=BlockKind.DATELINE)
        elif is_byline(words):
            found[index] = paragraph._replace(kind=BlockKind.BYLINE)
        elif index == 0 and is_kicker(words) and stands_open(_words(text, found[1])):
            found[index] = paragraph._replace(kind=BlockKind.SUBHEADING)
        else:
            if is_headline(words, following) and not opens_with_dateline(words):
                found[index] = paragraph._replace(kind=BlockKind.HEADLINE)
            return found
    return found


def _with_subheadings(text: str, found: list[Paragraph]) -> list[Paragraph]:
    for index in range(1, len(found) - 1):
        paragraph, following = found[index], found[index + 1]
        if paragraph.kind is not BlockKind.PARAGRAPH or paragraph.end - paragraph.start > _LONG_ENOUGH:
            continue
        if found[index - 1].kind is BlockKind.SUBHEADING or not _has_body(text, paragraph, following):
            continue
        if is_subheading(_words(text, paragraph)):
            found[index] = paragraph._replace(kind=BlockKind.SUBHEADING)
    return found


def _has_body(text: str, paragraph: Paragraph, following: Paragraph) -> bool:
    """True if what follows could belong to a heading: a list, a quote, or a longer and closed paragraph."""
    if following.kind is not BlockKind.PARAGRAPH:
        return True
    length = following.end - following.start
    return length > _LONG_ENOUGH or (
        length > paragraph.end - paragraph.start and not is_subheading(_words(text, following))
    )


def _words(text: str, paragraph: Paragraph) -> str:
    """The beginning of a paragraph; whatever is longer than `LONGEST` is no other kind of block."""
    return text[paragraph.start : min(paragraph.end, paragraph.start + LONGEST + 1)]
