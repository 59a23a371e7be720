"""The table of keys, as the command line and the README print it. Needs no Textual."""

from __future__ import annotations

from reader.tui.commands.registry import groups
from reader.tui.keys.bindings import Bindings


def key_table(bindings: Bindings) -> list[tuple[str, str, str, str]]:
    """Group, keys, command name and help of every command, in the order of the help."""
    return [
        (group, bindings.labels(command), command.name, command.help())
        for group, commands in groups().items()
        for command in commands
    ]
