"""A picture: rows in which one character, a sign, stands for a cell and its pen. Standard library alone.

Rows are compared, cut, searched and put together as strings are, without a look at every cell.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import starmap
from typing import NewType

from reader.terminal.cells import REST, UNKNOWN, unsure
from reader.terminal.sgr import Pen

Row = NewType("Row", str)
"""A sign for each cell."""
NOBODY_KNOWS = "\x00"
"""The sign of a cell of which nobody knows what it shows."""
MOST = 50_000
"""Signs from which on it is time to begin anew."""

_cells: list[str] = [UNKNOWN]
_pens: list[Pen | None] = [None]
_unsure: set[str] = set()
"""The signs of cells about whose width terminals may disagree."""


class Signs(dict[str, str]):
    """The signs of one pen, by what stands in the cell; they are made when they are asked for."""

    __slots__ = ("pen", "space", "worn")

    def __init__(self, pen: Pen) -> None:
        self.pen = pen
        self.worn = ""
        """The signs that look right when they are drawn in this pen."""
        self.space: str = self[" "] if pen.blank is pen else signs_of(pen.blank).space
        """The sign of a space: one for all pens in which it looks the same."""
        if pen.blank is not pen:
            self[" "] = self.worn = self.space

    def __missing__(self, cell: str) -> str:
        sign = self[cell] = chr(len(_cells))
        _cells.append(cell)
        _pens.append(self.pen)
        self.worn += sign
        if unsure(cell):
            _unsure.add(sign)
        return sign


_signs: dict[Pen, Signs] = {}


def signs_of(pen: Pen) -> Signs:
    """The signs of cells in a pen."""
    signs = _signs.get(pen)
    if signs is None:
        signs = _signs[pen] = Signs(pen)
    return signs


def are_many() -> bool:
    """Whether so many signs were made that it is time to begin anew."""
    return len(_cells) > MOST


def begin_anew() -> None:
    """Let no sign mean anything any more: no row that was made before may be used again."""
    del _cells[1:], _pens[1:]
    _unsure.clear()
    _signs.clear()


# Rows


def row_of(cells: Iterable[tuple[str, Pen]]) -> Row:
    """A row of cells, each with its pen."""
    return Row("".join(starmap(lambda cell, pen: signs_of(pen)[cell], cells)))


def unknown(width: int) -> Row:
    """A row of which nothing is known."""
    return Row(NOBODY_KNOWS * width)


def blank(width: int, pen: Pen) -> Row:
    """A row of spaces."""
    return Row(signs_of(pen).space * width)


def put(row: Row, start: int, piece: Row) -> Row:
    """The row with the cells of a piece from cell `start` on, as many as there is room for.

    Half of a wide character that is left alone by this becomes unknown, since terminals differ about it.
    """
    end = min(len(row), start + len(piece))
    if start >= end:
        return row
    head, tail = row[:start], row[end:]
    if head and is_rest(row[start]) and not is_rest(piece[0]):
        head = head[:-1] + NOBODY_KNOWS
    if tail and is_rest(tail[0]):
        tail = NOBODY_KNOWS + tail[1:]
    return Row(head + piece[: end - start] + tail)


# Signs


def words(signs: str) -> str:
    """What stands in some cells."""
    return signs.translate(_cells)


def cell_of(sign: str) -> str:
    """What stands in a cell."""
    return _cells[ord(sign)]


def pen_in(sign: str) -> Pen | None:
    """The pen of a cell, None where it is unknown."""
    return _pens[ord(sign)]


def is_rest(sign: str) -> bool:
    """Whether a cell is the second one of a wide character."""
    return _cells[ord(sign)] == REST


def are_unsure(signs: str) -> bool:
    """Whether terminals may disagree about the width of something in some cells."""
    return bool(_unsure) and not _unsure.isdisjoint(signs)
