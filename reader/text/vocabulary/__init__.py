"""Word tables about people, bodies, documents and countries. They hold words, not rules."""

from __future__ import annotations

from functools import cache

from reader.model.values import value_class
from reader.text.vocabulary.word_tables import WordTables

TABLES = WordTables(__package__)
words = TABLES.words
"""The words of a plain table."""
word_set = TABLES.word_set
"""A named set of a table of sets. Raises KeyError if the table has no set of that name."""
phrases = TABLES.phrases
"""The lines of a table of phrases."""


@value_class(frozen=True, slots=True)
class Country:
    """A row of countries.txt."""

    name: str
    others: tuple[str, ...]
    """Its other names and abbreviations."""
    peoples: tuple[str, ...]
    """Its adjectives and the words for its people."""
    capitals: tuple[str, ...]


@cache
def titles() -> dict[str, str]:
    """The role behind each short title: "senator" for "sen"."""
    return dict(line.split() for line in TABLES.lines("titles"))


@cache
def countries() -> tuple[Country, ...]:
    """All countries."""
    return tuple(Country(name, *map(_several, columns)) for name, *columns in TABLES.rows("countries"))


@cache
def place_names() -> dict[str, str]:
    """The canonical name for each name of a country or capital."""
    names: dict[str, str] = {}
    for country in countries():
        names.update(dict.fromkeys((country.name, *country.others), country.name))
        names.update(dict.fromkeys(country.capitals, country.capitals[0] if country.capitals else ""))
    return names


@cache
def people_names() -> dict[str, str]:
    """The country for each adjective and word for a people: "North Korean"."""
    return {people: country.name for country in countries() for people in country.peoples}


@cache
def organisation_names() -> dict[str, str]:
    """The full name for each name of a body that goes by several."""
    names: dict[str, str] = {}
    for row in TABLES.rows("organisations"):
        names.update(dict.fromkeys((row[0], *_several(row[1])), row[0]))
    return names


def _several(field: str) -> tuple[str, ...]:
    return tuple(part for part in field.split(",") if part)
