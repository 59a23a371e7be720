"""Breaks one stretch of text into rows of a width in cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from reader.text.layout.graphemes import all_separate, graphemes
from reader.text.safety.sanitise import sanitise_line

Cells = Callable[[str], int]
"""Measures a string in cells; the width of a string is the sum of the widths of its code points."""
Grapheme = tuple[int, int, int]
"""The first code point of a grapheme, the code point after its last one, and its width in cells."""

_ONE_CELL_EACH = re.compile(
    r"[\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0373\u0386\u0388-\u038a\u0391-\u03a1\u03a3-\u0482"
    r"\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u2193\u2400-\u2426\u2500-\u25fc\u2691\ufffd]*"
)
_SPACES = re.compile(r" *")
_DASHES = frozenset("-‐–—/")
_NEVER_FIRST = frozenset("、。，．：；！？）」』】》〉〕］｝…ー々")


def one_cell_each(text: str) -> bool:
    """Return True if every code point of `text` fills one cell on every terminal, so that offsets are cells."""
    return _ONE_CELL_EACH.fullmatch(text) is not None


def is_plain(text: str, shown: str) -> bool:
    """Return True if each code point of `text`, a line sanitised as `shown`, is a grapheme and fills one cell."""
    # What is shown as it is and fills one cell each cannot join either.
    return one_cell_each(shown) and (shown == text.replace("\n", " ").replace("\t", " ") or all_separate(text))


def wrap(text: str, width: int, cells: Cells) -> Iterator[tuple[int, int, int]]:
    """Yield the rows of `text`, each at most `width` cells wide: start, end, start of the next row.

    `text` is one line, and is measured as it is shown: with its stand-ins. A row leaves out the spaces at its
    end. Rows break at spaces, after dashes and slashes, beside wide characters, and, where a word is longer than
    a row, inside it between two graphemes. Only a grapheme that is wider than a row is cut.
    """
    width = max(1, width)
    shown = sanitise_line(text)
    if is_plain(text, shown):
        yield from _wrap_narrow(shown, width)
    else:
        measure = cache(cells)
        yield from _wrap_graphemes(shown, width, measure, _measured(text, shown, width, measure))


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


def _measured(text: str, shown: str, width: int, cells: Cells) -> list[Grapheme]:
    """Return the graphemes of `text`; one that is wider than `width` is cut into code points."""
    found: list[Grapheme] = []
    for start, end in graphemes(text):
        size = cells(shown[start:end])
        if size <= width:
            found.append((start, end, size))
        else:
            found += ((at, at + 1, cells(shown[at])) for at in range(start, end))
    return found


def _wrap_graphemes(
    text: str, width: int, cells: Cells, found: Sequence[Grapheme]
) -> Iterator[tuple[int, int, int]]:
    first, used, index = 0, 0, 0
    while index < len(found):
        start, end, size = found[index]
        if used + size > width and index > first and text[start:end] != " ":
            breaks = (at for at in range(index, first, -1) if _may_break(text, cells, found[at - 1], found[at]))
            stop = next(breaks, index)
            yield _row(text, found[first:stop])
            first, index, used = stop, stop, 0
            continue
        used += size
        index += 1
    if first < len(found) or not found:
        yield _row(text, found[first:])


def _row(text: str, found: Sequence[Grapheme]) -> tuple[int, int, int]:
    """Return the row of some graphemes, without the spaces at its end."""
    begin, following = (found[0][0], found[-1][1]) if found else (0, 0)
    words = (end for start, end, _ in reversed(found) if text[start:end] != " ")
    return begin, next(words, begin), following


def _may_break(text: str, cells: Cells, before: Grapheme, here: Grapheme) -> bool:
    left, right = text[before[0] : before[1]], text[here[0] : here[1]]
    if left == " ":
        return right != " "
    if left in _DASHES:
        return right.isalpha()
    return right[0] not in _NEVER_FIRST and (cells(left[0]) > 1 or cells(right[0]) > 1)
