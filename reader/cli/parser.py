"""The parser of the command line; help, shell completion and the manual page are made from it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from shutil import get_terminal_size
from typing import TYPE_CHECKING, NoReturn

from reader import __version__
from reader.cli.commands import COMMANDS, LOW_BANDWIDTH, SAVES_BYTES
from reader.cli.console import PROGRAM

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

# argparse would look for translations of its own words, a dozen times in each parser, and find none.
argparse._ = str  # type: ignore[attr-defined]

ABOUT = "A close reader for news: who says what, and on whose word."
USES = {
    "reader": "open the library where you left it",
    "reader PATH...": "add files or folders and open the first",
    "reader -": "add what standard input holds and open it",
    "reader ID": "open an article of the library by its number, as `reader list` prints it",
    "reader COMMAND ...": "run one of the commands below",
}
"""What the program can be asked to do, and how."""
NAMES = "A command wins over a file of its name, and a file over an article's number; ./NAME is always a file."
ENVIRONMENT = {
    "READER_DATA": "the folder of the library and of the log (default: your data folder)",
    "READER_CONFIG": "the folder of the settings and of your themes (default: your configuration folder)",
    "READER_PLAIN_OUTPUT": "any value: leave writing to the terminal to Textual",
    "NO_COLOR": "any value: no colours",
    "COLORTERM": "truecolor or 24bit: the terminal has all colours",
    "TERM": "the kind of terminal, and whether it has 256 colours",
    "COLORFGBG": "whether the terminal is dark or light, for `show`",
    "LC_ALL, LC_CTYPE, LANG": "whether the terminal has Unicode; without it everything is in ASCII",
    "COLUMNS, LINES": "the size of the terminal, where it does not tell",
    "VISUAL, EDITOR": "the editor for notes",
    "TMUX": "copies go to the clipboard through tmux",
    "SSH_CONNECTION, DISPLAY, WAYLAND_DISPLAY": "whether a browser would open where you sit",
    "XDG_DATA_HOME, XDG_CONFIG_HOME": "your data and configuration folders",
}
"""The environment variables, and what each is for."""
STATUSES = {
    0: "all went well, or whoever read the output had seen enough",
    1: "something failed; standard error says what, one line each",
    2: "the command line was wrong",
    130: "interrupted",
}
"""The exit statuses."""
_NAMING = ("PATH", "FILE", "ID", "FILE|ID")
"""The arguments that name files and articles."""
EXPORT_FORMATS = {"annotations": ("markdown", "w3c", "csv"), "statements": ("csv", "json", "markdown")}
"""The formats of what can be exported."""
_WIDTHS = 40, 100
"""The least and greatest width of the help in cells; between them it is that of the terminal."""


class Parser(argparse.ArgumentParser):
    """A parser that names the option it does not know, and fails if its help cannot be written."""

    def parse_known_args(  # type: ignore[override]  # only this program's namespaces
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Parse the arguments; one that is left over, or an empty name, is an error of this very command."""
        found, rest = super().parse_known_args(args, namespace)
        if rest:
            self.error(f"no such option or argument: {' '.join(rest)}")
        for action in self._actions:
            if action.metavar in _NAMING and "" in _list_of(getattr(found, action.dest, None)):
                # As a path it would be the current folder.
                self.error(f"an empty {action.metavar} names no file and no article")
        return found, rest

    def error(self, message: str) -> NoReturn:
        """Print the usage, what is wrong and where to read more, and exit with status 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {message}; `{self.prog} --help` explains\n")

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        (file or sys.stderr).write(message)


def _list_of(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


class MainParser(Parser):
    """The parser of the whole command line; its help holds every command with its options."""

    commands: Mapping[str, Parser]
    """The parser of each command, by name."""

    def format_help(self) -> str:
        """Return the whole help, as wide as the terminal."""
        laid_out = _Layout(max(_WIDTHS[0], min(_WIDTHS[1], get_terminal_size().columns)))
        laid_out.line(f"usage: {PROGRAM} [PATH... | - | ID]")
        laid_out.line(f"       {PROGRAM} COMMAND ...")
        laid_out.section(ABOUT)
        laid_out.line("")
        laid_out.table(USES)
        laid_out.section(NAMES)
        laid_out.section("commands:")
        for name, parser in self.commands.items():
            laid_out.line(usage_of(parser).removeprefix(f"{PROGRAM} "), 2, 8)
            laid_out.line(COMMANDS[name][0], 6)
            laid_out.table(options_of(parser), 8)
        statuses = {str(status): meaning for status, meaning in STATUSES.items()}
        tables = {"options": options_of(self), "environment": ENVIRONMENT, "exit status": statuses}
        for title, rows in tables.items():
            laid_out.section(f"{title}:")
            laid_out.table(rows)
        return laid_out.text()

    def format_usage(self) -> str:
        """Return the usage in one line."""
        return f"usage: {PROGRAM} [PATH... | - | ID] | COMMAND ... | --help | --version\n"


def usage_of(parser: argparse.ArgumentParser) -> str:
    """Return how a command is called, on one line."""
    words = parser.format_usage().removeprefix("usage: ").split()
    return " ".join(words).replace(" [-h]", "")


def options_of(parser: argparse.ArgumentParser) -> dict[str, str]:
    """Return the options as they are typed, and what each does; of commands without the one for help."""
    shown = [each for each in parser._actions if each.option_strings]
    if not isinstance(parser, MainParser):
        shown = [each for each in shown if "-h" not in each.option_strings]
    return {", ".join(each.option_strings) + _value_of(each): each.help or "" for each in shown}


def _value_of(option: argparse.Action) -> str:
    if option.choices is not None:
        return f" {'|'.join(map(str, option.choices))}"
    return f" {option.metavar}" if option.metavar else ""


def make_parser(names: Iterable[str] = COMMANDS) -> MainParser:
    """Return the parser of the command line, with all commands or only those that are named."""
    parser = MainParser(prog=PROGRAM, description=ABOUT)
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    parser.add_argument(LOW_BANDWIDTH, action="store_true", help=f"{SAVES_BYTES}; before PATH")
    parser.set_defaults(command="")
    commands: argparse._SubParsersAction[Parser] = parser.add_subparsers(
        dest="command", metavar="COMMAND", prog=PROGRAM, parser_class=Parser
    )
    for name in names:
        about, add_arguments = COMMANDS[name]
        add_arguments(commands.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}."))
    parser.commands = commands.choices
    return parser


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Parse a command line that is not empty; exit with status 2 if it is wrong."""
    first = argv[0]
    if first in COMMANDS:
        parser = make_parser([first])
        arguments = parser.parse_args(argv)
        if first == "export":
            _check_export(parser.commands[first], arguments)
        return arguments
    if first in ("-", "--") or not first.startswith("-") or LOW_BANDWIDTH.startswith(first):
        parser = make_parser(["open"])
        _check_name(parser, first)
        return parser.parse_args(["open", *argv])
    parser = make_parser([])
    if not any(option.startswith(first) for option in parser._option_string_actions):
        parser.error(f"no such option: {first}")
    # Only help needs all commands.
    return (make_parser() if first.startswith(("-h", "--h")) else parser).parse_args(argv)


