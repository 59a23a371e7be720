"""Final strips for widgets that draw their own lines, and a cache of them.

Textual would keep four strips of each line between drawing and sending.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from reader.terminal.textual_internals import take_dirty_regions


class FinalStrip(Strip):
    """A strip as it is sent. It is in no reference cycle, so it needs no garbage collector."""

    __slots__ = ()

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """Divide as in the base, which caches the parts: an undivided strip would refer to itself."""
        cuts = [cut for cut in cuts if cut <= self.cell_length]
        return [self] if cuts == [self.cell_length] else super().divide(cuts)


def final_strip(segments: Iterable[Segment], cells: int, widget: Widget) -> FinalStrip:
    """Apply the application's filters to segments that are `cells` wide together."""
    background = widget.background_colors[1]
    filtered = list(segments)
    for each in widget.get_line_filters():
        filtered = each.apply(filtered, background)
    return FinalStrip(filtered, cells)


class LineCache:
    """Caches what a widget's `render_line` returns until the widget refreshes it."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._width = 0
        self._lines: dict[int, Strip] = {}

    def forget(self) -> None:
        """Empty the cache: the theme or the state of the widget has changed."""
        self._lines.clear()

    def lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a region of the widget."""
        self._forget_changed()
        lines = [self._line(y) for y in crop.line_range]
        if crop.column_span == (0, self._width):
            return lines
        return [line.crop(*crop.column_span) for line in lines]

    def _forget_changed(self) -> None:
        if self._width != self._widget.size.width:
            self._width = self._widget.size.width
            self._lines.clear()
        for region in take_dirty_regions(self._widget):
            for y in region.line_range:
                self._lines.pop(y, None)

    def _line(self, y: int) -> Strip:
        line = self._lines.get(y)
        if line is None:
            line = self._lines[y] = self._widget.render_line(y)
        return line
