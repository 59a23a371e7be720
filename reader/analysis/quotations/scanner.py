"""Quotations in a text, found by their marks alone: what stands between which; not who speaks in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reader.analysis.quotations.marks import MarkFamily, QuotationMark, find_marks
from reader.analysis.quotations.pairs import pair
from reader.model.span import Span
from reader.model.values import value_class

_Found = tuple[Span, Span, bool]
_WORD = re.compile(r"\S")
_LOOK = 12
"""How far the beginning of speech may stand behind its mark: dots, brackets and further marks come before it."""
_ENDINGS = frozenset(".!?…")
_TRAILING = " \t\r\n\f\v\u00a0"


@value_class(frozen=True, slots=True)
class QuotedSpan:
    """What stands between two marks."""

    span: Span
    """Without the marks."""
    outer: Span
    """With the marks."""
    depth: int = 0
    """How many quotations it stands in."""
    open: bool = False
    """Whether its closing mark is missing, so that it ends with its paragraph."""


def scan(text: str, paragraphs: Iterable[Span]) -> tuple[QuotedSpan, ...]:
    """The quotations of each paragraph, in the order of the text; outer ones before those inside them.

    No paragraph has any say in another. Marks that pair with none are passed over, but for one that opens a
    sentence which the paragraph's end closes, as in speech that runs on in the next paragraph.
    """
    found: list[QuotedSpan] = []
    for paragraph in paragraphs:
        for quoted in scan_paragraph(paragraph.of(text)):
            found.append(
                QuotedSpan(
                    quoted.span.shift(paragraph.start),
                    quoted.outer.shift(paragraph.start),
                    quoted.depth,
                    quoted.open,
                )
            )
    return tuple(found)


def scan_paragraph(text: str) -> tuple[QuotedSpan, ...]:
    """The quotations of one paragraph, in time that grows with its length alone."""
    pairs, unclosed = pair(find_marks(text))
    found = [(Span(opening.end, closing.at), Span(opening.at, closing.end), False) for opening, closing in pairs]
    found = [item for item in found if _WORD.search(text, item[0].start, item[0].end)]
    found.sort(key=lambda item: (item[1].start, -item[1].end))
    rest = _left_open(text, unclosed, [outer for _, outer, _ in found])
    if rest is not None:
        found.append(rest)
        found.sort(key=lambda item: (item[1].start, -item[1].end))
    return tuple(_nested(found))


def _left_open(text: str, unclosed: Iterable[QuotationMark], pairs: Sequence[Span]) -> _Found | None:
    """The first speech that nobody closed, from its mark to the paragraph's end; it cuts no pair in two."""
    end = len(text.rstrip(_TRAILING))
    if text[end - 1 : end] not in _ENDINGS:
        return None
    reach = place = 0
    for mark in unclosed:
        while place < len(pairs) and pairs[place].start < mark.at:
            reach = max(reach, pairs[place].end)
            place += 1
        if reach <= mark.at and mark.end < end and _begins_speech(text, mark):
            return Span(mark.end, end), Span(mark.at, end), True
    return None


def _begins_speech(text: str, mark: QuotationMark) -> bool:
    if mark.family is MarkFamily.SINGLE and (mark.at > 0 or text[mark.at] == "'"):
        return False
    first = text[mark.end : mark.end + _LOOK].lstrip("[(…. ‘'")[:1]
    return first.isupper() or first.isdigit()


def _nested(ordered: Iterable[_Found]) -> Iterable[QuotedSpan]:
    around: list[Span] = []
    for span, outer, is_open in ordered:
        while around and outer.start >= around[-1].end:
            around.pop()
        yield QuotedSpan(span, outer, len(around), is_open)
        around.append(outer)
