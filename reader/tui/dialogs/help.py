"""The help for a pane or a mode: the keys that mean something there."""

from __future__ import annotations

from reader.text.sanitise import NOTHING, Shown, own, sanitise_line
from reader.tui.commands.base import Command, Mode, Pane, Scope
from reader.tui.commands.registry import groups
from reader.tui.dialogs.text_dialog import TextDialog
from reader.tui.keys.bindings import Bindings

TITLES: dict[Scope, Shown] = {
    Pane.LIST: own("Keys in the document list"),
    Pane.ARTICLE: own("Keys in the article"),
    Pane.SIDEBAR: own("Keys in the sidebar"),
    Mode.CARET: own("Keys while selecting"),
}


def help_for(scope: Scope, bindings: Bindings) -> TextDialog:
    """The window with the help for one pane or mode."""
    return TextDialog(TITLES[scope], help_rows(scope, bindings))


def help_rows(scope: Scope, bindings: Bindings) -> list[tuple[Shown, Shown]]:
    """Keys and help of each command with a key in `scope`, under headings; then the commands without a key."""
    rows: list[tuple[Shown, Shown]] = []
    for group, commands in groups().items():
        here = [command for command in commands if bindings.of(command) and scope in command.panes]
        if here:
            rows += [(sanitise_line(group), NOTHING), *(_row(bindings.labels(each), each) for each in here)]
            rows += [(NOTHING, NOTHING)]
    bare = [command for commands in groups().values() for command in commands if not bindings.of(command)]
    rows += [(own("After a colon"), NOTHING)]
    rows += [_row(f":{command.name} {command.argument or ''}".rstrip(), command) for command in bare]
    return rows


def _row(lead: str, command: type[Command]) -> tuple[Shown, Shown]:
    return sanitise_line(f"  {lead}"), sanitise_line(command.help())
