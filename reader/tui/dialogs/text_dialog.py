"""A window of text to read and close: help, provenance."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from reader.text.sanitise import Shown, own
from reader.tui.dialogs.window import Window
from reader.tui.keys.key_map import name_of
from reader.tui.safe import entitle, rich_text, table_words

CLOSING = frozenset({"escape", "q", "?", "enter", "="})

FAR = 1_000_000
"""More rows than any text here has."""


class TextDialog(Window[None]):
    """Shows two columns of text, a row without a second text is a heading."""

    def __init__(self, title: Shown, rows: Sequence[tuple[Shown, Shown]]) -> None:
        super().__init__()
        self._heading = title
        self._rows = rows

    def compose(self) -> ComposeResult:
        """A frame, and the text in it."""
        grid = Table.grid(padding=(0, 2))
        for left, right in self._rows:
            grid.add_row(rich_text(left, "" if right else "bold"), rich_text(right))
        scroll = VerticalScroll(table_words(grid), classes="dialog", can_focus=True)
        entitle(scroll, self._heading, own("Esc closes"))
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
