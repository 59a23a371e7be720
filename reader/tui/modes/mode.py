"""What a mode is: something that gives keys another meaning until it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from reader.tui.commands.base import Scope

if TYPE_CHECKING:
    from textual.events import Key
    from textual.widget import Widget


class KeyMode(Protocol):
    """Asked by the keyboard before any command."""

    @property
    def chip(self) -> str:
        """Its name in the status line."""

    @property
    def hints(self) -> str:
        """The likeliest keys, in the status line."""

    @property
    def scope(self) -> Scope | None:
        """Where the keys that it does not take itself mean something; None for the pane in focus."""

    @property
    def widget(self) -> Widget | None:
        """What takes the focus in it; None for the pane in focus."""

    def press(self, event: Key) -> bool:
        """Take a key. Whether it did."""

    def paste(self, text: str) -> None:
        """Take pasted text, or let it fall."""

    def left(self) -> None:
        """Clear what it put on the screen: another mode, or none, follows."""
