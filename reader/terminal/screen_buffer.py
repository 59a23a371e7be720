"""A picture: rows in which one character, a sign, stands for a cell and its pen. Standard library alone.

Rows are compared, cut, searched and put together as strings are, without a look at every cell.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import starmap
from typing import NewType

from reader.terminal.cells import CONTINUATION, UNKNOWN, is_ambiguous_width
from reader.terminal.sgr import CellStyle

CellRow = NewType("CellRow", str)
"""A sign for each cell."""
UNKNOWN_CODE = "\x00"
"""The sign of a cell of which nobody knows what it shows."""
MAX_CODES = 50_000
"""Signs from which on it is time to begin anew."""

_cells: list[str] = [UNKNOWN]
_styles: list[CellStyle | None] = [None]
_ambiguous: set[str] = set()
"""The signs of cells about whose width terminals may disagree."""


class CellCodes(dict[str, str]):
    """The signs of one pen, by what stands in the cell; they are made when they are asked for."""

    __slots__ = ("compatible", "space", "style")

    def __init__(self, style: CellStyle) -> None:
        self.style = style
        self.compatible = ""
        """The signs that look right when they are drawn in this pen."""
        self.space: str = self[" "] if style.blank is style else codes_of(style.blank).space
        """The sign of a space: one for all pens in which it looks the same."""
        if style.blank is not style:
            self[" "] = self.compatible = self.space

    def __missing__(self, cell: str) -> str:
        code = self[cell] = chr(len(_cells))
        _cells.append(cell)
        _styles.append(self.style)
        self.compatible += code
        if is_ambiguous_width(cell):
            _ambiguous.add(code)
        return code


_codes: dict[CellStyle, CellCodes] = {}


def codes_of(style: CellStyle) -> CellCodes:
    """The signs of cells in a pen."""
    codes = _codes.get(style)
    if codes is None:
        codes = _codes[style] = CellCodes(style)
    return codes


def is_full() -> bool:
    """Whether so many signs were made that it is time to begin anew."""
    return len(_cells) > MAX_CODES


def reset() -> None:
    """Let no sign mean anything any more: no row that was made before may be used again."""
    del _cells[1:], _styles[1:]
    _ambiguous.clear()
    _codes.clear()


# Rows


def row_of(cells: Iterable[tuple[str, CellStyle]]) -> CellRow:
    """A row of cells, each with its pen."""
    return CellRow("".join(starmap(lambda cell, style: codes_of(style)[cell], cells)))


def unknown_row(width: int) -> CellRow:
    """A row of which nothing is known."""
    return CellRow(UNKNOWN_CODE * width)


def blank_row(width: int, style: CellStyle) -> CellRow:
    """A row of spaces."""
    return CellRow(codes_of(style).space * width)


def overwrite(row: CellRow, start: int, piece: CellRow) -> CellRow:
    """The row with the cells of a piece from cell `start` on, as many as there is room for.

    Half of a wide character that is left alone by this becomes unknown, since terminals differ about it.
    """
    end = min(len(row), start + len(piece))
    if start >= end:
        return row
    head, tail = row[:start], row[end:]
    if head and is_continuation(row[start]) and not is_continuation(piece[0]):
        head = head[:-1] + UNKNOWN_CODE
    if tail and is_continuation(tail[0]):
        tail = UNKNOWN_CODE + tail[1:]
    return CellRow(head + piece[: end - start] + tail)


# Signs


def text_of(codes: str) -> str:
    """What stands in some cells."""
    return codes.translate(_cells)


def cell_text(code: str) -> str:
    """What stands in a cell."""
    return _cells[ord(code)]


def style_of(code: str) -> CellStyle | None:
    """The pen of a cell, None where it is unknown."""
    return _styles[ord(code)]


def is_continuation(code: str) -> bool:
    """Whether a cell is the second one of a wide character."""
    return _cells[ord(code)] == CONTINUATION


def has_ambiguous_width(codes: str) -> bool:
    """Whether terminals may disagree about the width of something in some cells."""
    return bool(_ambiguous) and not _ambiguous.isdisjoint(codes)
