"""Taking files, folders and standard input into the library, each failure costing only its own."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from reader.cli.console import complain
from reader.ingest import find_files, read_bytes, read_file
from reader.model.document import Article
from reader.model.errors import IngestError
from reader.store import Added, Store

STANDARD_INPUT = "-"
SEVERAL = 5
"""From how many files on a bar shows how far it is."""


@dataclass
class Taken:
    """What came of it."""

    added: list[Added] = field(default_factory=list)
    failed: int = 0


class Bar(Protocol):
    """Something that is told of each step."""

    def __call__(self) -> None:
        """One file more is done."""


def take_in(store: Store, paths: Sequence[str]) -> Taken:
    """Add what the paths name, in their order; errors go to standard error, a line each."""
    taken = Taken()
    files = list(_found(paths, taken))
    with progress(len(files)) as step:
        for file in files:
            try:
                taken.added.append(store.add(_read(file)))
            except IngestError as error:
                _failed(taken, error)
            step()
    return taken


def _found(paths: Sequence[str], taken: Taken) -> Iterator[Path | str]:
    for path in paths:
        if path == STANDARD_INPUT:
            yield path
            continue
        search = iter(find_files([Path(path).absolute()]))
        while True:
            try:
                yield next(search)
            except StopIteration:
                break
            except IngestError as error:
                _failed(taken, error)


def _read(file: Path | str) -> Article:
    if isinstance(file, Path):
        return read_file(file)
    return read_bytes(sys.stdin.buffer.read(), "standard input")


def _failed(taken: Taken, error: IngestError) -> None:
    taken.failed += 1
    complain(str(error))


@contextmanager
def progress(total: int) -> Iterator[Bar]:
    """A bar on standard error, where that is a terminal and there is enough to do."""
    if total < SEVERAL or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("adding"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(file=sys.__stderr__), transient=True) as bar:
        task = bar.add_task("adding", total=total)
        yield lambda: bar.advance(task)
