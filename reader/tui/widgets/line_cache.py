"""The finished lines of widgets that draw their own: nothing lies between what they draw and the terminal.

Textual's own way keeps four strips of each line, on the way from what is drawn to what is sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from reader.terminal.textual_internals import take_dirty_regions


class FinalStrip(Strip):
    """A strip as it is sent. It goes with the last who has it, and leaves nothing to the garbage collector."""

    __slots__ = ()

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """As in the base, which keeps the parts; the only part of a strip that is not cut would be itself."""
        cuts = [cut for cut in cuts if cut <= self.cell_length]
        return [self] if cuts == [self.cell_length] else super().divide(cuts)


def final_strip(segments: Iterable[Segment], cells: int, widget: Widget) -> FinalStrip:
    """What a widget draws, without all that the application filters out of it; `cells` is its width."""
    ground = widget.background_colors[1]
    kept = list(segments)
    for each in widget.get_line_filters():
        kept = each.apply(kept, ground)
    return FinalStrip(kept, cells)


class LineCache:
    """The lines of a widget whose `render_line` gives finished strips, kept until it wants them drawn anew."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._width = 0
        self._lines: dict[int, Strip] = {}

    def forget(self) -> None:
        """Draw every line anew: the theme or the state of the widget has changed."""
        self._lines.clear()

    def lines(self, crop: Region) -> list[Strip]:
        """The lines of a part of the widget."""
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
