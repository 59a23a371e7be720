"""The commands on the library: add, list, remove, check, backup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from reader.cli.add_files import add_files
from reader.cli.console import complain, say_json, say_line
from reader.config.paths import library_path
from reader.model.document_list import DocumentRow, Order
from reader.store import Store
from reader.text.wording.formatting import counted, readable_date

_COUNTS = ("words", "quotations", "bookmarks", "annotations")
PAGE = 500
"""The number of rows fetched at once."""


def open_store() -> Store:
    """Open the library; report what the user should know about it on standard error."""
    store = Store.open(library_path())
    if store.notice:
        complain(store.notice)
    return store


def add(paths: Sequence[str]) -> int:
    """Add the files that the paths name; print each article and whether it is new."""
    with open_store() as store:
        result = add_files(store, paths)
    for added in result.added:
        state = "added" if added.is_new else "known"
        say_line(f"{state} {added.document.id}: {added.document.title}")
    return 1 if result.failed else 0


def print_list(*, as_json: bool) -> int:
    """Print every document, newest first."""
    with open_store() as store:
        for row in all_rows(store):
            if as_json:
                say_json(_values(row))
            else:
                say_line(_line(row))
    return 0


def remove(keys: Sequence[str]) -> int:
    """Remove documents from the library, by id, path or URL."""
    with open_store() as store:
        for document in [store.documents.find(key) for key in keys]:
            store.documents.remove(document.id)
            say_line(f"removed {document.id}: {document.title}")
    return 0


def check() -> int:
    """Report what is wrong with the library; return 1 if anything is."""
    with open_store() as store:
        problems = store.check()
        count = store.documents.count()
    for problem in problems:
        complain(problem)
    if not problems:
        say_line(f"{library_path()}: no damage found, {counted(count, 'document')}")
    return 1 if problems else 0


def backup(file: str) -> int:
    """Copy the library to a file."""
    with open_store() as store:
        store.backup(Path(file))
    say_line(f"{file}: a copy of the library")
    return 0


def all_rows(store: Store) -> Iterator[DocumentRow]:
    """Yield the row of every document, newest first."""
    offset = 0
    while rows := store.documents.page(Order.ADDED, offset, PAGE):
        yield from rows
        offset += PAGE


def _line(row: DocumentRow) -> str:
    document = row.document
    signs = ("★" if row.reading.starred else " ") + (" " if row.reading.read else "●")
    date = readable_date(document.published, short=True) if document.published else ""
    quotations = "" if row.quotations is None else f"{row.quotations}“"
    notes = f"{row.annotations}◆" if row.annotations else ""
    bookmarks = f"{row.bookmarks}⚑" if row.bookmarks else ""
    facts = f"{document.id:>5} {signs} {date:>11}  {row.words:>6} words {quotations:>4} {notes:>3} {bookmarks:>3}"
    outlet = f"  ({document.outlet})" if document.outlet else ""
    return f"{facts}  {document.title}{outlet}"


def _values(row: DocumentRow) -> dict[str, object]:
    return {
        **asdict(row.document),
        "read": row.reading.read,
        "starred": row.reading.starred,
        "opened": row.reading.opened,
        "place": row.reading.place,
        **{name: getattr(row, name) for name in _COUNTS},
    }
