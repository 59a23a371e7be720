"""The commands on the library: add, list, remove, check, backup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from reader.cli.add_files import add_files
from reader.cli.articles import find_document
from reader.cli.console import complain, say_json, say_line
from reader.config.paths import library_path
from reader.model.document_list import DocumentRow
from reader.store import Store
from reader.store.check import check_library
from reader.store.sqlite import ADVICE
from reader.text.wording.formatting import counted, readable_date

_READING = ("read", "starred", "opened", "place")
_COUNTS = ("words", "quotations", "bookmarks", "annotations", "statements", "checked")


def open_store() -> Store:
    """Open the library to write; report what the user should know about it on standard error."""
    return _announced(Store.open(library_path()))


def read_store() -> Store:
    """Open the library as it is, to read it; report what the user should know about it on standard error."""
    return _announced(Store.read(library_path()))


def _announced(store: Store) -> Store:
    if store.notice:
        complain(store.notice)
    return store


def status_of(store: Store) -> int:
    """Report what of the library could not be read; return the exit status: 1 if there was any."""
    for line in store.damage:
        complain(f"{line}; {ADVICE}")
    return 1 if store.damage else 0


def add(paths: Sequence[str]) -> int:
    """Add the files that the paths name; print each article and whether it is new."""
    with open_store() as store:
        result = add_files(store, paths)
    for added in result.added:
        say_line(f"{added.outcome}: {added.document.title} (document {added.document.id})")
    return 1 if result.failed else 0


def print_list(*, as_json: bool) -> int:
    """Print every document, newest first."""
    with read_store() as store:
        for row in store.documents.every():
            if as_json:
                say_json(_values(row))
            else:
                say_line(_line(row))
        return status_of(store)


def remove(keys: Sequence[str]) -> int:
    """Remove documents from the library, by id, path or URL."""
    with open_store() as store:
        documents = [find_document(store, key, by_text=False) for key in keys]
        for document in documents:
            store.documents.remove(document.id)
    # All are removed before the first is told, for whoever reads that may have seen enough.
    for document in documents:
        say_line(f"removed {document.id}: {document.title}")
    return 0


def check() -> int:
    """Report what is wrong with the library, and what can be done about it; return 1 if anything is."""
    path = library_path()
    found = check_library(path)
    for problem in found.problems:
        complain(problem)
    documents = counted(found.documents, "document")
    if found.problems:
        rows = ", ".join(f"{count} of {table}" for table, count in found.readable) or "none without its pages"
        complain(
            f"{path}: damaged; rows that can be read: {rows}; `reader rescue FILE` saves them in a new library"
        )
        return 1
    say_line(f"{path}: no damage found, {documents}")
    return 0


def rescue(file: str, damaged: str | None) -> int:
    """Write what can be read of a damaged library to a new file; print what was saved and lost, by table."""
    from reader.store.rescue.library import rescue as rescue_library
    from reader.store.rescue.rebuilding import lines

    path = Path(damaged) if damaged is not None else library_path()
    done = rescue_library(path.absolute(), Path(file).absolute())
    for line in lines(done.tallies):
        say_line(line)
    if done.unreadable:
        complain(f"{path}: the disk could not read {counted(done.unreadable, 'page')}")
    if done.notice:
        complain(done.notice)
    for problem in done.problems:
        complain(f"{file}: {problem}")
    if done.problems:
        return 1
    say_line(f"{file}: a sound library; with no reader running, put it in the place of {path}")
    return 0


def backup(file: str) -> int:
    """Copy the library to a file."""
    with read_store() as store:
        store.backup(Path(file))
    say_line(f"{file}: a copy of the library")
    return 0


def _line(row: DocumentRow) -> str:
    document = row.document
    signs = ("★" if row.reading.starred else " ") + (" " if row.reading.read else "●")
    date = readable_date(document.published, short=True) if document.published else ""
    quotations = "" if row.quotations is None else f"{row.quotations}“"
    notes = f"{row.annotations}◆" if row.annotations else ""
    bookmarks = f"{row.bookmarks}⚑" if row.bookmarks else ""
    changed = "Δ" if row.changed else ""
    checked = f"{row.checked}/{row.statements}✓" if row.checked else ""
    counts = f"{quotations:>4} {checked:>6} {notes:>3} {bookmarks:>3}{changed:>2}"
    facts = f"{document.id:>5} {signs} {date:>11}  {row.words:>6} words {counts}"
    outlet = f"  ({document.outlet})" if document.outlet else ""
    return f"{facts}  {document.title}{outlet}"


def _values(row: DocumentRow) -> dict[str, object]:
    return {
        **asdict(row.document),
        **{name: getattr(row.reading, name) for name in _READING},
        "changed": row.changed,
        **{name: getattr(row, name) for name in _COUNTS},
    }
