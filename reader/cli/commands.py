"""The commands of the command line: what each does, and its arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    Fill = Callable[[argparse.ArgumentParser], None]

LOW_BANDWIDTH = "--low-bandwidth"
SAVES_BYTES = "send as little as possible to the terminal: no colours, no bars"
SHELLS = ("bash", "zsh", "fish")
"""The shells whose command lines can be completed."""


def _opening(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(LOW_BANDWIDTH, action="store_true", help=SAVES_BYTES)
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="a file, a folder, - for standard input, or an ID"
    )


def _show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "article", metavar="FILE|ID", help="a file, - for standard input, or an id, path or URL from the library"
    )
    parser.add_argument("--format", metavar="F", help="terminal, html, latex, svg, ... (any Pygments formatter)")
    parser.add_argument("--theme", metavar="T", help="the theme (default: the one in the settings)")
    parser.add_argument("--no-analysis", action="store_true", help="leave out names and quotations")
    parser.add_argument("--why", action="store_true", help="print who says what and how that is known")


def _analyze(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="a text, Markdown or HTML file, a folder of them, or - for standard input",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    parser.add_argument(
        "--corrected", action="store_true", help="with your corrections; the library must hold the text"
    )
    parser.add_argument(
        "--model",
        metavar="PACKAGE",
        help="use the English spaCy pipeline of another installed package (default: the one in the settings); the "
        "analysis takes 215 MB of memory with the small model that comes with reader, 430 MB with a medium one",
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--jobs",
        type=_number,
        default=1,
        metavar="N",
        help="analyse N texts at once (default: 1) in N processes, each of which takes that much memory",
    )
    where.add_argument(
        "--dask",
        dest="scheduler",
        metavar="SCHEDULER",
        help="have the workers of a Dask cluster analyse, such as tls://host:8786: the texts travel to its"
        " scheduler, unencrypted unless the address begins with tls://; needs the extra `cluster`",
    )


def _number(text: str) -> int:
    # Only who asks for several processes needs them.
    from argparse import ArgumentTypeError

    from reader.analysis.pool import MOST_JOBS

    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= MOST_JOBS:
        raise ArgumentTypeError(f"{text[:20]!r} is no number from 1 to {MOST_JOBS:,}")
    return int(text)


def _keys(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--markdown", action="store_true", help="print a Markdown table")


def _completion(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=SHELLS, help="its first lines say where the script goes")


def _add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, or - for standard input")


def _listing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")


def _remove(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("articles", nargs="+", metavar="ID", help="an id, a path or a URL")


def _edit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", metavar="ID", help="an id, a path or a URL; an empty value means not known")
    for field, help in (
        ("title", "the headline"),
        ("outlet", "the paper, agency or site"),
        ("published", "a date, such as 2024-06-18"),
        ("url", "where it was published"),
    ):
        parser.add_argument(f"--{field}", metavar="DATE" if field == "published" else field.upper(), help=help)
    parser.add_argument(
        "--author", dest="authors", action="append", metavar="NAME", help="may be given several times"
    )


def _of_one_or_all(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", nargs="?", metavar="FILE|ID", help="an article (default: all)")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("articles", nargs="*", metavar="FILE|ID", help="an article (default: all)")
    parser.add_argument(
        "--statements", action="store_true", help="who says what, as you corrected it, in place of annotations"
    )
    parser.add_argument(
        "--negated", action="store_true", help="with --statements: what sources are reported not to have said too"
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--format",
        choices=("markdown", "csv", "w3c", "json"),
        help="w3c is for annotations only, json (JSON lines) for statements",
    )
    what.add_argument(
        "--corrections", action="store_true", help="what you corrected, one JSON object a line, in place of either"
    )
    parser.add_argument("-o", dest="output", metavar="FILE", help="a file, or a folder for Markdown pages")


def _importing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a JSON file, or the lines of `export --corrections`")
    parser.add_argument("--restore", action="store_true", help="bring back those that were deleted here too")


def _rescue(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the new library; a file that does not exist yet")
    parser.add_argument("--from", dest="damaged", metavar="PATH", help="the damaged one (default: the library)")


def _backup(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the copy; a file that does not exist yet")


def _without_arguments(parser: argparse.ArgumentParser) -> None:
    pass


COMMANDS: Mapping[str, tuple[str, Fill]] = {
    "open": ("add files or folders and open the first, as without a command", _opening),
    "show": ("print an article with its names and quotations", _show),
    "analyze": ("print who says what, without a library", _analyze),
    "add": ("add files and folders to the library", _add),
    "list": ("print the library", _listing),
    "remove": ("remove articles from the library", _remove),
    "edit": ("edit title, outlet, authors, date and URL of an article", _edit),
    "notes": ("print annotations", _of_one_or_all),
    "corrections": ("print what you corrected: what, when and by whom", _of_one_or_all),
    "export": ("write annotations or statements for other programs, or corrections", _export),
    "import": ("import annotations (W3C, Hypothesis), or corrections of another library", _importing),
    "check": ("check the library for damage", _without_arguments),
    "rescue": ("write what can be read of a damaged library to a new one", _rescue),
    "backup": ("copy the whole library at once", _backup),
    "keys": ("print the keys", _keys),
    "completion": ("print a script that completes commands, options and files", _completion),
    "man": ("print the manual page; `reader man | man -l -` shows it", _without_arguments),
}
"""What each command does, and what adds its arguments to its parser; in the order of the help."""


def only_path(arguments: Sequence[str]) -> str | None:
    """Return the path of a command line that has nothing else but the option of `open`, or None.

    Commands win over files of their names.
    """
    words = [argument for argument in arguments if argument != LOW_BANDWIDTH]
    path = words[-1] if len(words) == 1 or (len(words) == 2 and words[0] == "open") else "-"
    return None if path.startswith("-") or (len(words) == 1 and path in COMMANDS) else path
