"""What a source says about itself beside its text (title, outlet, authors, date, URL), and how it is cleaned."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.model.values import value_class

_PARTED_NAMES = re.compile(r"\s*(?:[;,|&]|\band\b|\bund\b|\bet\b)\s*", re.IGNORECASE)
_NOT_A_PERSON = re.compile(
    r"\b(?:press|news|times|post|staff|agency|agencies|reuters|correspondents?|editors?|reporters?|writers?|bureau"
    r"|service|desk|team|magazine|journal|herald|guardian|afp|bbc|cnn|npr|upi)\b",
    re.IGNORECASE,
)
_FROM_PLACE = re.compile(r"\s+(?:in|at)\s+[A-Z].*$")
_MOST_AUTHORS = 20


@value_class(frozen=True, slots=True)
class Metadata:
    """What front matter or the head of a page tells; `published` is ISO 8601 or None."""

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    summary: str | None = None
    """The page's own description, which often stands again as its standfirst."""


def one_line(value: str | None) -> str | None:
    """`value` with its white space collapsed, or None where nothing is left."""
    return " ".join(value.split()) or None if value else None


def same_words(one: str | None, other: str | None) -> bool:
    """Whether two titles say the same, without regard to case, marks and a site's name behind a bar or a dash."""
    return bool(one and other and _title_forms(one) & _title_forms(other))


def _title_forms(title: str) -> set[str]:
    forms = {title, *(title.rsplit(mark, 1)[0] for mark in (" | ", " - ", " – ", " — ") if mark in title)}
    return {re.sub(r"[\W_]+", " ", form).casefold().strip() for form in forms} - {""}


def people(words: str) -> tuple[str, ...]:
    """The names in a list of names such as "Ann Lee and Bo Day, Harbour Press": agencies and places left out.

    A name needs two words, because one alone is more often an agency.
    """
    names = (_FROM_PLACE.sub("", part).strip(" .") for part in _PARTED_NAMES.split(words[:1000]))
    return _first_of_each(name for name in names if " " in name and not _NOT_A_PERSON.search(name))


def authors_from(values: Iterable[str]) -> tuple[str, ...]:
    """The authors that a source names itself: a value that holds no two-word name is taken as it stands."""
    found: list[str] = []
    for value in values:
        line = one_line(value)
        if line:
            found.extend(people(line) or (line,))
    return _first_of_each(found)


def _first_of_each(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))[:_MOST_AUTHORS]
