"""Quotation marks around words, as the text prints them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.model.span import Span

QUOTE_MARKS = frozenset("\"'“”„‟‘’‚‛«»‹›`")
GAP = " … "
"""Between the parts of a statement that something else interrupts."""
_PAIRS = {"“": "”", "„": "“", "«": "»", "‹": "›", "‘": "’", '"': '"'}
"""Opening marks, each with the mark that closes it; an apostrophe is none."""


def words_of(text: str, spans: Iterable[Span]) -> str:
    """Return the words of some parts of a text, with a sign for what lies between them."""
    return GAP.join(span.of(text) for span in spans)


def with_quotation_marks(text: str, span: Span) -> Span:
    """Return `span` with the quotation marks directly around it: on each side one, or two that are equal."""
    start, end = span.start, span.end
    while start > 0 and span.start - start < 2 and text[start - 1] in QUOTE_MARKS:
        start -= 1
    while end < len(text) and end - span.end < 2 and text[end] in QUOTE_MARKS:
        end += 1
    if span.start - start == 2 and text[start] != text[start + 1]:
        start += 1
    if end - span.end == 2 and text[end - 1] != text[end - 2]:
        end -= 1
    return Span(start, end)


def balanced(text: str, span: Span) -> Span:
    """Return `span` with a mark beside it that closes or opens a quotation which it cuts off: “absurd|”."""
    words = span.of(text)
    after, before = text[span.end : span.end + 1], text[span.start - 1 : span.start] if span.start else ""
    for opening, closing in _PAIRS.items():
        opened, closed = words.count(opening), words.count(closing)
        odd = opened % 2 == 1 if opening == closing else opened > closed
        if odd and after == closing:
            return Span(span.start, span.end + 1)
        odd = opened % 2 == 1 if opening == closing else closed > opened
        if odd and before == opening:
            return Span(span.start - 1, span.end)
    return span


def is_quoted(text: str, span: Span) -> bool:
    """Return True if the text prints the words between quotation marks, inside the span or around it."""
    outer = with_quotation_marks(text, span).of(text)
    return outer[:1] in QUOTE_MARKS and outer[-1:] in QUOTE_MARKS and len(outer) > 1


def printed(text: str, spans: Sequence[Span]) -> str:
    """Return the parts of a statement with the text's own quotation marks, and with no others."""
    return GAP.join(_printed(text, span) for span in spans)


def _printed(text: str, span: Span) -> str:
    whole = with_quotation_marks(text, span) if is_quoted(text, span) else balanced(text, span)
    return whole.of(text)
