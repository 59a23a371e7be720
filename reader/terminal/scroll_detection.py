"""Finding by comparing rows that a block of the screen moved, and moving it. Standard library alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, MutableSequence, Sequence
from typing import NamedTuple

from reader.terminal.cell_runs import Run, clearing
from reader.terminal.screen_buffer import Row, blank, pen_in, put, signs_of, unknown
from reader.terminal.sgr import DEFAULT, Pen, ground
from reader.terminal.writer import Writer

FEWEST = 3
"""Fewer rows than this are written anew as cheaply as they are moved."""
_LIKELY = 2
"""The distances that are looked into, those first by which most rows moved."""


class Scroll(NamedTuple):
    """Rows `top` to `bottom` (half-open), columns `left` to `right` (half-open), moved up by `by` rows."""

    top: int
    bottom: int
    left: int
    right: int
    by: int


class Wipe(NamedTuple):
    """Rows `top` to `bottom` (half-open), at the top or at the bottom of the screen, erased."""

    top: int
    bottom: int


Step = Scroll | Wipe
"""What may save bytes before rows are written."""
Cleared = Mapping[int, tuple[Run]]
"""What is to be written of rows before anything else."""
NOTHING: Cleared = {}


def found(shown: Sequence[Row], wanted: Mapping[int, Row], left: int, right: int) -> list[Step | None]:
    """The steps that may save bytes for a block of rows that reach from one column to another.

    None is to take none. A scroll that leaves most rows right is the only one.
    """
    rows = sorted(wanted)
    before = {y: shown[y][left:right] for y in rows}
    after = {y: wanted[y][left:right] for y in rows}
    steps: list[Step | None] = [None]
    for by in _distances(before, after):
        moved = [y for y in rows if before.get(y + by) == after[y]]
        top, bottom = min(moved[0], moved[0] + by), max(moved[-1], moved[-1] + by) + 1
        if any(y not in wanted for y in range(top, bottom)):
            continue
        won = len(moved) - sum(before[y] == after[y] for y in range(top, bottom))
        if 2 * won > len(rows):
            return [Scroll(top, bottom, left, right, by)]
        if won > 0:
            steps.append(Scroll(top, bottom, left, right, by))
    top, bottom = rows[0], rows[-1] + 1
    if (left, right) == (0, len(shown[0])) and (top == 0 or bottom == len(shown)) and len(rows) == bottom - top:
        steps.append(Wipe(top, bottom))
    return steps


def perform(step: Step, shown: MutableSequence[Row], wanted: Mapping[int, Row], writer: Writer) -> Cleared:
    """Send a step, and let `shown` be what the terminal shows then, once rows are cleared as the answer tells."""
    if isinstance(step, Scroll):
        return _scroll(step, shown, wanted, writer)
    _wipe(step, shown, wanted, writer)
    return NOTHING


def _scroll(scroll: Scroll, shown: MutableSequence[Row], wanted: Mapping[int, Row], writer: Writer) -> Cleared:
    top, bottom, left, right, by = scroll
    new = range(bottom - by, bottom) if by > 0 else range(top, top - by)
    pen = _pen_of_new(wanted[y][left:right] for y in new)
    filled = writer.dialect.fills_in_colour or pen.blank is DEFAULT
    if filled:
        writer.take_up_ground(pen)
    _send(scroll, writer)
    before, empty = shown[top:bottom], blank(right - left, pen)
    cleared = [] if filled or not writer.can_erase(pen) else new
    for y in range(top, bottom):
        if y not in new:
            shown[y] = put(shown[y], left, Row(before[y + by - top][left:right]))
        else:
            shown[y] = put(shown[y], left, empty if filled or y in cleared else unknown(right - left))
    return {y: (clearing(y, left, empty, pen),) for y in cleared}


def _wipe(wipe: Wipe, shown: MutableSequence[Row], wanted: Mapping[int, Row], writer: Writer) -> None:
    top, bottom = wipe
    pen = _pen_of_new(wanted[y] for y in range(top, bottom))
    if writer.can_erase(pen):
        writer.take_up_ground(pen)
        writer.move(*((bottom - 1, writer.width - 1) if top == 0 else (top, 0)))
        writer.send("\x1b[1J" if top == 0 else "\x1b[J")
        shown[top:bottom] = [blank(writer.width, pen)] * (bottom - top)


def _send(scroll: Scroll, writer: Writer) -> None:
    top, bottom, left, right, by = scroll
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


def _distances(before: Mapping[int, str], after: Mapping[int, str]) -> list[int]:
    """By how many rows most of the words moved up, those first by which most did."""
    places: dict[str, list[int]] = {}
    for y, signs in before.items():
        if signs.strip(signs[0]):
            places.setdefault(signs, []).append(y)
    votes = Counter(place - y for y, signs in after.items() for place in places.get(signs, ()))
    del votes[0]
    return [by for by, _ in votes.most_common(_LIKELY)]


def _pen_of_new(rows: Iterable[str]) -> Pen:
    """The first pen that something is written in on the ground on which most of some rows end, or a blank's."""
    signs = "".join(rows := [*rows])
    end = pen_in(Counter(row[-1] for row in rows).most_common(1)[0][0]) or DEFAULT
    space = ground(end.background)
    words = signs.lstrip(signs_of(space).space)
    pen = pen_in(words[0]) if words else None
    return pen if pen is not None and pen.blank is space else space
