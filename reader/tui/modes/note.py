"""The mode in which a note is written: kept as it is typed, finished by Esc, and never lost on the way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.timer import Timer
from textual.widget import Widget

from reader.model.annotation import Annotation, NoteDraft
from reader.model.errors import ReaderError
from reader.model.span import Span
from reader.text.safety.sanitise import Shown, joined, own, sanitise_line
from reader.text.wording.formatting import excerpt
from reader.tui.keys.scopes import Mode, Scope

if TYPE_CHECKING:
    from textual.events import Key

    from reader.tui.screens.main import MainScreen
    from reader.tui.widgets.note_pane import NotePane

BEHIND = 0.5
"""Seconds after which what was typed is on the disk at the latest."""
AGAIN = 3.0
"""Seconds after which what could not be kept is tried again."""
EXCERPT = 48
"""Code points of the words that a note's pane names."""
HINTS = (("keep-note", "keeps it"), ("note-editor", "editor"))


class NoteMode:
    """Writes one note at a time. What is typed goes to the library as a draft, and at the end as the note."""

    scope: Scope = Mode.NOTE
    chip = "NOTE"

    def __init__(self, desk: MainScreen) -> None:
        self._desk = desk
        self._draft: NoteDraft | None = None
        self._timer: Timer | None = None
        self._span: Span | None = None
        """The words that the note is about."""
        self._height = 0
        """The rows that the article had when they were brought into view."""

    @property
    def _pane(self) -> NotePane:
        return self._desk.note_pane

    # What the keyboard asks

    @property
    def hints(self) -> Sequence[str]:
        """The likeliest keys."""
        return self._desk.keys.hints(self.scope, HINTS)

    @property
    def widget(self) -> Widget | None:
        """What takes the focus, as soon as it is there."""
        return self._pane.editor if self._pane.editor.is_attached else None

    @property
    def is_ready(self) -> bool:
        """Whether the editor is there."""
        return self._pane.is_ready

    def do(self, name: str) -> bool:
        """Keep the note, or hand it to a person's own editor. Whether it was one of these."""
        if name == "keep-note":
            self.close()
        elif name == "note-editor":
            self.use_editor()
        else:
            return False
        return True

    def type_key(self, event: Key) -> None:
        """Every key here writes that is no command's."""
        self._pane.editor.press(event)
        self._typed()

    def paste(self, text: str) -> None:
        """Write pasted text, which is text whatever it holds."""
        self._pane.editor.write(text)
        self._typed()

    def left(self) -> None:
        """Put the pane away; what was written is kept before."""
        self._pane.close()
        self._draft = None

    # Writing

    @property
    def is_on(self) -> bool:
        """Whether a note is being written."""
        return self._draft is not None

    def write_on(self, span: Span | None) -> None:
        """Write a new note on some words of the open article, or on the article."""
        current = self._desk.session.current
        if current is not None:
            self._open(self._desk.session.annotations.begin(current.version, span), span)

    def go_on_with(self, annotation: Annotation, span: Span | None) -> None:
        """Write on at the note of an annotation, whose words stand at `span` now."""
        self._open(self._desk.session.annotations.begin_on(annotation), span)

    def resume(self, draft: NoteDraft) -> bool:
        """Go on with the draft that an earlier program left. Whether no other one was quicker."""
        taken = self._desk.session.annotations.resume(draft)
        if taken is not None:
            self._open(taken, taken.anchor.span if taken.anchor else None)
        return taken is not None

    def keep(self) -> None:
        """Have what is typed on the disk. Raises StoreError."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._draft is not None and self._pane.is_ready and self._pane.text != self._draft.text:
            self._draft = self._desk.session.annotations.type(self._draft, self._pane.text)

    def close(self) -> bool:
        """Make what is written the note, and go back to reading. Whether that could be done."""
        if self._draft is None:
            return True
        desk = self._desk
        try:
            self.keep()
            written = desk.session.annotations.finish(self._draft, desk.article.annotated.analysis)
        except ReaderError as error:
            desk.say(str(error))
            return False
        desk.enter(None)
        desk.reading.refresh_marks()
        desk.say(written.message or "note kept" if written else "no note")
        return True

    def use_editor(self) -> None:
        """Write on in a person's own editor; the pane has what it gave back."""
        from reader.tui.system.editor import edit_in_editor

        with self._desk.saying_errors():
            self.keep()
            self._pane.editor.begin(edit_in_editor(self._desk.app, self._pane.text))
            self.keep()

    def _open(self, draft: NoteDraft, span: Span | None) -> None:
        desk = self._desk
        self._draft = draft
        desk.enter(self)
        self._pane.open(self._title(draft), draft.text, self._ready)
        desk.say("")
        self._span, self._height = span, 0
        self.keep_in_view()

    def keep_in_view(self) -> None:
        """Bring the words into view where the article has become lower or higher."""
        view = self._desk.article
        if self.is_on and self._span is not None and self._height != view.size.height:
            self._height = view.size.height
            view.reveal(self._span)

    def _ready(self) -> None:
        self._desk.refocus()
        self._desk.keyboard.go_on()

    def _typed(self) -> None:
        if self._timer is None:
            self._timer = self._desk.set_timer(BEHIND, self._keep_quietly)

    def _keep_quietly(self) -> None:
        self._timer = None
        try:
            self.keep()
        except ReaderError as error:
            # A disk that is full now may have room in a moment.
            self._desk.say(str(error))
            self._timer = self._desk.set_timer(AGAIN, self._keep_quietly)

    def _title(self, draft: NoteDraft) -> Shown:
        if draft.anchor is None:
            return own("Note on the article")
        return joined((own("Note on “"), sanitise_line(excerpt(draft.anchor.exact, EXCERPT)), own("”")))
