"""Finding by comparing rows that a block of the screen moved, and moving it. Standard library alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reader.terminal.picture import Row
from reader.terminal.writer import Writer

FEWEST = 3
"""Fewer rows than this are written anew as cheaply as they are moved."""


class Scroll(NamedTuple):
    """Rows `top` to `bottom` (half-open), columns `left` to `right` (half-open), moved up by `by` rows."""

    top: int
    bottom: int
    left: int
    right: int
    by: int


def found(shown: Sequence[Row], wanted: Mapping[int, Row], left: int, right: int) -> Scroll | None:
    """The scroll after which most rows of a block of the screen are as they are wanted, if there is one."""
    rows = sorted(wanted)
    by = _distance(shown, wanted, rows, left, right)
    if by == 0:
        return None
    moved = [y for y in rows if y + by in wanted and _same(shown[y + by], wanted[y], left, right)]
    if not moved:
        return None
    top, bottom = min(moved[0], moved[0] + by), max(moved[-1], moved[-1] + by) + 1
    inside = range(top, bottom)
    if any(y not in wanted for y in inside):
        return None
    still = sum(_same(shown[y], wanted[y], left, right) for y in inside)
    return Scroll(top, bottom, left, right, by) if len(moved) - still >= FEWEST else None


def perform(scroll: Scroll, shown: Sequence[Row], writer: Writer) -> None:
    """Send the scroll, and let `shown` be what the terminal shows then."""
    top, bottom, left, right, by = scroll
    pen = writer.erased()
    beside = left > 0 or right < writer.width
    writer.send(f"\x1b[?69h\x1b[{left + 1};{right}s" if beside else "")
    writer.send(f"\x1b[{top + 1};{bottom}r")
    writer.at_home()
    if writer.dialect.scrolls:
        writer.send(f"\x1b[{abs(by) if abs(by) > 1 else ''}{'S' if by > 0 else 'T'}")
    else:
        writer.move(top, left)
        writer.send(f"\x1b[{abs(by) if abs(by) > 1 else ''}{'M' if by > 0 else 'L'}")
    writer.send("\x1b[r\x1b[?69l" if beside else "\x1b[r")
    writer.at_home()
    before = [row.copy() for row in shown[top:bottom]]
    blank = Row.blank(writer.width, pen)
    for y in range(top, bottom):
        source = y + by - top
        shown[y].put_from(before[source] if 0 <= source < len(before) else blank, left, right)


def _distance(shown: Sequence[Row], wanted: Mapping[int, Row], rows: Sequence[int], left: int, right: int) -> int:
    """By how many rows most of the words moved up, 0 for none."""
    places: dict[str, list[int]] = {}
    for y in rows:
        words = "".join(shown[y].cells[left:right])
        if not words.isspace():
            places.setdefault(words, []).append(y)
    votes: Counter[int] = Counter()
    for y in rows:
        for place in places.get("".join(wanted[y].cells[left:right]), ()):
            votes[place - y] += 1
    return votes.most_common(1)[0][0] if votes else 0


def _same(one: Row, other: Row, left: int, right: int) -> bool:
    return one.cells[left:right] == other.cells[left:right] and one.pens[left:right] == other.pens[left:right]
