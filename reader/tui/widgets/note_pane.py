"""The pane for writing a note, below the text it is about."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical

from reader.config.paths import styles_dir
from reader.text.safety.sanitise import NOTHING, Shown
from reader.tui.safe import SafeStatic
from reader.tui.widgets.note_editor import NoteEditor


class NotePane(Vertical):
    """A title and an editor."""

    DEFAULT_CSS = (styles_dir() / "note.tcss").read_text(encoding="utf-8")
    SCOPED_CSS = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.display = False
        self.editor = NoteEditor(id="note-text")
        """The widget to focus while the pane is open."""
        self._title = SafeStatic(NOTHING, id="note-title")
        self._waiting: tuple[str, Callable[[], None]] | None = None
        """The text to load and the callback for readiness, until the editor is mounted."""

    def compose(self) -> ComposeResult:
        """Yield the title and the editor below it."""
        yield self._title
        yield self.editor

    @property
    def text(self) -> str:
        """The text in the editor."""
        return self.editor.text

    @property
    def is_ready(self) -> bool:
        """Whether the editor has its text; the first time, it takes a moment to mount."""
        self.begin()
        return self._waiting is None

    def open(self, title: Shown, text: str, ready: Callable[[], None]) -> None:
        """Show a text with the cursor at its end, and call `ready` when keys may come."""
        self._title.say(title)
        self.display = True
        self._waiting = (text, ready)
        self._try_to_begin()

    def close(self) -> None:
        """Hide the pane."""
        self.display = False
        self._waiting = None

    def begin(self) -> None:
        """Load the text, once, if the editor is mounted."""
        if self._waiting is not None and self.editor.is_mounted:
            (text, ready), self._waiting = self._waiting, None
            self.editor.begin(text)
            ready()

    def _try_to_begin(self) -> None:
        self.begin()
        if self._waiting is not None:
            self.call_after_refresh(self._try_to_begin)
