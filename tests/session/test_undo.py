"""Undo and redo: the order of the steps, and when nothing is left to redo."""

from __future__ import annotations

from functools import partial

from reader.session.undo import UndoHistory


def test_what_was_undone_cannot_be_done_again_after_something_new() -> None:
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
