"""What keys do on the main screen: commands, and the line in which commands and searches are typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.tui.bindings import Bindings
from reader.tui.commands.base import Command
from reader.tui.commands.registry import BY_NAME
from reader.tui.key_names import label
from reader.tui.keys import Sequencer, name_of

if TYPE_CHECKING:
    from textual.events import Key

    from reader.tui.screens.main import MainScreen

SHORT = {"q": "back", "quit!": "quit", "h": "help"}
"""Names of commands that hands know from elsewhere."""


class Keyboard:
    """Gives each key to whom it is meant for, and runs commands."""

    def __init__(self, desk: MainScreen, bindings: Bindings) -> None:
        self._desk = desk
        self._sequencer = Sequencer(bindings.map)

    def press(self, event: Key) -> None:
        """Do what a key means. Every key is a command's, unless a line is being typed."""
        desk = self._desk
        if desk.command_line.is_open:
            desk.command_line.press(event)
            return
        waited = self._sequencer.pending
        command = self._sequencer.press(desk.pane, name_of(event))
        if command is not None:
            self.run(command)
        elif self._sequencer.pending or waited:
            desk.say(label(self._sequencer.pending))

    def run(self, command: type[Command], argument: str = "") -> None:
        """Do what a command does, if it can be done now."""
        if not command.available(self._desk):
            self._desk.say(f"{command.name}: not here, no article is open")
            return
        with self._desk.saying_errors():
            command.run(self._desk, argument)

    def ask_command(self) -> None:
        """Let a command be typed."""
        self._ask(":", self._command_typed)

    def ask_search(self) -> None:
        """Let words to search for be typed."""
        self._ask("/", lambda words: self.run(BY_NAME["search"], words))

    def _ask(self, prompt: str, given: Callable[[str], None]) -> None:
        def answer(line: str | None) -> None:
            self._desk.status.display = True
            self._desk.refocus()
            if line is not None:
                given(line)

        self._desk.status.display = False
        self._desk.command_line.ask(prompt, answer)

    def _command_typed(self, line: str) -> None:
        name, _, argument = line.partition(" ")
        command = BY_NAME.get(SHORT.get(name, name))
        if command is None:
            self._desk.say(f"no such command: {name} (? lists them)")
        else:
            self.run(command, argument.strip())
