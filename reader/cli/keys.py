"""`reader keys`: the keys that hold, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from reader.cli.console import complain, say
from reader.cli.default_settings import usual_settings
from reader.text.safety.sanitise import joined, own, sanitise_line
from reader.tui.commands.key_table import fixed_keys, key_table, places
from reader.tui.keys.bindings import Bindings, bind_or_default

FIXED = "Keys that edit and stay what they are, as do all that write a character"


def print_keys(*, markdown: bool) -> int:
    """Print the table, for people or for the README; 1 where the settings' own keys do not hold."""
    settings = usual_settings()
    bindings = bind_or_default(settings.preset, settings.keys)
    for warning in bindings.warnings:
        complain(warning)
    say(joined(map(sanitise_line, markdown_rows(bindings) if markdown else plain_rows(bindings)), own("\n")))
    return 0 if bindings.holds_all else 1


def plain_rows(bindings: Bindings) -> list[str]:
    """A heading for each group, and under it keys, name, help and where; then the words for several places."""
    rows: list[str] = []
    for group, commands in groupby(key_table(bindings), key=lambda row: row.group):
        rows += ["", group] if rows else [group]
        rows += [f"  {' '.join(each.keys):<14} {each.name:<20} {each.help} ({each.where})" for each in commands]
    rows += ["", "Where"] + [f"  {word:<14} {what}" for word, what in places()]
    rows += ["", FIXED] + [f"  {word:<14} {' '.join(keys)}" for word, keys in fixed_keys()]
    return rows


def markdown_rows(bindings: Bindings) -> list[str]:
    """One table over all groups, names that can be typed behind a colon; then the words for several places."""
    rows = ["| Group | Keys | Command | What it does | Where |", "| --- | --- | --- | --- | --- |"]
    for each in key_table(bindings):
        name = f":{each.name}" if each.is_typed else each.name
        rows.append(f"| {each.group} | {_codes(each.keys)} | `{name}` | {each.help} | {each.where} |")
    rows += ["", *(f"- *{word}*: {what}" for word, what in places())]
    rows += ["", f"{FIXED}:", "", *(f"- *{word}*: {_codes(keys)}" for word, keys in fixed_keys())]
    return rows


def _codes(keys: Sequence[str]) -> str:
    return " ".join(map(_code, keys))


def _code(key: str) -> str:
    key = key.replace("|", "\\|")
    return f"`` {key} ``" if "`" in key else f"`{key}`"
