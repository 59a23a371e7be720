"""Turns Textual's screen updates into rows of cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import split_graphemes
from rich.color import ColorSystem
from rich.style import Style
from textual.strip import Strip

from reader.terminal.dirty_update import DirtyUpdate
from reader.terminal.output import PlacedRow
from reader.terminal.screen_buffer import CellRow, row_of_texts
from reader.terminal.sgr import DEFAULT_STYLE, CellStyle, cell_style
from reader.terminal.textual_internals import ChopsUpdate, LayoutUpdate

Update = LayoutUpdate | ChopsUpdate
KEPT = 64
"""How many strips are cached besides those of the last update."""


class Rasterizer:
    """Splits strips into cells, caching by a strip's identity: widgets return the same strips again.

    Strips not used while `KEPT` others were are dropped, before an update and never during one.
    """

    def __init__(self, colours: ColorSystem | None) -> None:
        self._colours = colours or ColorSystem.TRUECOLOR
        self._rows: dict[int, tuple[Strip, CellRow]] = {}
        self._older: dict[int, tuple[Strip, CellRow]] = {}

    def pieces(self, update: Update) -> Iterator[PlacedRow]:
        """Yield the rows of cells that an update draws."""
        if len(self._rows) > KEPT:
            self._older, self._rows = self._rows, {}
        for y, x, strip in _strips(update):
            yield y, x, self.row(strip)

    def row(self, strip: Strip) -> CellRow:
        """Return the cells of a strip."""
        kept = self._rows.get(id(strip))
        if kept is None:
            kept = self._rows[id(strip)] = self._older.get(id(strip)) or (strip, self._cut(strip))
        return kept[1]

    def forget(self) -> None:
        """Empty the cache."""
        self._rows, self._older = {}, {}

    def _cut(self, strip: Strip) -> CellRow:
        parts = [(text, self._cell_style(style)) for text, style, control in strip if not control]
        return row_of_texts(parts, _graphemes)

    def _cell_style(self, style: Style | None) -> CellStyle:
        if style is None:
            return DEFAULT_STYLE
        parameters = style._ansi
        if parameters is None:
            parameters = Strip.render_ansi(style, self._colours)
        return cell_style(parameters, f"id={style._link_id};{style._link}" if style._link else "")


def _graphemes(text: str) -> list[tuple[int, int, int]]:
    return split_graphemes(text)[0]


def _strips(update: Update) -> Iterable[tuple[int, int, Strip]]:
    if isinstance(update, DirtyUpdate):
        return update.strips
    return _layout(update) if isinstance(update, LayoutUpdate) else _chops(update)


def _layout(update: LayoutUpdate) -> Iterator[tuple[int, int, Strip]]:
    for y, strips in enumerate(update.strips, update.region.y):
        x = update.region.x
        for strip in strips:
            yield y, x, strip
            x += strip.cell_length


def _chops(update: ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
    for y, start, end in update.spans:
        for stop, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is None or x >= end or stop <= start:
                continue
            whole = start <= x < end and stop <= end
            yield y, x, strip if whole else strip.crop(0, min(stop, end) - x)
