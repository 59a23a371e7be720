"""The mode that offers notes which earlier programs did not finish."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual.widget import Widget

from reader.model.annotation import NoteDraft
from reader.text.wording.formatting import excerpt
from reader.tui.keys.scopes import Mode, Scope
from reader.tui.modes.note import NoteMode

if TYPE_CHECKING:
    from textual.events import Key

    from reader.tui.controllers.desk import Desk

EXCERPT = 30
"""The most code points of the annotated words that the offer quotes."""

ANSWERS = (("draft-take-up", "continues it"), ("draft-discard", "discards"), ("draft-later", "later"))
LATER = "kept for later: :drafts offers it again"


class DraftOfferMode:
    """Offers one draft after another; a key that is no answer leaves the draft for later."""

    scope: Scope = Mode.DRAFT
    is_ready = True
    chip = "DRAFT"
    widget: Widget | None = None

    def __init__(self, desk: Desk, note: NoteMode, drafts: list[NoteDraft]) -> None:
        self._desk = desk
        self._note = note
        self._drafts = drafts

    @property
    def hints(self) -> Sequence[str]:
        """The answers."""
        return self._desk.keys.hints(self.scope, ANSWERS)

    def begin(self) -> None:
        """Offer the first draft."""
        self._desk.enter(self)
        self._desk.say(offer_of(self._drafts[0]))

    def do(self, name: str) -> bool:
        """Take an answer; for the command of a pane, leave the draft for later and return False."""
        self._desk.enter(None)
        self._desk.say(LATER if name.startswith("draft-") else "")
        if name == "draft-take-up":
            self._take_up(self._drafts.pop(0))
        elif name == "draft-discard":
            self._discard(self._drafts.pop(0))
        return name.startswith("draft-")

    def type_key(self, event: Key) -> None:
        """Leave the draft for later: the key means nothing here."""
        self._desk.enter(None)
        self._desk.say("")

    def paste(self, text: str) -> None:
        """Ignore pasted text."""

    def left(self) -> None:
        """Clear nothing: the offer is only in the status line."""

    def _discard(self, draft: NoteDraft) -> None:
        self._desk.session.annotations.discard(draft)
        self._desk.say("discarded")
        if self._drafts:
            self.begin()

    def _take_up(self, draft: NoteDraft) -> None:
        current = self._desk.session.current
        if current is None or current.row.document.id != draft.document_id:
            self._desk.open_document(draft.document_id)
        if not self._note.resume(draft):
            self._desk.say("another program has taken up this note")


def offer_of(draft: NoteDraft) -> str:
    """Return the message that offers a draft."""
    words = excerpt(draft.anchor.exact, EXCERPT) if draft.anchor is not None else ""
    about = f"on “{words}”" if words else "on the article"
    return f"unfinished note of {_time(draft.modified)} {about}"


def _time(iso: str) -> str:
    """Return a moment's local hour and minute, or, where it is no ISO 8601, the text itself."""
    try:
        return datetime.fromisoformat(iso).astimezone().strftime("%H:%M")
    except ValueError:
        return iso
