"""Metadata of an article (title, outlet, authors, date, URL), and the cleaning of names and titles."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.model.values import value_class

_NAME_SEPARATOR = re.compile(r"(?:(?<!\s)\s++)?(?:[;,|&]|\band\b|\bund\b|\bet\b)\s*", re.IGNORECASE)
_NOT_A_PERSON = re.compile(
    r"\b(?:press|news|times|post|staff|agency|agencies|reuters|correspondents?|editors?|reporters?|writers?|bureau"
    r"|service|desk|team|magazine|journal|herald|guardian|afp|bbc|cnn|npr|upi)\b",
    re.IGNORECASE,
)
_FROM_PLACE = re.compile(r"(?<!\s)\s++(?:in|at)\s+[A-Z].*", re.DOTALL)
_MOST_AUTHORS = 20


@value_class(frozen=True, slots=True)
class Metadata:
    """What front matter or the head of a page says; `published` is in ISO 8601."""

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    summary: str | None = None
    """The page's description, which is often its standfirst too."""


def one_line(value: str | None) -> str | None:
    """Collapse white space; return None if nothing is left."""
    return " ".join(value.split()) or None if value else None


def same_words(one: str | None, other: str | None) -> bool:
    """Compare two titles, ignoring case, punctuation and a site's name behind a bar or a dash."""
    return bool(one and other and _title_forms(one) & _title_forms(other))


def _title_forms(title: str) -> set[str]:
    forms = {title, *(title.rsplit(bar, 1)[0] for bar in (" | ", " - ", " – ", " — "))}
    return {re.sub(r"[\W_]+", " ", form).casefold().strip() for form in forms} - {""}


def people(words: str) -> tuple[str, ...]:
    """Return the people in a list of names such as "Ann Lee and Bo Day, Harbour Press", without agencies.

    A name needs two words, because a single one is more often an agency.
    """
    names = (_FROM_PLACE.sub("", part).strip(" .") for part in _NAME_SEPARATOR.split(words[:1000]))
    return _distinct(name for name in names if " " in name and not _NOT_A_PERSON.search(name))


def authors_from(values: Iterable[str]) -> tuple[str, ...]:
    """Return the authors in metadata; a value without a name of two words is taken as it is."""
    lines = filter(None, map(one_line, values))
    return _distinct(name for line in lines for name in people(line) or (line,))


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))[:_MOST_AUTHORS]
