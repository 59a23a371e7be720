"""The mode in which one key gives a label to some words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.widget import Widget

from reader.tui.keys.key_map import name_of
from reader.tui.keys.scopes import Mode, Scope

if TYPE_CHECKING:
    from textual.events import Key

    from reader.tui.screens.main import MainScreen

HINTS = (("label-tags", "tags"), ("label-none", "none"))


class LabelMode:
    """Takes one key: a label's letter, or that of a command of this mode; any other one leaves."""

    scope: Scope = Mode.LABEL
    chip = "LABEL"
    widget: Widget | None = None
    is_ready = True

    def __init__(self, desk: MainScreen, given: Callable[[str], None], tags: Callable[[], None]) -> None:
        self._desk = desk
        self._given = given
        self._tags = tags

    @property
    def hints(self) -> Sequence[str]:
        """The labels that there are, and what else can be done."""
        labels = [f"{letter} {word}" for letter, word in self._desk.labels.items()]
        return [*labels, *self._desk.keys.hints(self.scope, HINTS)]

    def do(self, name: str) -> bool:
        """Give no label, or ask for tags, or leave. Whether it was one of these."""
        if name == "label-none":
            self._act(lambda: self._given(""))
        elif name == "label-tags":
            self._leave("")
            self._act(self._tags)
        elif name == "label-leave":
            self._leave("")
        else:
            return False
        return True

    def type_key(self, event: Key) -> None:
        """Give the label of that letter."""
        key = name_of(event)
        if key in self._desk.labels:
            self._act(lambda: self._given(key))
        else:
            self._leave(f"no label {key}: settings name them")

    def paste(self, text: str) -> None:
        """Nothing is written here."""

    def left(self) -> None:
        """Leave the selection beneath it too, unless that is gone on with."""
        if self._desk.mode is not self._desk.caret:
            self._desk.caret.left()

    def _leave(self, said: str) -> None:
        caret = self._desk.caret
        self._desk.enter(caret if caret.selection is not None else None)
        self._desk.say(said)

    def _act(self, act: Callable[[], None]) -> None:
        with self._desk.saying_errors():
            act()
