"""The mode in which a note is offered that an earlier program did not finish."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual.widget import Widget

from reader.model.annotation import NoteDraft
from reader.text.wording.formatting import excerpt
from reader.tui.keys.scopes import Mode, Scope

if TYPE_CHECKING:
    from textual.events import Key

    from reader.tui.screens.main import MainScreen

EXCERPT = 30
"""Code points of the words that the offer names."""

ANSWERS = (("draft-take-up", "takes it up"), ("draft-discard", "discards"), ("draft-later", "later"))
LATER = "kept for later: :drafts offers it again"


class OfferMode:
    """Offers one draft after another; any key that is no answer leaves it for later."""

    scope: Scope = Mode.DRAFT
    is_ready = True
    chip = "DRAFT"
    widget: Widget | None = None

    def __init__(self, desk: MainScreen, drafts: list[NoteDraft]) -> None:
        self._desk = desk
        self._drafts = drafts

    @property
    def hints(self) -> Sequence[str]:
        """The answers."""
        return self._desk.keys.hints(self.scope, ANSWERS)

    def begin(self) -> None:
        """Offer the first one."""
        self._desk.enter(self)
        self._desk.say(offer_of(self._drafts[0]))

    def do(self, name: str) -> bool:
        """Take an answer; the command of a pane is left to that, and the draft for later."""
        acts = {
            "draft-take-up": self._take_up,
            "draft-discard": self._discard,
            "draft-later": self._keep_for_later,
        }
        self._desk.enter(None)
        if (act := acts.get(name)) is None:
            self._desk.say("")
            return False
        with self._desk.saying_errors():
            act(self._drafts.pop(0))
        return True

    def type_key(self, event: Key) -> None:
        """A key that means nothing leaves it for later too."""
        self._desk.enter(None)
        self._desk.say("")

    def paste(self, text: str) -> None:
        """Nothing is written here."""

    def left(self) -> None:
        """Nothing was put on the screen."""

    def _keep_for_later(self, draft: NoteDraft) -> None:
        self._desk.say(LATER)

    def _discard(self, draft: NoteDraft) -> None:
        self._desk.say(LATER)
        self._desk.session.annotations.discard(draft)
        self._desk.say("discarded")
        if self._drafts:
            self.begin()

    def _take_up(self, draft: NoteDraft) -> None:
        self._desk.say(LATER)
        current = self._desk.session.current
        if current is None or current.row.document.id != draft.document_id:
            self._desk.open_document(draft.document_id)
        if not self._desk.note.resume(draft):
            self._desk.say("another program was quicker: it has this note now")


def offer_of(draft: NoteDraft) -> str:
    """What is asked about a draft."""
    words = excerpt(draft.anchor.exact, EXCERPT) if draft.anchor is not None else ""
    about = f"on “{words}”" if words else "on the article"
    return f"a note of {_time(draft.modified)} {about} was not finished"


def _time(iso: str) -> str:
    """The hour and minute of a moment here, or the moment as it is written."""
    try:
        return datetime.fromisoformat(iso).astimezone().strftime("%H:%M")
    except ValueError:
        return iso
