"""The keys that hold: each command's own, a preset over them, and over that what the settings say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from reader.model.errors import SettingsError
from reader.model.values import value_class
from reader.tui.commands.base import Command
from reader.tui.commands.registry import BY_NAME, COMMANDS
from reader.tui.commands.windows import OfMode
from reader.tui.keys.key_map import SCOPES, KeyMap, Keys, key_map
from reader.tui.keys.names import LEAVE_ALONE, label, parsed
from reader.tui.keys.presets import PRESETS
from reader.tui.keys.scopes import ALWAYS, LINES, WINDOWS, Mode, Scope

WAYS_OUT = ("back", "quit", "interrupt", "command-line")
"""Commands by one of which the program can be left."""
WAY_OUT: Mapping[Scope, str] = {
    Mode.CARET: "caret-leave",
    Mode.NOTE: "keep-note",
    **dict.fromkeys(LINES, "leave"),
    **dict.fromkeys(WINDOWS, "close"),
}
"""The command by which each mode is left; a label and a draft that are asked about are left by any other key."""
NO_KEY = "(no key)"
"""What stands in words for the key of a command that has none and cannot be typed either."""


@value_class(frozen=True)
class Bindings:
    """Which keys mean which command."""

    keys: Keys
    """The keys of those commands that do not have their own."""
    map: KeyMap
    warnings: Sequence[str] = ()
    """What a person should know of the keys in the settings."""
    holds_all: bool = True
    """Whether the settings' own keys are among them."""

    def of(self, command: type[Command]) -> tuple[str, ...]:
        """The keys of a command."""
        return self.keys.get(command.name, command.keys)

    def labels(self, command: type[Command]) -> tuple[str, ...]:
        """The keys of a command as they are written for people."""
        return tuple(map(label, self.of(command)))

    def keys_in(self, scope: Scope, command: type[Command]) -> list[str]:
        """The keys of a command that mean it there."""
        return [key for key in self.of(command) if self.map.get((scope, key)) is command]

    def scopes(self, command: type[Command]) -> list[Scope]:
        """Where a key means a command; for one without keys, where it would."""
        held = [scope for scope in SCOPES if self.keys_in(scope, command)]
        return held or [scope for scope in SCOPES if scope in command.panes]

    def first(self, name: str) -> str:
        """The first key of a command by its name, or, where it has none, what is typed after a colon."""
        command = BY_NAME[name]
        if keys := self.of(command):
            return label(keys[0])
        return NO_KEY if issubclass(command, OfMode) else f":{name}"

    def hints(self, scope: Scope, said: Iterable[tuple[str, str]]) -> list[str]:
        """What is said of some commands, by their names, behind the first key that each has there.

        A command that has none there is named as it is typed after a colon, or, where it cannot be, left out.
        """
        keys = [(self._hint(scope, BY_NAME[name]), words) for name, words in said]
        return [f"{key} {words}" for key, words in keys if key]

    def _hint(self, scope: Scope, command: type[Command]) -> str:
        keys = self.keys_in(scope, command)
        return label(keys[0]) if keys else f":{command.name}" if scope in ALWAYS else ""

    def told(self, words: str) -> str:
        """Some words of this program with the keys in them that hold: `{note} writes one` names that command's."""
        return re.sub(r"\{([a-z-]+)\}", lambda name: self.first(name[1]), words)


def bind(preset: str = "default", own: Keys | None = None) -> Bindings:
    """The keys of a preset with a person's own over them, which are written as people write keys.

    Raises SettingsError that names the command and the key: for commands and keys that there are not, for
    collisions, and where no key would be left to quit by.
    """
    written = {name: _keys(name, keys) for name, keys in (own or {}).items()}
    keys = {**{name: keys for name, keys in PRESETS[preset].items() if name in BY_NAME}, **written}
    meanings = key_map(COMMANDS, keys)
    if not any(keys.get(name, BY_NAME[name].keys) for name in WAYS_OUT):
        raise SettingsError(f"[keys]: no key would be left to quit by; bind one of {', '.join(WAYS_OUT)}")
    left = {(scope, command.name) for (scope, _), command in meanings.items()}
    for scope, name in ((scope, WAY_OUT[scope]) for scope in SCOPES if scope in WAY_OUT):
        if (scope, name) not in left:
            raise SettingsError(f"[keys]: no key would be left to leave the {scope} by; bind {name}")
    return Bindings(keys, meanings, [*_warnings(written)])


def bind_or_default(preset: str, own: Keys) -> Bindings:
    """As `bind`; where the settings' own keys are refused, the preset's hold and a warning says why."""
    try:
        return bind(preset, own)
    except SettingsError as error:
        held = bind(preset)
        return Bindings(held.keys, held.map, [f"settings {error}; the keys of the preset {preset} hold"], False)


def _keys(name: str, keys: Sequence[str]) -> tuple[str, ...]:
    if name not in BY_NAME:
        raise SettingsError(f"[keys]: there is no command {name!r}; `reader keys` lists them")
    try:
        return tuple(dict.fromkeys(parsed(key) for key in keys))
    except ValueError as error:
        raise SettingsError(
            f"[keys]: {name}: {str(error)!r} is no key; write one as j, Ctrl-D, PgDn, or two as ]q"
        ) from error


def _warnings(keys: Keys) -> Sequence[str]:
    return [
        f"settings [keys]: {name}: better leave {label(key)} alone: {LEAVE_ALONE[part]}"
        for name, bound in keys.items()
        for key in bound
        for part in key.split(" ")
        if part in LEAVE_ALONE
    ]
