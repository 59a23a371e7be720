"""The mode in which one key gives a label to some words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.widget import Widget

from reader.tui.commands.base import Scope
from reader.tui.keys.key_map import name_of

if TYPE_CHECKING:
    from textual.events import Key

    from reader.tui.screens.main import MainScreen


class LabelMode:
    """Takes one key: a label's letter, space for none, Enter for tags; any other one leaves."""

    scope: Scope | None = None
    chip = "LABEL"
    widget: Widget | None = None

    def __init__(self, desk: MainScreen, given: Callable[[str], None], tags: Callable[[], None]) -> None:
        self._desk = desk
        self._given = given
        self._tags = tags

    @property
    def hints(self) -> str:
        """The labels that there are."""
        labels = "  ".join(f"{letter} {word}" for letter, word in self._desk.labels.items())
        return f"{labels}  Space none  Enter tags"

    def press(self, event: Key) -> bool:
        """Take the key."""
        key = name_of(event)
        caret = self._desk.caret
        if key in self._desk.labels or key == "space":
            self._act(lambda: self._given("" if key == "space" else key))
        elif key == "enter":
            self._desk.enter(caret if caret.selection is not None else None)
            self._act(self._tags)
        else:
            self._desk.enter(caret if caret.selection is not None else None)
            self._desk.say("" if key == "escape" else f"no label {key}: settings name them")
        return True

    def paste(self, text: str) -> None:
        """Nothing is written here."""

    def left(self) -> None:
        """Nothing was put on the screen."""

    def _act(self, act: Callable[[], None]) -> None:
        with self._desk.saying_errors():
            act()
