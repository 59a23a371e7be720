"""Which keys mean which command: each command's own keys, a preset over them, the settings over both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reader.model.errors import SettingsError
from reader.model.values import value_class
from reader.tui.keys.bindable import Bindable
from reader.tui.keys.key_map import SCOPES, KeyMap, Keys, key_map
from reader.tui.keys.names import LEAVE_ALONE, label, parsed
from reader.tui.keys.presets import PRESETS
from reader.tui.keys.scopes import ALWAYS, LINES, WINDOWS, Mode, Scope

WAYS_OUT = ("back", "quit", "interrupt", "command-line")
"""Commands by which the program can be left; one of them must have a key."""
WAY_OUT: Mapping[Scope, str] = {
    Mode.CARET: "caret-leave",
    Mode.NOTE: "keep-note",
    **dict.fromkeys(LINES, "leave"),
    **dict.fromkeys(WINDOWS, "close"),
}
"""The command that leaves each mode; any other key leaves the modes for a label and a draft."""
NO_KEY = "(no key)"
"""Shown in place of a key where a command has none and cannot be typed either."""


@value_class(frozen=True)
class Bindings:
    """The commands, and the keys that mean them."""

    by_name: Mapping[str, Bindable]
    """Every command by its name, in the order of the help."""
    keys: Keys
    """The keys of the commands that do not have their default keys."""
    map: KeyMap
    warnings: Sequence[str] = ()
    """Messages about keys in the settings."""
    holds_all: bool = True
    """False where the keys in the settings were refused."""

    def groups(self) -> dict[str, list[Bindable]]:
        """Return the commands under their headings."""
        found: dict[str, list[Bindable]] = {}
        for command in self.by_name.values():
            found.setdefault(command.group, []).append(command)
        return found

    def keys_of(self, command: Bindable) -> tuple[str, ...]:
        """Return the keys of a command."""
        return self.keys.get(command.name, command.keys)

    def labels(self, command: Bindable) -> tuple[str, ...]:
        """Return the keys of a command as they are written for people."""
        return tuple(map(label, self.keys_of(command)))

    def keys_in(self, scope: Scope, command: Bindable) -> list[str]:
        """Return the keys that mean a command in one scope."""
        return [key for key in self.keys_of(command) if self.map.get((scope, key)) is command]

    def scopes(self, command: Bindable) -> list[Scope]:
        """Return where a key means a command; for one without keys, where it would."""
        held = [scope for scope in SCOPES if self.keys_in(scope, command)]
        return held or [scope for scope in SCOPES if scope in command.panes]

    def first(self, name: str) -> str:
        """Return the first key of a command, or, without a key, what is typed after a colon."""
        command = self.by_name[name]
        if keys := self.keys_of(command):
            return label(keys[0])
        return f":{name}" if command.is_typed else NO_KEY

    def hints(self, scope: Scope, wanted: Iterable[tuple[str, str]]) -> list[str]:
        """Return pairs of a command's name and a word as `key word`, with the first key that means it there.

        A command without a key there is shown as it is typed after a colon, or left out where it cannot be typed.
        """
        keys = [(self._hint(scope, self.by_name[name]), word) for name, word in wanted]
        return [f"{key} {word}" for key, word in keys if key]

    def _hint(self, scope: Scope, command: Bindable) -> str:
        keys = self.keys_in(scope, command)
        return label(keys[0]) if keys else f":{command.name}" if scope in ALWAYS else ""

    def expand(self, template: str) -> str:
        """Replace command names in braces by keys: in `{note} writes one`, the name of `note` by its key."""
        return re.sub(r"\{([a-z-]+)\}", lambda name: self.first(name[1]), template)


def bind(commands: Iterable[Bindable], preset: str = "default", own: Keys | None = None) -> Bindings:
    """Bind the keys of a preset, and over them a person's own, which are written as people write keys.

    Raises SettingsError that names the command and the key: for unknown commands and keys, for collisions, and
    if no key would quit.
    """
    by_name = {command.name: command for command in commands}
    written = {name: _parsed_keys(by_name, name, keys) for name, keys in (own or {}).items()}
    keys = {**{name: keys for name, keys in PRESETS[preset].items() if name in by_name}, **written}
    meanings = key_map(by_name.values(), keys)
    if not any(keys.get(name, by_name[name].keys) for name in WAYS_OUT):
        raise SettingsError(f"[keys]: no key would quit; bind one of {', '.join(WAYS_OUT)}")
    left = {(scope, command.name) for (scope, _), command in meanings.items()}
    for scope, name in ((scope, WAY_OUT[scope]) for scope in SCOPES if scope in WAY_OUT):
        if (scope, name) not in left:
            raise SettingsError(f"[keys]: no key would leave the {scope}; bind {name}")
    return Bindings(by_name, keys, meanings, _warnings(written))


def bind_or_default(commands: Sequence[Bindable], preset: str, own: Keys) -> Bindings:
    """Bind as `bind` does; if the settings' own keys are refused, bind the preset's and warn."""
    try:
        return bind(commands, preset, own)
    except SettingsError as error:
        warning = f"settings {error}; the keys of the preset {preset} are used"
        return replace(bind(commands, preset), warnings=[warning], holds_all=False)


def _parsed_keys(by_name: Mapping[str, Bindable], name: str, keys: Sequence[str]) -> tuple[str, ...]:
    if name not in by_name:
        raise SettingsError(f"[keys]: there is no command {name!r}; `reader keys` lists them")
    try:
        return tuple(dict.fromkeys(parsed(key) for key in keys))
    except ValueError as error:
        raise SettingsError(
            f"[keys]: {name}: {str(error)!r} is not a key; write one as j, Ctrl-D, PgDn, or two as ]q"
        ) from error


def _warnings(keys: Keys) -> Sequence[str]:
    return [
        f"settings [keys]: {name}: better leave {label(key)} alone: {LEAVE_ALONE[part]}"
        for name, bound in keys.items()
        for key in bound
        for part in key.split(" ")
        if part in LEAVE_ALONE
    ]
