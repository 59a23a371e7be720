"""Every command, in the order of the help."""

from reader.tui.commands import (
    annotations,
    article,
    caret,
    corrections,
    documents,
    jumps,
    moving,
    program,
    versions,
    windows,
)
from reader.tui.commands.base import Command

# Not `from __future__ import annotations`: here that name is the module of the commands on annotations.

MODULES = (jumps, article, annotations, caret, corrections, versions, documents, moving, windows, program)
COMMANDS: tuple[Command, ...] = tuple(command for module in MODULES for command in module.commands)
BY_NAME: dict[str, Command] = {command.name: command for command in COMMANDS}
