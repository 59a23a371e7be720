"""The table of keys for the command line and the README; it needs no Textual."""

from __future__ import annotations

from collections.abc import Collection

from reader.model.values import value_class
from reader.tui.keys.bindings import Bindings
from reader.tui.keys.fixed import EDITING_A_LINE, EDITING_A_NOTE
from reader.tui.keys.key_map import SCOPES
from reader.tui.keys.names import label
from reader.tui.keys.scopes import EVERYWHERE, FIELDS, LINES, LISTS, WINDOWS, Mode, Scope

TOGETHER = (("panes", EVERYWHERE), ("windows", WINDOWS), ("lists", LISTS), ("fields", FIELDS), ("lines", LINES))
"""Words for several scopes at once, the widest first."""


@value_class(frozen=True)
class KeyRow:
    """One row of the table."""

    group: str
    keys: tuple[str, ...]
    """As the screen shows them."""
    name: str
    is_typed: bool
    """Whether the name can be typed after a colon."""
    where: str
    """The panes, modes and windows where the keys mean the command."""
    help: str


def key_table(bindings: Bindings) -> list[KeyRow]:
    """Return a row for every command, in the order of the help."""
    return [
        KeyRow(
            group,
            bindings.labels(command),
            command.name,
            command.is_typed,
            where(bindings.scopes(command)),
            bindings.expand(command.help),
        )
        for group, commands in bindings.groups().items()
        for command in commands
    ]


def where(scopes: Collection[Scope]) -> str:
    """Return scopes in few words, such as `panes, text`."""
    left, words = list(scopes), []
    for word, together in TOGETHER:
        if together <= set(left):
            words.append(word)
            left = [scope for scope in left if scope not in together]
    return ", ".join([*words, *map(str, left)])


def places() -> list[tuple[str, str]]:
    """Return the words for several scopes, each with the scopes that it stands for."""
    return [(word, ", ".join(scope for scope in SCOPES if scope in together)) for word, together in TOGETHER]


def fixed_keys() -> list[tuple[str, tuple[str, ...]]]:
    """Return the scopes where text is typed, with the keys that edit there and cannot be rebound."""
    return [
        ("lines", tuple(map(label, EDITING_A_LINE))),
        (Mode.NOTE.value, tuple(map(label, EDITING_A_NOTE))),
    ]
