"""Stopped by a key, by another program or unawares, and told to go on: all is there again, and nothing twice."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import pytest

from tests.e2e.program import FERRY, Program, article_rows, wait_until_open
from tests.e2e.terminal import Terminal

GIVEN_BACK = b"\x1b[?1049l\x1b[?25h\x1b[?1004l"


def by_key(terminal: Terminal) -> None:
    terminal.press("\x1a")


def by_another(terminal: Terminal) -> None:
    os.kill(terminal.pid, signal.SIGTSTP)


def unawares(terminal: Terminal) -> None:
    os.kill(terminal.pid, signal.SIGSTOP)


@pytest.mark.parametrize("stop", [by_key, by_another, unawares], ids=lambda stop: stop.__name__)
def test_what_was_stopped_goes_on_as_it_was(program: Program, stop: Callable[[Terminal], None]) -> None:
    program.know(FERRY)
    with program.start(FERRY) as terminal:
        modes = terminal.modes
        wait_until_open(terminal)
        terminal.press("j")
        terminal.wait_until_quiet()
        looks, threads, own_modes = terminal.looks, terminal.threads, terminal.modes
        for _ in range(2):
            stop(terminal)
            terminal.wait_for(lambda shown: shown.is_stopped)
            if stop is not unawares:
                assert terminal.modes == modes
                terminal.wait_for(lambda shown: shown.received.endswith(GIVEN_BACK))
            terminal.clear()
            os.kill(terminal.pid, signal.SIGCONT)
            terminal.wait_for(lambda shown: shown.looks == looks)
            assert terminal.modes == own_modes
            assert terminal.threads == threads
        rows = article_rows(terminal)
        terminal.press("j")
        terminal.wait_for(lambda shown: article_rows(shown)[:10] == rows[1:11])
        terminal.press("g", "Q")
        assert terminal.wait_for_end() == 0
        assert terminal.modes == modes


def test_keys_that_are_typed_while_it_is_stopped_unawares_are_not_lost(program: Program) -> None:
    program.know(FERRY)
    with program.start(FERRY) as terminal:
        wait_until_open(terminal)
        terminal.wait_until_quiet()
        rows = article_rows(terminal)
        unawares(terminal)
        terminal.press("j", "j", "j")
        os.kill(terminal.pid, signal.SIGCONT)
        terminal.wait_for(lambda shown: article_rows(shown)[:10] == rows[3:13])
