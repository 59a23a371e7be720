"""One row of an article as a finished strip of cells: gutter, words, ground."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.text.layers import Layer, runs
from reader.text.layout import Layout, Row
from reader.text.paint import QUOTATIONS, fitting
from reader.text.sanitise import Shown, sanitise_line
from reader.text.sheet import Overlay, Sheet, Visible
from reader.tui.stylebook import StyleBook

GUTTER = 3
"""Cells left of the text: a mark, a bar, a space."""
SEPARATOR = " · "
BAR_QUOTED, BAR_REPORTED, FLAG, BULLET = "│", "┊", "⚑", "•"


@dataclass(frozen=True)
class Setting:
    """Where the text stands in its pane, in cells."""

    width: int
    """Of the pane."""
    measure: int
    """Of the text."""

    @property
    def left(self) -> int:
        """The cells before the text, the gutter among them: the text stands in the middle of its pane."""
        return max(GUTTER, (self.width - self.measure) // 2)


def setting(width: int, measure: int) -> Setting:
    """The setting of a text of `measure` cells, or as many as there are, in a pane `width` cells wide."""
    return Setting(width, max(4, min(measure, width - GUTTER - 1)))


class RowPainter:
    """Paints rows of one sheet under one overlay; made anew when either changes."""

    def __init__(
        self, sheet: Sheet, overlay: Overlay, visible: Visible, layout: Layout, book: StyleBook, place: Setting
    ) -> None:
        self._sheet = sheet
        self._overlay = overlay
        self._visible = visible
        self._layout = layout
        self._book = book
        self._place = place
        self._layers = [*sheet.shown(visible), *overlay.layers(len(sheet.text))]
        self._quotations = next((each for each in self._layers if each.name == QUOTATIONS), None)

    def strip(self, row: Row, meta: Shown) -> Strip:
        """The row as wide as its pane. `meta` is the line about the article."""
        segments = [*self._gutter(row), *self._words(row, meta)]
        used = sum(segment.cell_length for segment in segments)
        if used < self._place.width:
            segments.append(Segment(" " * (self._place.width - used), self._book.style()))
        return Strip(_merged(segments), max(used, self._place.width)).crop(0, self._place.width)

    def blank(self) -> Strip:
        """A row below the end of the text."""
        return Strip([Segment(" " * self._place.width, self._book.style())], self._place.width)

    def _gutter(self, row: Row) -> Iterator[Segment]:
        yield Segment(" " * (self._place.left - GUTTER), self._book.style())
        flagged = row.kind is not None and any(offset in row.span for offset in self._overlay.bookmarks)
        yield Segment(FLAG if flagged else " ", self._book.style(("bookmark",) if flagged else ()))
        bar, style = self._bar(row)
        yield Segment(bar, self._book.style(style))
        yield Segment(" ", self._book.style())

    def _bar(self, row: Row) -> tuple[str, tuple[str, ...]]:
        if row.kind is None or self._quotations is None:
            return " ", ()
        if style := self._speaker_on(row, self._quotations):
            return BAR_QUOTED, (style,)
        if style := self._speaker_on(row, self._sheet.statements):
            return BAR_REPORTED, (style,)
        return " ", ()

    def _speaker_on(self, row: Row, layer: Layer) -> str | None:
        walked = self._overlay.walked
        for mark in layer.within(row.span):
            if mark.style.startswith("speaker-") and (
                not walked or any(mark.span.overlaps(span) for span in walked)
            ):
                return mark.style
        return None

    def _words(self, row: Row, meta: Shown) -> Iterator[Segment]:
        if row.meta:
            yield Segment(_fitted(meta, self._place.measure), self._book.style(("dateline",)))
        if row.indent:
            lead = BULLET if row.bullet else ""
            dimmed = ("dimmed",) if self._overlay.walked else ()
            yield Segment(lead.ljust(row.indent), self._book.style(dimmed))
        for run in runs(self._layers, row.span):
            words = sanitise_line(self._sheet.text[run.start : run.end])
            if row.kind is not None:
                yield Segment(words, self._book.style((row.kind.value, *fitting(run.styles, row.kind))))


def _fitted(meta: Shown, cells: int) -> str:
    """As many of the parts of the line about the article as there is room for, the first ones first."""
    parts = meta.split(SEPARATOR)
    while len(parts) > 1 and cell_len(SEPARATOR.join(parts)) > cells:
        parts.pop()
    return set_cell_size(SEPARATOR.join(parts), cells).rstrip()


def _merged(segments: list[Segment]) -> list[Segment]:
    """Neighbours of one style put together, so that each style is sent once."""
    merged: list[Segment] = []
    for segment in segments:
        if merged and _same(merged[-1].style, segment.style):
            merged[-1] = Segment(merged[-1].text + segment.text, segment.style)
        elif segment.text:
            merged.append(segment)
    return merged


def _same(one: Style | None, other: Style | None) -> bool:
    return one is other or one == other
