"""From nothing to the main job, as a person does it: the real program, the real analysis, a real pty."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.e2e.program import FERRY, Program, article_rows, search, sidebar, status, wait_until_open
from tests.e2e.terminal import Terminal

SPEAKER = "Ingrid Halvorsen"
LAST_WORDS = "it can."


def test_an_article_is_read_marked_and_left_and_all_is_there_again(program: Program) -> None:
    with program.start(FERRY) as terminal:
        wait_until_open(terminal)
        terminal.wait_for(lambda shown: SPEAKER in sidebar(shown))
        scroll(terminal)
        jump(terminal)
        walk(terminal)
        find(terminal)
        terminal.press("m")
        terminal.wait_for_line("bookmarked: Lindqvist")
        place = article_rows(terminal)
        resize(terminal, place)
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    with program.start() as terminal:
        terminal.wait_for(lambda shown: article_rows(shown) == place)
        assert "Notes 1" in sidebar(terminal)
        terminal.wait_for(lambda shown: SPEAKER in sidebar(shown))
        terminal.press("g", "'")
        terminal.wait_for("X deletes")
        assert "%  Lindqvist" in terminal.text
        terminal.press("Enter")
        terminal.wait_for_line("bookmark: Lindqvist")
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def scroll(terminal: Terminal) -> None:
    top = article_rows(terminal)
    press_and_wait(terminal, "j", lambda rows: rows[:20] == top[1:21])
    press_and_wait(terminal, " ", lambda rows: not any(row and row in rows for row in top[:20]))
    press_and_wait(terminal, "b", lambda rows: rows[:20] == top[1:21])
    press_and_wait(terminal, "G", lambda rows: any(row.endswith(LAST_WORDS) for row in rows))
    terminal.wait_for_line("100 %")
    press_and_wait(terminal, "g", lambda rows: rows[:20] == top[:20])


def press_and_wait(terminal: Terminal, key: str, holds: Callable[[list[str]], bool]) -> None:
    terminal.press(key)
    terminal.wait_for(lambda shown: holds(article_rows(shown)))


def jump(terminal: Terminal) -> None:
    for keys, said in (
        ("]q", "quotation 1 of "),
        ("]q", "quotation 2 of "),
        (";", "quotation 3 of "),
        (",", "quotation 2 of "),
        ("]e", "entity "),
    ):
        terminal.press(keys)
        terminal.wait_for_line(said)


def walk(terminal: Terminal) -> None:
    terminal.press("3", "Enter")
    terminal.wait_for(lambda shown: re.search(r"statement 1 of [2-9]", status(shown)) is not None)
    speaker = status(terminal).split(" · ")[1]
    assert f"▸{speaker}" in sidebar(terminal)
    terminal.press("]s")
    terminal.wait_for_line(f"statement 2 of {status(terminal).split(' of ')[1][0]} · {speaker}")
    terminal.press("2")
    terminal.wait_for_line("READ")


def find(terminal: Terminal) -> None:
    search(terminal, "lindqvist")
    terminal.wait_for_line("match ")
    before = status(terminal)
    terminal.press("n")
    terminal.wait_for(lambda shown: "match " in status(shown) and status(shown) != before)


def resize(terminal: Terminal, place: list[str]) -> None:
    first_words = " ".join(next(row for row in place if row).split()[:3])
    terminal.resize(80, 24)
    terminal.wait_for(lambda shown: first_words in " ".join(line[:48].strip() for line in shown.lines[:3]))
    terminal.resize(120, 36)
    terminal.wait_for(lambda shown: article_rows(shown) == place)
