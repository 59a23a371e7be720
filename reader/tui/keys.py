"""From key presses to commands: names of keys, sequences of two, collisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from reader.model.errors import SettingsError
from reader.tui.commands.base import Command, Pane

if TYPE_CHECKING:
    from textual.events import Key

KeyMap = Mapping[tuple[Pane, str], type[Command]]

NAMES = {
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "Shift-Tab",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
}


def key_map(commands: Iterable[type[Command]]) -> KeyMap:
    """Which command each key means in each pane. Raises SettingsError where one key means two."""
    meanings: dict[tuple[Pane, str], type[Command]] = {}
    for command in commands:
        for key in command.keys:
            for pane in command.panes:
                other = meanings.setdefault((pane, key), command)
                if other is not command:
                    raise SettingsError(
                        f"{label(key)} means both {other.name} and {command.name} in the {pane}: bind one anew"
                    )
    return meanings


def label(key: str) -> str:
    """A key as it is written for people: `] q` is ]q, `ctrl+d` Ctrl-D."""
    if key in NAMES:
        return NAMES[key]
    if key.startswith("ctrl+"):
        return f"Ctrl-{key.removeprefix('ctrl+').upper()}"
    return key.replace(" ", "")


def name_of(event: Key) -> str:
    """The name by which commands know a pressed key: its character, or a word such as `space`."""
    if event.character and event.character.isprintable() and event.character != " ":
        return event.character
    return event.key


class Sequencer:
    """Puts keys together: a prefix waits for its second key, and is forgotten when that is none of its own."""

    def __init__(self, keys: KeyMap) -> None:
        self._keys = keys
        self._prefixes = {key.split(" ")[0] for _, key in keys if " " in key}
        self.pending = ""
        """The prefix that waits for a second key."""

    def press(self, pane: Pane, key: str) -> type[Command] | None:
        """The command that this key completes in a pane, or None."""
        if self.pending:
            key, self.pending = f"{self.pending} {key}", ""
        elif key in self._prefixes:
            self.pending = key
            return None
        return self._keys.get((pane, key))