def _check_name(parser: MainParser, name: str) -> None:
    """Exit with status 2 if a name that is no file looks like a command that was mistyped."""
    if not name.isalpha() or os.path.lexists(name):
        return
    from difflib import get_close_matches

    if meant := get_close_matches(name, COMMANDS, 1):
        parser.error(f"{name}: no such file and no such command; did you mean `{PROGRAM} {meant[0]}`?")


def _check_export(parser: Parser, arguments: argparse.Namespace) -> None:
    """Exit with status 2 if what is to be exported is not one thing, or has no such format."""
    if arguments.corrections and arguments.statements:
        parser.error("argument --corrections: not allowed with argument --statements")
    if arguments.negated and not arguments.statements:
        parser.error("argument --negated: it needs --statements")
    wanted = "statements" if arguments.statements else "annotations"
    if not arguments.corrections and arguments.format not in EXPORT_FORMATS[wanted]:
        formats = ", ".join(EXPORT_FORMATS[wanted])
        parser.error(f"argument --format: {wanted} can be written as {formats}, not as {arguments.format}")


class _Layout:
    """Lays out lines and tables within a width in cells."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._lines: list[str] = []

    def text(self) -> str:
        return "\n".join(self._lines) + "\n"

    def section(self, words: str) -> None:
        """Begin with words of its own, below an empty line."""
        self._lines.append("")
        self.line(words)

    def line(self, words: str, indent: int = 0, further: int | None = None) -> None:
        """Add words that begin behind `indent` cells, and on following lines behind `further`."""
        self._fill(words, " " * indent, " " * (indent if further is None else further))

    def table(self, rows: Mapping[str, str], margin: int = 2) -> None:
        """Add names and what they mean, in two columns; a name that is too long has a line of its own."""
        indent = margin + min(max(map(len, rows), default=0) + 2, self._width // 3)
        for name, meaning in rows.items():
            first = f"{' ' * margin}{name}"
            if len(first) + 2 > indent:
                self._lines.append(first)
                first = ""
            self._fill(meaning, first.ljust(indent), " " * indent)

    def _fill(self, words: str, first: str, following: str) -> None:
        if len(first) + len(words) <= self._width:
            self._lines.append(first + words)
            return
        import textwrap

        self._lines += textwrap.wrap(
            words,
            self._width,
            initial_indent=first,
            subsequent_indent=following,
            break_long_words=False,
            break_on_hyphens=False,
        )
