"""A note in a person's own editor, with its passage below it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.system.editor import END, with_passage, without_passage


@given(st.text(st.characters(exclude_characters="\r")), st.text())
def test_what_is_not_changed_comes_back_as_it_was(note: str, passage: str) -> None:
    assert without_passage(with_passage(note, passage), passage) in (note, note.removesuffix("\n\n"))


def test_the_passage_is_quoted_and_cannot_command_a_terminal() -> None:
    shown = with_passage("mine", "one \x1b[2J\ntwo\u202e")
    assert shown.startswith(f"mine\n\n{END}\n\n> one ")
    assert "\x1b" not in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize("edited", ["{} and more", "new\n{}", "{}more"])
def test_what_is_written_anywhere_is_kept(edited: str) -> None:
    kept = without_passage(edited.format(with_passage("old", "the passage")), "the passage")
    assert kept == edited.format("old")


def test_a_passage_that_was_changed_in_the_editor_is_kept_rather_than_guessed_at() -> None:
    assert without_passage(f"mine\n\n{END}\n\n> the passag", "the passage").startswith("mine")
