"""The word tables that the rules of the analysis consult. They hold words, not rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import resources

from reader.model.values import value_class


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
def words(table: str) -> frozenset[str]:
    """The words of a plain table."""
    return frozenset(word for line in _lines(table) for word in line.split())


@cache
def speaker_words() -> frozenset[str]:
    """The nouns for people, bodies and documents that can speak."""
    tables = ("roles", "people", "outlet_words", "document_words", "organisation_words")
    return frozenset[str]().union(*map(words, tables))


@cache
def body_words() -> frozenset[str]:
    """The words in the names of organisations, outlets and companies."""
    return words("organisation_words") | words("outlet_words") | word_set("endings", "corporate")


@cache
def word_set(name: str, table: str = "grammar") -> frozenset[str]:
    """A named set of a table of sets. Raises KeyError if the table has no set of that name."""
    return _sets(table)[name]


@cache
def kin_of(role: str) -> frozenset[str]:
    """The words that may stand for a role, including itself: "leader" for a president. See role_kin.txt."""
    return _sets("role_kin").get(role, frozenset()) | {role}


@cache
def titles() -> dict[str, str]:
    """The role behind each short title: "senator" for "sen"."""
    return dict(line.split() for line in _lines("titles"))


@cache
def phrases(table: str) -> frozenset[str]:
    """The lines of a table of phrases."""
    return frozenset(_lines(table))


@cache
def verb_frames() -> dict[str, str]:
    """For each lemma of a reporting verb the letters of its frames, as verbs.txt explains them."""
    frames: dict[str, str] = defaultdict(str)
    for line in _lines("verbs"):
        letters, *lemmas = line.split()
        for lemma in lemmas:
            frames[lemma] += letters
    return dict(frames)


@cache
def cue_weights() -> dict[str, float]:
    """The weight of each feature of a cue candidate; fitted by tests/fit/cues.py."""
    return _weights("cues")


@cache
def content_end_weights() -> dict[str, float]:
    """The weight of each feature of a place where a report may end; fitted by tests/fit/content_end.py."""
    return _weights("content_end")


@cache
def calibration_points() -> dict[str, tuple[tuple[float, float], ...]]:
    """For each rule its confidences in ascending order, each with the share of statements that are right."""
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for line in _lines("calibration"):
        rule, given, right = line.split()[:3]
        points[rule].append((float(given), float(right)))
    return {rule: tuple(sorted(found)) for rule, found in points.items()}


@cache
def countries() -> tuple[Country, ...]:
    """All countries."""
    return tuple(Country(name, *map(_several, columns)) for name, *columns in _rows("countries"))


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
    for row in _rows("organisations"):
        names.update(dict.fromkeys((row[0], *_several(row[1])), row[0]))
    return names


@cache
def _sets(table: str) -> dict[str, frozenset[str]]:
    """The sets of a table; a set may take several lines, each of which begins with its name."""
    sets: dict[str, frozenset[str]] = defaultdict(frozenset)
    for line in _lines(table):
        name, *members = line.split()
        sets[name] |= frozenset(members)
    return dict(sets)


def _lines(table: str) -> Iterator[str]:
    """The lines of a table, without blank lines and comments."""
    text = resources.files(__package__).joinpath(f"{table}.txt").read_text(encoding="utf-8")
    return (line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


def _weights(table: str) -> dict[str, float]:
    text = resources.files(__package__).joinpath(f"{table}.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {row[0]: float(row[1]) for row in rows}


def _rows(table: str) -> Iterator[list[str]]:
    return (line.split("|") for line in _lines(table))


def _several(field: str) -> tuple[str, ...]:
    return tuple(part for part in field.split(",") if part)
