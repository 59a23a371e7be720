"""Writes runs of cells in as few bytes as possible. Standard library only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from reader.terminal.capabilities import Capabilities
from reader.terminal.cell_runs import CellRun
from reader.terminal.cells import is_ambiguous_width
from reader.terminal.screen_buffer import cell_text, codes_of, has_ambiguous_width, text_of
from reader.terminal.sgr import DEFAULT_STYLE, CellStyle

_ERASED_AT_END = 6
"""At least so many blanks at the end of a run are erased instead of written."""
_ERASED_BETWEEN = 12
"""The same inside a run, where the cursor has to skip the erased cells."""
_RETURN = 13
"""Bytes that it takes to skip a run and come back to it later."""


class Writer:
    """Collects what to send, tracking the cursor and the current style."""

    def __init__(self, capabilities: Capabilities, width: int) -> None:
        self.capabilities = capabilities
        self.width = width
        self.style: CellStyle | None = None
        """The terminal's current style, or None if unknown."""
        self._row: int | None = None
        self._column: int | None = None
        self._out: list[str] = []

    def branch(self) -> Writer:
        """Return a writer in the same state, with nothing collected yet."""
        other = Writer(self.capabilities, self.width)
        other.style, other._row, other._column = self.style, self._row, self._column
        return other

    def take(self) -> str:
        """Return and discard what has been collected."""
        data = "".join(self._out)
        self._out.clear()
        return data

    def send(self, sequence: str) -> None:
        """Append a sequence that neither draws nor moves the cursor."""
        self._out.append(sequence)

    def cursor_at_home(self) -> None:
        """Note that a sequence has moved the cursor to the upper left corner."""
        self._row = self._column = 0

    # Runs

    def write(self, runs: Sequence[CellRun]) -> None:
        """Write runs style by style. A run whose style is cheap to switch to and back is written in its place."""
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
        """Write the runs of a row from left to right, positioning the cursor before each."""
        for run in runs:
            self._run(run)
            self._column = None

    def _next_style(self, runs: Sequence[CellRun]) -> CellStyle:
        """Return the current style if any run can be written in it, else a style for the first run."""
        urgent = [run for run in runs if run.clears] or runs
        if self.style is not None and any(run.looks_right_in(self.style) for run in urgent):
            return self.style
        return next((run.style for run in runs if urgent[0].looks_right_in(run.style)), urgent[0].style)

    def _run(self, run: CellRun) -> None:
        """Write a run, erasing long blanks."""
        y, x, codes, style, *_ = run
        if self.style is not None and run.looks_right_in(self.style):
            style = self.style
        space = codes_of(style).space
        blanks = space * _ERASED_AT_END
        position = 0
        at = codes.find(blanks) if self.can_erase(style) else -1
        while at >= 0:
            end = len(codes) - len(codes[at:].lstrip(space))
            if end == len(codes) or end - at >= _ERASED_BETWEEN:
                self._text(y, x + position, codes[position:at], style)
                self._erase(y, x + at, x + end, style)
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
        self._use(style)
        self._out.append(text_of(codes))
        self._advance(len(codes))

    def _one_by_one(self, y: int, x: int, codes: str, style: CellStyle) -> None:
        """Write cells of ambiguous width, positioning the cursor again after each."""
        self._use(style)
        cells = [*map(cell_text, codes)]
        for offset, cell in enumerate(cells):
            if cell:
                self.move(y, x + offset)
                self._out.append(cell)
                self._advance(1)
                if is_ambiguous_width(cell) or cells[offset + 1 : offset + 2] == [""]:
                    self._column = None

    def _erase(self, y: int, start: int, end: int, style: CellStyle) -> None:
        self.move(y, start)
        self.use_background(style)
        self._out.append("\x1b[K" if end >= self.width else f"\x1b[{end - start}X")

    def can_erase(self, style: CellStyle) -> bool:
        """Return True if erased cells look like spaces in `style`."""
        return style.plain and (self.capabilities.background_erase or style.blank is DEFAULT_STYLE)

    def use_background(self, style: CellStyle) -> None:
        """Switch to `style` unless the current style already has its background."""
        if self.style is None or self.style.blank is not style.blank:
            self._use(style)

    def _use(self, style: CellStyle) -> None:
        if self.style is not style:
            self._out.append(style.switch_from(self.style))
            self.style = style

    # The cursor

    def move(self, y: int, x: int) -> None:
        """Move the cursor to a cell by the shortest sequence."""
        if (self._row, self._column) != (y, x):
            self._out.append(self._shortest_move(y, x))
            self._row, self._column = y, x

    def _advance(self, cells: int) -> None:
        if self._column is not None:
            self._column += cells
            if self._column >= self.width:
                # Terminals differ on the cursor's position after the last column.
                self._column = None

    def _shortest_move(self, y: int, x: int) -> str:
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
    """Return the bytes that reach the terminal: a line feed becomes two."""
    return len(way) + way.count("\n")


def _across(column: int, x: int) -> str:
    """Return the shortest relative move between two columns of a row."""
    if x == column:
        return ""
    way = _by(x - column, "C", "D")
    return "\b" * (column - x) if 0 < column - x < len(way) else way


def _by(distance: int, forward: str, backward: str) -> str:
    size = abs(distance)
    return f"\x1b[{size if size > 1 else ''}{forward if distance > 0 else backward}"


def _can_wait(style: CellStyle, held: CellStyle, uses: int) -> bool:
    """Return True if runs in `style` are cheaper to write after all runs in the held style.

    In its place, each of them costs a switch there and back; later, each costs a cursor move.
    """
    there, back = len(style.switch_from(held)), len(held.switch_from(style))
    return uses * _RETURN + there < uses * (there + back)
