"""What can be given keys: a mode, the command line, a window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from reader.tui.keys.scopes import Scope

if TYPE_CHECKING:
    from textual.events import Key
    from textual.widget import Widget


class KeyTarget(Protocol):
    """Something on the screen that takes keys before any pane."""

    @property
    def scope(self) -> Scope:
        """Where its keys have their meaning."""

    @property
    def is_ready(self) -> bool:
        """True once it can take keys; until then they wait, and it calls the keyboard when it is ready."""

    def do(self, name: str) -> bool:
        """Run what a command means here; return False if it means nothing of its own here."""

    def type_key(self, event: Key) -> None:
        """Take a key that means no command here."""

    def paste(self, text: str) -> None:
        """Take pasted text, or ignore it."""


class KeyMode(KeyTarget, Protocol):
    """A mode of the main screen."""

    @property
    def chip(self) -> str:
        """Its name in the status line."""

    @property
    def hints(self) -> Sequence[str]:
        """The keys that the status line names, likeliest first."""

    @property
    def widget(self) -> Widget | None:
        """The widget that takes the focus; None for the focused pane."""

    def left(self) -> None:
        """Clear what it put on the screen, as another mode or none follows."""
