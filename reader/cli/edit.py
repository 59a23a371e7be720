"""`reader edit`: sets the particulars of an article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reader.cli.articles import find_document
from reader.cli.console import say_line
from reader.cli.library import open_store
from reader.model.errors import ReaderError
from reader.session.particulars import SEPARATOR, parsed, typed_form


def edit(key: str, given: Mapping[str, str | None], authors: Sequence[str] | None) -> int:
    """Set the given particulars of one article, by field, and print all of them."""
    typed = {field: value for field, value in given.items() if value is not None}
    if authors is not None:
        typed["authors"] = SEPARATOR.join(authors)
    if not typed:
        raise ReaderError("nothing to edit: give --title, --outlet, --author, --published or --url")
    changes = parsed(typed)
    with open_store() as store:
        document = find_document(store, key, by_text=False)
        store.documents.edit(document.id, changes)
        for field, value in typed_form(store.documents.get(document.id)).items():
            say_line(f"{field}: {value or 'not known'}")
    return 0
