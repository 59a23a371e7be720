"""A list that draws its own lines: rows of one or more lines, one of them highlighted, below a fixed header."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from textual import events
from textual.cache import FIFOCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.text.safety.sanitise import blank, own
from reader.tui.widgets.line_cache import LineCache
from reader.tui.widgets.lines import GAP, Fragment, StyledLine, spread
from reader.tui.widgets.rows import RowPositions
from reader.tui.widgets.strip_painter import RowState, StripPainter

WHEEL = 3
"""How many lines one notch of the wheel scrolls."""
KEPT_PANES = 2
"""Painted rows are cached for so many times the lines of the pane."""
THUMB = own("▕")


class RowList(ScrollView, can_focus=True, inherit_bindings=False):
    """The base of the side panes. A subclass supplies the positions and lines of its rows.

    It binds no keys: the keyboard calls `move`, `page`, `to`, `to_top`, `to_bottom` and `choose`.
    """

    DEFAULT_CSS = """
    RowList {
        overflow: hidden hidden;
    }
    """

    highlighted: var[int | None] = var(None, init=False)
    """The index of the highlighted row, or None if there are no rows."""

    low_bandwidth: bool = False
    """Whether to leave out the scroll thumb and the bars."""

    class RowMessage(Message):
        """A message about a row."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    class RowHighlighted(RowMessage):
        """A person moved the highlight."""

    class RowChosen(RowMessage):
        """A person chose a row."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._rows = RowPositions(())
        self._header_height = 0
        self._painter = StripPainter(self)
        self._drawn = LineCache(self)
        self._strips: FIFOCache[Hashable, tuple[Strip, ...]] = FIFOCache(1)

    # For subclasses

    def rows(self) -> RowPositions:
        """Return the positions of the rows at the current size of the pane."""
        raise NotImplementedError

    def row_lines(self, index: int, width: int) -> Sequence[StyledLine]:
        """Return the lines of a row, as many as `rows` gives it; only `row_state` may change them."""
        raise NotImplementedError

    def row_state(self, index: int) -> Hashable:
        """Return everything that can change the lines of a row between calls of `rebuild`."""
        return None

    def header(self, width: int) -> Sequence[StyledLine]:
        """Return the lines above the rows, which do not scroll."""
        return ()

    def header_pressed(self, x: int, y: int) -> None:
        """Handle a click on a cell of the header."""

    def placeholder(self, width: int) -> Sequence[StyledLine]:
        """Return the lines to show if there are no rows."""
        return ()

    @property
    def roomy(self) -> bool:
        """Whether the pane is high enough for empty lines between rows."""
        return self.size.height >= 16

    # Moving

    def move(self, by: int) -> None:
        """Move the highlight down by some rows, or up if negative."""
        self.to((self.highlighted or 0) + by)

    def page(self, pages: float) -> None:
        """Move the highlight by pages, but by one row at least."""
        if self.highlighted is None:
            return
        line = self._rows.top(self.highlighted) + round(pages * self._view_height)
        index = self._rows.at(line)
        self.move(index - self.highlighted or (1 if pages > 0 else -1))

    def to(self, index: int) -> None:
        """Move the highlight to a row, or the nearest one."""
        if not self._rows.count:
            return
        index = max(0, min(index, self._rows.count - 1))
        if index != self.highlighted:
            self.highlighted = index
            self.post_message(self.RowHighlighted(index))
        else:
            self.keep_in_view()

    def to_top(self) -> None:
        """Move the highlight to the first row."""
        self.to(0)

    def to_bottom(self) -> None:
        """Move the highlight to the last row."""
        self.to(self._rows.count - 1)

    def choose(self) -> None:
        """Choose the highlighted row."""
        if self.highlighted is not None:
            self.post_message(self.RowChosen(self.highlighted))

    def keep_in_view(self) -> None:
        """Scroll just enough to bring the highlighted row into view."""
        if self.highlighted is None or not self._view_height:
            return
        top, bottom = self._extent(self.highlighted)
        lowest = bottom - self._view_height
        target = min(max(self.scroll_offset.y, lowest), top)
        if target != self.scroll_offset.y:
            self.scroll_to(y=target)

    # Changes

    def rebuild(self, highlighted: int | None = None) -> None:
        """Load all rows again and highlight one, without a message: no person moved the highlight."""
        self._take_rows()
        count = self._rows.count
        index = max(0, min(highlighted or 0, count - 1)) if count else None
        self.set_reactive(RowList.highlighted, index)
        self.keep_in_view()

    def refresh_row(self, index: int | None) -> None:
        """Redraw one row if it is in view."""
        if index is None or index >= self._rows.count:
            return
        header, above = self._header_height, self.scroll_offset.y - self._header_height
        first = max(header, self._rows.top(index) - above)
        last = min(self.size.height, self._rows.bottom(index) - above)
        if first < last:
            self.refresh(Region(0, first, self.size.width, last - first))

    def refresh_header(self) -> None:
        """Redraw the header."""
        if self._header_height:
            self.refresh(Region(0, 0, self.size.width, self._header_height))

    def watch_highlighted(self, before: int | None, index: int | None) -> None:
        """Redraw only the two rows that changed."""
        self.refresh_row(before)
        self.refresh_row(index)
        self.keep_in_view()

    def on_focus(self) -> None:
        """Redraw what depends on the focus."""
        self.refresh_header()
        self.refresh_row(self.highlighted)

    on_blur = on_focus

    def on_resize(self) -> None:
        """Position the rows for the new size."""
        self._take_rows()
        self.keep_in_view()

    def notify_style_update(self) -> None:
        """Drop lines drawn in old styles."""
        super().notify_style_update()
        self._painter.forget()
        self._drawn.forget()
        self._strips.clear()

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """Highlight and choose the clicked row; the second half of a double click does nothing."""
        event.stop()
        if event.y < self._header_height:
            self.header_pressed(event.x, event.y)
            return
        index = self._row_at(event.y)
        if index is not None and event.chain == 1:
            self.to(index)
            self.choose()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down without moving the highlight."""
        event.stop()
        self.scroll_to(y=self.scroll_offset.y + WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up without moving the highlight."""
        event.stop()
        self.scroll_to(y=self.scroll_offset.y - WHEEL)

    def scroll_to(self, x: float | None = None, y: float | None = None, **options: Any) -> None:
        """Scroll as in the base, but never animated."""
        super().scroll_to(x, y, **{**options, "animate": False, "force": True})

    # Drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the final lines of a region of the pane."""
        return self._drawn.lines(crop)

    def render_line(self, y: int) -> Strip:
        """Return one line of the pane, exactly as wide as the pane."""
        width = self._row_width
        if y < self._header_height:
            return self._painter.strip(self._at(self.header(width), y), self.size.width)
        row = y - self._header_height
        if not self._rows.count:
            return self._painter.strip(self._at(self.placeholder(width), row), self.size.width)
        line = row + self.scroll_offset.y
        if line >= self._rows.total:
            return self._painter.strip(GAP, self.size.width)
        index = self._rows.at(line)
        strips = self._row_strips(index, self._on_thumb(row))
        number = line - self._rows.top(index)
        return strips[number] if number < len(strips) else self._painter.strip(GAP, self.size.width)

    def _row_strips(self, index: int, on_thumb: bool) -> tuple[Strip, ...]:
        state = RowState.PLAIN
        if index == self.highlighted:
            state = RowState.CURSOR if self.has_focus else RowState.HIGHLIGHTED
        key = (index, self.size.width, state, on_thumb, self.row_state(index))
        strips = self._strips.get(key)
        if strips is None:
            edge = Fragment(THUMB, "faint") if on_thumb else Fragment(blank(1))
            lines = [
                StyledLine((*spread(line.fragments, (), self._row_width).fragments, edge), line.body)
                for line in self.row_lines(index, self._row_width)
            ]
            strips = tuple(self._painter.strip(line, self.size.width, state) for line in lines)
            self._strips[key] = strips
        return strips

    def _on_thumb(self, row: int) -> bool:
        """Return True if the scroll thumb at the right edge covers a line below the header."""
        height, total = self._view_height, self._rows.total
        if total <= height or self.low_bandwidth:
            return False
        size = max(1, height * height // total)
        first = round(self.scroll_offset.y * (height - size) / (total - height))
        return first <= row < first + size

    @staticmethod
    def _at(lines: Sequence[StyledLine], number: int) -> StyledLine:
        return lines[number] if number < len(lines) else GAP

    # Positions

    @property
    def _row_width(self) -> int:
        """The width of rows: the last cell belongs to the scroll thumb."""
        return max(1, self.size.width - 1)

    @property
    def _view_height(self) -> int:
        return max(0, self.size.height - self._header_height)

    def _extent(self, index: int) -> tuple[int, int]:
        """Return the lines of a row that must be in view: all but the gaps at its end."""
        top, bottom = self._rows.top(index), self._rows.bottom(index)
        lines = self.row_lines(index, self._row_width)
        while bottom - top > 1 and self._at(lines, bottom - top - 1) == GAP:
            bottom -= 1
        return top, bottom

    def _row_at(self, y: int) -> int | None:
        """Return the row whose body is drawn at line `y` of the pane."""
        line = y - self._header_height + self.scroll_offset.y
        if not 0 <= line < self._rows.total:
            return None
        index = self._rows.at(line)
        lines = self.row_lines(index, self._row_width)
        return index if self._at(lines, line - self._rows.top(index)).body else None

    def _take_rows(self) -> None:
        self._header_height = min(len(self.header(self._row_width)), self.size.height)
        self._rows = self.rows()
        self._strips = FIFOCache(KEPT_PANES * max(1, self.size.height))
        size = Size(self.size.width, self._header_height + self._rows.total)
        if size != self.virtual_size:
            self.virtual_size = size
            self._scroll_update(size)
        self.refresh()
