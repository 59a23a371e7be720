"""The articles shared between checkouts, opened as a person would, in a wide and a narrow terminal."""

from __future__ import annotations

import re

import pytest

from tests.e2e.program import Program, status, wait_until_open
from tests.shared_files import SHARED, needs_shared

ARTICLES = SHARED / "articles"
PATH = ARTICLES / "000_6d9064bd1dbd574f.txt"
SIZES = pytest.mark.parametrize(("columns", "rows"), [(120, 36), (80, 24)])
PUTIN = r"▌ Vladimir Putin +[2-9] .*\n.*  Russian President"
FIRST = r"^ SIDEBAR +statement 1 of [2-9] · Vladimir Putin"


@pytest.mark.xdist_group("analysis")
@needs_shared
@SIZES
def test_the_sources_of_an_article_are_named_and_walked(program: Program, columns: int, rows: int) -> None:
    program.know(PATH, analysed=True)
    with program.start(PATH, columns=columns, rows=rows) as terminal:
        wait_until_open(terminal, "Putin Lauds")
        terminal.wait_for(lambda shown: re.search(PUTIN, shown.text) is not None)
        terminal.press("3", "Enter")
        terminal.wait_for(lambda shown: re.search(FIRST, status(shown)) is not None)
        terminal.press("]s")
        terminal.wait_for_line("statement 2 of ")
        terminal.press("2", "m")
        terminal.wait_for_line("bookmarked: ")
        terminal.press("Q")
        assert terminal.wait_for_end() == 0


@needs_shared
@SIZES
def test_a_folder_opens_with_its_first_article(program: Program, columns: int, rows: int) -> None:
    with program.start(ARTICLES / "wikinews", columns=columns, rows=rows) as terminal:
        wait_until_open(terminal, "Wikinews")
        terminal.wait_for("People")
        terminal.press("]q")
        terminal.wait_for_line("quotation 1 of ")
        terminal.press("1")
        terminal.wait_for("Library")
        assert re.search(r"Library +1[4-9]", terminal.text)
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
