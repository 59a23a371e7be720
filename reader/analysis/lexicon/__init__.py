"""Tables of words that the rules of the analysis look things up in; the rules themselves are elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources

from reader.model.values import value_class


@value_class(frozen=True, slots=True)
class Country:
    """A country as the tables know it."""

    name: str
    others: tuple[str, ...]
    peoples: tuple[str, ...]
    """Its adjectives and the words for its people."""
    capitals: tuple[str, ...]


@cache
def words(table: str) -> frozenset[str]:
    """The words of a table of single words."""
    return frozenset(word for line in _lines(table) for word in line.split())


@cache
def word_set(name: str) -> frozenset[str]:
    """One of the small sets of grammar.txt. Raises KeyError where there is none of that name."""
    sets = {key: members for key, *members in (line.split() for line in _lines("grammar"))}
    return frozenset(sets[name])


@cache
def set_of(table: str, name: str) -> frozenset[str]:
    """The words of one set of a table of sets, each of which may take several lines."""
    rows = (line.split() for line in _lines(table))
    return frozenset(word for key, *members in rows if key == name for word in members)


def gendered(name: str) -> frozenset[str]:
    """The words of one set of gendered.txt."""
    return set_of("gendered", name)


@cache
def titles() -> dict[str, str]:
    """For each short title that stands before a name ("sen") the role that it says ("senator")."""
    return dict(row for line in _lines("titles") if len(row := line.split()) == 2)


@cache
def kin_of(role: str) -> frozenset[str]:
    """The words that may stand for a role, itself among them: "leader" for a president. See role_kin.txt."""
    return set_of("role_kin", role) | {role}


@cache
def phrases(table: str) -> frozenset[str]:
    """The lines of a table of phrases."""
    return frozenset(_lines(table))


@cache
def verb_frames() -> dict[str, str]:
    """For each verb (lemma) that reports, the letters of all frames it stands in; see verbs.txt."""
    frames: dict[str, str] = {}
    for line in _lines("verbs"):
        letters, *lemmas = line.split()
        for lemma in lemmas:
            frames[lemma] = frames.get(lemma, "") + letters
    return frames


@cache
def cue_weights() -> dict[str, float]:
    """What each feature of a candidate is worth; written by tests/fit/cues.py."""
    return _weights("cues")


@cache
def content_end_weights() -> dict[str, float]:
    """What each feature of a place where a report may end is worth; written by tests/fit/content_end.py."""
    return _weights("content_end")


@cache
def calibration_points() -> dict[str, tuple[tuple[float, float], ...]]:
    """For each rule the confidences that it gives, rising, each with the share that is right."""
    points: dict[str, list[tuple[float, float]]] = {}
    for line in _lines("calibration"):
        rule, given, right = line.split()[:3]
        points.setdefault(rule, []).append((float(given), float(right)))
    return {rule: tuple(sorted(found)) for rule, found in points.items()}


@cache
def countries() -> tuple[Country, ...]:
    """All countries."""
    return tuple(
        Country(row[0], _several(row[1]), _several(row[2]), _several(row[3])) for row in _rows("countries")
    )


@cache
def place_names() -> dict[str, str]:
    """Each name of a country or capital, with the name it goes by here."""
    names: dict[str, str] = {}
    for country in countries():
        names.update(dict.fromkeys((country.name, *country.others), country.name))
        names.update(dict.fromkeys(country.capitals, country.capitals[0] if country.capitals else ""))
    return names


@cache
def people_names() -> dict[str, str]:
    """Each adjective and word for a people ("North Korean"), with its country."""
    return {people: country.name for country in countries() for people in country.peoples}


@cache
def organisation_names() -> dict[str, str]:
    """Each name of a body known by several, with its full name."""
    names: dict[str, str] = {}
    for row in _rows("organisations"):
        names.update(dict.fromkeys((row[0], *_several(row[1])), row[0]))
    return names


def _lines(table: str) -> Iterator[str]:
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
