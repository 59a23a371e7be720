"""The particulars of a document as a person types them: title, outlet, authors, date and URL."""

from __future__ import annotations

from collections.abc import Mapping

from reader.ingest.dates import iso_date
from reader.model.document import Document
from reader.model.errors import ReaderError
from reader.store.particulars import FIELDS, Value

SEPARATOR = "; "
"""Between several authors; names such as "Berg, Anna" have commas."""


class ParticularsError(ReaderError):
    """What was typed cannot be what it is given for."""


def typed_form(document: Document) -> dict[str, str]:
    """Return the particulars as a person would type them, by field; '' for what is not known."""
    values = {field: getattr(document, field) for field in FIELDS}
    return {**{field: value or "" for field, value in values.items()}, "authors": SEPARATOR.join(document.authors)}


def parsed(typed: Mapping[str, str]) -> dict[str, Value]:
    """Return what was typed as values, by field; None for what is not known.

    Raises ParticularsError for an empty title, and for a date without day, month and year.
    """
    return {field: _parsed(field, " ".join(words.split())) for field, words in typed.items()}


def _parsed(field: str, words: str) -> Value:
    if field == "authors":
        return tuple(dict.fromkeys(name for part in words.split(";") if (name := part.strip())))
    if field == "title" and not words:
        raise ParticularsError("an article needs a title")
    if field == "published" and words:
        found = iso_date(words)
        if found is None:
            raise ParticularsError(f"{words}: is no date; write it as 2024-06-18 or 18 June 2024")
        return found
    return words or None
