"""From lines to strips: names of styles looked up among a widget's component classes, each combination once."""

from __future__ import annotations

from enum import Enum

from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color
from textual.strip import Strip
from textual.widget import Widget

from reader.tui.safe import segment
from reader.tui.widgets.line_cache import final_strip
from reader.tui.widgets.lines import StyledLine, spread

LOOKS: dict[str, tuple[str, str]] = {
    "title": ("text-main", ""),
    "name": ("text-main", ""),
    "read": ("second", ""),
    "second": ("second", ""),
    "faint": ("faint", ""),
    "heading": ("second", ""),
    "rule": ("rule", ""),
    "tab": ("", ""),
    "mark": ("focus", ""),
    "note": ("note", ""),
    "strong": ("text-main", "bold"),
    "header": ("second", "bold"),
    "header-focus": ("focus", "bold underline"),
    **{name: (name, "") for name in (*(f"speaker-{number}" for number in range(1, 7)), "speaker-neutral")},
    "entity-person": ("text-main", "underline"),
    **{f"entity-{type}": (f"entity-{type}", "") for type in ("organisation", "place", "group")},
    **{f"entity-{type}": (f"entity-{type}", "") for type in ("event", "time", "quantity")},
}
"""The styles that lines of side panes may wear: a colour of the theme, by its name there, and a form."""
_HIGHLIGHT = "selection"
"""The colour of the theme that lies under the row that stands out."""
_NAMES_THE_ROW = {"title", "read", "name"}


class RowState(Enum):
    """How a row stands out."""

    PLAIN = ""
    HIGHLIGHTED = "underline"
    """Under the highlight of a pane that is not in focus; the value is its form where colours do not tell."""
    CURSOR = "reverse"
    """Under the highlight of the pane in focus."""


class StripPainter:
    """Paints the lines of one widget in the colours of its application's theme.

    They are not component classes of the widget: Textual would style every one of them at every change of focus.
    """

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._styles: dict[tuple[str, RowState], Style] = {}

    def forget(self) -> None:
        """RowState every style up again: the theme or the state of the widget has changed."""
        self._styles.clear()

    def strip(self, line: StyledLine, width: int, look: RowState = RowState.PLAIN) -> Strip:
        """The finished line on the ground of the widget, exactly `width` cells wide."""
        if not line.body:
            look = RowState.PLAIN
        fragments = spread(line.fragments, (), width).fragments
        segments = [segment(piece.text, self.style(piece.style, look)) for piece in fragments]
        return final_strip(segments, width, self._widget)

    def style(self, name: str = "", look: RowState = RowState.PLAIN) -> Style:
        """The style of that name, under a look, with the widget's own ground."""
        style = self._styles.get((name, look))
        if style is None:
            style = self._styles[name, look] = self._combined(name, look)
        return style

    def _combined(self, name: str, look: RowState) -> Style:
        style = self._widget.rich_style
        if name:
            style += self._named(name)
        if look is RowState.PLAIN:
            return style
        style += Style(bgcolor=self._colour(_HIGHLIGHT))
        if self._widget.app.no_color or self._widget.app.native_ansi_color:
            style += Style.parse(look.value)
        return style + self._named("strong") if look is RowState.CURSOR and name in _NAMES_THE_ROW else style

    def _named(self, name: str) -> Style:
        colour, form = LOOKS[name]
        return Style.parse(form) + Style(color=self._colour(colour) if colour else None)

    def _colour(self, name: str) -> RichColor:
        return Color.parse(self._widget.app.theme_variables[name]).rich_color
