"""`reader keys`: the keys that hold, as a table."""

from __future__ import annotations

from itertools import groupby

from reader.cli.out import say
from reader.text.sanitise import joined, own, sanitise_line
from reader.tui.commands.keys import key_table


def print_keys(*, markdown: bool) -> int:
    """Print the table, for people or for the README."""
    say(joined(map(sanitise_line, markdown_rows() if markdown else plain_rows()), own("\n")))
    return 0


def plain_rows() -> list[str]:
    """A heading for each group, and under it keys, name and help."""
    rows: list[str] = []
    for group, commands in groupby(key_table(), key=lambda row: row[0]):
        rows += ["", group] if rows else [group]
        rows += [f"  {keys:<14} {name:<20} {help}" for _, keys, name, help in commands]
    return rows


def markdown_rows() -> list[str]:
    """One table over all groups, commands without a key by their names after a colon."""
    rows = ["| Where | Keys | Command | What it does |", "| --- | --- | --- | --- |"]
    for group, keys, name, help in key_table():
        shown = " ".join(_code(key) for key in keys.split())
        rows.append(f"| {group} | {shown} | `:{name}` | {help} |")
    return rows


def _code(key: str) -> str:
    key = key.replace("|", "\\|")
    return f"`` {key} ``" if "`" in key else f"`{key}`"
