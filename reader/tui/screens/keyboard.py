"""Gives each key to whatever takes keys now: a window, the command line, a mode, or a pane."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from textual.events import Key, Paste

from reader.tui.keys.key_map import Sequencer, name_of
from reader.tui.keys.names import label
from reader.tui.keys.scopes import Mode, Scope
from reader.tui.screens.panes import PanedScreen

if TYPE_CHECKING:
    from reader.tui.keys.key_target import KeyTarget


NO_COUNTS = (
    ": {list} to {notes-tab} go to the panes, so keys take no counts; {page-down} and {half-page-down} go further"
)
"""Why a number before a key does nothing."""


class Keyboard:
    """Handles each key to the end before the next one.

    A window that was just opened, or an editor, takes no keys at once, and nothing does before the first picture:
    keys typed meanwhile wait.
    """

    def __init__(self, screen: PanedScreen, run: Callable[[str], None]) -> None:
        """`run` runs a command by its name."""
        self._screen = screen
        self._run = run
        self._sequencer = Sequencer(screen.keys.map)
        self._waiting: deque[Key | Paste] = deque()
        self._is_at_work = False
        self.is_open = False
        """False before the first picture, and at the end."""

    @property
    def target(self) -> KeyTarget | None:
        """What takes keys before any pane."""
        screen = self._screen
        # At the end of the program no screen is shown.
        if (top := next(reversed(screen.app.screen_stack), screen)) is not screen:
            return cast("KeyTarget", top)
        return screen.command_line if screen.is_asking else screen.mode

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """Where a key is looked up, the uppermost scope first."""
        target = self.target
        if target is None:
            return (self._screen.pane,)
        return (target.scope, self._screen.pane) if target.scope is Mode.DRAFT else (target.scope,)

    def open(self) -> None:
        """Handle the keys typed before the first picture, and all that come."""
        self.is_open = True
        self.go_on()

    def close(self) -> None:
        """Drop all keys: the program ends."""
        self.is_open = False
        self._waiting.clear()

    def take(self, event: Key | Paste) -> None:
        """Handle a key or pasted text, after all that came before."""
        self._waiting.append(event)
        self.go_on()

    def go_on(self) -> None:
        """Handle what waits, as long as its target is ready."""
        if self._is_at_work or not self.is_open:
            return
        self._is_at_work = True
        try:
            while self.is_open and self._waiting and ((target := self.target) is None or target.is_ready):
                event = self._waiting.popleft()
                with self._screen.saying_errors():
                    if isinstance(event, Key):
                        self._press(event, target)
                    elif target is not None:
                        # Pasted text is never a command.
                        target.paste(event.text)
        finally:
            self._is_at_work = False

    def _press(self, event: Key, target: KeyTarget | None) -> None:
        waited = self._sequencer.pending
        command = self._sequencer.press(self.scopes, name_of(event))
        if self._sequencer.pending or waited:
            # A key that waits for its second is shown until that comes.
            self._screen.say(label(self._sequencer.pending))
        if command is not None:
            if target is None or not target.do(command.name):
                self._run(command.name)
        elif self._sequencer.pending:
            return
        elif target is None:
            keys = label(f"{waited} {name_of(event)}".strip())
            reason = NO_COUNTS if keys.isdigit() else ": {help} lists the keys"
            self._screen.say(f"{keys} means nothing here{self._screen.keys.expand(reason)}")
        elif not waited:
            target.type_key(event)
