"""The commands that take corrections from one library to another: export --corrections, import of its lines."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from reader.cli.articles import find_document
from reader.cli.console import complain, say, say_line
from reader.cli.library import open_store, read_store, status_of
from reader.config.careful_files import is_folder, is_outlet
from reader.export.correction_lines import LineError, UnknownTextError, from_line, is_line, lines, to_line
from reader.export.files import write
from reader.model.errors import ReaderError
from reader.store import Store
from reader.store.correction_merge import TravellingCorrection
from reader.text.wording.formatting import counted

NAME = "corrections.jsonl"
"""The file that is written in a folder."""
_SHOWN = 20
"""How many of the lines that cannot be taken are named one by one."""
_KEPT_VERSIONS = 256
"""How many texts are kept while a file is read."""
_FIRST = 1_000_000
"""How many bytes of a file are looked at to tell what it holds."""


def export_corrections(keys: Sequence[str], output: str | None) -> int:
    """Write the corrections of some articles, or of all, to a file or standard output."""
    with read_store() as store:
        ids = [find_document(store, key).id for key in keys]
        rows = store.travelling(dict.fromkeys(ids) if keys else None)
        status = status_of(store)
    if not rows:
        raise ReaderError("nothing to export: nothing was corrected yet")
    if output is None:
        for row in rows:
            say(to_line(row))
    else:
        path = Path(output) / NAME if output.endswith(os.sep) or is_folder(Path(output)) else Path(output)
        write(path, lines(rows))
        if not is_outlet(path):
            say_line(f"{path}: {counted(len(rows), 'correction')}, with those that were taken back")
    return status


def holds_corrections(content: bytes) -> bool:
    """Return True if the first line of a file is a correction."""
    first = next((line for line in content[:_FIRST].split(b"\n") if line.strip()), b"")
    return is_line(first.decode("utf-8-sig", "replace"))


def import_corrections(file: str, content: bytes) -> int:
    """Merge the corrections in a file; return 1 if some cannot be taken."""
    with open_store() as store:
        incoming = _Incoming()
        rows = [*incoming.read(store, content)]
        result = store.merge_corrections(rows)
        if result.merged:
            _recount(store, rows)
    say_line(f"{file}: {counted(result.merged, 'correction')} imported, {result.known} already known")
    if result.refused:
        complain(
            f"{file}: {counted(len(result.refused), 'correction')} left out: the id is of something else here"
        )
    incoming.report(file)
    return 1 if result.refused or incoming.wrong or incoming.unknown else 0


def _recount(store: Store, rows: Iterable[TravellingCorrection]) -> None:
    """Count what is checked in the articles of some corrections."""
    for document_id in dict.fromkeys(each.row.document_id for each in rows):
        if document_id is not None:
            store.recount_statements(document_id)


@dataclass
class _Incoming:
    """Reads the lines of a file, and counts those that cannot be taken."""

    unknown: Counter[str] = field(default_factory=Counter)
    """How many lines are about each text that is not in the library."""
    wrong: list[tuple[int, str]] = field(default_factory=list)
    """The numbers of lines that cannot be taken, and why."""

    def read(self, store: Store, content: bytes) -> Iterator[TravellingCorrection]:
        """Yield what the lines hold."""
        versions, now = lru_cache(_KEPT_VERSIONS)(store.versions.with_hash), datetime.now(UTC)
        for number, line in enumerate(content.split(b"\n"), 1):
            if not line.strip():
                continue
            try:
                yield from_line(line.decode("utf-8-sig"), versions, now)
            except UnknownTextError as error:
                self.unknown[str(error)] += 1
            except UnicodeDecodeError:
                self.wrong.append((number, "not UTF-8"))
            except LineError as error:
                self.wrong.append((number, str(error)))

    def report(self, file: str) -> None:
        """Say what cannot be taken."""
        for number, why in self.wrong[:_SHOWN]:
            complain(f"{file}, line {number}: left out: {why}")
        if len(self.wrong) > _SHOWN:
            complain(f"{file}: {counted(len(self.wrong) - _SHOWN, 'further line')} left out")
        if self.unknown:
            left, texts = counted(self.unknown.total(), "correction"), counted(len(self.unknown), "text")
            complain(f"{file}: {left} of {texts} that the library lacks left out: add the articles first")
