"""Finding by comparing rows that a block of the screen moved, and moving it. Standard library alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, MutableSequence, Sequence
from typing import NamedTuple

from reader.terminal.cell_runs import CellRun, clearing_run
from reader.terminal.screen_buffer import CellRow, blank_row, codes_of, overwrite, style_of, unknown_row
from reader.terminal.sgr import DEFAULT_STYLE, CellStyle, blank_style
from reader.terminal.writer import Writer

MIN_ROWS = 3
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


class Erase(NamedTuple):
    """Rows `top` to `bottom` (half-open), at the top or at the bottom of the screen, erased."""

    top: int
    bottom: int


Shortcut = Scroll | Erase
"""What may save bytes before rows are written."""
Cleared = Mapping[int, tuple[CellRun]]
"""What is to be written of rows before anything else."""
NOTHING: Cleared = {}


def find_shortcuts(
    shown: Sequence[CellRow], wanted: Mapping[int, CellRow], left: int, right: int
) -> list[Shortcut | None]:
    """The steps that may save bytes for a block of rows that reach from one column to another.

    None is to take none. A scroll that leaves most rows right is the only one.
    """
    rows = sorted(wanted)
    before = {y: shown[y][left:right] for y in rows}
    after = {y: wanted[y][left:right] for y in rows}
    steps: list[Shortcut | None] = [None]
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
        steps.append(Erase(top, bottom))
    return steps


def apply(
    step: Shortcut, shown: MutableSequence[CellRow], wanted: Mapping[int, CellRow], writer: Writer
) -> Cleared:
    """Send a step, and let `shown` be what the terminal shows then, once rows are cleared as the answer tells."""
    if isinstance(step, Scroll):
        return _scroll(step, shown, wanted, writer)
    _wipe(step, shown, wanted, writer)
    return NOTHING


def _scroll(
    scroll: Scroll, shown: MutableSequence[CellRow], wanted: Mapping[int, CellRow], writer: Writer
) -> Cleared:
    top, bottom, left, right, by = scroll
    new = range(bottom - by, bottom) if by > 0 else range(top, top - by)
    style = _style_of_new(wanted[y][left:right] for y in new)
    filled = writer.capabilities.background_scroll or style.blank is DEFAULT_STYLE
    if filled:
        writer.take_up_ground(style)
    _send(scroll, writer)
    before, empty = shown[top:bottom], blank_row(right - left, style)
    cleared = [] if filled or not writer.can_erase(style) else new
    for y in range(top, bottom):
        if y not in new:
            shown[y] = overwrite(shown[y], left, CellRow(before[y + by - top][left:right]))
        else:
            shown[y] = overwrite(shown[y], left, empty if filled or y in cleared else unknown_row(right - left))
    return {y: (clearing_run(y, left, empty, style),) for y in cleared}


def _wipe(wipe: Erase, shown: MutableSequence[CellRow], wanted: Mapping[int, CellRow], writer: Writer) -> None:
    top, bottom = wipe
    style = _style_of_new(wanted[y] for y in range(top, bottom))
    if writer.can_erase(style):
        writer.take_up_ground(style)
        writer.move(*((bottom - 1, writer.width - 1) if top == 0 else (top, 0)))
        writer.send("\x1b[1J" if top == 0 else "\x1b[J")
        shown[top:bottom] = [blank_row(writer.width, style)] * (bottom - top)


def _send(scroll: Scroll, writer: Writer) -> None:
    top, bottom, left, right, by = scroll
    beside = left > 0 or right < writer.width
    writer.send(f"\x1b[?69h\x1b[{left + 1};{right}s" if beside else "")
    writer.send(f"\x1b[{top + 1};{bottom}r")
    writer.at_home()
    if writer.capabilities.scrolls:
        writer.send(f"\x1b[{abs(by) if abs(by) > 1 else ''}{'S' if by > 0 else 'T'}")
    else:
        writer.move(top, left)
        writer.send(f"\x1b[{abs(by) if abs(by) > 1 else ''}{'M' if by > 0 else 'L'}")
    writer.send("\x1b[r\x1b[?69l" if beside else "\x1b[r")
    writer.at_home()


def _distances(before: Mapping[int, str], after: Mapping[int, str]) -> list[int]:
    """By how many rows most of the words moved up, those first by which most did."""
    places: dict[str, list[int]] = {}
    for y, codes in before.items():
        if codes.strip(codes[0]):
            places.setdefault(codes, []).append(y)
    votes = Counter(place - y for y, codes in after.items() for place in places.get(codes, ()))
    del votes[0]
    return [by for by, _ in votes.most_common(_LIKELY)]


def _style_of_new(rows: Iterable[str]) -> CellStyle:
    """The first pen that something is written in on the ground on which most of some rows end, or a blank's."""
    codes = "".join(rows := [*rows])
    end = style_of(Counter(row[-1] for row in rows).most_common(1)[0][0]) or DEFAULT_STYLE
    space = blank_style(end.background)
    words = codes.lstrip(codes_of(space).space)
    style = style_of(words[0]) if words else None
    return style if style is not None and style.blank is space else space
