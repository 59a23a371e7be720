"""The articles shared between checkouts, opened as a person would, in a wide and a narrow terminal."""

from __future__ import annotations

import re

import pytest

from tests.e2e.program import Program, status, wait_until_open
from tests.shared_files import SHARED, needs_shared

ARTICLES = SHARED / "articles"
PATH = ARTICLES / "000_6d9064bd1dbd574f.txt"
SIZES = pytest.mark.parametrize(("columns", "rows"), [(120, 36), (80, 24)])
PUTIN = r"▌ Vladimir Putin +[2-9](?:\+\d\?)? .*\n.*  Russian President"
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


@pytest.mark.xdist_group("analysis")
@needs_shared
def test_every_statement_is_visited_once_in_order(program: Program) -> None:
    program.know(PATH, analysed=True)
    with program.start(PATH) as terminal:
        wait_until_open(terminal, "Putin Lauds")
        terminal.wait_for(lambda shown: re.search(PUTIN, shown.text) is not None)
        found = re.search(r"(\d+) statements", terminal.text)
        assert found is not None
        visited: list[int] = []
        while (last := visited[-1] if visited else 0) < int(found[1]):
            terminal.press("]s")
            terminal.wait_for(lambda shown, after=last + 1: re.search(rf"statements? {after}\b", status(shown)))
            place = re.search(r"statements? (\d+)(?:–(\d+))? of (\d+)", status(terminal))
            assert place is not None
            visited += range(int(place[1]), int(place[2] or place[1]) + 1)
            assert place[3] == found[1]
        assert visited == [*range(1, int(found[1]) + 1)]
        assert int(found[1]) >= 16
        terminal.press("]s")
        terminal.wait_for_line("no further statement")
        terminal.press("g", "]s")
        terminal.wait_for_line("statement 1 of ")
        while "that was the last one" not in status(terminal):
            before = status(terminal)
            terminal.press(".")
            terminal.wait_for(lambda shown, before=before: status(shown) != before)
        assert f"{found[1]} of {found[1]} checked" in status(terminal)
        assert f"{found[1]}/{found[1]}✓" in terminal.text
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
