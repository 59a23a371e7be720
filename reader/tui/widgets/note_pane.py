"""The pane in which a note is written, below the words that it is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget

from reader.text.sanitise import NOTHING, Shown
from reader.tui.safe import Words

if TYPE_CHECKING:
    from textual.events import Key

    from reader.tui.widgets.note_editor import NoteEditor


class NotePane(Vertical):
    """A line that says what the note is about, and an editor, made when it is needed first."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.display = False
        self._title = Words(NOTHING, id="note-title")
        self._editor: NoteEditor | None = None
        self.is_ready = False
        """Whether keys may come: the editor takes a moment the first time."""

    def compose(self) -> ComposeResult:
        """The line; the editor comes below it."""
        yield self._title

    @property
    def editor(self) -> Widget | None:
        """What takes the focus while the pane is open."""
        return self._editor

    @property
    def text(self) -> str:
        """What is written."""
        return self._editor.text if self._editor is not None else ""

    def open(self, title: Shown, text: str, ready: Callable[[], None]) -> None:
        """Show a text to be gone on with, the cursor at its end; tell when keys may come."""
        self._title.say(title)
        self.display = True
        self.is_ready = False
        if self._editor is None:
            # Imported here because it costs more than the first picture can wait for.
            from reader.tui.widgets.note_editor import NoteEditor

            self._editor = NoteEditor(id="note-text")
            self.mount(self._editor)
        self._begin(text, ready)

    def close(self) -> None:
        """Put the pane away."""
        self.display = False

    def press(self, event: Key) -> None:
        """Do what a key does in the editor."""
        if self._editor is not None:
            self._editor.press(event)

    def write(self, text: str) -> None:
        """Write some text where the cursor is."""
        if self._editor is not None:
            self._editor.write(text)

    def show(self, text: str) -> None:
        """Show another text in place of the one that is there."""
        if self._editor is not None:
            self._editor.begin(text)

    def _begin(self, text: str, ready: Callable[[], None]) -> None:
        if self._editor is not None and self._editor.is_mounted:
            self.show(text)
            self.is_ready = True
            ready()
        else:
            self.call_after_refresh(self._begin, text, ready)
