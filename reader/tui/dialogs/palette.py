"""What the command palette offers: commands, and themes with a live preview."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.command import CommandPalette, Hits, Provider
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Input

from reader.text.sanitise import Shown
from reader.tui.dialogs.window import SHEET
from reader.tui.safe import discovery, hit

Entry = tuple[Shown, Shown, Callable[[], None]]
"""A name, its help, and what it does."""


class _Palette(CommandPalette):
    """Textual's palette as a window of this program."""

    CSS_PATH = SHEET

    def on_mount(self) -> None:
        """Hold the cursor still: nothing blinks."""
        self.query_one(Input).cursor_blink = False


def palette_of(entries: Iterable[Entry], placeholder: Shown) -> CommandPalette:
    """A palette of some entries."""
    fixed = list(entries)

    class Entries(Provider):
        """The entries, found by letters of their names and help."""

        async def discover(self) -> Hits:
            """All of them, while nothing is typed."""
            for name, help, act in fixed:
                yield discovery(name, help, act)

        async def search(self, query: str) -> Hits:
            """Those that match what is typed."""
            matcher = self.matcher(query)
            for name, help, act in fixed:
                if found := hit(matcher, name, help, act):
                    yield found

        def __init__(self, screen: Screen[object], match_style: Style | None = None) -> None:
            super().__init__(screen, match_style)

    return _Palette(providers=[Entries], placeholder=placeholder)
