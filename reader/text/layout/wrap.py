"""Breaking one stretch of text into rows of a width in cells. How wide a character is, is handed in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

Grapheme = tuple[int, int, int]
"""A user-perceived character: its first code point, the code point after its last, its width in cells."""


class Metrics(NamedTuple):
    """How wide text is on a terminal."""

    cells: Callable[[str], int]
    """The width of a string in cells."""
    graphemes: Callable[[str], Sequence[Grapheme]]
    """A string cut into graphemes, without gaps."""


_ONE_CELL_EACH = re.compile(
    r"[\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0373\u0386\u0388-\u038a\u0391-\u03a1\u03a3-\u0482"
    r"\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u2193\u2400-\u2426\u2500-\u25fc\u2691\ufffd]*"
)
_SPACES = re.compile(r" *")
_DASHES = "-‐–—/"
_NEVER_FIRST = frozenset("、。，．：；！？）」』】》〉〕］｝…ー々")


def one_cell_each(text: str) -> bool:
    """Whether every code point of `text` fills one cell on every terminal, so that offsets and cells agree."""
    return _ONE_CELL_EACH.fullmatch(text) is not None


def wrap(text: str, width: int, metrics: Metrics) -> Iterator[tuple[int, int, int]]:
    """Rows of `text`, each at most `width` cells (or one grapheme, where that is wider): start, end, next start.

    `text` is one line, already sanitised. A row leaves out the spaces at its end; `next start` is where the
    following row begins. Rows break at spaces, after dashes and slashes, beside wide characters, and, where a
    word is longer than a row, inside it between two graphemes.
    """
    if one_cell_each(text):
        yield from _wrap_narrow(text, max(1, width))
    else:
        yield from _wrap_graphemes(text, max(1, width), metrics.graphemes(text))


def _wrap_narrow(text: str, width: int) -> Iterator[tuple[int, int, int]]:
    start, size = 0, len(text)
    while size - start > width:
        end = _narrow_break(text, start, width)
        following = _skip_spaces(text, end)
        yield start, _without_spaces(text, start, end), following
        start = following
    if start < size or size == 0:
        yield start, _without_spaces(text, start, size), size


def _narrow_break(text: str, start: int, width: int) -> int:
    limit = start + width
    space = text.rfind(" ", start, limit + 1)
    dash = max(text.rfind(dash, start, limit) for dash in _DASHES) + 1
    if dash > max(space, start) and text[dash : dash + 1].isalpha() and text[dash - 2 : dash - 1].isalnum():
        return dash
    return space if space > start else limit


def _skip_spaces(text: str, position: int) -> int:
    match = _SPACES.match(text, position)
    return match.end() if match else position


def _without_spaces(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] == " ":
        end -= 1
    return end


def _wrap_graphemes(text: str, width: int, graphemes: Sequence[Grapheme]) -> Iterator[tuple[int, int, int]]:
    first, used, opportunity, index = 0, 0, 0, 0
    while index < len(graphemes):
        start, end, cells = graphemes[index]
        if index > first and _may_break(text, graphemes, index):
            opportunity = index
        is_space = text[start:end] == " "
        if used + cells > width and index > first and not is_space:
            stop = opportunity if opportunity > first else index
            cut = graphemes[stop][0]
            begin = graphemes[first][0]
            yield begin, _without_spaces(text, begin, cut), cut
            first, index, used, opportunity = stop, stop, 0, stop
            continue
        used += cells
        index += 1
    begin = graphemes[first][0] if graphemes else 0
    if first < len(graphemes) or not graphemes:
        yield begin, _without_spaces(text, begin, len(text)), len(text)


def _may_break(text: str, graphemes: Sequence[Grapheme], index: int) -> bool:
    start, end, cells = graphemes[index]
    before = text[graphemes[index - 1][0] : graphemes[index - 1][1]]
    if before == " ":
        return text[start:end] != " "
    if before in _DASHES:
        return text[start:end].isalpha()
    wide = cells == 2 or graphemes[index - 1][2] == 2
    return wide and text[start] not in _NEVER_FIRST
