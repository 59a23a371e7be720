"""Layers add up to runs: no gap, no overlap, and every mark's style exactly on its words."""

from hypothesis import given
from hypothesis import strategies as st

from reader.model.span import Span
from reader.text.layout.layers import Mark, Run, layer, runs

spans = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: Span(min(pair), max(pair)))
marks = st.lists(st.builds(Mark, spans, st.sampled_from(["a", "b", "c"])), max_size=8)


def test_runs_are_cut_where_styles_change() -> None:
    layers = [
        layer("low", [Mark(Span(0, 10), "a")]),
        layer("high", [Mark(Span(4, 10), "b"), Mark(Span(12, 20), "c")]),
    ]
    assert list(runs(layers, Span(0, 14))) == [
        Run(0, 4, ("a",)),
        Run(4, 10, ("a", "b")),
        Run(10, 12, ()),
        Run(12, 14, ("c",)),
    ]


def test_a_shorter_mark_lies_above_the_longer_one_that_begins_with_it() -> None:
    low = layer("one", [Mark(Span(0, 3), "inner"), Mark(Span(0, 9), "outer")])
    assert next(runs([low], Span(0, 9))).styles == ("outer", "inner")


@given(st.lists(marks, max_size=3), spans)
def test_every_code_point_wears_exactly_its_marks(lists: list[list[Mark]], window: Span) -> None:
    layers = [layer(str(number), each) for number, each in enumerate(lists)]
    cut = list(runs(layers, window))
    assert [offset for run in cut for offset in range(run.start, run.end)] == list(range(window.start, window.end))
    for run in cut:
        for offset in range(run.start, run.end):
            expected = sorted(mark.style for each in lists for mark in each if offset in mark.span)
            assert sorted(run.styles) == expected
