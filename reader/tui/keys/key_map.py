"""From key presses to commands: which command a key means in a pane or a mode, sequences of two, collisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from reader.model.errors import SettingsError
from reader.tui.keys.bindable import Bindable
from reader.tui.keys.fixed import TYPED_IN, writes
from reader.tui.keys.names import label
from reader.tui.keys.scopes import Mode, Pane, Scope

if TYPE_CHECKING:
    from textual.events import Key

KeyMap = Mapping[tuple[Scope, str], Bindable]
Keys = Mapping[str, tuple[str, ...]]
"""Keys of commands by the commands' names."""

SCOPES: tuple[Scope, ...] = (*Pane, *Mode)


def key_map(commands: Iterable[Bindable], keys: Keys = MappingProxyType({})) -> KeyMap:
    """Which command each key means in each pane and mode; a command that is not among `keys` has its own.

    Where a person types, keys that write do not mean commands: those of a command that holds elsewhere too fall
    away there. Raises SettingsError where one key means two, or means one and is the first of two, where it means
    one and in the pane beneath another, and where a command that holds nowhere else has one that writes.
    """
    meanings: dict[tuple[Scope, str], Bindable] = {}
    for command in commands:
        for key in keys.get(command.name, command.keys):
            for scope in _in_order(command.panes):
                if scope in TYPED_IN and writes(scope, key):
                    _refuse_if_only_typed(command, scope, key)
                    continue
                other = meanings.setdefault((scope, key), command)
                if other is not command:
                    raise _means_both(key, other, command, f"in the {scope}")
    for scope, key in meanings:
        if " " in key:
            _refuse_beginning(meanings, scope, key, (scope,))
    _refuse_over_panes(meanings)
    return meanings


@cache
def _in_order(scopes: frozenset[Scope]) -> tuple[Scope, ...]:
    return tuple(scope for scope in SCOPES if scope in scopes)


def _refuse_if_only_typed(command: Bindable, scope: Scope, key: str) -> None:
    if command.panes <= TYPED_IN:
        raise SettingsError(
            f"[keys]: {label(key)} cannot mean {command.name}: in the {scope} it writes; bind another key"
        )


def _refuse_beginning(meanings: KeyMap, scope: Scope, key: str, where: Iterable[Scope]) -> None:
    first = key.split(" ")[0]
    for place in where:
        if short := meanings.get((place, first)):
            raise SettingsError(
                f"[keys]: {label(first)} means {short.name} in the {place} and begins {label(key)}, "
                f"{meanings[scope, key].name}: bind one anew"
            )


def _refuse_over_panes(meanings: KeyMap) -> None:
    """Hold the keys of an offer against those of the panes beneath it, which mean what they mean there."""
    offered = [(key, command) for (scope, key), command in meanings.items() if scope is Mode.DRAFT]
    for key, command in offered:
        for pane in Pane:
            other = meanings.get((pane, key))
            if other is not None and other is not command and other.name not in command.over:
                raise _means_both(key, command, other, f"in the {pane} while a draft is offered")
        if " " in key:
            _refuse_beginning(meanings, Mode.DRAFT, key, Pane)
    first = {key for key, _ in offered}
    for scope, key in meanings:
        if " " in key and isinstance(scope, Pane) and key.split(" ")[0] in first:
            _refuse_beginning(meanings, scope, key, (Mode.DRAFT,))


def _means_both(key: str, one: Bindable, other: Bindable, where: str) -> SettingsError:
    return SettingsError(f"[keys]: {label(key)} means both {one.name} and {other.name} {where}: bind one anew")


def name_of(event: Key) -> str:
    """The name by which commands know a pressed key: its character, or a word such as `space`."""
    if event.character and event.character.isprintable() and event.character != " ":
        return event.character
    return event.key


class Sequencer:
    """Puts keys together: a prefix waits for its second key, and is forgotten when that is none of its own."""

    def __init__(self, keys: KeyMap) -> None:
        self._keys = keys
        self._prefixes = {(scope, key.split(" ")[0]) for scope, key in keys if " " in key}
        self.pending = ""
        """The prefix that waits for a second key."""

    def press(self, scopes: Sequence[Scope], key: str) -> Bindable | None:
        """The command that this key completes in the first of some places where it means one, or None."""
        if self.pending:
            key, self.pending = f"{self.pending} {key}", ""
        elif any((scope, key) in self._prefixes for scope in scopes):
            self.pending = key
            return None
        return next((self._keys[scope, key] for scope in scopes if (scope, key) in self._keys), None)
