"""Keys that arrive together, as on a bad line, mean what they mean one by one, whatever windows open and close."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.analysis.protocol import DEFAULT_MODEL, engine
from reader.store import Store
from tests.e2e.program import Program, status, wait_until_open
from tests.e2e.terminal import Terminal
from tests.tui.article_app import annotated
from tests.tui.main_app import harbour

WINDOWS = (
    "?",
    "=",
    "'",
    "&",
    "D",
    "T",
    "\x10",
    ":aliases\r",
    ":theme\r",
    "3E",
    "3T",
    "f",
    "&/",
    "a",
    "t",
    "/",
    "i",
    "v",
)
"""Keys that open each window and each mode, from the article."""


@pytest.fixture
def terminal(program: Program) -> Terminal:
    """A program that reads an article with its analysis."""
    program.library.parent.mkdir(parents=True)
    analysis = annotated().analysis
    assert analysis is not None
    with Store.open(program.library) as store:
        version = store.versions.newest(store.add(harbour()).document.id)
        store.analyses.save(version.sha256, replace(analysis, engine=engine(DEFAULT_MODEL)))
    return program.start()


def test_every_window_is_left_by_escapes_that_come_with_the_keys_that_open_it(terminal: Terminal) -> None:
    with terminal:
        wait_until_open(terminal, "harbour")
        for keys in WINDOWS:
            terminal.press("2\x1bg]q]q")
            terminal.wait_for_line(" READ  quotation 2 of 3")
            terminal.press(f"{keys}\x1b\x1b\x1b2\x1bg]q")
            terminal.wait_for_line(" READ  quotation 1 of 3")
        terminal.press("Q")
        assert terminal.wait_for_end() == 0


def test_what_is_typed_at_once_into_a_window_is_all_its_own(terminal: Terminal) -> None:
    with terminal:
        wait_until_open(terminal, "harbour")
        terminal.press("g]q]qTNora Vik\rm")
        terminal.wait_for_line("bookmarked: ")
        terminal.wait_for("Nora Vik")
        terminal.press("&/label:\x1bq?\x1b]q")
        terminal.wait_for_line("quotation 3 of ")
        terminal.press("?jjjq:notes berg\r\x1b\x1b]e")
        terminal.wait_for_line("entity ")
        assert " READ " in status(terminal)
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
