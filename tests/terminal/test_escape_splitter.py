"""The escape key and the keys after it, in whatever chunks they arrive."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.terminal.escape_splitter import ESCAPE, EscapeSplitter


@pytest.mark.parametrize(
    ("typed", "pieces"),
    [
        ("a note\x1bQ", ["a note", ESCAPE, "Q"]),
        ("\x1b]q", [ESCAPE, "]q"]),
        ("\x1b[A\x1bj", ["\x1b[A", ESCAPE, "j"]),
        ("\x1bOP\x1b\x1b[B", ["\x1bOP", ESCAPE, "\x1b[B"]),
        ("\x1b[200~pasted\x1b[201~", ["\x1b[200~", "pasted", "\x1b[201~"]),
        ("\x1b[1;2:3Aj\x1b[[A", ["\x1b[1;2:3A", "j", "\x1b[[A"]),
    ],
)
def test_an_escape_that_starts_no_sequence_is_a_key(typed: str, pieces: list[str]) -> None:
    assert EscapeSplitter().feed(typed) == pieces


def test_an_escape_at_the_end_waits_for_what_follows() -> None:
    splitter = EscapeSplitter()
    assert splitter.feed("a\x1b") == ["a"]
    assert splitter.waiting
    assert splitter.feed("[A") == ["\x1b[A"]
    assert not splitter.waiting
    assert splitter.feed("\x1b") == []
    assert splitter.tick() == [ESCAPE]
    assert splitter.tick() == []


@given(st.lists(st.text("\x1b[OAq]~", max_size=6), max_size=8))
def test_nothing_is_lost_and_chunks_do_not_matter(parts: list[str]) -> None:
    splitter = EscapeSplitter()
    found = [piece for part in parts for piece in splitter.feed(part)] + splitter.tick()
    whole = EscapeSplitter()
    assert "".join(found) == "".join(parts)
    expected = whole.feed("".join(parts)) + whole.tick()
    assert [piece for piece in found if piece == ESCAPE] == [piece for piece in expected if piece == ESCAPE]


ANSWERS = (
    "\x1b]11;rgb:1e1e/1e1e/1e1e\x07",
    "\x1b]52;c;cm0gLXJmIH4K\x1b\\",
    "\x1b]4;1;rgb:ff/00/00\x1b\\",
    "\x1bP>|XTerm(380)\x1b\\",
    "\x1bP1+r544e=787465726d\x1b\\",
    "\x1b_Gi=1;OK\x1b\\",
)
"""Reports of terminals, which an earlier program may have requested."""


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_unrequested_report_is_not_read_as_keys(answer: str) -> None:
    for cut in range(1, len(answer)):
        splitter = EscapeSplitter()
        pieces = [*splitter.feed(f"j{answer[:cut]}"), *splitter.feed(f"{answer[cut:]}k"), *splitter.tick()]
        assert "".join(pieces) == "jk", (cut, pieces)


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("\x1b]1", "\x1b]1"),
        ("\x1bP", "\x1bP"),
        ("\x1b]11;rgb:1e1e", ""),
        ("\x1bP1+r", ""),
        ("\x1b_G\x1b", "\x1b"),
        ("\x1b]52;c;" + "A" * 5000 + "\x1b", "\x1b"),
    ],
)
def test_after_a_pause_little_was_typed_and_much_was_a_broken_report(typed: str, keys: str) -> None:
    splitter = EscapeSplitter()
    assert splitter.feed(typed) == []
    assert splitter.waiting
    assert "".join(splitter.tick()) == keys
    assert not splitter.waiting
