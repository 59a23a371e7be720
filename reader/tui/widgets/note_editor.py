"""The editor of notes: Textual's, with its keys taken one by one in the order in which they were typed."""

from __future__ import annotations

from contextlib import suppress

from textual.actions import SkipAction, parse
from textual.events import Key
from textual.widgets import TextArea

from reader.tui.keys.fixed import EDITING_A_NOTE


class NoteEditor(TextArea):
    """Several lines of text, wrapped at words."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, soft_wrap=True, tab_behavior="focus", compact=True, highlight_cursor_line=False)
        self.cursor_blink = False

    def begin(self, text: str) -> None:
        """Start with a text, the cursor at its end; what was written before cannot be undone any more."""
        self.load_text(text)
        self.move_cursor(self.document.end)

    def press(self, event: Key) -> None:
        """Do what a key does; unknown ones do nothing."""
        if action := EDITING_A_NOTE.get(event.key):
            _, name, parameters = parse(action)
            # An action that has nothing to act on, as copying without a selection, says so by raising this.
            with suppress(SkipAction):
                getattr(self, f"action_{name}")(*parameters)
        elif event.is_printable and event.character is not None:
            self.write(event.character)

    def action_new_line(self) -> None:
        """Begin another line."""
        self.write("\n")

    def write(self, text: str) -> None:
        """Write some text in place of what is selected, the cursor after it."""
        result = self.replace(text, *self.selection, maintain_selection_offset=False)
        self.move_cursor(result.end_location)
