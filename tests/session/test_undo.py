"""Undo and redo: the order of the steps, and when nothing is left to redo."""

from __future__ import annotations

from functools import partial

from reader.session.undo import UndoHistory


def test_something_new_clears_what_can_be_redone() -> None:
    history, words = UndoHistory(), [""]

    def write(word: str) -> None:
        history.do(word, partial(words.append, word), words.pop)

    write("one")
    write("two")
    history.undo()
    write("three")
    assert history.redo() == "nothing to do again"
    assert words == ["", "one", "three"]
    assert [history.undo(), history.undo(), history.undo()] == [
        "undone: three",
        "undone: one",
        "nothing to undo",
    ]
