"""The terminals there are: small ones, ones without colour, ones that are none."""

from __future__ import annotations

import re

import pytest

from tests.e2e.program import FERRY, Program, article_rows, search, wait_until_open
from tests.e2e.terminal import Terminal

COLOUR = re.compile(rb"[34]8;2;(\d+);(\d+);(\d+)")


@pytest.mark.parametrize(("columns", "rows"), [(40, 12), (60, 20)])
def test_a_small_terminal_shows_one_pane_at_a_time(program: Program, columns: int, rows: int) -> None:
    program.know(FERRY)
    with program.start(FERRY, columns=columns, rows=rows) as terminal:
        wait_until_open(terminal)
        assert "Library" not in terminal.text
        terminal.press("G")
        terminal.wait_for("it can.")
        terminal.press("m")
        terminal.wait_for_line("bookmarked: ")
        terminal.press("3")
        terminal.wait_for("No sources")
        assert "it can." not in terminal.text
        terminal.press("q")
        terminal.wait_for("Library")
        assert "ferry" not in terminal.text
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def test_without_colour_nothing_has_a_hue(program: Program) -> None:
    program.know(FERRY)
    with program.start(FERRY, NO_COLOR="1") as terminal:
        wait_until_open(terminal)
        search(terminal, "ferry")
        terminal.wait_for_line("match 1 of ")
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
    hues = {rgb for rgb in COLOUR.findall(terminal.received) if len(set(rgb)) > 1}
    assert hues == set()


def test_a_terminal_that_cannot_move_its_cursor_is_refused(program: Program) -> None:
    with program.start(FERRY, TERM="dumb") as terminal:
        assert terminal.wait_for_end() == 1
        assert "reader show" in terminal.text
        assert b"\x1b" not in terminal.received


def test_what_is_no_terminal_is_refused_and_nothing_is_added(program: Program) -> None:
    refused = program.run(FERRY)
    assert refused.returncode == 1
    assert b"reader show" in refused.stderr
    assert refused.stderr.count(b"\n") == 1
    assert refused.stdout == b""
    assert not program.library.exists()


def test_an_article_can_come_from_standard_input_and_keys_from_the_terminal(program: Program) -> None:
    program.know(FERRY)
    with Terminal(["sh", "-c", f"cat '{FERRY}' | {program.command} -"], program.env) as terminal:
        wait_until_open(terminal)
        top = article_rows(terminal)
        terminal.press("j")
        terminal.wait_for(lambda shown: article_rows(shown)[:20] == top[1:21])
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
