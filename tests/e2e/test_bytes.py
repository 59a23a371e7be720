"""How much the program sends: for a row scrolled no more than Textual itself, for standing still nothing."""

from __future__ import annotations

import sys
from pathlib import Path

from reader.tui.screens.main import WATCH
from tests.e2e import three_panes
from tests.e2e.program import FERRY, Program, wait_until_open
from tests.e2e.terminal import Terminal

STEPS = 12


def test_a_row_scrolled_sends_no_more_than_textual_itself(program: Program) -> None:
    program.know(FERRY)
    with program.start(FERRY) as terminal:
        wait_until_open(terminal)
        ours = bytes_of_steps(terminal)
    command = [sys.executable, str(Path(three_panes.__file__)), str(FERRY)]
    with Terminal(command, program.env) as terminal:
        terminal.wait_for("Source 29")
        floor = bytes_of_steps(terminal)
    assert ours <= floor, (ours, floor)


def test_nothing_is_sent_while_nothing_happens(program: Program) -> None:
    program.know(FERRY)
    with program.start(FERRY) as terminal:
        wait_until_open(terminal)
        terminal.wait_until_quiet()
        before = len(terminal.received)
        terminal.wait_until_quiet(1.5 * WATCH)
        assert len(terminal.received) == before


def bytes_of_steps(terminal: Terminal) -> int:
    """What some rows scrolled one by one make a program send."""
    terminal.wait_until_quiet()
    before = len(terminal.received)
    for _ in range(STEPS):
        step(terminal)
    terminal.wait_until_quiet()
    return len(terminal.received) - before


def step(terminal: Terminal) -> None:
    rows = terminal.lines[:10]
    terminal.press("j")
    terminal.wait_for(lambda shown: shown.lines[:10] != rows)
