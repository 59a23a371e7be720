"""Stepping through units and finding the one under a point."""

from reader.model.span import Span
from reader.text.units import Unit, UnitKind, following, match_units, met_again, preceding, unit_at
from reader.text.wording import counted, readable_date

UNITS = match_units([Span(30, 35), Span(10, 20), Span(12, 15)])


def test_units_are_in_the_order_of_the_text() -> None:
    assert [unit.start for unit in UNITS] == [10, 12, 30]


def test_the_next_unit_begins_after_and_the_previous_before() -> None:
    assert following(UNITS, 10) == UNITS[1]
    assert following(UNITS, 30) is None
    assert following(UNITS, -1) == UNITS[0]
    assert preceding(UNITS, 30) == UNITS[1]
    assert preceding(UNITS, 10) is None


def test_the_shortest_unit_is_the_one_under_a_point() -> None:
    assert unit_at(UNITS, 13) == UNITS[1]
    assert unit_at(UNITS, 18) == UNITS[0]
    assert unit_at(UNITS, 25) is None


def test_a_unit_of_two_spans_reaches_from_the_first_to_the_last() -> None:
    unit = Unit(UnitKind.STATEMENT, (Span(3, 5), Span(9, 12)))
    assert (unit.start, unit.extent) == (3, Span(3, 12))


def test_dates_are_readable() -> None:
    assert readable_date("2024-06-18") == "18 June 2024"
    assert readable_date("2024-06-18T10:00:00+02:00", short=True) == "18 Jun 2024"
    assert readable_date("2024-06") == "June 2024"
    assert readable_date("2015") == "2015"
    assert readable_date("last week") == "last week"


def test_numbers_have_their_nouns() -> None:
    assert [counted(number, "word") for number in (0, 1, 2_000)] == ["0 words", "1 word", "2,000 words"]


def test_a_unit_is_met_again_by_its_id_on_some_of_its_words_or_by_just_those_words() -> None:
    def said(start: int, end: int, id: str | None) -> Unit:
        return Unit(UnitKind.STATEMENT, (Span(start, end),), id)

    before, nested = said(10, 30, "t1"), said(10, 20, "t2")
    assert met_again((nested, before), before) == before
    assert met_again((nested, said(15, 40, "t1")), before) == said(15, 40, "t1"), "a person gave it other words"
    assert met_again((nested, said(10, 30, None)), before) == said(10, 30, None), "nobody says it any more"
    assert met_again((nested,), before) is None, "never another one on its words"
    assert met_again((said(50, 60, "t1"),), before) is None, "another analysis has other ids"
    assert met_again((said(12, 20, None),), said(10, 30, None)) is None
