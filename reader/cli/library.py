"""The commands on the library: add, list, remove, check, backup."""

from __future__ import annotations

import json as jsons
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from reader.cli.add_files import take_in
from reader.cli.console import complain, say
from reader.config.paths import library_path
from reader.model.document_list import DocumentRow, Order
from reader.store import Store
from reader.text.safety.sanitise import Shown, escaped_json, sanitise_line
from reader.text.wording.formatting import counted, readable_date

PAGE = 500
"""How many rows of the list are fetched at once."""


def open_store() -> Store:
    """The library. What should be known of how it was opened goes to standard error."""
    store = Store.open(library_path())
    if store.notice:
        complain(store.notice)
    return store


def add(paths: Sequence[str]) -> int:
    """Add what the paths name, saying what is new."""
    with open_store() as store:
        taken = take_in(store, paths)
    for added in taken.added:
        state = "added" if added.is_new else "known"
        say(sanitise_line(f"{state} {added.document.id}: {added.document.title}"))
    return 1 if taken.failed else 0


def print_list(*, json: bool) -> int:
    """Print every document, newest first."""
    with open_store() as store:
        for row in listed(store):
            say(_as_json(row) if json else _as_line(row))
    return 0


def remove(keys: Sequence[str]) -> int:
    """Take documents out of the library, by id, path or URL."""
    with open_store() as store:
        for document in [store.documents.find(key) for key in keys]:
            store.documents.remove(document.id)
            say(sanitise_line(f"removed {document.id}: {document.title}"))
    return 0


def check() -> int:
    """Say what is wrong with the library; 1 if anything is."""
    with open_store() as store:
        problems = store.check()
        count = store.documents.count()
    for problem in problems:
        complain(problem)
    if not problems:
        say(sanitise_line(f"{library_path()}: sound, {counted(count, 'document')}"))
    return 1 if problems else 0


def backup(file: str) -> int:
    """Copy the library to a file."""
    with open_store() as store:
        store.backup(Path(file))
    say(sanitise_line(f"{file}: a copy of the library"))
    return 0


def listed(store: Store) -> Iterator[DocumentRow]:
    """Every document of the list, the newest first."""
    offset = 0
    while rows := store.documents.page(Order.ADDED, offset, PAGE):
        yield from rows
        offset += PAGE


def _as_line(row: DocumentRow) -> Shown:
    document = row.document
    marks = ("★" if row.reading.starred else " ") + (" " if row.reading.read else "●")
    date = readable_date(document.published, short=True) if document.published else ""
    quotations = "" if row.quotations is None else f"{row.quotations}“"
    notes = f"{row.annotations}◆" if row.annotations else ""
    bookmarks = f"{row.bookmarks}⚑" if row.bookmarks else ""
    facts = f"{document.id:>5} {marks} {date:>11}  {row.words:>6} words {quotations:>4} {notes:>3} {bookmarks:>3}"
    outlet = f"  ({document.outlet})" if document.outlet else ""
    return sanitise_line(f"{facts}  {document.title}{outlet}")


def _as_json(row: DocumentRow) -> Shown:
    document = row.document
    values = {
        **asdict(document),
        "read": row.reading.read,
        "starred": row.reading.starred,
        "opened": row.reading.opened,
        "place": row.reading.place,
        "words": row.words,
        "quotations": row.quotations,
        "bookmarks": row.bookmarks,
        "annotations": row.annotations,
    }
    return escaped_json(jsons.dumps(values, ensure_ascii=False))
