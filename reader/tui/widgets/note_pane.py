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
        self._waiting: tuple[str, Callable[[], None]] | None = None
        """What the editor is to begin with, and who is to be told, while it has not begun."""

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

    @property
    def is_ready(self) -> bool:
        """Whether the editor is there and has its text; it takes a moment the first time."""
        self.begin()
        return self._editor is not None and self._waiting is None

    def open(self, title: Shown, text: str, ready: Callable[[], None]) -> None:
        """Show a text to be gone on with, the cursor at its end; tell when keys may come."""
        self._title.say(title)
        self.display = True
        if self._editor is None:
            # Imported here because it costs more than the first picture can wait for.
            from reader.tui.widgets.note_editor import NoteEditor

            self._editor = NoteEditor(id="note-text")
            self.mount(self._editor)
        self._waiting = (text, ready)
        self._try_to_begin()

    def close(self) -> None:
        """Put the pane away."""
        self.display = False
        self._waiting = None

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

    def begin(self) -> None:
        """Give the editor its text, once, and tell so, as soon as it can take it."""
        if self._waiting is not None and self._editor is not None and self._editor.is_mounted:
            (text, ready), self._waiting = self._waiting, None
            self.show(text)
            ready()

    def _try_to_begin(self) -> None:
        self.begin()
        if self._waiting is not None:
            self.call_after_refresh(self._try_to_begin)
