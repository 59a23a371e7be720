"""The make-up of an article: which paragraphs are headline, standfirst, byline, dateline and subheadings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reader.ingest import heuristics
from reader.ingest.paragraphs import Paragraph, paragraphs
from reader.model.document import Block, BlockKind
from reader.model.span import Span
from reader.model.values import value_class

Evidence = Callable[[Paragraph], bool]
"""Whether the source itself marks a paragraph below the headline as its standfirst."""

_HEAD = 8
_REPEATED_WORDS = 8
_REPEATED_WITHIN = 100_000
_LONG_ENOUGH = 80


def text_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of plain text: in order, apart, and with nothing but white space outside them."""
    found = _with_headline(text, paragraphs(text))
    return as_blocks(_with_subheadings(text, with_head(text, found)))


def as_blocks(found: Sequence[Paragraph]) -> tuple[Block, ...]:
    """The paragraphs as blocks."""
    return tuple(Block(Span(start, end), kind) for start, end, kind, _ in found)


def with_head(text: str, found: Sequence[Paragraph], is_summary: Evidence = lambda _: False) -> list[Paragraph]:
    """`found` with the kinds of what stands between the headline and the first paragraph of the report."""
    result = list(found)
    head = _Head(text, result, is_summary)
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
class _Head:
    """The paragraphs at the top of an article, asked one by one what they are."""

    text: str
    found: Sequence[Paragraph]
    is_summary: Evidence

    def kind(self, index: int, first_below: int | None) -> BlockKind | None:
        """The kind of a paragraph in the head, or None where the report begins.

        `first_below` is the index at which a standfirst may stand.
        """
        if self.found[index].kind is not BlockKind.PARAGRAPH:
            return None
        words = self.words(index)
        if len(words) > heuristics.LONGEST:
            return None
        if heuristics.is_dateline(words):
            return BlockKind.DATELINE
        if heuristics.is_byline(words) or (
            heuristics.is_bare_name(words) and heuristics.is_dateline(self.words(index + 1))
        ):
            return BlockKind.BYLINE
        if index == first_below and index + 1 < len(self.found) and self._is_standfirst(index, words):
            return BlockKind.STANDFIRST
        return None

    def words(self, index: int) -> str:
        """As many words of a paragraph as a judgement needs; none behind the last one."""
        return _words(self.text, self.found[index]) if index < len(self.found) else ""

    def _is_standfirst(self, index: int, words: str) -> bool:
        paragraph, following = self.found[index], self.words(index + 1)
        if not heuristics.could_be_standfirst(words) or heuristics.opens_with_dateline(words):
            return False
        return (
            self.is_summary(paragraph)
            or heuristics.is_byline(following)
            or heuristics.is_dateline(following)
            or heuristics.opens_with_dateline(following)
            or heuristics.stands_open(words)
            or self._hangs_on_headline(index, words)
            or self._is_repeated(paragraph, words)
        )

    def _hangs_on_headline(self, index: int, words: str) -> bool:
        """Whether it follows the headline at once, and a blank line parts both from the report."""
        paragraph, following = self.found[index], self.found[index + 1]
        return index > 0 and not paragraph.gap and following.gap and len(words) <= 160

    def _is_repeated(self, paragraph: Paragraph, words: str) -> bool:
        """Whether the report says some of its words again, as it does when they sum it up."""
        rest = " ".join(self.text[paragraph.end : paragraph.end + _REPEATED_WITHIN].split())
        parts = words.split()
        starts = range(len(parts) - _REPEATED_WORDS + 1)
        return any(" ".join(parts[start : start + _REPEATED_WORDS]) in rest for start in starts)


def _with_headline(text: str, found: list[Paragraph]) -> list[Paragraph]:
    """The first paragraph that is neither byline, dateline nor kicker is the headline, if its words allow."""
    for index, paragraph in enumerate(found[: min(4, len(found) - 1)]):
        words = _words(text, paragraph)
        following = max((_words(text, other) for other in found[index + 1 : index + 4]), key=len)
        if paragraph.kind is not BlockKind.PARAGRAPH:
            return found
        if heuristics.is_dateline(words):
            found[index] = paragraph._replace(kind=BlockKind.DATELINE)
        elif heuristics.is_byline(words):
            found[index] = paragraph._replace(kind=BlockKind.BYLINE)
        elif index == 0 and heuristics.is_kicker(words) and heuristics.stands_open(_words(text, found[1])):
            found[index] = paragraph._replace(kind=BlockKind.SUBHEADING)
        else:
            if heuristics.is_headline(words, following) and not heuristics.opens_with_dateline(words):
                found[index] = paragraph._replace(kind=BlockKind.HEADLINE)
            return found
    return found


def _with_subheadings(text: str, found: list[Paragraph]) -> list[Paragraph]:
    for index in range(1, len(found) - 1):
        paragraph, following = found[index], found[index + 1]
        if paragraph.kind is not BlockKind.PARAGRAPH or paragraph.end - paragraph.start > _LONG_ENOUGH:
            continue
        if found[index - 1].kind is BlockKind.SUBHEADING or not _leads_on(text, paragraph, following):
            continue
        if heuristics.is_subheading(_words(text, paragraph)):
            found[index] = paragraph._replace(kind=BlockKind.SUBHEADING)
    return found


def _leads_on(text: str, paragraph: Paragraph, following: Paragraph) -> bool:
    """Whether what follows is a body that a heading could have: a list, a quote, or a longer, closed paragraph."""
    if following.kind is not BlockKind.PARAGRAPH:
        return True
    length = following.end - following.start
    return length > _LONG_ENOUGH or (
        length > paragraph.end - paragraph.start and not heuristics.is_subheading(_words(text, following))
    )


def _words(text: str, paragraph: Paragraph) -> str:
    """The words of a paragraph, cut off just beyond the length that only a paragraph has."""
    return text[paragraph.start : min(paragraph.end, paragraph.start + heuristics.LONGEST + 1)]
