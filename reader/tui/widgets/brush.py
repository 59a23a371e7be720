"""From lines to strips: names of styles looked up among a widget's component classes, each combination once."""

from __future__ import annotations

from enum import Enum

from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from reader.tui.safe import segment
from reader.tui.widgets.lines import Line, spread

STYLES = (
    *("title", "read", "second", "faint", "mark", "note", "heading", "rule", "tab", "name", "cue"),
    *("header", "header-focus", "strong", "highlighted", "cursor"),
    *(f"speaker-{number}" for number in range(1, 7)),
    "speaker-neutral",
    *("entity-person", "entity-organisation", "entity-place", "entity-group"),
    *("entity-event", "entity-time", "entity-quantity"),
)
"""The names of styles that lines of side panes may wear."""
COMPONENT_CLASSES = {f"pane--{style}" for style in STYLES}
"""The same as component classes; the style sheets give them their looks."""
_NAMES_THE_ROW = {"title", "read", "name"}


class Look(Enum):
    """How a row stands out."""

    PLAIN = ""
    HIGHLIGHTED = "pane--highlighted"
    """Under the highlight of a pane that is not in focus."""
    CURSOR = "pane--cursor"
    """Under the highlight of the pane in focus."""


class Brush:
    """Paints the lines of one widget, which lists COMPONENT_CLASSES among its own."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._styles: dict[tuple[str, Look], Style] = {}

    def forget(self) -> None:
        """Look every style up again: the theme or the state of the widget has changed."""
        self._styles.clear()

    def strip(self, line: Line, width: int, look: Look = Look.PLAIN) -> Strip:
        """The line on the ground of the widget, exactly `width` cells wide."""
        if not line.body:
            look = Look.PLAIN
        pieces = spread(line.pieces, (), width).pieces
        return Strip([segment(piece.text, self.style(piece.style, look)) for piece in pieces], width)

    def style(self, name: str = "", look: Look = Look.PLAIN) -> Style:
        """The style of that name, under a look, with the widget's own ground."""
        style = self._styles.get((name, look))
        if style is None:
            style = self._styles[name, look] = self._combined(name, look)
        return style

    def _combined(self, name: str, look: Look) -> Style:
        style = self._widget.rich_style
        parts = [f"pane--{name}" if name else "", look.value]
        if look is Look.CURSOR and name in _NAMES_THE_ROW:
            parts.append("pane--strong")
        for part in parts:
            if part:
                style += self._widget.get_component_rich_style(part, partial=True)
        return style
