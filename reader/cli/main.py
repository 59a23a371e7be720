"""Parses the command line, runs the command, and turns its errors into a message and an exit status."""

from __future__ import annotations

import gc
import sys
from collections.abc import Container, Sequence
from typing import TYPE_CHECKING

from reader import __version__
from reader.cli.console import PROGRAM, complain, complain_of, discard
from reader.model.errors import ReaderError

if TYPE_CHECKING:
    import argparse

    from _typeshed import SupportsWrite

LOW_BANDWIDTH = "--low-bandwidth"
DESCRIPTION = """\
A close reader for news: who says what, and on whose word.

  reader                 open the library where you left it
  reader PATH... | -     add files, folders or standard input, and open the first
  reader COMMAND ...     run one of the commands below (write ./NAME for a file of that name)
"""


def run(argv: Sequence[str]) -> int:
    """Run a command; return 0, 1 for an error, 2 for wrong usage, or 130 if interrupted."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        return _do(_arguments(argv)) if argv else _open([])
    except ReaderError as error:
        complain(str(error))
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read the output has seen enough.
        discard(sys.stdout)
        return 0
    except OSError as error:
        complain_of(error)
        discard(sys.stdout)
        return 1


def _arguments(argv: Sequence[str]) -> argparse.Namespace:
    # Imported here because plain `reader`, which must show its first picture soon, has nothing to parse.
    import argparse

    class Parser(argparse.ArgumentParser):
        """A parser that does not ignore that its help cannot be written."""

        def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
            (file or sys.stderr).write(message)

    parser: argparse.ArgumentParser = Parser(
        prog=PROGRAM, description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _reading_commands(commands)
    _library_commands(commands)
    return parser.parse_args(_with_command(argv, commands.choices))


def _with_command(argv: Sequence[str], commands: Container[str]) -> list[str]:
    """Add `open` where no command is given: before paths, standard input, and the option of `open`."""
    first = argv[0]
    is_option = first.startswith("-") and first not in ("-", LOW_BANDWIDTH)
    return [*argv] if first in commands or is_option else ["open", *argv]


def _reading_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    opening = _command(commands, "open", "add files or folders and open the first, as without a command")
    opening.add_argument(
        LOW_BANDWIDTH, action="store_true", help="send as little as possible: no colours, no bars"
    )
    opening.add_argument("paths", nargs="*", metavar="PATH", help="a file, a folder, or - for standard input")
    show = _command(commands, "show", "print an article with its names and quotations")
    show.add_argument("article", metavar="FILE|ID", help="a file, or an id, path or URL from the library")
    show.add_argument("--format", metavar="F", help="terminal, html, latex, svg, ... (any Pygments formatter)")
    show.add_argument("--theme", metavar="T", help="the theme (default: the one in the settings)")
    show.add_argument("--no-analysis", action="store_true", help="leave out names and quotations")
    show.add_argument("--why", action="store_true", help="print who says what and how that is known, line by line")
    analyze = _command(commands, "analyze", "print who says what, without a library")
    analyze.add_argument("files", nargs="+", metavar="FILE", help="a text, Markdown or HTML file")
    analyze.add_argument("--json", action="store_true", help="print one JSON object a line")
    analyze.add_argument("--model", metavar="M", help="use another installed spaCy model")
    keys = _command(commands, "keys", "print the keys")
    keys.add_argument("--markdown", action="store_true", help="print a Markdown table")


def _library_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    add = _command(commands, "add", "add files and folders to the library")
    add.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, or - for standard input")
    listing = _command(commands, "list", "print the library")
    listing.add_argument("--json", action="store_true", help="print one JSON object a line")
    remove = _command(commands, "remove", "remove articles from the library")
    remove.add_argument("articles", nargs="+", metavar="ID", help="an id, a path or a URL")
    edit = _command(commands, "edit", "edit title, outlet, authors, date and URL of an article")
    edit.add_argument("article", metavar="ID", help="an id, a path or a URL; an empty value means not known")
    for field in ("title", "outlet", "published", "url"):
        edit.add_argument(f"--{field}", metavar=field.upper())
    edit.add_argument(
        "--author", dest="authors", action="append", metavar="NAME", help="may be given several times"
    )
    _notes_commands(commands)
    _command(commands, "check", "check the library for damage")
    rescue = _command(commands, "rescue", "write what can be read of a damaged library to a new one")
    rescue.add_argument("file", metavar="FILE", help="the new library; a file that does not exist yet")
    rescue.add_argument("--from", dest="damaged", metavar="PATH", help="the damaged one (default: the library)")
    backup = _command(commands, "backup", "copy the whole library at once")
    backup.add_argument("file", metavar="FILE", help="the copy; a file that does not exist yet")


def _notes_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    notes = _command(commands, "notes", "print annotations")
    notes.add_argument("article", nargs="?", metavar="FILE|ID", help="an article (default: all)")
    notes.add_argument("--json", action="store_true", help="print one JSON object a line")
    export = _command(commands, "export", "write annotations for other programs")
    export.add_argument("articles", nargs="*", metavar="FILE|ID", help="an article (default: all)")
    export.add_argument("--format", required=True, choices=("markdown", "w3c", "csv"))
    export.add_argument("-o", dest="output", metavar="FILE", help="a file, or a folder for Markdown pages")
    importing = _command(commands, "import", "import W3C Web Annotations or a Hypothesis export")
    importing.add_argument("file", metavar="FILE", help="a JSON file")


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, about: str
) -> argparse.ArgumentParser:
    return commands.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")


def _do(arguments: argparse.Namespace) -> int:
    if arguments.command == "open":
        return _open(arguments.paths, low_bandwidth=arguments.low_bandwidth)
    # The interface turns this on itself, after its first picture.
    gc.enable()
    match arguments.command:
        case "show":
            from reader.cli.show import explain, show

            if arguments.why:
                return explain(arguments.article)
            return show(arguments.article, arguments.format, arguments.theme, analysed=not arguments.no_analysis)
        case "analyze":
            from reader.analysis.protocol import DEFAULT_MODEL
            from reader.cli.analyze import run as analyze

            return analyze(arguments.files, as_json=arguments.json, model=arguments.model or DEFAULT_MODEL)
        case "keys":
            from reader.cli.keys import print_keys

            return print_keys(markdown=arguments.markdown)
        case "notes" | "export" | "import":
            return _do_with_notes(arguments)
        case _:
            return _do_with_library(arguments)


def _open(paths: Sequence[str], *, low_bandwidth: bool = False) -> int:
    from reader.cli.interface import open_paths

    return open_paths(paths, low_bandwidth=low_bandwidth)


def _do_with_notes(arguments: argparse.Namespace) -> int:
    from reader.cli import notes

    match arguments.command:
        case "notes":
            return notes.print_notes(arguments.article, as_json=arguments.json)
        case "export":
            return notes.export(arguments.articles, arguments.format, arguments.output)
        case _:
            return notes.import_file(arguments.file)


def _do_with_library(arguments: argparse.Namespace) -> int:
    from reader.cli import library

    match arguments.command:
        case "add":
            return library.add(arguments.paths)
        case "list":
            return library.print_list(as_json=arguments.json)
        case "remove":
            return library.remove(arguments.articles)
        case "edit":
            from reader.cli.edit import edit

            given = {field: getattr(arguments, field) for field in ("title", "outlet", "published", "url")}
            return edit(arguments.article, given, arguments.authors)
        case "check":
            return library.check()
        case "rescue":
            return library.rescue(arguments.file, arguments.damaged)
        case _:
            return library.backup(arguments.file)
