"""What keys do on the main screen: commands, and the line in which commands and searches are typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.tui.commands.base import Command, Scope
from reader.tui.commands.registry import BY_NAME
from reader.tui.keys.bindings import Bindings
from reader.tui.keys.key_map import Sequencer, name_of
from reader.tui.keys.names import label

if TYPE_CHECKING:
    from textual.events import Key, Paste

    from reader.tui.screens.main import MainScreen

SHORT = {"q": "back", "quit!": "quit", "h": "help"}
"""Names of commands that hands know from elsewhere."""


class Keyboard:
    """Gives each key to whom it is meant for, and runs commands."""

    def __init__(self, desk: MainScreen, bindings: Bindings) -> None:
        self._desk = desk
        self._sequencer = Sequencer(bindings.map)

    @property
    def scope(self) -> Scope:
        """Where keys mean what they mean now."""
        mode = self._desk.mode
        return self._desk.pane if mode is None or mode.scope is None else mode.scope

    def press(self, event: Key) -> None:
        """Do what a key means: in the line being typed, in the mode, or as the key of a command."""
        desk = self._desk
        if desk.is_asking:
            desk.command_line.press(event)
            return
        if desk.mode is not None and desk.mode.press(event):
            return
        waited = self._sequencer.pending
        command = self._sequencer.press(self.scope, name_of(event))
        if command is not None:
            self.run(command)
        elif self._sequencer.pending or waited:
            desk.say(label(self._sequencer.pending))

    def paste(self, event: Paste) -> None:
        """Take pasted text where text is being written; elsewhere it is nothing, and never a command."""
        desk = self._desk
        if desk.is_asking:
            desk.command_line.insert_text_at_cursor(" ".join(event.text.split()))
        elif desk.mode is not None:
            desk.mode.paste(event.text)

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
