"""Words are passed on with the marks that the text prints."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.span import Span
from reader.text.wording.quotation_marks import balanced, is_quoted, printed

TEXT = 'Berg called these claims “absurd” and said: "We want it open," or ‘Violating Sanctions’. It\'s the end.'


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("absurd", "“absurd”"),
        ("We want it open,", '"We want it open,"'),
        ('"We want it open,"', '"We want it open,"'),
        ("Violating Sanctions", "‘Violating Sanctions’"),
        ("these claims “absurd", "these claims “absurd”"),
        ("absurd” and said", "“absurd” and said"),
        ("It's the end", "It's the end"),
    ],
)
def test_words_keep_the_marks_of_the_text(words: str, shown: str) -> None:
    assert printed(TEXT, [at(words)]) == shown


def test_parts_are_shown_apart() -> None:
    assert printed(TEXT, [at("absurd"), at("We want it open,")]) == '“absurd” … "We want it open,"'


def test_what_is_quoted_in_the_text() -> None:
    assert is_quoted(TEXT, at("absurd"))
    assert not is_quoted(TEXT, at("these claims “absurd”"))
    assert not is_quoted(TEXT, at("It's the end"))


@given(st.text("a“”\"' "), st.data())
def test_at_most_one_mark_is_added_and_no_word_is_changed(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    wider = balanced(text, span)
    assert wider.covers(span)
    assert len(wider) - len(span) <= 1
    assert span.of(text) in printed(text, [span])
