"""How well roles and names of bodies fit what a description says; no parse but the description's own."""

from __future__ import annotations

import pytest

from reader.analysis.entities import names
from reader.analysis.sources.descriptions import Description, body_fit, has_other_office, may_be_called, role_fit


def said(head: str, *modifiers: str, countries: tuple[str, ...] = (), proper: tuple[str, ...] = ()) -> Description:
    return Description(head, frozenset(modifiers), frozenset(proper), frozenset(countries), True)


FITS = [
    ("Russian President", said("leader", countries=("Russia",)), True),
    ("Russian President", said("leader", countries=("Norway",)), False),
    ("Transport Minister", said("minister", "justice"), False),
    ("Justice Minister", said("minister", "justice"), True),
    ("Senator", said("senator", "idaho"), True),
    ("Vice President", said("president"), False),
    ("representative", said("lawmaker"), True),
    ("baker", said("judge"), False),
]


@pytest.mark.parametrize(("role", "description", "fits"), FITS)
def test_a_role_fits_or_does_not(role: str, description: Description, fits: bool) -> None:
    assert (role_fit([role], description) is not None) is fits


def test_a_role_that_shares_more_fits_better() -> None:
    description = said("minister", "justice")
    assert (role_fit(["Justice Minister"], description) or 0) > (role_fit(["minister"], description) or 0)


BODIES = [
    ("Ministry of Agriculture", "ministry", False, True),
    ("Ministry of Agriculture", "company", False, False),
    ("Northgate Foods", "company", False, True),
    ("Harare Herald", "newspaper", True, True),
    ("Harare Herald", "network", True, False),
    ("NASA", "agency", False, True),
    ("Veridian Motors AG", "charity", False, False),
]


@pytest.mark.parametrize(("name", "head", "outlet", "fits"), BODIES)
def test_a_body_fits_or_does_not(name: str, head: str, outlet: bool, fits: bool) -> None:
    assert (body_fit(name, outlet, said(head)) is not None) is fits


def test_the_names_and_countries_of_a_description_are_its_own() -> None:
    assert may_be_called("Clinton campaign", said("campaign", proper=("clinton",)))
    assert not may_be_called("Clinton campaign", said("campaign", proper=("trump",)))
    assert not may_be_called("The Kenyan team", said("team", countries=("Denmark",)))


def test_a_governor_is_no_senator() -> None:
    assert has_other_office(["Senator"], said("governor"))
    assert not has_other_office(["Senator"], said("novelist"))


@pytest.mark.parametrize(
    ("form", "full"),
    [
        ("Brightwater", "Brightwater Holdings plc"),
        ("Berlin", None),
        ("North", None),
        ("Bright", None),
        ("Karin", None),
    ],
)
def test_a_companys_short_name(form: str, full: str | None) -> None:
    bodies = ["Brightwater Holdings plc", "Berlin Holdings plc", "North Group", "Karin Holdings plc"]
    assert names.company_called(form, names.by_first_word(bodies)) == full
