"""The mode in which a note is written: kept as it is typed, finished by Esc, and never lost on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
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

    from reader.tui.controllers.desk import Desk
    from reader.tui.widgets.note_pane import NotePane

BEHIND = 0.5
"""Seconds within which typed text reaches the disk."""
AGAIN = 3.0
"""Seconds after which a failed write is tried again."""
EXCERPT = 48
"""The most code points of the annotated words that the pane's title quotes."""
NAMED, ROOMY = 16, 60
"""The most code points of them that the status line quotes, and the least width of a screen for that, in cells."""
HINTS = (("keep-note", "saves it"), ("drop-note", "drops it"), ("note-editor", "editor"))


class NoteMode:
    """Writes one note at a time. Typed text goes to the library as a draft, and at the end as the note."""

    scope: Scope = Mode.NOTE
    chip = "NOTE"

    def __init__(self, desk: Desk, pane: Callable[[], NotePane], ready: Callable[[], None]) -> None:
        """`pane` mounts the pane when it is first asked for; `ready` is called once its editor takes keys."""
        self._desk = desk
        self._make_pane = pane
        self._ready = ready
        self._draft: NoteDraft | None = None
        self._timer: Timer | None = None
        self._span: Span | None = None
        """The annotated words."""
        self._height = 0
        """The article's height in rows when the words were last brought into view."""

    @property
    def _pane(self) -> NotePane:
        return self._make_pane()

    # What the keyboard asks

    @property
    def hints(self) -> Sequence[str]:
        """The likeliest keys."""
        return self._desk.keys.hints(self.scope, HINTS)

    @property
    def widget(self) -> Widget | None:
        """The editor, once it is mounted."""
        return self._pane.editor if self._pane.editor.is_attached else None

    @property
    def is_ready(self) -> bool:
        """True once the editor is there."""
        return self._pane.is_ready

    def do(self, name: str) -> bool:
        """Keep the note, or hand it to a person's own editor."""
        if name == "keep-note":
            self.close()
        elif name == "note-editor":
            self.use_editor()
        elif name == "drop-note":
            self.abandon()
        else:
            return False
        return True

    def type_key(self, event: Key) -> None:
        """Write: here every key does that is no command's."""
        self._pane.editor.type_key(event)
        self._typed()

    def paste(self, text: str) -> None:
        """Write pasted text as it is."""
        self._pane.editor.write(text)
        self._typed()

    def left(self) -> None:
        """Hide the pane; what was written has been kept."""
        self._pane.close()
        self._draft = None

    # Writing

    @property
    def is_on(self) -> bool:
        """True while a note is being written."""
        return self._draft is not None

    def write(self, span: Span | None, annotation: Annotation | None = None) -> None:
        """Write a note on some words of the open article, or for None on the article.

        With an annotation, whose words now stand at `span`, go on with its note.
        """
        annotations, current = self._desk.session.annotations, self._desk.session.current
        if annotation is not None:
            self._open(annotations.begin_on(annotation), span)
        elif current is not None:
            self._open(annotations.begin(current.version, span), span)

    def resume(self, draft: NoteDraft) -> bool:
        """Go on with the draft of an earlier program; return False if another program has taken it."""
        taken = self._desk.session.annotations.resume(draft)
        if taken is not None:
            self._open(taken, taken.anchor.span if taken.anchor else None)
        return taken is not None

    def keep(self) -> None:
        """Write what is typed to the disk.

        Raises StoreError.
        """
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._draft is None or not self._pane.is_ready:
            return
        session = self._desk.session
        # What was kept in a library that is gone since has to be kept again.
        if self._pane.text != self._draft.text or session.store.look_and_reopen():
            self._draft = session.annotations.type(self._draft, self._pane.text)

    @property
    def text(self) -> str:
        """What is typed, '' if no note is being written."""
        return self._pane.text if self._draft is not None and self._pane.is_ready else ""

    def write_to_file(self) -> Path | None:
        """Write what is typed to a file of its own, since the library does not take it; return the file.

        None if nothing is typed. Raises OSError if no file can be written.
        """
        # Imported here because it is hardly ever needed.
        from reader.tui.system.unsaved import write_unsaved

        if self._draft is None or not self._pane.is_ready:
            return None
        return write_unsaved(self._pane.text, self._draft.anchor.exact if self._draft.anchor else "")

    def close(self) -> bool:
        """Finish the note and go back to reading; return False if it could not be kept."""
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
        desk.reading.refresh_annotations()
        desk.say(written.message or "note saved" if written else "no note")
        return True

    def abandon(self) -> None:
        """Go back to reading without what was written."""
        if self._draft is None:
            return
        desk, text = self._desk, self._pane.text
        try:
            self.keep()
            desk.session.annotations.abandon(self._draft, desk.article.annotated.analysis)
        except ReaderError as error:
            # A library that takes nothing must not hold anybody in the note.
            from reader.tui.system.unsaved import write_unsaved

            kept = write_unsaved(text, self._draft.anchor.exact if self._draft.anchor is not None else "")
            desk.enter(None)
            desk.say(f"dropped; what you wrote is in {kept}" if kept else str(error))
            return
        desk.enter(None)
        desk.reading.refresh_annotations()
        desk.say(desk.keys.expand("dropped: {undo} makes it a note all the same") if text.strip() else "no note")

    def use_editor(self) -> None:
        """Go on in a person's own editor, and show what it gives back."""
        from reader.tui.system.editor import edit_in_editor

        self.keep()
        anchor = self._draft.anchor if self._draft is not None else None
        passage = anchor.exact if anchor is not None else ""
        self._pane.editor.begin(edit_in_editor(self._desk.app, self._pane.text, passage))
        self.keep()

    def keep_in_view(self) -> None:
        """Bring the words into view after the article's height has changed."""
        view = self._desk.article
        if self.is_on and self._span is not None and self._height != view.size.height:
            self._height = view.size.height
            view.reveal(self._span)

    def _open(self, draft: NoteDraft, span: Span | None) -> None:
        self._draft = draft
        self._desk.enter(self)
        self._pane.open(_title(draft), draft.text, self._ready)
        # The words, as briefly as the hints leave room for; the pane's title names more of them.
        on = draft.anchor is not None and self._desk.app.size.width >= ROOMY
        self._desk.say(f"on “{excerpt(draft.anchor.exact, NAMED)}”" if on and draft.anchor else "")
        self._span, self._height = span, 0
        self.keep_in_view()

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


def _title(draft: NoteDraft) -> Shown:
    if draft.anchor is None:
        return own("Note on the article")
    return joined((own("Note on “"), sanitise_line(excerpt(draft.anchor.exact, EXCERPT)), own("”")))
