"""Turns lines of rows into strips, with the row styles of the theme's palette."""

from __future__ import annotations

from enum import Enum

from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from reader.tui.appearance.style_book import StyleBook
from reader.tui.appearance.themes import PaletteTheme
from reader.tui.safe import segment
from reader.tui.widgets.line_cache import final_strip
from reader.tui.widgets.lines import StyledLine, spread

_NAMES_THE_ROW = {"title", "read", "name"}


class RowState(Enum):
    """How a row stands out; the value is the name of its style."""

    PLAIN = ""
    HIGHLIGHTED = "highlighted"
    """Highlighted in a pane without focus."""
    CURSOR = "cursor"
    """Highlighted in the pane with focus."""


class StripPainter:
    """Paints the lines of one widget.

    Their styles are not component classes, since Textual would compute all of them at every change of focus.
    """

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._book: StyleBook | None = None

    def forget(self) -> None:
        """Drop the styles, after a change of the theme or of the widget's state."""
        self._book = None

    def strip(self, line: StyledLine, width: int, state: RowState = RowState.PLAIN) -> Strip:
        """Return the final strip of a line, exactly `width` cells wide."""
        if not line.body:
            state = RowState.PLAIN
        fragments = spread(line.fragments, (), width).fragments
        segments = [segment(piece.text, self.style(piece.style, state)) for piece in fragments]
        return final_strip(segments, width, self._widget)

    def style(self, name: str = "", state: RowState = RowState.PLAIN) -> Style:
        """Return the style of that name in a row's state, over the style of the widget."""
        if self._book is None:
            theme = self._widget.app.current_theme
            assert isinstance(theme, PaletteTheme), "every theme is registered with its palette"
            palette = theme.palette.without_colour() if self._widget.app.no_color else theme.palette
            self._book = StyleBook(palette.row_styles, self._widget.rich_style)
        strong = "strong" if state is RowState.CURSOR and name in _NAMES_THE_ROW else ""
        return self._book.style(tuple(each for each in (name, state.value, strong) if each))
