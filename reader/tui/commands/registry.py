"""Every command there is, in the order of the help."""

from __future__ import annotations

from types import ModuleType

from reader.tui.commands import annotations as annotation_commands
from reader.tui.commands import (
    article,
    caret,
    corrections,
    documents,
    jumps,
    links,
    moving,
    program,
    versions,
    windows,
)
from reader.tui.commands.base import Command


def _commands_of(module: ModuleType) -> list[type[Command]]:
    return [
        value
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, Command)
        and value.__module__ == module.__name__
        and "name" in vars(value)
    ]


COMMANDS: tuple[type[Command], ...] = tuple(
    command
    for module in (
        jumps,
        article,
        annotation_commands,
        caret,
        corrections,
        versions,
        links,
        documents,
        moving,
        windows,
        program,
    )
    for command in _commands_of(module)
)
"""All of them, group by group."""

TYPED: tuple[str, ...] = tuple(sorted(each.name for each in COMMANDS if not issubclass(each, windows.OfMode)))
"""The names that can be typed after a colon."""
BY_NAME: dict[str, type[Command]] = {command.name: command for command in COMMANDS}


def groups() -> dict[str, list[type[Command]]]:
    """The commands under their headings."""
    found: dict[str, list[type[Command]]] = {}
    for command in COMMANDS:
        found.setdefault(command.group, []).append(command)
    return found
