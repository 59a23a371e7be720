"""The parser of the command line; help, shell completion and the manual page are made from it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NoReturn

from reader import __version__
from reader.cli.console import PROGRAM

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

    Commands = argparse._SubParsersAction["Parser"]

LOW_BANDWIDTH = "--low-bandwidth"
_LOW_BANDWIDTH = "send as little as possible to the terminal: no colours, no bars"
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
}
"""The environment variables, and what each is for."""
STATUSES = {
    0: "all went well, or whoever read the output had seen enough",
    1: "something failed; standard error says what, one line each",
    2: "the command line was wrong",
    130: "interrupted",
}
"""The exit statuses."""
SHELLS = ("bash", "zsh", "fish")
"""The shells whose command lines can be completed."""
_NAMING = ("PATH", "FILE", "ID", "FILE|ID")
"""The arguments that name files and articles."""
EXPORT_FORMATS = {"annotations": ("markdown", "w3c", "csv"), "statements": ("csv", "json", "markdown")}
"""The formats of what can be exported."""
_WIDTH = 100
"""The widest line of the help in cells."""


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
    helps: Mapping[str, str]
    """What each command does, by name."""

    def format_help(self) -> str:
        """Return the whole help."""
        parts = [f"usage: {PROGRAM} [PATH... | - | ID]", f"       {PROGRAM} COMMAND ...", "", ABOUT, ""]
        parts += [*_table(USES), "", *_filled(NAMES, ""), "", "commands:"]
        for name, parser in self.commands.items():
            parts += [f"  {usage_of(parser).removeprefix(f'{PROGRAM} ')}", *_filled(self.helps[name], " " * 6)]
            parts += _table(options_of(parser), 8)
        statuses = {str(status): meaning for status, meaning in STATUSES.items()}
        for title, rows in (
            ("options", options_of(self)),
            ("environment", ENVIRONMENT),
            ("exit status", statuses),
        ):
            parts += ["", f"{title}:", *_table(rows)]
        return "\n".join(parts) + "\n"

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


def make_parser() -> MainParser:
    """Return the parser of the command line."""
    parser = MainParser(prog=PROGRAM, description=ABOUT)
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    parser.add_argument(LOW_BANDWIDTH, action="store_true", help=f"{_LOW_BANDWIDTH}; before PATH")
    parser.set_defaults(command="")
    commands: Commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    _reading_commands(commands)
    _library_commands(commands)
    _notes_commands(commands)
    _library_care_commands(commands)
    _help_commands(commands)
    parser.commands = commands.choices
    parser.helps = {action.dest: action.help or "" for action in commands._choices_actions}
    return parser


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Parse a command line that is not empty; exit with status 2 if it is wrong."""
    parser = make_parser()
    first = argv[0]
    if first in parser.commands:
        arguments = parser.parse_args(argv)
        if first == "export":
            _check_export(parser.commands[first], arguments)
        return arguments
    if first in ("-", "--") or not first.startswith("-") or LOW_BANDWIDTH.startswith(first):
        _check_name(parser, first)
        return parser.parse_args(["open", *argv])
    if not any(option.startswith(first) for option in parser._option_string_actions):
        parser.error(f"no such option: {first}")
    return parser.parse_args(argv)


def _check_name(parser: MainParser, name: str) -> None:
    """Exit with status 2 if a name that is no file looks like a command that was mistyped."""
    if not name.isalpha() or os.path.lexists(name):
        return
    from difflib import get_close_matches

    if meant := get_close_matches(name, parser.commands, 1):
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


def _reading_commands(commands: Commands) -> None:
    opening = _command(commands, "open", "add files or folders and open the first, as without a command")
    opening.add_argument(LOW_BANDWIDTH, action="store_true", help=_LOW_BANDWIDTH)
    opening.add_argument(
        "paths", nargs="*", metavar="PATH", help="a file, a folder, - for standard input, or an ID"
    )
    show = _command(commands, "show", "print an article with its names and quotations")
    show.add_argument(
        "article", metavar="FILE|ID", help="a file, - for standard input, or an id, path or URL from the library"
    )
    show.add_argument("--format", metavar="F", help="terminal, html, latex, svg, ... (any Pygments formatter)")
    show.add_argument("--theme", metavar="T", help="the theme (default: the one in the settings)")
    show.add_argument("--no-analysis", action="store_true", help="leave out names and quotations")
    show.add_argument("--why", action="store_true", help="print who says what and how that is known, line by line")
    analyze = _command(commands, "analyze", "print who says what, without a library")
    analyze.add_argument(
        "files", nargs="+", metavar="FILE", help="a text, Markdown or HTML file, or - for standard input"
    )
    analyze.add_argument("--json", action="store_true", help="print one JSON object a line")
    analyze.add_argument(
        "--corrected", action="store_true", help="with your corrections; the library must hold the text"
    )
    analyze.add_argument("--model", metavar="M", help="use another installed spaCy model")


