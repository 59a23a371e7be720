"""A window of text to read and close: help, provenance."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.tui.keys import name_of

CLOSING = frozenset({"escape", "q", "?", "enter", "="})

FAR = 1_000_000
"""More rows than any text here has."""


class TextDialog(ModalScreen[None]):
    """Shows two columns of text, made by this program or sanitised; a row without a second text is a heading."""

    def __init__(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._heading = title
        self._rows = rows

    def compose(self) -> ComposeResult:
        """A frame, and the text in it."""
        grid = Table.grid(padding=(0, 2))
        for left, right in self._rows:
            grid.add_row(Text(left, style="" if right else "bold"), Text(right))
        scroll = VerticalScroll(Static(grid), classes="dialog", can_focus=True)
        scroll.border_title = Text(self._heading).markup
        scroll.border_subtitle = "Esc closes"
        yield scroll

    def on_key(self, event: events.Key) -> None:
        """Scroll as everywhere, or close."""
        scroll = self.query_one(VerticalScroll)
        page = max(1, scroll.size.height - 2)
        down = {"j": 1, "down": 1, "space": page, "pagedown": page, "d": page // 2, "G": FAR, "end": FAR}
        up = {"k": 1, "up": 1, "b": page, "pageup": page, "u": page // 2, "g": FAR, "home": FAR}
        key = name_of(event)
        event.stop()
        event.prevent_default()
        if key in CLOSING:
            self.dismiss()
        elif key in down or key in up:
            scroll.scroll_relative(y=down.get(key, 0) - up.get(key, 0), animate=False)
