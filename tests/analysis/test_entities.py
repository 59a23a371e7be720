"""Names made into things: types, aliases, and what is no name at all."""

from __future__ import annotations

import pytest

from reader.analysis.entities import names
from reader.model.analysis import EntityType
from tests.analysis.conftest import Found, Read


def mentions(found: Found, name: str) -> list[str]:
    return found.words(found.entity(name).mentions)


def test_a_short_name_is_the_person_named_in_full(read: Read) -> None:
    found = read("Swedish Prime Minister Karin Lund met her voters on Tuesday. Lund spoke for an hour.")
    assert mentions(found, "Karin Lund") == ["Swedish Prime Minister Karin Lund", "Lund"]
    assert found.entity("Karin Lund").type is EntityType.PERSON


def test_two_people_of_one_last_name_stay_two(read: Read) -> None:
    found = read("Karin Lund met Peter Lund in Oslo. Both were late. Lund apologised to the crowd.")
    names_found = [entity.name for entity in found.analysis.entities if entity.type is EntityType.PERSON]
    assert names_found == ["Karin Lund", "Peter Lund", "Lund"]


def test_an_acronym_in_brackets_is_the_body_named_before_it(read: Read) -> None:
    found = read("The National Ferry Authority (NFA) closed the pier. The NFA gave no reason.")
    assert mentions(found, "National Ferry Authority") == ["National Ferry Authority", "NFA", "NFA"]


def test_a_country_has_one_entity_for_all_its_names(read: Read) -> None:
    found = read("The DPRK closed its border. North Korea gave no reason, and Pyongyang stayed silent.")
    assert mentions(found, "North Korea") == ["DPRK", "North Korea"]
    assert mentions(found, "Pyongyang") == ["Pyongyang"]
    assert found.entity("North Korea").type is EntityType.PLACE


def test_types(read: Read) -> None:
    found = read(
        "In March 2019 the French paid 40 million euros to the United Nations in Geneva after the Second World "
        "War had ended."
    )
    types = {entity.name: entity.type for entity in found.analysis.entities}
    assert types["French"] is EntityType.GROUP
    assert types["March 2019"] is EntityType.TIME
    assert types["United Nations"] is EntityType.ORGANISATION
    assert types["Geneva"] is EntityType.PLACE
    assert types["Second World War"] is EntityType.EVENT
    assert EntityType.QUANTITY in types.values()


def test_bare_counts_and_ages_are_no_entities(read: Read) -> None:
    found = read("The two boats met the first 44-year-old sailor, who had three sons.")
    assert found.analysis.entities == ()


def test_a_headline_in_title_case_invents_no_names(read: Read) -> None:
    found = read("Lund Lauds Pier", "Karin Lund praised the pier in Oslo on Monday.", headline=True)
    assert mentions(found, "Karin Lund") == ["Lund", "Karin Lund"]
    assert "Lund Lauds Pier" not in [word for e in found.analysis.entities for word in found.words(e.mentions)]


def test_no_entity_crosses_a_block(read: Read) -> None:
    found = read("Pier Closed In Oslo", "Norway Closes Too", "Karin Lund of Oslo spoke in Norway.", headline=True)
    for entity in found.analysis.entities:
        for span in entity.mentions:
            assert "\n" not in span.of(found.text)


def test_ids_follow_the_first_mention(read: Read) -> None:
    found = read("Oslo is north of Berlin. Berlin is south of Oslo.")
    assert [(e.id, e.name) for e in found.analysis.entities] == [("e1", "Oslo"), ("e2", "Berlin")]


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("Lund", ["Karin Lund"], "Karin Lund"),
        ("Karin", ["Karin Lund"], "Karin Lund"),
        ("Lund", ["Karin Lund", "Peter Lund"], None),
        ("Lund", ["Lund Karin", "Karin Lund"], "Karin Lund"),
        ("Berg", ["Karin Lund"], None),
    ],
)
def test_full_name(short: str, full: list[str], expected: str | None) -> None:
    assert names.full_name(short, full) == expected


@pytest.mark.parametrize(
    ("form", "plain"),
    [("the Guardian's", "Guardian"), ("Mr. Lund", "Lund"), ("Sen. Karin Lund", "Karin Lund"), ("Mr", "Mr")],
)
def test_bare(form: str, plain: str) -> None:
    assert names.bare(form) == plain


@pytest.mark.parametrize("name", ["AFP", "the New York Times", "Agence France-Presse", "Oslo Daily News", "KCNA"])
def test_outlets_are_known(name: str) -> None:
    assert names.looks_like_outlet(name)


@pytest.mark.parametrize("name", ["Karin Lund", "the White House", "Oslo", ""])
def test_others_are_no_outlets(name: str) -> None:
    assert not names.looks_like_outlet(name)
