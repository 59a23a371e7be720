"""Maps keys to commands in each pane and mode, puts two-key sequences together, and refuses collisions."""

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
"""Keys by command name."""

SCOPES: tuple[Scope, ...] = (*Pane, *Mode)


def key_map(commands: Iterable[Bindable], keys: Keys = MappingProxyType({})) -> KeyMap:
    """Return which command each key means in each scope; commands missing from `keys` have their default keys.

    Where text is typed, keys that write mean no command: a command that also works elsewhere loses them there.
    Raises SettingsError if a key means two commands in one scope, means one and begins a sequence, means one in
    an offered draft and another in the pane beneath it, or writes where its command works nowhere else.
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
            f"[keys]: {label(key)} cannot mean {command.name}: it is for typing in the {scope}; bind another key"
        )


def _refuse_beginning(meanings: KeyMap, scope: Scope, key: str, where: Iterable[Scope]) -> None:
    first = key.split(" ")[0]
    for place in where:
        if short := meanings.get((place, first)):
            raise SettingsError(
                f"[keys]: {label(first)} means {short.name} in the {place} and begins {label(key)}, "
                f"{meanings[scope, key].name}; bind one of them to another key"
            )


def _refuse_over_panes(meanings: KeyMap) -> None:
    """Refuse keys of the draft offer that mean something else in the panes beneath it."""
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
    both = f"{label(key)} means both {one.name} and {other.name} {where}"
    return SettingsError(f"[keys]: {both}; bind one of them to another key")


def name_of(event: Key) -> str:
    """Return the name of a pressed key: its character, or a word such as `space`."""
    if event.character and event.character.isprintable() and event.character != " ":
        return event.character
    return event.key


class Sequencer:
    """Puts two-key sequences together: a prefix waits for its second key, and is dropped if another key comes."""

    def __init__(self, keys: KeyMap) -> None:
        self._keys = keys
        self._prefixes = {(scope, key.split(" ")[0]) for scope, key in keys if " " in key}
        self.pending = ""
        """The prefix that waits for its second key."""

    def press(self, scopes: Sequence[Scope], key: str) -> Bindable | None:
        """Return the command that this key completes in the first scope where it means one, or None."""
        if self.pending:
            key, self.pending = f"{self.pending} {key}", ""
        elif any((scope, key) in self._prefixes for scope in scopes):
            self.pending = key
            return None
        return next((self._keys[scope, key] for scope in scopes if (scope, key) in self._keys), None)
