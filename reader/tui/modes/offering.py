"""The mode in which a note is offered that an earlier program did not finish."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from textual.widget import Widget

from reader.model.annotation import NoteDraft
from reader.text.wording import excerpt
from reader.tui.commands.base import Scope
from reader.tui.keys.key_map import name_of

if TYPE_CHECKING:
    from textual.events import Key

    from reader.tui.screens.main import MainScreen

EXCERPT = 30
"""Code points of the words that the offer names."""


class OfferMode:
    """Offers one draft after another: Enter takes it up, X discards it, any other key leaves it for later."""

    scope: Scope | None = None
    chip = "DRAFT"
    hints = ""
    widget: Widget | None = None

    def __init__(self, desk: MainScreen, drafts: list[NoteDraft]) -> None:
        self._desk = desk
        self._drafts = drafts

    def begin(self) -> None:
        """Offer the first one."""
        self._desk.enter(self)
        self._desk.say(offer_of(self._drafts[0]))

    def press(self, event: Key) -> bool:
        """Take an answer; what is none goes on to whom it is meant for."""
        key, desk = name_of(event), self._desk
        if key not in ("enter", "X", "escape"):
            desk.enter(None)
            desk.say("")
            return False
        draft = self._drafts.pop(0)
        desk.enter(None)
        desk.say("kept for later: :drafts offers it again")
        with desk.saying_errors():
            if key == "enter":
                self._take_up(draft)
            elif key == "X":
                desk.session.annotating.discard(draft)
                desk.say("discarded")
                if self._drafts:
                    self.begin()
        return True

    def paste(self, text: str) -> None:
        """Nothing is written here."""

    def left(self) -> None:
        """Nothing was put on the screen."""

    def _take_up(self, draft: NoteDraft) -> None:
        current = self._desk.session.current
        if current is None or current.row.document.id != draft.document_id:
            self._desk.open_document(draft.document_id)
        if not self._desk.note.resume(draft):
            self._desk.say("another program was quicker: it has this note now")


def offer_of(draft: NoteDraft) -> str:
    """What is asked about a draft."""
    words = excerpt(draft.anchor.exact, EXCERPT) if draft.anchor is not None else ""
    about = f"on “{words}”" if words else "on the article"
    return f"a note of {_time(draft.modified)} {about} was not finished: Enter takes it up, X discards"


def _time(iso: str) -> str:
    """The hour and minute of a moment here, or the moment as it is written."""
    try:
        return datetime.fromisoformat(iso).astimezone().strftime("%H:%M")
    except ValueError:
        return iso
