"""`reader keys`: prints the table of keys."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from reader.cli.console import complain, load_settings, say_line
from reader.tui.commands.registry import COMMANDS
from reader.tui.keys.bindings import Bindings, bind_or_default
from reader.tui.keys.key_table import fixed_keys, key_table, places

FIXED = "Keys that edit text; like keys that type a character, they cannot be changed"


def print_keys(*, markdown: bool) -> int:
    """Print the table, for people or for the README; return 1 if the keys in the settings cannot be used."""
    settings = load_settings()
    bindings = bind_or_default(COMMANDS, settings.preset, settings.keys)
    for warning in bindings.warnings:
        complain(warning)
    for row in markdown_rows(bindings) if markdown else plain_rows(bindings):
        say_line(row)
    return 0 if bindings.holds_all else 1


def plain_rows(bindings: Bindings) -> list[str]:
    """List keys, name, help and place of each command under its group; then explain the places."""
    rows: list[str] = []
    for group, commands in groupby(key_table(bindings), key=lambda row: row.group):
        rows += ["", group] if rows else [group]
        rows += [f"  {' '.join(each.keys):<14} {each.name:<20} {each.help} ({each.where})" for each in commands]
    rows += ["", "Where"] + [f"  {word:<14} {what}" for word, what in places()]
    rows += ["", FIXED] + [f"  {word:<14} {' '.join(keys)}" for word, keys in fixed_keys()]
    return rows


def markdown_rows(bindings: Bindings) -> list[str]:
    """One table of all groups, with a colon before each name that can be typed; then the places."""
    rows = ["| Group | Keys | Command | What it does | Where |", "| --- | --- | --- | --- | --- |"]
    for each in key_table(bindings):
        name = f":{each.name}" if each.is_typed else each.name
        rows.append(f"| {each.group} | {_codes(each.keys)} | `{name}` | {each.help} | {each.where} |")
    rows += ["", *(f"- *{word}*: {what}" for word, what in places())]
    rows += ["", f"{FIXED}:", "", *(f"- *{word}*: {_codes(keys)}" for word, keys in fixed_keys())]
    return rows


def _codes(keys: Sequence[str]) -> str:
    escaped = (key.replace("|", "\\|") for key in keys)
    return " ".join(f"`` {key} ``" if "`" in key else f"`{key}`" for key in escaped)
