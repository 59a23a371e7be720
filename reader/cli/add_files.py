"""Adds files, folders and standard input to the library; a file that fails does not stop the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reader.cli.articles import STANDARD_INPUT
from reader.cli.console import complain
from reader.cli.progress import progress
from reader.ingest import find_files, read_bytes, read_file
from reader.ingest.files import standard_input
from reader.ingest.parser_process import ParserProcess
from reader.model.document import Article
from reader.model.errors import IngestError
from reader.store import Added, Store


@dataclass
class AddResult:
    """What was added, and how many paths or files failed."""

    complain: Callable[[str], None]
    """What is told of each failure."""
    added: list[Added] = field(default_factory=list)
    failed: int = 0

    def fail(self, error: IngestError) -> None:
        """Count and report one failure."""
        self.failed += 1
        self.complain(str(error))


def add_files(
    store: Store,
    paths: Sequence[str],
    *,
    already_read: Mapping[str, Article] | None = None,
    complain: Callable[[str], None] = complain,
) -> AddResult:
    """Add the files that the paths name, in order; report each error on standard error, or as `complain` does.

    Those that were `already_read`, by path, are not read again.
    """
    known = already_read or {}
    result = AddResult(complain)
    files = list(_find(paths, result))
    with progress(len(files)) as bar, ParserProcess() as parser:
        for file in files:
            try:
                result.added.append(store.add(known.get(str(file)) or _read(file, parser)))
            except IngestError as error:
                result.fail(error)
            bar.step()
    return result


def _find(paths: Sequence[str], result: AddResult) -> Iterator[Path | None]:
    """Yield every file; None stands for standard input."""
    for path in paths:
        if path == STANDARD_INPUT:
            yield None
        else:
            yield from find_files([path], result.fail)


def _read(file: Path | None, parser: ParserProcess) -> Article:
    if file is not None:
        return read_file(file, parser, given=True)
    return read_bytes(standard_input(), "standard input", parser=parser)
