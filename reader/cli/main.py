"""Parses the command line, runs the command, and turns its errors into a message and an exit status."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.commands import LOW_BANDWIDTH, only_path
from reader.cli.console import complain, complain_of, discard
from reader.config.careful_files import may_exist
from reader.model.errors import ReaderError

if TYPE_CHECKING:
    import argparse


def run(argv: Sequence[str]) -> int:
    """Run a command; return 0, 1 for an error, 2 for wrong usage, or 130 if interrupted."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        if not argv:
            return _open([])
        path = only_path(argv)
        if path and LOW_BANDWIDTH not in argv and may_exist(Path(path)):
            return _open([path])
        # Imported here because the interface, which must show its first picture soon, has nothing to parse.
        from reader.cli.parser import parse

        return _do(parse(argv))
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
            from reader.cli.analyze import run as analyze

            return analyze(
                arguments.paths,
                as_json=arguments.json,
                corrected=arguments.corrected,
                model=arguments.model,
                jobs=arguments.jobs,
                scheduler=arguments.scheduler,
            )
        case "keys":
            from reader.cli.keys import print_keys

            return print_keys(markdown=arguments.markdown)
        case "completion":
            from reader.cli.completion import print_completion

            return print_completion(arguments.shell)
        case "man":
            from reader.cli.manual import print_manual

            return print_manual()
        case "notes" | "corrections" | "export" | "import":
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
        case "corrections":
            from reader.cli.corrections import print_corrections

            return print_corrections(arguments.article, as_json=arguments.json)
        case "export" if arguments.corrections:
            from reader.cli.travelling import export_corrections

            return export_corrections(arguments.articles, arguments.output)
        case "export" if arguments.statements:
            from reader.cli.statements import export_statements

            return export_statements(
                arguments.articles, arguments.format, arguments.output, negated=arguments.negated
            )
        case "export":
            return notes.export(arguments.articles, arguments.format, arguments.output)
        case _:
            return notes.import_file(arguments.file, restore=arguments.restore)


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
