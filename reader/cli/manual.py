"""`reader man`: prints the manual page, made from the parser, in the markup of man(7)."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping

from reader import __version__
from reader.cli.console import PROGRAM, say_as_it_is
from reader.cli.parser import ABOUT, ENVIRONMENT, NAMES, STATUSES, USES, Parser, make_parser, options_of, usage_of

FILES = {
    "library.sqlite3": "the library, one SQLite file, in your data folder",
    "settings.toml": "the settings, in your configuration folder",
    "themes/": "your own themes, in the same folder",
    "analysis.log": "what the analysis process said, in your log folder, or in that of the library",
}
"""The files of the program, and what each holds."""
EXAMPLES = {
    "reader article.txt": "open an article",
    "reader 6": "open article 6 of the library",
    "curl -s https://example.org/a.html | reader -": "open what another program fetched",
    "reader show article.html --why | less": "read who says what, and how that is known",
    "reader analyze --jobs 4 --json corpus/ > said.jsonl": "analyse a corpus in four processes",
    "reader export --statements --format csv -o said.csv": "write all statements, as you corrected them",
    "reader man | man -l -": "read this page",
}
"""Command lines, and what each does."""


def print_manual() -> int:
    """Print the manual page."""
    say_as_it_is(manual())
    return 0


def manual() -> str:
    """Return the manual page."""
    parser = make_parser()
    lines = [f'.TH {PROGRAM.upper()} 1 "" "{PROGRAM} {_text(__version__)}" "User Commands"']
    lines += [".SH NAME", _text(f"{PROGRAM} - {ABOUT[0].lower()}{ABOUT[1:].rstrip('.')}")]
    lines += [".SH SYNOPSIS", *_synopsis()]
    lines += [".SH DESCRIPTION", _text(ABOUT), ".PP", _text(NAMES), *_entries(USES)]
    lines += [".SH COMMANDS", *_commands(parser.commands)]
    lines += [".SH OPTIONS", *_entries(options_of(parser))]
    statuses = {str(status): meaning for status, meaning in STATUSES.items()}
    tables = {"ENVIRONMENT": ENVIRONMENT, "FILES": FILES, "EXIT STATUS": statuses, "EXAMPLES": EXAMPLES}
    for title, rows in tables.items():
        lines += [f".SH {title}" if " " not in title else f'.SH "{title}"', *_entries(rows)]
    return "\n".join(lines) + "\n"


def _synopsis() -> Iterator[str]:
    for number, words in enumerate((f"{PROGRAM} [PATH... | - | ID]", f"{PROGRAM} COMMAND ...")):
        yield from ([".br"] if number else [])
        yield _bold(words)


def _commands(commands: Mapping[str, Parser]) -> Iterator[str]:
    for parser in commands.values():
        yield f".SS {_argument(usage_of(parser))}"
        yield _text(parser.description or "")
        yield from _entries(_arguments_of(parser) | options_of(parser))


def _arguments_of(parser: argparse.ArgumentParser) -> dict[str, str]:
    """Return the arguments of a command that are no options, and what each is."""
    named = [action for action in parser._actions if not action.option_strings]
    return {str(action.metavar or "|".join(action.choices or ())): action.help or "" for action in named}


def _entries(rows: Mapping[str, str]) -> Iterator[str]:
    for name, meaning in rows.items():
        yield from (".TP", _bold(name), _text(meaning))


def _bold(words: str) -> str:
    return f".B {_argument(words)}"


def _argument(words: str) -> str:
    """Return words as the one argument of a request."""
    return '"' + _escaped(words).replace('"', r"\(dq") + '"'


def _text(words: str) -> str:
    """Return words as a line of text, which cannot be taken for a request."""
    escaped = _escaped(words)
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


def _escaped(words: str) -> str:
    return "".join(_LIKE.get(each, each if each.isascii() else f"\\[u{ord(each):04X}]") for each in words)


_LIKE = {"\\": r"\e", "-": r"\-", "'": r"\(aq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti"}
"""What man(7) would print as another character."""