def _help_commands(commands: Commands) -> None:
    keys = _command(commands, "keys", "print the keys")
    keys.add_argument("--markdown", action="store_true", help="print a Markdown table")
    completion = _command(commands, "completion", "print a script that completes commands, options and files")
    completion.add_argument("shell", choices=SHELLS, help="its first lines say where the script goes")
    _command(commands, "man", "print the manual page; `reader man | man -l -` shows it")


def _library_commands(commands: Commands) -> None:
    add = _command(commands, "add", "add files and folders to the library")
    add.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, or - for standard input")
    listing = _command(commands, "list", "print the library")
    listing.add_argument("--json", action="store_true", help="print one JSON object a line")
    remove = _command(commands, "remove", "remove articles from the library")
    remove.add_argument("articles", nargs="+", metavar="ID", help="an id, a path or a URL")
    edit = _command(commands, "edit", "edit title, outlet, authors, date and URL of an article")
    edit.add_argument("article", metavar="ID", help="an id, a path or a URL; an empty value means not known")
    for field, help in (
        ("title", "the headline"),
        ("outlet", "the paper, agency or site"),
        ("published", "the date, such as 2024-06-18"),
        ("url", "where it was published"),
    ):
        edit.add_argument(f"--{field}", metavar=field.upper(), help=help)
    edit.add_argument(
        "--author", dest="authors", action="append", metavar="NAME", help="may be given several times"
    )


def _notes_commands(commands: Commands) -> None:
    notes = _command(commands, "notes", "print annotations")
    notes.add_argument("article", nargs="?", metavar="FILE|ID", help="an article (default: all)")
    notes.add_argument("--json", action="store_true", help="print one JSON object a line")
    corrections = _command(commands, "corrections", "print what you corrected: what, when and by whom")
    corrections.add_argument("article", nargs="?", metavar="FILE|ID", help="an article (default: all)")
    corrections.add_argument("--json", action="store_true", help="print one JSON object a line")
    export = _command(commands, "export", "write annotations or statements for other programs, or corrections")
    export.add_argument("articles", nargs="*", metavar="FILE|ID", help="an article (default: all)")
    export.add_argument(
        "--statements", action="store_true", help="who says what, as you corrected it, in place of annotations"
    )
    export.add_argument(
        "--negated", action="store_true", help="with --statements: what sources are reported not to have said too"
    )
    what = export.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--format",
        choices=("markdown", "csv", "w3c", "json"),
        help="w3c is for annotations only, json (JSON lines) for statements",
    )
    what.add_argument(
        "--corrections", action="store_true", help="what you corrected, one JSON object a line, in place of either"
    )
    export.add_argument("-o", dest="output", metavar="FILE", help="a file, or a folder for Markdown pages")
    importing = _command(
        commands, "import", "import annotations (W3C, Hypothesis), or corrections of another library"
    )
    importing.add_argument("file", metavar="FILE", help="a JSON file, or the lines of `export --corrections`")
    importing.add_argument("--restore", action="store_true", help="bring back those that were deleted here too")


def _library_care_commands(commands: Commands) -> None:
    _command(commands, "check", "check the library for damage")
    rescue = _command(commands, "rescue", "write what can be read of a damaged library to a new one")
    rescue.add_argument("file", metavar="FILE", help="the new library; a file that does not exist yet")
    rescue.add_argument("--from", dest="damaged", metavar="PATH", help="the damaged one (default: the library)")
    backup = _command(commands, "backup", "copy the whole library at once")
    backup.add_argument("file", metavar="FILE", help="the copy; a file that does not exist yet")


def _command(commands: Commands, name: str, about: str) -> Parser:
    return commands.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")


def _table(rows: Mapping[str, str], margin: int = 2) -> Iterator[str]:
    """Lay out names and what they mean in two columns."""
    indent = margin + max(map(len, rows), default=0) + 2
    for name, meaning in rows.items():
        yield from _filled(meaning, f"{' ' * margin}{name}".ljust(indent), " " * indent)


def _filled(words: str, first: str, following: str | None = None) -> list[str]:
    import textwrap

    return textwrap.wrap(words, _WIDTH, initial_indent=first, subsequent_indent=following or first)
