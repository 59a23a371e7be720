"""A note in a person's own editor, with its passage below it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.system.editor import END, with_passage, without_passage


@given(st.text(st.characters(exclude_characters="\r")), st.text(min_size=1))
def test_what_is_not_changed_comes_back_as_it_was(note: str, passage: str) -> None:
    assert without_passage(with_passage(note, passage)).removesuffix("\n") == note.removesuffix("\n")


def test_the_passage_is_quoted_and_cannot_command_a_terminal() -> None:
    shown = with_passage("mine", "one \x1b[2J\ntwo\u202e")
    assert shown.startswith(f"mine\n\n{END}\n\n> one ")
    assert "\x1b" not in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize("written", ["new words", "new words\n", f"new words\n\n{END}\n\n> old\nmore"])
def test_only_what_stands_above_the_line_is_the_note(written: str) -> None:
    assert without_passage(written).strip() == "new words"
