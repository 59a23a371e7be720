"""How much the program sends: a fraction of what Textual itself would, and for standing still nothing."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from reader.store import Store
from reader.tui.screens.main import WATCH
from tests.e2e import three_panes
from tests.e2e.program import FERRY, Program, wait_until_open
from tests.e2e.terminal import Terminal
from tests.hostile_library import fill

STEPS = 12
OF_TEXTUAL = 0.3
"""The most of Textual's own bytes for plain text of one style; the benchmark's text of five styles allows less."""
A_ROW_OF_ALL = 210
A_PAGE = 2000
AT_START = 0.4
A_CARET = 250
UPDATE = re.compile(rb"\x1b\[\?2026h(?:(?!\x1b\[\?2026).)+\x1b\[\?2026l", re.DOTALL)
"""One frame that terminals show at once, and nothing else."""
KEYS_OF_ONE_UPDATE = (
    "j",
    "]q",
    "]e",
    "]s",
    "]a",
    " ",
    "G",
    "g",
    "c",
    "3",
    "j",
    "Enter",
    "2",
    "J",
    "K",
    "z",
    "j",
    "z",
)
POINTER = re.compile(rb"\x1b\]22;\w+\x07")
"""What a mouse's pointer is to look like, which Textual says of every screen."""


def test_a_row_scrolled_sends_less_than_textual_for_plain_text(program: Program) -> None:
    with opened(program) as terminal:
        ours = bytes_of(terminal, ["j"] * STEPS)
    with plain_panes(program) as terminal:
        floor = bytes_of(terminal, ["j"] * STEPS)
    assert ours <= OF_TEXTUAL * floor, (ours, floor)


def test_the_start_sends_less_than_textual_for_plain_text(program: Program) -> None:
    with opened(program) as terminal:
        ours = len(terminal.received)
    with plain_panes(program) as terminal:
        terminal.wait_until_quiet()
        floor = len(terminal.received)
    assert ours <= AT_START * floor, (ours, floor)


def test_at_full_width_a_row_is_scrolled_by_the_terminal(program: Program) -> None:
    with opened(program) as terminal:
        terminal.press("z")
        terminal.wait_for(lambda shown: "Library" not in shown.text)
        terminal.wait_until_quiet()
        sent = [bytes_of(terminal, ["j"]) for _ in range(STEPS)]
        assert max(sent) <= A_ROW_OF_ALL, sent
        assert bytes_of(terminal, [" "]) <= A_PAGE


def test_nothing_is_sent_while_nothing_happens(program: Program) -> None:
    with opened(program) as terminal:
        before = len(terminal.received)
        terminal.wait_until_quiet(1.5 * WATCH)
        assert len(terminal.received) == before


@pytest.mark.parametrize("arguments", [(), ("--low-bandwidth",)])
def test_a_key_sends_one_update(program: Program, arguments: tuple[str, ...]) -> None:
    names = [f"Person {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    program.library.parent.mkdir(parents=True)
    with Store.open(program.library) as store:
        assert [*fill(store, [names, names[::-1]])] == [1, 2]
    with program.start(*arguments) as terminal:
        terminal.wait_for_line(" READ ")
        terminal.wait_until_quiet()
        for key in KEYS_OF_ONE_UPDATE:
            before = len(terminal.received)
            terminal.press(key)
            terminal.wait_until_quiet(0.15)
            assert UPDATE.fullmatch(terminal.received[before:]), (key, terminal.received[before:])
        terminal.press("Q")
        assert terminal.wait_for_end() == 0


@pytest.mark.parametrize(
    ("key", "words"),
    [("?", "Keys in"), ("'", "Bookmarks"), ("&", "0 notes"), ("=", "SHA-256"), (":", "command")],
)
def test_a_window_opens_as_one_update(program: Program, key: str, words: str) -> None:
    with opened(program) as terminal:
        terminal.press("m")
        terminal.wait_until_quiet()
        before = len(terminal.received)
        terminal.press(key)
        terminal.wait_for(words)
        terminal.wait_until_quiet()
        sent = POINTER.sub(b"", terminal.received[before:])
        assert UPDATE.fullmatch(sent), sent


def test_the_screen_is_the_same_as_with_textuals_own_output(program: Program) -> None:
    keys = ["j", "j", " ", "]q", "z", "j", "k", "z", "?", "\x1b", "2", "G", "b"]
    shown = []
    for env in ({}, {"READER_PLAIN_OUTPUT": "1"}):
        with opened(program, env) as terminal:
            terminal.press("g")
            for key in keys:
                bytes_of(terminal, [key])
            shown.append((terminal.looks, len(terminal.received)))
            terminal.press("g", "Q")
            assert terminal.wait_for_end() == 0
    (thrifty, few), (plain, many) = shown
    assert thrifty == plain
    assert few < 0.4 * many


def test_all_is_sent_anew_when_it_is_asked_for_and_after_a_pause(program: Program) -> None:
    with opened(program) as terminal:
        rows = terminal.lines
        terminal.scribble()
        terminal.press("\x0c")
        terminal.wait_for(lambda shown: shown.lines == rows)
        terminal.scribble()
        terminal.resize(terminal.columns, len(rows))
        terminal.wait_for(lambda shown: shown.lines == rows)


def opened(program: Program, env: dict[str, str] | None = None) -> Terminal:
    program.know(FERRY)
    terminal = program.start(FERRY, **(env or {}))
    wait_until_open(terminal)
    terminal.wait_until_quiet()
    return terminal


def plain_panes(program: Program) -> Terminal:
    terminal = Terminal([sys.executable, str(Path(three_panes.__file__)), str(FERRY)], program.env)
    terminal.wait_for("Source 29")
    return terminal


def bytes_of(terminal: Terminal, keys: Iterable[str]) -> int:
    """What some keys, one by one, make a program send."""
    before = len(terminal.received)
    for key in keys:
        terminal.press(key)
        terminal.wait_until_quiet(0.15)
    return len(terminal.received) - before


def test_a_step_of_the_caret_and_a_word_more_send_little(program: Program) -> None:
    with opened(program) as terminal:
        bytes_of(terminal, ["v"])
        steps = [bytes_of(terminal, [key]) for key in ["l"] * STEPS + ["j"] * 3]
        bytes_of(terminal, ["v"])
        words = [bytes_of(terminal, ["w"]) for _ in range(STEPS)]
        assert all(0 < sent <= A_CARET for sent in (*steps, *words)), (steps, words)


def test_a_terminal_that_was_small_for_a_moment_shows_all_again(program: Program) -> None:
    with opened(program) as terminal:
        looks, columns, rows = terminal.looks, terminal.columns, len(terminal.lines)
        for size in [(60, 20), (40, 12), (100, 36), (120, 24)] * 4:
            terminal.resize(*size)
            terminal.resize(columns, rows)
            terminal.wait_for(lambda shown: shown.looks == looks)
