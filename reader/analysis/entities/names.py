"""Names as strings: the type of a name, and which names are forms of one another. Uses tables, not parses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from reader.analysis.entities.gazetteer import PlaceKind, country_of, is_ambiguous, is_nationality, place_kind
from reader.analysis.entities.given_names import is_given_name
from reader.analysis.lexicon import (
    organisation_names,
    people_names,
    phrases,
    place_names,
    word_set,
    words,
)
from reader.model.analysis import EntityType

TYPE_OF_LABEL = {
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
"""The entity types of the model's labels."""
NAMED = frozenset((EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE, EntityType.GROUP))
"""The types whose names mean the same wherever they occur."""

_HONORIFICS = word_set("honorifics")
_ARTICLES = ("the ", "The ", "THE ", "a ", "an ")
_WELL_KNOWN = frozenset((PlaceKind.COUNTRY, PlaceKind.CAPITAL, PlaceKind.REGION, PlaceKind.CONTINENT))
"""The kinds of place whose names are hardly ever a person's; those of other cities often are."""


@lru_cache(maxsize=8192)
def known_type(form: str) -> EntityType | None:
    """The type of a name in the tables and the gazetteer; None for an unknown or ambiguous name."""
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


def may_be_city(form: str) -> bool:
    """Return True if the gazetteer has a city of that name."""
    return place_kind(form) is PlaceKind.CITY


def is_worth_keeping(form: str, label: str) -> bool:
    """Return True unless a recognised name is a bare number, an age, a vague time or a lower-case word.

    A place may be in lower case, as people write in haste.
    """
    if label in ("CARDINAL", "QUANTITY", "MONEY", "PERCENT"):
        return any(character.isdigit() for character in form) and (label != "CARDINAL" or len(form) > 2)
    if label in ("DATE", "TIME"):
        lower = form.lower()
        return "old" not in lower.replace("-", " ").split() and lower not in word_set("vague-times")
    if any(character.isupper() for character in form):
        return True
    return label in ("GPE", "LOC") and place_kind(form) is not None and not is_ambiguous(form)


@lru_cache(maxsize=8192)
def bare(form: str) -> str:
    """A name without its article, honorifics and possessive ending."""
    form = without_article(form)
    for ending in ("'s", "’s", "'", "’"):
        form = form.removesuffix(ending)
    parts = form.split()
    while len(parts) > 1 and parts[0].rstrip(".").lower() in _HONORIFICS:
        parts.pop(0)
    return " ".join(parts)


def without_article(form: str) -> str:
    """A name or description without "the" or "a"."""
    for article in _ARTICLES:
        form = form.removeprefix(article)
    return form


def key(form: str) -> str:
    """A name for comparison: bare, without case."""
    return bare(" ".join(form.split())).casefold()


def canonical(form: str, kind: EntityType) -> str | None:
    """The full name in the tables for a name of this type."""
    if kind is EntityType.PLACE:
        return place_names().get(form) or (country_of(form) if place_kind(form) is PlaceKind.COUNTRY else None)
    if kind is EntityType.ORGANISATION:
        return organisation_names().get(form)
    return None


def by_first_word(bodies: Iterable[str]) -> dict[str, list[str]]:
    """The names by their first words, sorted."""
    index: dict[str, list[str]] = defaultdict(list)
    for name in sorted(bodies):
        index[name.split()[0]].append(name)
    return index


def company_called(form: str, bodies: Mapping[str, Sequence[str]]) -> str | None:
    """The shortest of the bodies, by first word, whose name is `form` and then a company's ending.

    'Brightwater' is short for 'Brightwater Energy Holdings plc', but 'Berlin' is not for 'Berlin Holdings plc'.
    """
    endings = word_set("endings", "corporate")
    longer = [
        name
        for name in bodies.get(form.split()[0], ())
        if name.startswith(f"{form} ")
        and (more := name[len(form) :].lower().replace(".", "").split())
        and (more[-1] in endings or more[0] in endings)
    ]
    if not longer or not form[:1].isupper() or form.lower() in word_set("common-first"):
        return None
    other = is_ambiguous(form) or place_kind(form) is not None or form in people_names() or is_given_name(form)
    return None if other else min(longer, key=len)


def parts_of_person(name: str) -> list[str]:
    """The parts of a full name that may stand for it: first and last name, and the last one with its particle."""
    parts = name.split()
    last = "" if is_acronym(parts[-1]) and not name.isupper() else parts[-1]
    if len(parts) > 2 and parts[-2].lower() in word_set("name-particles"):
        particle = parts[-2]
        return [parts[0], last, f"{particle} {last}", f"{particle.capitalize()} {last}"]
    return [parts[0], last]


def initials(name: str) -> str:
    """The first letters of the capitalised words of a name."""
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())


def is_acronym(name: str) -> bool:
    """Return True for at most six capitals, full stops aside."""
    plain = name.replace(".", "")
    return plain.isupper() and len(plain) <= 6


def full_name(short: str, names: Iterable[str]) -> str | None:
    """The longer personal name that a shorter one is part of; None if there are none or several.

    A last name takes precedence over a first name.
    """
    longer = longer_names(short, names)
    return longer[0] if len(longer) == 1 else None


def longer_names(short: str, names: Iterable[str]) -> list[str]:
    """The longer personal names that end with a shorter one, or else those that begin with it, in order."""
    longer = [name for name in dict.fromkeys(names) if len(name) > len(short)]
    return [name for name in longer if name.endswith(f" {short}")] or [
        name for name in longer if name.startswith(f"{short} ")
    ]


def looks_like_outlet(name: str) -> bool:
    """Return True for the name of an agency, a paper or a broadcaster."""
    plain = bare(name)
    if plain in phrases("outlets") or organisation_names().get(plain) in phrases("outlets"):
        return True
    *others, last = f"{plain.lower()} ".split(" of ")[0].split() or [""]
    if "-" in last and last.split("-")[-1] in word_set("mastheads") | word_set("hyphen-mastheads"):
        return True
    return bool(others) and last in words("outlet_words") and last not in ("house", "time", "post")
