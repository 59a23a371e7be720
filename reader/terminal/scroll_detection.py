"""Detecting by comparison that a block of rows has scrolled, and scrolling it. Standard library only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, MutableSequence, Sequence
from typing import NamedTuple

from reader.terminal.cell_runs import CellRun
from reader.terminal.screen_buffer import CellRow, blank_row, codes_of, overwrite, style_of, unknown_row
from reader.terminal.sgr import DEFAULT_STYLE, CellStyle, blank_style
from reader.terminal.writer import Writer

MIN_ROWS = 3
"""Scrolling fewer rows saves nothing over writing them again."""
_MAX_DISTANCES = 2
"""How many scroll distances are tried, the likeliest first."""


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
"""What may save bytes when done before the rows are written."""
ClearingRuns = Mapping[int, tuple[CellRun]]
"""What to write of each row before anything else."""


def find_shortcuts(
    shown: Sequence[CellRow], wanted: Mapping[int, CellRow], left: int, right: int
) -> list[Shortcut | None]:
    """Return shortcuts that may save bytes for a block of rows between two columns. None stands for no shortcut.

    A scroll that puts most rows in place is returned alone.
    """
    rows = sorted(wanted)
    before = {y: shown[y][left:right] for y in rows}
    after = {y: wanted[y][left:right] for y in rows}
    shortcuts: list[Shortcut | None] = [None]
    for by in _distances(before, after):
        moved = [y for y in rows if before.get(y + by) == after[y]]
        top, bottom = min(moved[0], moved[0] + by), max(moved[-1], moved[-1] + by) + 1
        if any(y not in wanted for y in range(top, bottom)):
            continue
        won = len(moved) - sum(before[y] == after[y] for y in range(top, bottom))
        if 2 * won > len(rows):
            return [Scroll(top, bottom, left, right, by)]
        if won > 0:
            shortcuts.append(Scroll(top, bottom, left, right, by))
    top, bottom = rows[0], rows[-1] + 1
    if (left, right) == (0, len(shown[0])) and (top == 0 or bottom == len(shown)) and len(rows) == bottom - top:
        shortcuts.append(Erase(top, bottom))
    return shortcuts


def apply(
    shortcut: Shortcut | None, shown: MutableSequence[CellRow], wanted: Mapping[int, CellRow], writer: Writer
) -> ClearingRuns:
    """Write a shortcut. Update `shown` to what the terminal shows after it and the returned runs."""
    if isinstance(shortcut, Scroll):
        return _scroll(shortcut, shown, wanted, writer)
    if shortcut is not None:
        _erase(shortcut, shown, wanted, writer)
    return {}


def _scroll(
    scroll: Scroll, shown: MutableSequence[CellRow], wanted: Mapping[int, CellRow], writer: Writer
) -> ClearingRuns:
    top, bottom, left, right, by = scroll
    new = range(bottom - by, bottom) if by > 0 else range(top, top - by)
    style = _style_of_new(wanted[y][left:right] for y in new)
    filled = writer.capabilities.background_scroll or style.blank is DEFAULT_STYLE
    if filled:
        writer.use_background(style)
    _send(scroll, writer)
    before, empty = shown[top:bottom], blank_row(right - left, style)
    cleared = [] if filled or not writer.can_erase(style) else new
    for y in range(top, bottom):
        if y not in new:
            shown[y] = overwrite(shown[y], left, CellRow(before[y + by - top][left:right]))
        else:
            shown[y] = overwrite(shown[y], left, empty if filled or y in cleared else unknown_row(right - left))
    return {y: (CellRun(y, left, empty, style, is_blank=True, clears=True),) for y in cleared}


def _erase(erase: Erase, shown: MutableSequence[CellRow], wanted: Mapping[int, CellRow], writer: Writer) -> None:
    top, bottom = erase
    style = _style_of_new(wanted[y] for y in range(top, bottom))
    if writer.can_erase(style):
        writer.use_background(style)
        writer.move(*((bottom - 1, writer.width - 1) if top == 0 else (top, 0)))
        writer.send("\x1b[1J" if top == 0 else "\x1b[J")
        shown[top:bottom] = [blank_row(writer.width, style)] * (bottom - top)


def _send(scroll: Scroll, writer: Writer) -> None:
    top, bottom, left, right, by = scroll
    beside = left > 0 or right < writer.width
    writer.send(f"\x1b[?69h\x1b[{left + 1};{right}s" if beside else "")
    writer.send(f"\x1b[{top + 1};{bottom}r")
    writer.cursor_at_home()
    if writer.capabilities.scrolls:
        writer.send(f"\x1b[{abs(by) if abs(by) > 1 else ''}{'S' if by > 0 else 'T'}")
    else:
        writer.move(top, left)
        writer.send(f"\x1b[{abs(by) if abs(by) > 1 else ''}{'M' if by > 0 else 'L'}")
    writer.send("\x1b[r\x1b[?69l" if beside else "\x1b[r")
    writer.cursor_at_home()


def _distances(before: Mapping[int, str], after: Mapping[int, str]) -> list[int]:
    """Return the likeliest numbers of rows by which the block moved up, the likeliest first."""
    places: dict[str, list[int]] = {}
    for y, codes in before.items():
        if codes.strip(codes[0]):
            places.setdefault(codes, []).append(y)
    votes = Counter(place - y for y, codes in after.items() for place in places.get(codes, ()))
    del votes[0]
    return [by for by, _ in votes.most_common(_MAX_DISTANCES)]


def _style_of_new(rows: Iterable[str]) -> CellStyle:
    """Return the first style used on the background that most rows end with, or that background's blank style."""
    codes = "".join(rows := [*rows])
    end = style_of(Counter(row[-1] for row in rows).most_common(1)[0][0]) or DEFAULT_STYLE
    space = blank_style(end.background)
    words = codes.lstrip(codes_of(space).space)
    style = style_of(words[0]) if words else None
    return style if style is not None and style.blank is space else space
