"""Spans, and what lies between them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.model.span import Span, gaps

spans = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda ends: Span(min(ends), max(ends)))


def test_gaps_are_before_between_and_after_the_spans() -> None:
    assert [*gaps([Span(2, 4), Span(6, 9)], 12)] == [Span(0, 2), Span(4, 6), Span(9, 12)]
    assert [*gaps([], 3)] == [Span(0, 3)]
    assert [*gaps([Span(0, 3)], 3)] == []


@given(st.lists(spans))
def test_every_offset_is_in_one_gap_or_in_a_span(found: list[Span]) -> None:
    between = [*gaps(found, 20)]
    for offset in range(20):
        covered = any(offset in span for span in found)
        assert sum(offset in gap for gap in between) == (not covered)
    assert between == sorted(between)
