"""The mode in which one key gives a label to some words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.widget import Widget

from reader.tui.controllers.annotator import Annotator
from reader.tui.keys.key_map import name_of
from reader.tui.keys.scopes import Mode, Scope
from reader.tui.modes.caret import CaretMode

if TYPE_CHECKING:
    from textual.events import Key

    from reader.tui.controllers.desk import Desk

HINTS = (("label-tags", "tags"), ("label-none", "none"))


class LabelMode:
    """Takes one key: a label's letter, or that of a command of this mode; any other key leaves."""

    scope: Scope = Mode.LABEL
    chip = "LABEL"
    widget: Widget | None = None
    is_ready = True

    def __init__(self, desk: Desk, caret: CaretMode, annotator: Annotator) -> None:
        self._desk = desk
        self._caret = caret
        self._annotator = annotator

    @property
    def hints(self) -> Sequence[str]:
        """The labels, and what else can be done."""
        labels = [f"{letter} {word}" for letter, word in self._desk.view_settings.current.labels.items()]
        return [*labels, *self._desk.keys.hints(self.scope, HINTS)]

    def do(self, name: str) -> bool:
        """Give no label, ask for tags, or leave."""
        if name == "label-none":
            self._annotator.set_label("")
        elif name == "label-tags":
            self._leave("")
            self._annotator.ask_tags()
        elif name == "label-leave":
            self._leave("")
        else:
            return False
        return True

    def type_key(self, event: Key) -> None:
        """Give the label with that letter."""
        key = name_of(event)
        if key in self._desk.view_settings.current.labels:
            self._annotator.set_label(key)
        else:
            self._leave(f"no label {key}: the settings define labels")

    def paste(self, text: str) -> None:
        """Ignore pasted text."""

    def left(self) -> None:
        """Leave the selection beneath too, unless the caret goes on with it."""
        if self._desk.mode is not self._caret:
            self._caret.left()

    def _leave(self, message: str) -> None:
        self._desk.enter(self._caret if self._caret.selection is not None else None)
        self._desk.say(message)
