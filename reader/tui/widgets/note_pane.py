"""The pane in which a note is written, below the words that it is about."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical

from reader.config.paths import styles_dir
from reader.text.safety.sanitise import NOTHING, Shown
from reader.tui.safe import SafeStatic
from reader.tui.widgets.note_editor import NoteEditor


class NotePane(Vertical):
    """A line that says what the note is about, and an editor."""

    DEFAULT_CSS = (styles_dir() / "note.tcss").read_text(encoding="utf-8")
    SCOPED_CSS = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.display = False
        self.editor = NoteEditor(id="note-text")
        """What takes the focus while the pane is open."""
        self._title = SafeStatic(NOTHING, id="note-title")
        self._waiting: tuple[str, Callable[[], None]] | None = None
        """What the editor is to begin with, and who is to be told, while it has not begun."""

    def compose(self) -> ComposeResult:
        """The line, and the editor below it."""
        yield self._title
        yield self.editor

    @property
    def text(self) -> str:
        """What is written."""
        return self.editor.text

    @property
    def is_ready(self) -> bool:
        """Whether the editor is there and has its text; it takes a moment the first time."""
        self.begin()
        return self._waiting is None

    def open(self, title: Shown, text: str, ready: Callable[[], None]) -> None:
        """Show a text to be gone on with, the cursor at its end; tell when keys may come."""
        self._title.say(title)
        self.display = True
        self._waiting = (text, ready)
        self._try_to_begin()

    def close(self) -> None:
        """Put the pane away."""
        self.display = False
        self._waiting = None

    def begin(self) -> None:
        """Give the editor its text, once, and tell so, as soon as it can take it."""
        if self._waiting is not None and self.editor.is_mounted:
            (text, ready), self._waiting = self._waiting, None
            self.editor.begin(text)
            ready()

    def _try_to_begin(self) -> None:
        self.begin()
        if self._waiting is not None:
            self.call_after_refresh(self._try_to_begin)
