"""Stepping through units and finding the one under a point."""

from collections.abc import Iterator, Sequence
from typing import overload

from reader.model.document import Block, BlockKind
from reader.model.span import Span
from reader.text.navigation.units import (
    ParagraphUnits,
    Unit,
    UnitKind,
    index_of,
    match_units,
    next_unit,
    previous_unit,
    same_unit,
    unit_at,
)
from reader.text.wording.formatting import counted, readable_date

UNITS = match_units([Span(30, 35), Span(10, 20), Span(12, 15)])


def test_units_are_in_the_order_of_the_text() -> None:
    assert [unit.start for unit in UNITS] == [10, 12, 30]


def test_the_next_unit_begins_after_and_the_previous_before() -> None:
    assert next_unit(UNITS, 10) == UNITS[1]
    assert next_unit(UNITS, 30) is None
    assert next_unit(UNITS, -1) == UNITS[0]
    assert previous_unit(UNITS, 30) == UNITS[1]
    assert previous_unit(UNITS, 10) is None


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
    assert same_unit((nested, before), before) == before
    assert same_unit((nested, said(15, 40, "t1")), before) == said(15, 40, "t1"), "a person gave it other words"
    assert same_unit((nested, said(10, 30, None)), before) == said(10, 30, None), "nobody says it any more"
    assert same_unit((nested,), before) is None, "never another one on its words"
    assert same_unit((said(50, 60, "t1"),), before) is None, "another analysis has other ids"
    assert same_unit((said(12, 20, None),), said(10, 30, None)) is None


class Counted(Sequence[Block]):
    """Blocks of ten code points, counted as they are looked at."""

    def __init__(self, count: int) -> None:
        self._count = count
        self.looked_at = 0

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Block: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Block]: ...

    def __getitem__(self, at: int | slice) -> Block | Sequence[Block]:
        assert isinstance(at, int)
        self.looked_at += 1
        return Block(Span(12 * at, 12 * at + 10), BlockKind.PARAGRAPH)

    def __iter__(self) -> Iterator[Block]:
        raise AssertionError("all of them are looked at")


def test_a_step_among_a_million_paragraphs_looks_at_few() -> None:
    blocks = Counted(1_000_000)
    paragraphs = ParagraphUnits(blocks)
    found = next_unit(paragraphs, 12 * 777_777)
    assert found == Unit(UnitKind.PARAGRAPH, (Span(12 * 777_778, 12 * 777_778 + 10),))
    assert index_of(paragraphs, found) == 777_778
    assert previous_unit(paragraphs, found.start) == paragraphs[777_777]
    assert blocks.looked_at < 100


def test_paragraphs_can_be_sliced_and_none_is_none() -> None:
    blocks = [Block(Span(at, at + 1), BlockKind.PARAGRAPH) for at in range(4)]
    assert [unit.start for unit in ParagraphUnits(blocks)[1:3]] == [1, 2]
    assert not ParagraphUnits([])
    assert next_unit(ParagraphUnits([]), 0) is None


def test_the_number_of_one_of_several_that_begin_together() -> None:
    units = match_units([Span(3, 5), Span(3, 9), Span(3, 4)])
    assert [index_of(units, unit) for unit in units] == [0, 1, 2]
