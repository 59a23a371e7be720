"""A one-line text input that is given its keys one by one, in the order typed."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from reader.tui.keys.fixed import EDITING_A_LINE


class LineInput(Input):
    """Textual's Input without keys of its own: `type_key` handles a key at once."""

    def __init__(self, value: str = "", *, id: str | None = None) -> None:
        super().__init__(value, id=id, compact=True, select_on_focus=False)
        self.cursor_blink = False

    def type_key(self, event: events.Key) -> None:
        """Handle a key; unknown keys do nothing."""
        if action := EDITING_A_LINE.get(event.key):
            getattr(self, f"action_{action}")()
        elif event.is_printable and event.character is not None:
            self.insert_text_at_cursor(event.character)

    def paste(self, text: str) -> None:
        """Insert pasted text as one line."""
        self.insert_text_at_cursor(" ".join(text.split()))
