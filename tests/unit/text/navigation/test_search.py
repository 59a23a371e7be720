"""Searching as a person means it."""

from reader.model.span import Span
from reader.text.navigation.search import find_all

TEXT = "The U.S. Senate\nvoted. “Don’t,” said the senate's clerk."


def found(query: str) -> list[str]:
    return [span.of(TEXT) for span in find_all(TEXT, query)]


def test_case_matters_only_where_the_query_has_a_capital() -> None:
    assert found("senate") == ["Senate", "senate"]
    assert found("Senate") == ["Senate"]


def test_white_space_matches_a_line_end() -> None:
    assert found("senate voted") == ["Senate\nvoted"]


def test_a_full_stop_is_a_full_stop() -> None:
    assert found("U.S.") == ["U.S."]
    assert found("u?s") == []


def test_straight_marks_find_curly_ones() -> None:
    assert found("\"don't") == ["“Don’t"]


def test_nothing_is_found_for_nothing() -> None:
    assert find_all(TEXT, "  ") == []


def test_spans_are_offsets() -> None:
    assert find_all("a b a", "a") == [Span(0, 1), Span(4, 5)]
