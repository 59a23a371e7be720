"""`reader keys`: the keys that hold, as a table."""

from __future__ import annotations

from itertools import groupby

from reader.cli.out import complain, say
from reader.cli.usual import usual_settings
from reader.text.sanitise import joined, own, sanitise_line
from reader.tui.commands.keys import key_table
from reader.tui.keys.bindings import Bindings, bind_or_default


def print_keys(*, markdown: bool) -> int:
    """Print the table, for people or for the README; 1 where the settings' own keys do not hold."""
    settings = usual_settings()
    bindings = bind_or_default(settings.preset, settings.keys)
    for warning in bindings.warnings:
        complain(warning)
    say(joined(map(sanitise_line, markdown_rows(bindings) if markdown else plain_rows(bindings)), own("\n")))
    return 0 if bindings.holds_all else 1


def plain_rows(bindings: Bindings) -> list[str]:
    """A heading for each group, and under it keys, name and help."""
    rows: list[str] = []
    for group, commands in groupby(key_table(bindings), key=lambda row: row[0]):
        rows += ["", group] if rows else [group]
        rows += [f"  {keys:<14} {name:<20} {help}" for _, keys, name, help in commands]
    return rows


def markdown_rows(bindings: Bindings) -> list[str]:
    """One table over all groups, commands without a key by their names after a colon."""
    rows = ["| Where | Keys | Command | What it does |", "| --- | --- | --- | --- |"]
    for group, keys, name, help in key_table(bindings):
        shown = " ".join(_code(key) for key in keys.split())
        rows.append(f"| {group} | {shown} | `:{name}` | {help} |")
    return rows


def _code(key: str) -> str:
    key = key.replace("|", "\\|")
    return f"`` {key} ``" if "`" in key else f"`{key}`"
