"""What to send for each picture that Textual composes, given what the terminal shows already."""

from __future__ import annotations

from collections.abc import Iterable

from reader.terminal import scrolls
from reader.terminal.dialect import Dialect
from reader.terminal.picture import Row
from reader.terminal.writer import Writer

Piece = tuple[int, int, Row]
"""A row of cells, and the row and column of the screen where it begins."""


class Output:
    """Holds what the terminal shows. Nothing but `update` may draw on it, or `forget` has to be called."""

    def __init__(self, dialect: Dialect, width: int, height: int) -> None:
        self.dialect = dialect
        self._held: dict[int, Row] | None = None
        """The rows that differ from what is shown while nothing is sent."""
        self.forget(width, height)

    def hold(self) -> None:
        """Send nothing until `release`, but keep what is to be shown."""
        self._held = {}

    def release(self) -> str:
        """What shows all that came since `hold`."""
        held, self._held = self._held or {}, None
        return self.update([(y, 0, row) for y, row in held.items()], (0, 0))

    @property
    def picture(self) -> list[Row]:
        """The rows as they are, or will be once they are sent."""
        return [(self._held or {}).get(y, row) for y, row in enumerate(self.shown)]

    def forget(self, width: int, height: int) -> None:
        """Let nothing be known of a terminal of this size: all will be sent anew."""
        self.width, self.height = width, height
        self._held = None if self._held is None else {}
        self.shown = [Row.unknown(width) for _ in range(height)]
        self._writer = Writer(self.dialect, width)

    def update(self, pieces: Iterable[Piece], cursor: tuple[int, int]) -> str:
        """What shows `pieces` and leaves the cursor at a column and a row; empty where that is so already."""
        before = self.picture if self._held else self.shown
        wanted: dict[int, Row] = {}
        extents: dict[int, tuple[int, int]] = {}
        for y, x, cells in pieces:
            if 0 <= y < self.height and x < self.width:
                row = wanted.get(y)
                if row is None:
                    row = wanted[y] = before[y].copy()
                row.put(x, cells)
                first, last = extents.get(y, (x, x))
                extents[y] = min(first, x), max(last, min(self.width, x + len(cells.cells)))
        if self._held is not None:
            self._held.update(wanted)
            return ""
        self._scroll(wanted, extents)
        for y, row in sorted(wanted.items()):
            self._writer.write(y, self.shown[y], row, 0, self.width)
            self.shown[y] = row
        column, line = cursor
        self._writer.move(min(line, self.height - 1), min(column, self.width - 1))
        return self._writer.take()

    def _scroll(self, wanted: dict[int, Row], extents: dict[int, tuple[int, int]]) -> None:
        """Move the largest block of rows that all reach from one column to another, if it moved."""
        blocks: dict[tuple[int, int], dict[int, Row]] = {}
        for y, extent in extents.items():
            blocks.setdefault(extent, {})[y] = wanted[y]
        if not blocks:
            return
        (left, right), block = max(blocks.items(), key=lambda found: len(found[1]))
        across = (left, right) == (0, self.width)
        if len(block) < scrolls.FEWEST or not (across or self.dialect.margins):
            return
        scroll = scrolls.found(self.shown, block, left, right)
        if scroll is not None:
            scrolls.perform(scroll, self.shown, self._writer)
