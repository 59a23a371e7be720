"""The editor of notes: Textual's, with its keys taken one by one in the order in which they were typed."""

from __future__ import annotations

from textual.actions import parse
from textual.events import Key
from textual.widgets import TextArea

NOT_HERE = frozenset({"ctrl+z", "tab", "escape"})
"""Keys of Textual's editor that mean something else in this program."""


class NoteEditor(TextArea):
    """Several lines of text, wrapped at words."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, soft_wrap=True, tab_behavior="focus", compact=True, highlight_cursor_line=False)
        self.cursor_blink = False
        self._acts = {
            key.strip(): binding.action
            for binding in self.BINDINGS
            if not isinstance(binding, tuple)
            for key in binding.key.split(",")
            if key.strip() not in NOT_HERE
        }

    def begin(self, text: str) -> None:
        """Start with a text, the cursor at its end; what was written before cannot be undone any more."""
        self.load_text(text)
        self.move_cursor(self.document.end)

    def press(self, event: Key) -> None:
        """Do what a key does; unknown ones do nothing."""
        if action := self._acts.get(event.key):
            _, name, parameters = parse(action)
            getattr(self, f"action_{name}")(*parameters)
        elif event.key == "enter":
            self.write("\n")
        elif event.is_printable and event.character is not None:
            self.write(event.character)

    def write(self, text: str) -> None:
        """Write some text in place of what is selected, the cursor after it."""
        result = self.replace(text, *self.selection, maintain_selection_offset=False)
        self.move_cursor(result.end_location)
