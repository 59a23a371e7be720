"""Ends that nobody planned: a kill, a lost line, a signal; and two programs on one library."""

from __future__ import annotations

import os
import select
import signal
from pathlib import Path

import pytest

from tests.e2e.program import FERRY, WITHIN, Program, article_rows, sidebar, wait_until_open
from tests.e2e.terminal import PATIENCE, Terminal


def test_a_bookmark_outlives_a_kill_and_the_analysis_ends_with_the_program(program: Program) -> None:
    with program.start(FERRY) as terminal:
        wait_until_open(terminal)
        terminal.wait_for(lambda shown: children(shown.pid) != [])
        workers = [os.pidfd_open(child) for child in children(terminal.pid)]
        terminal.press("j", "j", "m")
        terminal.wait_for_line("bookmarked: ")
        assert terminal.kill(signal.SIGKILL) == -signal.SIGKILL
        for worker in workers:
            assert select.select([worker], [], [], PATIENCE)[0], "the analysis runs on without its program"
            os.close(worker)
    checked = program.run("check")
    assert checked.returncode == 0, checked.stderr
    with program.start() as terminal:
        terminal.wait_for(lambda shown: "Notes 1" in sidebar(shown))
        terminal.press("Q")
        assert terminal.wait_for_end() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_the_place_is_kept_when_a_signal_ends_the_program(program: Program, number: signal.Signals) -> None:
    program.know(FERRY)
    with program.start(FERRY) as terminal:
        place = move(terminal)
        assert terminal.kill(number) == 0
        assert terminal.received.endswith(b"l"), "the modes of the terminal are put back"
        assert b"\x1b[?1049l" in terminal.received
    opens_at(program, place)


def test_the_place_is_kept_when_the_line_is_cut(program: Program) -> None:
    program.know(FERRY)
    with program.start(FERRY) as terminal:
        place = move(terminal)
        terminal.hang_up()
    opens_at(program, place)


def test_it_ends_when_its_multiplexer_is_killed_which_tells_it_to_go_on(program: Program) -> None:
    program.know(FERRY)
    with program.start(FERRY) as terminal:
        place = move(terminal)
        terminal.hang_up(signal.SIGCONT, signal.SIGCONT, signal.SIGHUP)
    opens_at(program, place)


def test_a_bookmark_made_in_one_program_shows_in_another(program: Program) -> None:
    program.know(FERRY)
    with program.start(FERRY) as one, program.start(FERRY) as other:
        wait_until_open(one)
        wait_until_open(other)
        one.press(" ", "m")
        one.wait_for_line("bookmarked: ")
        other.wait_for(lambda shown: "Notes 1" in sidebar(shown), WITHIN)
        one.press("U")
        one.wait_for_line("undone: bookmark")
        other.wait_for(lambda shown: "Notes 1" not in sidebar(shown), WITHIN)
        one.press("Q")
        other.press("Q")
        assert (one.wait_for_end(), other.wait_for_end()) == (0, 0)


def move(terminal: Terminal) -> list[str]:
    """Move through the article; the rows then in view."""
    wait_until_open(terminal)
    top = article_rows(terminal)
    terminal.press(" ")
    terminal.wait_for(lambda shown: article_rows(shown)[:5] != top[:5])
    terminal.wait_until_quiet()
    return article_rows(terminal)


def opens_at(program: Program, place: list[str]) -> None:
    with program.start() as terminal:
        terminal.wait_for(lambda shown: article_rows(shown) == place)
        terminal.press("Q")
        assert terminal.wait_for_end() == 0


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_a_note_outlives_a_line_that_is_cut_right_after_its_first_words(program: Program) -> None:
    program.know(FERRY)
    words = "ask the harbour master whether"
    with program.start(FERRY) as terminal:
        wait_until_open(terminal)
        terminal.press("a", words)
        terminal.wait_for(words)
        terminal.hang_up()
    with program.start() as terminal:
        terminal.wait_for("unfinished note of")
        terminal.press("Enter")
        terminal.wait_for(words)
        terminal.press("Esc")
        terminal.wait_for_line("READ")
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
