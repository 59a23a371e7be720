"""A change of Textual's inside: the program is there all the same, drawn by Textual, and the log says why."""

from __future__ import annotations

import sys

import pytest

from tests.e2e.program import FERRY, Program, article_rows, wait_until_open
from tests.e2e.terminal import Terminal

NAMES = (
    "_compositor_refresh",
    "_dirty_regions",
    "_dirty_widgets",
    "_display",
    "_color_system",
    "_update_mouse_over",
    "_check_resize",
    "_sync_available",
    "ChopsUpdate",
    "render_partial_update",
    "_writer_thread",
    "_timeout_time",
    "_key_thread",
    "_auto_restart",
    "run_input_thread",
)


@pytest.mark.parametrize("names", [*NAMES, ",".join(NAMES)], ids=[*NAMES, "all"])
def test_a_name_that_is_another_one_leaves_the_output_to_textual(program: Program, names: str) -> None:
    program.know(FERRY)
    command = [sys.executable, "-m", "tests.e2e.other_textual", names]
    with Terminal(command, program.env) as terminal:
        wait_until_open(terminal)
        top = article_rows(terminal)
        terminal.press("j")
        terminal.wait_for(lambda shown: article_rows(shown)[:20] == top[1:21])
        if "," in names:
            terminal.press("m", "'")
            terminal.wait_for("Enter goes there")
            terminal.press("q", "?")
            terminal.wait_for("Keys in the article")
            terminal.press("q")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    said = (program.home / "data" / "terminal.log").read_text()
    assert "thrifty output is off, Textual draws" in said
    assert any(name in said for name in names.split(","))


def test_a_terminal_with_an_early_picture_goes_to_the_other_driver_as_it_was(program: Program) -> None:
    program.know(FERRY)
    with program.start() as terminal:
        wait_until_open(terminal)
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    with Terminal([sys.executable, "-m", "tests.e2e.other_textual", "run_input_thread"], program.env) as terminal:
        before = terminal.modes
        wait_until_open(terminal)
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert terminal.modes == before
    assert terminal.received.count(b"\x1b[?1049h") == terminal.received.count(b"\x1b[?1049l") == 2
