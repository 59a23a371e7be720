"""Layers add up to runs: no gap, no overlap, and every mark's style exactly on its words."""

from hypothesis import given
from hypothesis import strategies as st

from reader.model.span import Span
from reader.text.layout.layers import StyledRun, StyledSpan, make_layer, styled_runs

spans = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: Span(min(pair), max(pair)))
marks = st.lists(st.builds(StyledSpan, spans, st.sampled_from(["a", "b", "c"])), max_size=8)


def test_runs_are_cut_where_styles_change() -> None:
    layers = [
        make_layer("low", [StyledSpan(Span(0, 10), "a")]),
        make_layer("high", [StyledSpan(Span(4, 10), "b"), StyledSpan(Span(12, 20), "c")]),
    ]
    assert list(styled_runs(layers, Span(0, 14))) == [
        StyledRun(0, 4, ("a",)),
        StyledRun(4, 10, ("a", "b")),
        StyledRun(10, 12, ()),
        StyledRun(12, 14, ("c",)),
    ]


def test_a_shorter_mark_lies_above_the_longer_one_that_begins_with_it() -> None:
    low = make_layer("one", [StyledSpan(Span(0, 3), "inner"), StyledSpan(Span(0, 9), "outer")])
    assert next(styled_runs([low], Span(0, 9))).styles == ("outer", "inner")


@given(st.lists(marks, max_size=3), spans)
def test_every_code_point_wears_exactly_its_marks(lists: list[list[StyledSpan]], window: Span) -> None:
    layers = [make_layer(str(number), each) for number, each in enumerate(lists)]
    cut = list(styled_runs(layers, window))
    assert [offset for run in cut for offset in range(run.start, run.end)] == list(range(window.start, window.end))
    for run in cut:
        for offset in range(run.start, run.end):
            expected = sorted(mark.style for each in lists for mark in each if offset in mark.span)
            assert sorted(run.styles) == expected
