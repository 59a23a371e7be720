"""The help for the pane in focus: the keys that mean something there."""

from __future__ import annotations

from rich.text import Text

from reader.tui.commands.base import Pane
from reader.tui.commands.registry import groups
from reader.tui.dialogs.text_dialog import TextDialog
from reader.tui.keys import label

KEYS_WIDTH = 16
"""Cells for the keys of a command."""
TITLES = {Pane.LIST: "the document list", Pane.ARTICLE: "the article", Pane.SIDEBAR: "the sidebar"}


def help_for(pane: Pane) -> TextDialog:
    """The window with the help for one pane."""
    return TextDialog(f"Keys in {TITLES[pane]}", help_rows(pane))


def help_rows(pane: Pane) -> list[Text]:
    """A row for each command with a key in `pane`, under headings; then the commands without a key."""
    rows: list[Text] = []
    for group, commands in groups().items():
        here = [command for command in commands if command.keys and pane in command.panes]
        if here:
            rows += [Text(group, style="bold"), *(_row(_keys(c.keys), c.help()) for c in here), Text("")]
    bare = [command for commands in groups().values() for command in commands if not command.keys]
    rows += [Text("Typed after a colon", style="bold")]
    rows += [_row(f":{c.name} {c.argument or ''}".rstrip(), c.help()) for c in bare]
    return rows


def _keys(keys: tuple[str, ...]) -> str:
    return " ".join(label(key) for key in keys)


def _row(keys: str, help: str) -> Text:
    return Text(f"  {keys:<{KEYS_WIDTH}} {help}")
