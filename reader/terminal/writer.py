"""Writes runs of cells in as few bytes as there are ways for. Standard library alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from reader.terminal.capabilities import Capabilities
from reader.terminal.cell_runs import CellRun
from reader.terminal.cells import is_ambiguous_width
from reader.terminal.screen_buffer import cell_text, codes_of, has_ambiguous_width, text_of
from reader.terminal.sgr import DEFAULT_STYLE, CellStyle

_ERASED_AT_END = 6
"""Blanks from which on erasing is shorter than writing them, where nothing follows in the run."""
_ERASED_BETWEEN = 12
"""The same where the cursor has to step over them afterwards."""
_RETURN = 13
"""Bytes that it takes to step over a run now, and to come back to it later."""


class Writer:
    """Knows where the cursor stands and which pen the terminal holds, and collects what to send."""

    def __init__(self, capabilities: Capabilities, width: int) -> None:
        self.capabilities = capabilities
        self.width = width
        self.style: CellStyle | None = None
        """The pen that the terminal holds, None where nobody knows."""
        self._row: int | None = None
        self._column: int | None = None
        self._out: list[str] = []

    def branch(self) -> Writer:
        """Another one that goes on from here, with nothing collected yet."""
        other = Writer(self.capabilities, self.width)
        other.style, other._row, other._column = self.style, self._row, self._column
        return other

    def take(self) -> str:
        """What has been collected since this was asked last."""
        data = "".join(self._out)
        self._out.clear()
        return data

    def send(self, sequence: str) -> None:
        """Add a sequence that moves nothing and draws nothing."""
        self._out.append(sequence)

    def at_home(self) -> None:
        """Let the cursor be in the upper left corner, where some sequences bring it."""
        self._row = self._column = 0

    # Runs

    def write(self, runs: Sequence[CellRun]) -> None:
        """Write some runs, pen by pen: those whose pen takes long to take up wait for their turn."""
        uses = Counter(run.style for run in runs)
        while runs:
            style = self._next_style(runs)
            later: list[CellRun] = []
            for run in runs:
                if run.clears or run.looks_right_in(style) or not _can_wait(run.style, style, uses[run.style]):
                    self._run(run)
                else:
                    later.append(run)
            runs = later

    def write_in_order(self, runs: Iterable[CellRun]) -> None:
        """Write the runs of a row one after the other, finding the place of each anew."""
        for run in runs:
            self._run(run)
            self._column = None

    def _next_style(self, runs: Sequence[CellRun]) -> CellStyle:
        """The pen that is held if there is anything to write in it, or one for the first of the runs."""
        urgent = [run for run in runs if run.clears] or runs
        if self.style is not None and any(run.looks_right_in(self.style) for run in urgent):
            return self.style
        return next((run.style for run in runs if urgent[0].looks_right_in(run.style)), urgent[0].style)

    def _run(self, run: CellRun) -> None:
        """Write a run, long blanks by erasing them."""
        y, x, codes, style, *_ = run
        if self.style is not None and run.looks_right_in(self.style):
            style = self.style
        space = codes_of(style).space
        blanks = space * _ERASED_AT_END
        position = 0
        if blanks in codes and self.can_erase(style):
            at = codes.find(blanks)
            while at >= 0:
                end = len(codes) - len(codes[at:].lstrip(space))
                if end == len(codes) or end - at >= _ERASED_BETWEEN:
                    self._text(y, x + position, codes[position:at], style)
                    self.erase(y, x + at, x + end, style)
                    position = end
                at = codes.find(blanks, end)
        self._text(y, x + position, codes[position:], style)

    def _text(self, y: int, x: int, codes: str, style: CellStyle) -> None:
        if not codes:
            return
        if has_ambiguous_width(codes):
            self._one_by_one(y, x, codes, style)
            return
        self.move(y, x)
        self._take_up(style)
        self._out.append(text_of(codes))
        self._advance(len(codes))

    def _one_by_one(self, y: int, x: int, codes: str, style: CellStyle) -> None:
        """Write what terminals may not agree about, finding the column again after each of it."""
        self._take_up(style)
        cells = [*map(cell_text, codes)]
        for offset, cell in enumerate(cells):
            if cell:
                self.move(y, x + offset)
                self._out.append(cell)
                self._advance(1)
                if is_ambiguous_width(cell) or cells[offset + 1 : offset + 2] == [""]:
                    self._column = None

    def erase(self, y: int, start: int, end: int, style: CellStyle) -> None:
        """Erase the cells of a row between two columns, to the ground of a pen that can erase."""
        self.move(y, start)
        self.take_up_ground(style)
        self._out.append("\x1b[K" if end >= self.width else f"\x1b[{end - start}X")

    def can_erase(self, style: CellStyle) -> bool:
        """Whether erased cells look like a space in a pen."""
        return style.plain and (self.capabilities.background_erase or style.blank is DEFAULT_STYLE)

    def take_up_ground(self, style: CellStyle) -> None:
        """Hold a pen with the ground of this one, this one itself where it needs to be changed."""
        if self.style is None or self.style.blank is not style.blank:
            self._take_up(style)

    def _take_up(self, style: CellStyle) -> None:
        if self.style is not style:
            self._out.append(style.switch_from(self.style))
            self.style = style

    # The cursor

    def move(self, y: int, x: int) -> None:
        """Bring the cursor to a cell by the shortest way."""
        if (self._row, self._column) != (y, x):
            self._out.append(self._way(y, x))
            self._row, self._column = y, x

    def _advance(self, cells: int) -> None:
        if self._column is not None:
            self._column += cells
            if self._column >= self.width:
                # In the last column terminals differ in where they hold the cursor to be.
                self._column = None

    def _way(self, y: int, x: int) -> str:
        ways = [f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H" if y else "\x1b[H"]
        if self._row == y:
            ways.extend(("\r" + _across(0, x), f"\x1b[{x + 1}G"))
            if self._column is not None:
                ways.append(_across(self._column, x))
        elif self._row is not None:
            if self._column is not None:
                ways.append(_by(y - self._row, "B", "A") + _across(self._column, x))
            if self._column == x:
                ways.append(f"\x1b[{y + 1}d")
            if self.capabilities.newline_returns and y == self._row + 1:
                ways.append("\n" + _across(0, x))
        return min(ways, key=_length)


def _length(way: str) -> int:
    """The bytes that come to the terminal: a line feed is two there."""
    return len(way) + way.count("\n")


def _across(column: int, x: int) -> str:
    """From one column of a row to another."""
    if x == column:
        return ""
    way = _by(x - column, "C", "D")
    return "\b" * (column - x) if 0 < column - x < len(way) else way


def _by(distance: int, forward: str, backward: str) -> str:
    size = abs(distance)
    return f"\x1b[{size if size > 1 else ''}{forward if distance > 0 else backward}"


def _can_wait(style: CellStyle, held: CellStyle, uses: int) -> bool:
    """Whether so many runs are better written once all in the pen that is held are, than each in its place.

    Each costs a change of pen there and back in its place; and a way back to it if they wait.
    """
    there, back = len(style.switch_from(held)), len(held.switch_from(style))
    return uses * _RETURN + there < uses * (there + back)
