"""To whom keys go, one after the other: a window, a line that is typed, a mode, or a pane; and commands."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

from textual.events import Key, Paste

from reader.tui.commands.base import Command
from reader.tui.commands.registry import BY_NAME
from reader.tui.keys.bindings import Bindings
from reader.tui.keys.key_map import Sequencer, name_of
from reader.tui.keys.names import label
from reader.tui.keys.scopes import Mode, Scope

if TYPE_CHECKING:
    from reader.tui.modes.mode import Place
    from reader.tui.screens.main import MainScreen

SHORT = {"q": "back", "quit!": "quit", "h": "help"}
"""Names of commands that hands know from elsewhere."""


class Keyboard:
    """Gives each key to whom it is meant for, done before the next one is looked at, and runs commands.

    A window that was just opened, or an editor, is not there at once, and nothing is before the first picture:
    what is typed meanwhile waits.
    """

    def __init__(self, desk: MainScreen, bindings: Bindings) -> None:
        self._desk = desk
        self._sequencer = Sequencer(bindings.map)
        self._waiting: deque[Key | Paste] = deque()
        self._is_at_work = False
        self.is_open = False
        """Whether the first picture is there, and keys are given on."""

    @property
    def place(self) -> Place | None:
        """Where keys are meant for, before any pane."""
        desk = self._desk
        # At the end of the program no screen is shown.
        if (top := next(reversed(desk.app.screen_stack), desk)) is not desk:
            return cast("Place", top)
        return desk.command_line if desk.is_asking else desk.mode

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """Where keys mean what they mean now, the uppermost first."""
        place = self.place
        if place is None:
            return (self._desk.pane,)
        return (place.scope, self._desk.pane) if place.scope is Mode.DRAFT else (place.scope,)

    def open(self) -> None:
        """Give on what was typed before the first picture, and all that comes."""
        self.is_open = True
        self.go_on()

    def close(self) -> None:
        """Give nothing on any more: the program ends, and what was typed after that was meant for nothing here."""
        self.is_open = False
        self._waiting.clear()

    def take(self, event: Key | Paste) -> None:
        """Do what a key means, or take pasted text, when all that came before is done."""
        self._waiting.append(event)
        self.go_on()

    def go_on(self) -> None:
        """Do what waits, as far as there is somebody to take it."""
        if self._is_at_work or not self.is_open:
            return
        self._is_at_work = True
        try:
            while self.is_open and self._waiting and ((place := self.place) is None or place.is_ready):
                event = self._waiting.popleft()
                if isinstance(event, Key):
                    self._press(event, place)
                elif place is not None:
                    # Elsewhere pasted text is nothing, and never a command.
                    place.paste(event.text)
        finally:
            self._is_at_work = False

    def _press(self, event: Key, place: Place | None) -> None:
        waited = self._sequencer.pending
        command = self._sequencer.press(self.scopes, name_of(event))
        if self._sequencer.pending or waited:
            # A key that waits for its second is shown until that comes.
            self._desk.say(label(self._sequencer.pending))
        if command is not None:
            if place is None or not place.do(command.name):
                self.run(command)
        elif self._sequencer.pending:
            return
        elif place is None:
            keys = label(f"{waited} {name_of(event)}".strip())
            self._desk.say(f"{keys} means nothing here{self._desk.told(': {help} lists the keys')}")
        elif not waited:
            place.type_key(event)

    def run(self, command: type[Command], argument: str = "") -> None:
        """Do what a command does, if it can be done now."""
        if not command.available(self._desk):
            self._desk.say(f"{command.name}: this needs {self._desk.told(command.needs)}")
            return
        with self._desk.saying_errors():
            command.run(self._desk, argument)
            # At once, so that what moved and what the status line says of it are sent together.
            self._desk.show_state()

    def ask_command(self) -> None:
        """Let a command be typed."""
        self._ask(":", self._command_typed)

    def ask_search(self, command: type[Command]) -> None:
        """Let words be typed that a command searches for."""
        self._ask("/", lambda words: self.run(command, words))

    def ask_tags(self, before: str, known: Sequence[str], given: Callable[[str], None]) -> None:
        """Let tags be typed, after those of before."""
        self._desk.command_line.ask_tags(before, known, self._answer(given))

    def _ask(self, prompt: str, given: Callable[[str], None]) -> None:
        self._desk.command_line.ask(prompt, self._answer(given))

    def _answer(self, given: Callable[[str], None]) -> Callable[[str | None], None]:
        """Put the status line away; the answer brings it back."""

        def answer(line: str | None) -> None:
            self._desk.status.display = True
            self._desk.refocus()
            if line is not None:
                with self._desk.saying_errors():
                    given(line)

        self._desk.status.display = False
        return answer

    def _command_typed(self, line: str) -> None:
        name, _, argument = line.partition(" ")
        command = BY_NAME.get(SHORT.get(name, name))
        if command is None:
            self._desk.say(f"no such command: {name} {self._desk.told('({help} lists them)')}")
        else:
            self.run(command, argument.strip())
