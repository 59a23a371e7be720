"""Names as words: which type a form has, and which forms are one name. Knows tables, not parses."""

from __future__ import annotations

from collections.abc import Iterable

from reader.analysis.gazetteer import PlaceKind, country_of, is_ambiguous, is_nationality, place_kind
from reader.analysis.lexicon import organisation_names, people_names, phrases, place_names, word_set, words
from reader.model.analysis import EntityType

LABELS = {
    "PERSON": EntityType.PERSON,
    "ORG": EntityType.ORGANISATION,
    "GPE": EntityType.PLACE,
    "LOC": EntityType.PLACE,
    "FAC": EntityType.PLACE,
    "NORP": EntityType.GROUP,
    "EVENT": EntityType.EVENT,
    "DATE": EntityType.TIME,
    "TIME": EntityType.TIME,
    "MONEY": EntityType.QUANTITY,
    "PERCENT": EntityType.QUANTITY,
    "QUANTITY": EntityType.QUANTITY,
    "CARDINAL": EntityType.QUANTITY,
}
NAMED = frozenset((EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE, EntityType.GROUP))
"""The types whose forms mean the same wherever they stand."""

_HONORIFICS = word_set("honorifics")
_ARTICLES = ("the ", "The ", "THE ", "a ", "an ")


def known_type(form: str) -> EntityType | None:
    """The type of a form that the tables and the gazetteer know; None where it may be something else as well."""
    if form in people_names():
        return EntityType.GROUP
    if form in organisation_names() or form in phrases("outlets"):
        return EntityType.ORGANISATION
    if form in place_names():
        return EntityType.PLACE
    if not form[:1].isupper() or is_ambiguous(form):
        return None
    if is_nationality(form):
        return EntityType.GROUP
    return EntityType.PLACE if place_kind(form) in _WELL_KNOWN else None


_WELL_KNOWN = frozenset((PlaceKind.COUNTRY, PlaceKind.CAPITAL, PlaceKind.REGION, PlaceKind.CONTINENT))
"""Places that are meant wherever their name stands; a city's name is as often a person's."""


def may_be_city(form: str) -> bool:
    """Whether the gazetteer has a city of that name."""
    return place_kind(form) is PlaceKind.CITY


def is_worth_naming(form: str, label: str) -> bool:
    """Whether a form is more than a bare word of counting or an age."""
    if label in ("CARDINAL", "QUANTITY", "MONEY", "PERCENT"):
        return any(character.isdigit() for character in form) and (label != "CARDINAL" or len(form) > 2)
    if label in ("DATE", "TIME"):
        lower = form.lower()
        return "old" not in lower.replace("-", " ").split() and lower not in _VAGUE_TIMES
    return form[:1].isupper() or any(character.isupper() for character in form)


_VAGUE_TIMES = word_set("vague-times")


def bare(form: str) -> str:
    """A form without an article, honorifics or a possessive ending."""
    for article in _ARTICLES:
        form = form.removeprefix(article)
    for ending in ("'s", "’s", "'", "’"):
        form = form.removesuffix(ending)
    parts = form.split()
    while len(parts) > 1 and parts[0].rstrip(".").lower() in _HONORIFICS:
        parts.pop(0)
    return " ".join(parts)


def fold(form: str) -> str:
    """A form for comparing: bare, without case."""
    return bare(" ".join(form.split())).casefold()


def canonical(form: str, kind: EntityType) -> str | None:
    """The full name that the tables give a form of a type."""
    if kind is EntityType.PLACE:
        return place_names().get(form) or (country_of(form) if place_kind(form) is PlaceKind.COUNTRY else None)
    if kind is EntityType.ORGANISATION:
        return organisation_names().get(form)
    return None


def initials(name: str) -> str:
    """The first letters of the capitalised words of a name."""
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())


def full_name(short: str, names: Iterable[str]) -> str | None:
    """The one longer personal name that a shorter one is a part of; None where there is none, or more than one.

    A last name counts before a first name.
    """
    parts = short.split()
    longer = [name for name in names if len(name.split()) > len(parts)]
    for matches in (
        [name for name in longer if name.split()[-len(parts) :] == parts],
        [name for name in longer if name.split()[: len(parts)] == parts],
    ):
        if len(set(matches)) == 1:
            return matches[0]
        if matches:
            return None
    return None


def looks_like_outlet(name: str) -> bool:
    """Whether a name is that of an agency, paper or broadcaster."""
    plain = bare(name)
    if plain in phrases("outlets") or organisation_names().get(plain) in phrases("outlets"):
        return True
    last = plain.split()[-1].lower() if plain.split() else ""
    return last in words("outlet_words") - {"house", "time", "post"} and len(plain.split()) > 1
