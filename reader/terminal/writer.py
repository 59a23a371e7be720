"""Writes differences between rows in as few bytes as there are ways for. Standard library alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.terminal.cells import UNKNOWN, unsure
from reader.terminal.dialect import Dialect
from reader.terminal.pens import DEFAULT, Pen, ground
from reader.terminal.picture import Row

BRIDGE = 4
"""The longest stretch of unchanged cells, in cells, that costs no more to write again than to step over."""
_ERASED_AT_END = 6
"""Blanks from which on erasing is shorter than writing them, where nothing follows in the row."""
_ERASED_BETWEEN = 12
"""The same where the cursor has to step over them afterwards."""
_BLANKS = re.compile(f" {{{_ERASED_AT_END},}}")


class Writer:
    """Knows where the cursor stands and which pen the terminal holds, and collects what to send."""

    def __init__(self, dialect: Dialect, width: int) -> None:
        self.dialect = dialect
        self.width = width
        self.pen: Pen | None = None
        """The pen that the terminal holds, None where nobody knows."""
        self._row: int | None = None
        self._column: int | None = None
        self._out: list[str] = []

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

    # Rows

    def write(self, y: int, shown: Row, wanted: Row, start: int, end: int) -> None:
        """Make row `y`, which is `shown`, look as `wanted` between two columns.

        Where terminals may disagree about the width of something in it, the rest of the row is written anew.
        """
        before, after = shown.cells[start:end], wanted.cells[start:end]
        if before == after and shown.pens[start:end] == wanted.pens[start:end]:
            return
        changed = _changed(shown, wanted, start, end)
        if not changed:
            return
        if unsure("".join(wanted.cells)) or unsure("".join(shown.cells)):
            for first, last in _known(wanted, changed[0], self.width):
                self._run(y, wanted, first, last)
                self._column = None
            return
        for first, last in _runs(wanted, changed):
            self._run(y, wanted, first, last)

    def _run(self, y: int, row: Row, start: int, end: int) -> None:
        """Write the cells of a row between two columns."""
        while start < end:
            pen = self._pen_for(row, start, end)
            stop = start + 1
            while stop < end and _wears(row, stop, pen):
                stop += 1
            self._stretch(y, row, start, stop, pen)
            start = stop

    def _pen_for(self, row: Row, start: int, end: int) -> Pen:
        """The pen to write a cell in: for a blank, one that is held or needed next will often do."""
        pen = row.pens[start] or DEFAULT
        if row.cells[start] != " " or not pen.plain:
            return pen
        if self.pen is not None and self.pen.blank is pen:
            return self.pen
        following = start + 1
        while following < end and row.cells[following] == " " and row.pens[following] is pen:
            following += 1
        after = row.pens[following] if following < end else None
        return after if after is not None and after.blank is pen else pen

    def _stretch(self, y: int, row: Row, start: int, end: int, pen: Pen) -> None:
        """Write cells of one pen, long blanks by erasing them."""
        cells = row.cells[start:end]
        if self._can_erase(pen):
            position, one_each = 0, "".join(cell if len(cell) == 1 else "." for cell in cells)
            for blanks in _BLANKS.finditer(one_each):
                if blanks.end() < len(cells) and blanks.end() - blanks.start() < _ERASED_BETWEEN:
                    continue
                self._text(y, start + position, cells[position : blanks.start()], pen)
                self._erase(y, start + blanks.start(), start + blanks.end(), pen)
                position = blanks.end()
            cells = cells[position:]
            start += position
        self._text(y, start, cells, pen)

    def _text(self, y: int, x: int, cells: list[str], pen: Pen) -> None:
        if not cells:
            return
        text = "".join(cells)
        if unsure(text):
            self._one_by_one(y, x, cells, pen)
            return
        self.move(y, x)
        self._take_up(pen)
        self._out.append(text)
        self._advance(len(cells))

    def _one_by_one(self, y: int, x: int, cells: list[str], pen: Pen) -> None:
        """Write what terminals may not agree about, finding the column again after each of it."""
        self._take_up(pen)
        for offset, cell in enumerate(cells):
            if cell:
                self.move(y, x + offset)
                self._out.append(cell)
                self._advance(1)
                if unsure(cell) or cells[offset + 1 : offset + 2] == [""]:
                    self._column = None

    def _erase(self, y: int, start: int, end: int, pen: Pen) -> None:
        self.move(y, start)
        if self.pen is None or self.pen.blank is not pen.blank:
            self._take_up(pen)
        self._out.append("\x1b[K" if end >= self.width else f"\x1b[{end - start}X")

    def _can_erase(self, pen: Pen) -> bool:
        return pen.plain and (self.dialect.erases_in_colour or pen.blank is DEFAULT)

    def erased(self) -> Pen:
        """The pen of cells that are erased or scrolled in now; takes up a pen where that cannot be said."""
        if self.pen is None or not self.pen.plain:
            self._take_up(DEFAULT)
        return ground(self.pen.background) if self.pen and self.dialect.erases_in_colour else DEFAULT

    def _take_up(self, pen: Pen) -> None:
        if self.pen is not pen:
            self._out.append(pen.after(self.pen))
            self.pen = pen

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
            ways.append(f"\x1b[{x + 1}G")
            if self._column is not None:
                ways.append(_by(x - self._column, "C", "D"))
                if 0 < self._column - x < len(ways[-1]):
                    ways.append("\b" * (self._column - x))
            if x == 0:
                ways.append("\r")
        elif self._row is not None and self._column == x:
            ways.append(_by(y - self._row, "B", "A"))
            ways.append(f"\x1b[{y + 1}d")
        return min(ways, key=len)


def _by(distance: int, forward: str, backward: str) -> str:
    size = abs(distance)
    return f"\x1b[{size if size > 1 else ''}{forward if distance > 0 else backward}"


def _wears(row: Row, column: int, pen: Pen) -> bool:
    own = row.pens[column]
    return own is pen or (own is pen.blank and row.cells[column] == " ")


def _changed(shown: Row, wanted: Row, start: int, end: int) -> list[int]:
    """The columns that look different, but for those that are not known yet."""
    columns = zip(
        shown.cells[start:end], shown.pens[start:end], wanted.cells[start:end], wanted.pens[start:end], strict=True
    )
    return [
        start + offset
        for offset, (cell, pen, new_cell, new_pen) in enumerate(columns)
        if (cell != new_cell or pen is not new_pen) and new_cell != UNKNOWN
    ]


def _runs(row: Row, changed: list[int]) -> Iterator[tuple[int, int]]:
    """The changed columns as stretches, those put together between which there is little to write."""
    first = last = changed[0]
    for column in changed[1:]:
        if column > last + 1 and not _bridged(row, last + 1, column):
            yield _whole(row, first, last + 1)
            first = column
        last = column
    yield _whole(row, first, last + 1)


def _bridged(row: Row, start: int, end: int) -> bool:
    if end - start > BRIDGE:
        return False
    pens = row.pens[start:end]
    if None in pens:
        return False
    beside = [pen for pen in (row.pens[start - 1], row.pens[end]) if pen is not None]
    return all(any(pen is other or pen is other.blank for other in beside) for pen in pens)


def _whole(row: Row, start: int, end: int) -> tuple[int, int]:
    """The stretch with both halves of the wide characters at its ends."""
    while start and row.cells[start] == "":
        start -= 1
    while end < len(row.cells) and row.cells[end] == "":
        end += 1
    return start, end


def _known(row: Row, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between two columns that are not unknown."""
    start, _ = _whole(row, start, start + 1)
    while start < end:
        stop = start
        while stop < end and row.cells[stop] != UNKNOWN:
            stop += 1
        if stop > start:
            yield start, stop
        start = stop + 1
