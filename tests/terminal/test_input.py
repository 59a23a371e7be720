"""Whatever a terminal sends, no error comes of it, and the next key arrives."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual._xterm_parser import XTermParser
from textual.message import Message

from reader.terminal.bracketed_paste import END, START, PasteGuard
from reader.terminal.escape_splitter import EscapeSplitter
from reader.terminal.key_parser import KeyParser
from reader.terminal.size import COLUMNS, ROWS

PAUSE = 5.0
KNOWN = sorted(
    {
        *(each for each in ANSI_SEQUENCES_KEYS if each.startswith(("\x1b[", "\x1bO"))),
        *(f"\x1b[{key[:-1]};3{key[-1]}" for key in FUNCTIONAL_KEYS),
        *("\x1b[97u", "\x1b[97;;97u", "\x1b[97;2;65u", "\x1b[27;5;9~", "\x1b[<0;3;4M", "\x1b[<64;3;4m"),
        *("\x1b[I", "\x1b[O", "\x1b[?2026;1$y", "\x1b[48;30;80;300;800t"),
    }
    - {"\x1b[62~", "\x1b[63~", *(f"\x1b[5{arrow}" for arrow in "ABCD")}
)
"""What Textual knows, but for six that it takes for code points."""
_NUMBERS = ("", "0", "1", "2", "48", "97", "200", "201", "65535", "55296", "1114112", "9" * 9, "9" * 40)
NUMBERS = st.sampled_from(_NUMBERS)
PARAMETERS = st.lists(st.tuples(NUMBERS, st.sampled_from([";", ":", "?", "<", "-", ""])), max_size=6)
SEQUENCES = st.builds(
    lambda start, parts, final: start + "".join(map("".join, parts)) + final,
    st.sampled_from(["\x1b[", "\x1bO", "\x1b]1", "\x1bP1+r", "\x1b_G", "\x1b", "\x1b[<", "\x1b[48;", "\x1b[M"]),
    PARAMETERS,
    st.sampled_from([*"uAHRMmt~y$\x1b\x07\x03", "", "\x1b\\", " q", "\udc80"]),
)
CHANGED = st.builds(
    lambda known, at, put: known[: at % len(known)] + put + known[at % len(known) :],
    st.sampled_from(KNOWN),
    st.integers(0, 40),
    st.text("0123456789;:<?$ \x1b[]Mu~\x00", max_size=3),
)
_TYPED = st.one_of(st.text(max_size=6), st.sampled_from(["j", START, END]))
INPUT = st.lists(st.one_of(SEQUENCES, CHANGED, _TYPED), max_size=6)


class Input:
    """The way that the driver's input goes."""

    def __init__(self) -> None:
        self.paste, self.splitter, self.parser, self.now = PasteGuard(), EscapeSplitter(), KeyParser(), 100.0
        self.found: list[Message] = []

    def send(self, data: str) -> Input:
        self._parse(self.splitter.feed(self.paste.feed(data, self.now)))
        return self

    def pause(self, seconds: float = PAUSE) -> Input:
        self.send("")
        self.now += seconds
        for _ in range(2):
            self.send("")
            self._parse(self.splitter.tick())
        return self

    def _parse(self, pieces: list[str]) -> None:
        for piece in pieces:
            self.found += self.parser.feed(piece)

    @property
    def keys(self) -> list[str]:
        return [each.key for each in self.found if isinstance(each, events.Key)]


@given(INPUT, st.integers(1, 9))
def test_no_input_raises_and_the_next_key_arrives(parts: list[str], size: int) -> None:
    sent, way = "".join(parts), Input()
    for at in range(0, len(sent), size):
        way.send(sent[at : at + size])
    way.pause().send("\x1b").pause().found.clear()
    way.send("j").pause()
    assert way.keys == ["j"]
    sizes = [each.size for each in way.found if isinstance(each, events.Resize)]
    assert all(0 < size.width <= COLUMNS and 0 < size.height <= ROWS for size in sizes)


