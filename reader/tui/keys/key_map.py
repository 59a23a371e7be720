"""From key presses to commands: which command a key means in a pane, sequences of two, collisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from reader.model.errors import SettingsError
from reader.tui.commands.base import Command, Mode, Pane, Scope
from reader.tui.keys.names import label

if TYPE_CHECKING:
    from textual.events import Key

KeyMap = Mapping[tuple[Scope, str], type[Command]]
Keys = Mapping[str, tuple[str, ...]]
"""Keys of commands by the commands' names."""


def key_map(commands: Iterable[type[Command]], keys: Keys = MappingProxyType({})) -> KeyMap:
    """Which command each key means in each pane; a command that is not among `keys` has its own.

    Raises SettingsError where one key means two, or means one and is the first of two.
    """
    meanings: dict[tuple[Scope, str], type[Command]] = {}
    for command in commands:
        for key in keys.get(command.name, command.keys):
            for pane in (each for each in (*Pane, *Mode) if each in command.panes):
                other = meanings.setdefault((pane, key), command)
                if other is not command:
                    raise SettingsError(
                        f"{label(key)} means both {other.name} and {command.name} in the {pane}: bind one anew"
                    )
    for pane, key in meanings:
        first, _, second = key.partition(" ")
        if second and (pane, first) in meanings:
            short, long = meanings[pane, first].name, meanings[pane, key].name
            raise SettingsError(
                f"{label(first)} means {short} in the {pane} and begins {label(key)}, {long}: bind one anew"
            )
    return meanings


def name_of(event: Key) -> str:
    """The name by which commands know a pressed key: its character, or a word such as `space`."""
    if event.character and event.character.isprintable() and event.character != " ":
        return event.character
    return event.key


class Sequencer:
    """Puts keys together: a prefix waits for its second key, and is forgotten when that is none of its own."""

    def __init__(self, keys: KeyMap) -> None:
        self._keys = keys
        self._prefixes = {(pane, key.split(" ")[0]) for pane, key in keys if " " in key}
        self.pending = ""
        """The prefix that waits for a second key."""

    def press(self, scope: Scope, key: str) -> type[Command] | None:
        """The command that this key completes there, or None."""
        if self.pending:
            key, self.pending = f"{self.pending} {key}", ""
        elif (scope, key) in self._prefixes:
            self.pending = key
            return None
        return self._keys.get((scope, key))
