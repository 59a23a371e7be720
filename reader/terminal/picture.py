"""A picture: what stands in each cell of a screen, and in which pen. Standard library alone."""

from __future__ import annotations

from reader.terminal.cells import REST, UNKNOWN
from reader.terminal.pens import Pen


class Row:
    """One row: the text of each cell, and its pen, None where the cell is unknown."""

    __slots__ = ("cells", "pens")

    def __init__(self, cells: list[str], pens: list[Pen | None]) -> None:
        self.cells = cells
        self.pens = pens

    @classmethod
    def unknown(cls, width: int) -> Row:
        """A row of which nothing is known."""
        return cls([UNKNOWN] * width, [None] * width)

    @classmethod
    def blank(cls, width: int, pen: Pen) -> Row:
        """A row of spaces."""
        return cls([" "] * width, [pen] * width)

    def copy(self) -> Row:
        """The same, to be changed."""
        return Row(self.cells[:], self.pens[:])

    def put(self, start: int, other: Row) -> None:
        """Put the cells of `other` from cell `start` on, as many as there is room for.

        Half of a wide character that is left alone by this becomes unknown, since terminals differ about it.
        """
        end = min(len(self.cells), start + len(other.cells))
        if start >= end:
            return
        if self.cells[start] == REST and start and other.cells[0] != REST:
            self._forget(start - 1)
        if end < len(self.cells) and self.cells[end] == REST:
            self._forget(end)
        self.cells[start:end] = other.cells[: end - start]
        self.pens[start:end] = other.pens[: end - start]

    def put_from(self, other: Row, start: int, end: int) -> None:
        """Take over the cells of `other` between two columns."""
        self.cells[start:end] = other.cells[start:end]
        self.pens[start:end] = other.pens[start:end]

    def _forget(self, column: int) -> None:
        self.cells[column], self.pens[column] = UNKNOWN, None
