"""The help for the pane in focus: the keys that mean something there."""

from __future__ import annotations

from reader.text.sanitise import NOTHING, Shown, own, sanitise_line
from reader.tui.bindings import Bindings
from reader.tui.commands.base import Command, Pane
from reader.tui.commands.registry import groups
from reader.tui.dialogs.text_dialog import TextDialog

TITLES = {
    Pane.LIST: own("Keys in the document list"),
    Pane.ARTICLE: own("Keys in the article"),
    Pane.SIDEBAR: own("Keys in the sidebar"),
}


def help_for(pane: Pane, bindings: Bindings) -> TextDialog:
    """The window with the help for one pane."""
    return TextDialog(TITLES[pane], help_rows(pane, bindings))


def help_rows(pane: Pane, bindings: Bindings) -> list[tuple[Shown, Shown]]:
    """Keys and help of each command with a key in `pane`, under headings; then the commands without a key."""
    rows: list[tuple[Shown, Shown]] = []
    for group, commands in groups().items():
        here = [command for command in commands if bindings.of(command) and pane in command.panes]
        if here:
            rows += [(sanitise_line(group), NOTHING), *(_row(bindings.labels(each), each) for each in here)]
            rows += [(NOTHING, NOTHING)]
    bare = [command for commands in groups().values() for command in commands if not bindings.of(command)]
    rows += [(own("After a colon"), NOTHING)]
    rows += [_row(f":{command.name} {command.argument or ''}".rstrip(), command) for command in bare]
    return rows


def _row(lead: str, command: type[Command]) -> tuple[Shown, Shown]:
    return sanitise_line(f"  {lead}"), sanitise_line(command.help())
