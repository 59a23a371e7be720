"""What a mode is: something that gives keys another meaning until it is left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from reader.tui.keys.scopes import Scope

if TYPE_CHECKING:
    from textual.events import Key
    from textual.widget import Widget


class Place(Protocol):
    """Where keys are meant for: a mode, the line below the panes, a window."""

    @property
    def scope(self) -> Scope:
        """Where keys mean what they mean here."""

    @property
    def is_ready(self) -> bool:
        """Whether it can take keys yet; whoever is not tells the keyboard when it is."""

    def do(self, name: str) -> bool:
        """Do what a command of that name means here. Whether it means something of its own."""

    def type_key(self, event: Key) -> None:
        """Take a key that means no command here."""

    def paste(self, text: str) -> None:
        """Take pasted text, or let it fall."""


class KeyMode(Place, Protocol):
    """A mode of the main screen."""

    @property
    def chip(self) -> str:
        """Its name in the status line."""

    @property
    def hints(self) -> Sequence[str]:
        """The likeliest keys, in the status line."""

    @property
    def widget(self) -> Widget | None:
        """What takes the focus in it; None for the pane in focus."""

    def left(self) -> None:
        """Clear what it put on the screen: another mode, or none, follows."""
