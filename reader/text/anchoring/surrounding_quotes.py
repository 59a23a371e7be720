"""Finds the quotation marks around some words: at their edges, and around the passage that contains them."""

from __future__ import annotations

import re
from bisect import bisect_left

from reader.model.span import Span

_DOUBLE = re.compile(r"[\"“”„‟«»]|''|``")
_EDGE = frozenset("\"“”„‟«»'‘’‚‛‹›`")
_APOSTROPHES = frozenset("'’‘`")
_FAR = 200
"""The most marks before some words that are read."""


class SurroundingQuotes:
    """The quotation marks of one text. Apostrophes inside words do not count."""

    def __init__(self, text: str) -> None:
        self._text = text
        marks = [*_DOUBLE.finditer(text)]
        self._places = [mark.start() for mark in marks]
        self._marks = [mark[0] for mark in marks]

    def of(self, span: Span) -> tuple[str, str, str, str]:
        """Return the marks directly before and after the words, and those that open and close around them.

        Each may be empty. A closing mark is also found after a comma or full stop.
        """
        opening, closing = self._enclosing(span)
        return self._before(span.start), self._behind(span.end), opening, closing

    def _before(self, start: int) -> str:
        mark = self._text[start - 1 : start] if start else ""
        return mark if _is_mark(mark, self._text[max(0, start - 2) : start - 1]) else ""

    def _behind(self, end: int) -> str:
        after = self._text[end : end + 2]
        if after[:1] in (".", ",", "?", "!", ";", ":", "…"):
            after = self._text[end + 1 : end + 3]
        return after[:1] if _is_mark(after[:1], after[1:]) else ""

    def _enclosing(self, span: Span) -> tuple[str, str]:
        """Return the double mark that is open before the words, and the next one in the paragraph."""
        index = bisect_left(self._places, span.start)
        paragraph = self._text.rfind("\n", 0, span.start) + 1
        first = max(bisect_left(self._places, paragraph), index - _FAR)
        opened: list[str] = []
        for mark in self._marks[first:index]:
            if mark in ("”", "»") or (mark not in ("“", "„", "‟", "«", "``") and mark in opened):
                del opened[-1:]
            else:
                opened.append(mark)
        if not opened:
            return "", ""
        after = bisect_left(self._places, span.end)
        stop = self._text.find("\n", span.end)
        is_there = after < len(self._places) and (stop < 0 or self._places[after] < stop)
        return opened[-1], self._marks[after] if is_there else ""


def _is_mark(mark: str, beyond: str) -> bool:
    """Return True if a character next to some words is a quotation mark; `beyond` is its other neighbour."""
    return mark in _EDGE and not (mark in _APOSTROPHES and beyond.isalnum())
