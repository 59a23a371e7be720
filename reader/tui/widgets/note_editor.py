"""A text editor for notes that is given its keys one by one, in the order typed."""

from __future__ import annotations

from contextlib import suppress

from textual.actions import SkipAction, parse
from textual.events import Key
from textual.widgets import TextArea

from reader.tui.keys.fixed import EDITING_A_NOTE


class NoteEditor(TextArea):
    """Textual's TextArea without keys of its own: `type_key` handles a key at once."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, soft_wrap=True, tab_behavior="focus", compact=True, highlight_cursor_line=False)
        self.cursor_blink = False

    def begin(self, text: str) -> None:
        """Load a text and put the cursor at its end. The undo history is cleared."""
        self.load_text(text)
        self.move_cursor(self.document.end)

    def type_key(self, event: Key) -> None:
        """Handle a key; unknown keys do nothing."""
        if action := EDITING_A_NOTE.get(event.key):
            _, name, parameters = parse(action)
            # Raised by an action with nothing to act on, such as copying without a selection.
            with suppress(SkipAction):
                getattr(self, f"action_{name}")(*parameters)
        elif event.is_printable and event.character is not None:
            self.write(event.character)

    def action_new_line(self) -> None:
        """Insert a line break."""
        self.write("\n")

    def write(self, text: str) -> None:
        """Replace the selection with some text and put the cursor after it."""
        result = self.replace(text, *self.selection, maintain_selection_offset=False)
        self.move_cursor(result.end_location)