@pytest.mark.parametrize("sequence", KNOWN)
def test_what_textual_knows_means_the_same(sequence: str) -> None:
    def told(messages: list[Message]) -> list[tuple[object, ...]]:
        return [
            (type(each), *(getattr(each, name, None) for name in ("key", "character", "x", "y", "size", "text")))
            for each in messages
        ]

    wanted = told(list(XTermParser().feed(sequence)))
    for cut in range(1, len(sequence)):
        assert told(Input().send(sequence[:cut]).send(sequence[cut:]).pause().found) == wanted, cut


@pytest.mark.parametrize(
    ("sequence", "keys"),
    [
        ("\x1b[1;2:1A", ["shift+up"]),
        ("\x1b[1;2:2A", ["shift+up"]),
        ("\x1b[1;2:3A", []),
        ("\x1b[97;5:1u", ["ctrl+a"]),
        ("\x1b[97;1:3u", []),
        ("\x1b[97:65:97;2;65u", ["A"]),
        ("\x1b[97;1;99999999999u", ["a"]),
        ("\x1b[1114112u", []),
        ("\x1b[55296u", []),
        ("\x1b[81~", []),
        ("\x1b[1;2Z", []),
        ("\x1b[" + "1" * 60 + "u", []),
        ("\x1b[q", ["escape", "left_square_bracket", "q"]),
        ("\x1bOz", ["escape", "O", "z"]),
        ("\x1b]11;rgb:1e1e\x03", ["ctrl+c"]),
        ("\x1b]11;rgb:1e1e\x1bj", ["escape", "j"]),
        ("\x1bP1+r544e", []),
        ("\x1b]52;c;" + "A" * 5000, []),
    ],
)
def test_what_textual_does_not_know_is_read_or_dropped(sequence: str, keys: list[str]) -> None:
    assert Input().send(sequence).pause().send("k").pause().keys == [*keys, "k"]


@pytest.mark.parametrize(
    ("report", "size"),
    [
        ("\x1b[48;99999999;99999999;0;0t", (COLUMNS, ROWS)),
        ("\x1b[48;30;65535;300;1t", (COLUMNS, 30)),
        ("\x1b[48;30:1;80:2;300;800t", (80, 30)),
        ("\x1b[48;0;0;0;0t", None),
        ("\x1b[48;" + "9" * 30 + ";80;1;1t", None),
    ],
)
def test_a_size_has_bounds(report: str, size: tuple[int, int] | None) -> None:
    way = Input().send(report).send("\x1b[<0;3;4M").pause()
    sizes = [each.size for each in way.found if isinstance(each, events.Resize)]
    assert sizes == ([] if size is None else [size])
    assert isinstance(way.found[-1], events.MouseDown)


@pytest.mark.parametrize("key", ["\x1b", "\x03", "Q", "q", "\x1b[27u", "\x1b[99;5u", "\x1bQ"])
def test_a_paste_without_an_end_leaves_a_way_out(key: str) -> None:
    way = Input().send(f"{START}pasted words").pause().send(key)
    assert way.keys == []
    assert way.pause().keys
    assert [each.text for each in way.found if isinstance(each, events.Paste)] == ["pasted words"]
    assert way.send("j").keys[-1] == "j"


def test_a_paste_that_was_held_up_is_no_key() -> None:
    way = Input().send(f"{START}pasted ").pause().send("Q").send(f"uit{END}").pause()
    assert way.keys == []
    way = Input().send(f"{START}pasted ").pause(0.1).send("Q").pause(0.1).send(f"uit{END}").pause()
    assert way.keys == []


def test_a_paste_without_bounds_takes_no_more_memory() -> None:
    guard, began = PasteGuard(), time.perf_counter()
    passed = guard.feed(START, 0.0)
    for _ in range(80):
        passed += guard.feed("a" * 100_000, 0.0)
    assert len(passed) < 5_000_000
    assert time.perf_counter() - began < 2
