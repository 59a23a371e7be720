"""The help for the pane in focus: the keys that mean something there."""

from __future__ import annotations

from reader.tui.commands.base import Pane
from reader.tui.commands.registry import groups
from reader.tui.dialogs.text_dialog import TextDialog
from reader.tui.keys import label

TITLES = {Pane.LIST: "the document list", Pane.ARTICLE: "the article", Pane.SIDEBAR: "the sidebar"}


def help_for(pane: Pane) -> TextDialog:
    """The window with the help for one pane."""
    return TextDialog(f"Keys in {TITLES[pane]}", help_rows(pane))


def help_rows(pane: Pane) -> list[tuple[str, str]]:
    """Keys and help of each command with a key in `pane`, under headings; then the commands without a key."""
    rows: list[tuple[str, str]] = []
    for group, commands in groups().items():
        here = [command for command in commands if command.keys and pane in command.panes]
        if here:
            rows += [(group, ""), *((f"  {_keys(command.keys)}", command.help()) for command in here), ("", "")]
    bare = [command for commands in groups().values() for command in commands if not command.keys]
    rows += [("After a colon", "")]
    rows += [(f"  :{command.name} {command.argument or ''}".rstrip(), command.help()) for command in bare]
    return rows


def _keys(keys: tuple[str, ...]) -> str:
    return " ".join(label(key) for key in keys)
