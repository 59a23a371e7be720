"""Screen rows as strings: one character, a code, stands for the text and style of a cell. Standard library only.

Rows are compared, cut, searched and joined like strings, without looking at every cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NewType

from reader.terminal.cells import CONTINUATION, UNKNOWN, Graphemes, add_cells, is_ambiguous_width
from reader.terminal.sgr import CellStyle
from reader.text.layout.wrap import one_cell_each

CellRow = NewType("CellRow", str)
"""One code for each cell."""
UNKNOWN_CODE = "\x00"
"""The code of a cell whose contents are unknown."""
MAX_CODES = 50_000
"""When there are more codes than this, they are discarded."""

_cells: list[str] = [UNKNOWN]
_styles: list[CellStyle | None] = [None]
_ambiguous: set[str] = set()
"""The codes of cells on whose width terminals may disagree."""


class CellCodes(dict[str, str]):
    """Maps the text of cells in one style to their codes, assigned on first use."""

    __slots__ = ("compatible", "space", "style")

    def __init__(self, style: CellStyle) -> None:
        self.style = style
        self.compatible = ""
        """The codes of all cells that look right when drawn in this style."""
        self.space: str = self[" "] if style.blank is style else codes_of(style.blank).space
        """The code of a space, shared by all styles in which a space looks the same."""
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


@cache
def codes_of(style: CellStyle) -> CellCodes:
    """Return the codes of cells in a style."""
    return CellCodes(style)


def is_full() -> bool:
    """Return True if there are so many codes that it is time to `reset`."""
    return len(_cells) > MAX_CODES


def reset() -> None:
    """Discard all codes. Rows made before must not be used again."""
    del _cells[1:], _styles[1:]
    _ambiguous.clear()
    codes_of.cache_clear()


# Rows


def row_of(cells: Iterable[tuple[str, CellStyle]]) -> CellRow:
    """Return a row of cells, each given by its text and style."""
    return CellRow("".join(codes_of(style)[cell] for cell, style in cells))


def row_of_texts(parts: Sequence[tuple[str, CellStyle]], graphemes: Graphemes) -> CellRow:
    """Return a row of cells for some texts, each given with its style."""
    if all(one_cell_each(text) for text, _ in parts):
        return CellRow("".join("".join(map(codes_of(style).__getitem__, text)) for text, style in parts))
    cells: list[str] = []
    styles: list[CellStyle] = []
    for text, style in parts:
        add_cells(cells, text, graphemes)
        styles.extend([style] * (len(cells) - len(styles)))
    return row_of(zip(cells, styles, strict=True))


def unknown_row(width: int) -> CellRow:
    """Return a row of unknown cells."""
    return CellRow(UNKNOWN_CODE * width)


def blank_row(width: int, style: CellStyle) -> CellRow:
    """Return a row of spaces."""
    return CellRow(codes_of(style).space * width)


def overwrite(row: CellRow, start: int, piece: CellRow) -> CellRow:
    """Return `row` with `piece` written over it from cell `start` on, clipped at the end of the row.

    The other half of a wide character that is half overwritten becomes unknown: terminals differ on it.
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


# Codes


def text_of(codes: str) -> str:
    """Return the text of some cells."""
    return codes.translate(_cells)


def cell_text(code: str) -> str:
    """Return the text of a cell."""
    return _cells[ord(code)]


def style_of(code: str) -> CellStyle | None:
    """Return the style of a cell, or None if the cell is unknown."""
    return _styles[ord(code)]


def is_continuation(code: str) -> bool:
    """Return True for the second cell of a wide character."""
    return _cells[ord(code)] == CONTINUATION


def has_ambiguous_width(codes: str) -> bool:
    """Return True if terminals may disagree on the width of any of these cells."""
    return bool(_ambiguous) and not _ambiguous.isdisjoint(codes)
