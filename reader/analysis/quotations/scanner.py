"""Finds the quotations of a text by their marks alone; who speaks in them is for the rules to say."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reader.analysis.quotations.marks import MarkFamily, QuotationMark, find_marks
from reader.analysis.quotations.pairs import pair_marks
from reader.model.span import Span
from reader.model.values import value_class

_ONE_IN_STRAIGHT_MARKS = re.compile(r'\A\s*+"[^"“”]*+“[^"]*+"\s*+\Z')
"""A paragraph in straight marks with curly ones inside, as block quotations are sometimes set."""
_LOOKAHEAD = 12
"""How many code points after its mark a speech may begin: dots, brackets and other marks may come first."""
_ENDINGS = frozenset(".!?…")
_TRAILING = " \t\r\n\f\v\u00a0"


@value_class(frozen=True, slots=True)
class QuotedSpan:
    """A quotation as its marks delimit it."""

    span: Span
    """Without the marks."""
    outer: Span
    """With the marks."""
    depth: int = 0
    """How many quotations enclose it."""
    open: bool = False
    """True if its closing mark is missing, so that it ends with its paragraph."""


def scan(text: str, paragraphs: Iterable[Span]) -> tuple[QuotedSpan, ...]:
    """The quotations of each paragraph, in text order, an outer one before those inside it.

    Each paragraph is scanned on its own. Marks without a partner are ignored, except an opening mark before a
    capital or a digit in a paragraph that ends as a sentence does: that is speech continued in the next paragraph.
    """
    return tuple(
        replace(quote, span=quote.span.shift(paragraph.start), outer=quote.outer.shift(paragraph.start))
        for paragraph in paragraphs
        for quote in scan_paragraph(paragraph.of(text))
    )


def scan_paragraph(text: str) -> tuple[QuotedSpan, ...]:
    """The quotations of one paragraph, in time linear in its length."""
    marks = find_marks(text)
    around = [mark for mark in marks if text[mark.at] == '"'] if _ONE_IN_STRAIGHT_MARKS.match(text) else []
    if len(around) == 2:
        marks = [mark for mark in marks if text[mark.at] != '"']
    pairs, unclosed = pair_marks(marks)
    if len(around) == 2:
        pairs.append((around[0], around[1]))
    found = [
        _quoted(text, opening, closing) for opening, closing in pairs if text[opening.end : closing.at].strip()
    ]
    found.sort(key=_outer_first)
    unfinished = _unfinished(text, unclosed, [quote.outer for quote in found])
    if unfinished is not None:
        insort(found, unfinished, key=_outer_first)
    return nested(found)


def nested(found: Iterable[QuotedSpan]) -> tuple[QuotedSpan, ...]:
    """The quotations, in order of their start and an outer one first, each with its depth."""
    return tuple(_with_depth(found))


def _quoted(text: str, opening: QuotationMark, closing: QuotationMark) -> QuotedSpan:
    """The quotation between two marks, without the spaces that some styles set beside them."""
    said = text[opening.end : closing.at]
    start = opening.end + len(said) - len(said.lstrip())
    return QuotedSpan(Span(start, start + len(said.strip())), Span(opening.at, closing.end))


def _outer_first(quote: QuotedSpan) -> tuple[int, int]:
    return quote.outer.start, -quote.outer.end


def _unfinished(text: str, unclosed: Iterable[QuotationMark], pairs: Sequence[Span]) -> QuotedSpan | None:
    """The first speech whose mark is never closed, up to the paragraph's end; it must not cut through a pair."""
    end = len(text.rstrip(_TRAILING))
    if text[end - 1 : end] not in _ENDINGS:
        return None
    reach = place = 0
    for mark in unclosed:
        while place < len(pairs) and pairs[place].start < mark.at:
            reach = max(reach, pairs[place].end)
            place += 1
        if reach <= mark.at and mark.end < end and _begins_speech(text, mark):
            return QuotedSpan(Span(mark.end, end), Span(mark.at, end), open=True)
    return None


def _begins_speech(text: str, mark: QuotationMark) -> bool:
    if mark.family is MarkFamily.SINGLE and (mark.at > 0 or text[mark.at] == "'"):
        return False
    if mark.width > 1 and (text[mark.at] == "," or text[mark.end].isspace()):
        return False
    first = text[mark.end : mark.end + _LOOKAHEAD].lstrip("[(…. ‘'")[:1]
    return first.isupper() or first.isdigit()


def _with_depth(ordered: Iterable[QuotedSpan]) -> Iterable[QuotedSpan]:
    around: list[Span] = []
    for quote in ordered:
        while around and quote.outer.start >= around[-1].end:
            around.pop()
        yield replace(quote, depth=len(around))
        around.append(quote.outer)
