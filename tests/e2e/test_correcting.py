"""The machine corrected in the real program, by keys alone: it holds over a kill, and is taken back by a key."""

from __future__ import annotations

import json
import signal

import pytest

from reader.store import Store
from tests.e2e.program import FERRY, WITHIN, Program, search, sidebar, wait_until_open
from tests.e2e.terminal import Terminal

MAYOR, RIVAL = "Ingrid Halvorsen", "Lindqvist"


def analysed(terminal: Terminal) -> None:
    wait_until_open(terminal)
    terminal.wait_for(lambda shown: MAYOR in sidebar(shown))


def ferry(program: Program) -> str:
    """The id of the article in the library."""
    with Store.open(program.library) as store:
        return str(store.documents.last_opened())


def to_first_quotation(terminal: Terminal) -> None:
    terminal.press("g", "]q")
    terminal.wait_for_line("quotation 1 of ")
    # The first one is the headline's, which nobody says.
    terminal.press("]q")
    terminal.wait_for_line("quotation 2 of ")
    terminal.wait_for_line(MAYOR)


@pytest.mark.xdist_group("analysis")
def test_a_speaker_is_corrected_for_good(program: Program) -> None:
    program.know(FERRY, analysed=True)
    with program.start(FERRY) as terminal:
        analysed(terminal)
        to_first_quotation(terminal)
        terminal.press(".")
        terminal.wait_for_line(f"accepted: said by {MAYOR}")
        to_first_quotation(terminal)
        terminal.press("T")
        terminal.wait_for("Who says it?")
        terminal.press("Nora Vik", "Enter")
        terminal.wait_for_line("Nora Vik says it")
        terminal.wait_for(lambda shown: "Nora Vik" in sidebar(shown))
        assert terminal.kill(signal.SIGKILL) == -signal.SIGKILL
    with program.start(FERRY) as terminal:
        analysed(terminal)
        terminal.wait_for(lambda shown: "Nora Vik" in sidebar(shown))
        terminal.press("g", "]q", "]q", "!")
        terminal.wait_for_line(" is not a statement")
        terminal.wait_for(lambda shown: "Nora Vik" not in sidebar(shown))
        terminal.press("U")
        terminal.wait_for(lambda shown: "Nora Vik" in sidebar(shown))
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
    told = program.run("show", ferry(program), "--why").stdout.decode()
    assert "is Nora Vik's: named by you; the text has “" in told
    checked = program.run("check")
    assert checked.returncode == 0, checked.stderr


@pytest.mark.xdist_group("analysis")
def test_what_a_person_added_outlives_a_kill_and_a_later_analysis(program: Program) -> None:
    program.know(FERRY, analysed=True)
    with program.start(FERRY) as terminal:
        analysed(terminal)
        search(terminal, "its engine is older")
        terminal.press("V", "s")
        terminal.wait_for("Who says it?")
        terminal.press("Nora Vik", "Enter")
        terminal.wait_for_line("added: Nora Vik says it")
        assert terminal.kill(signal.SIGKILL) == -signal.SIGKILL
    with program.start(FERRY) as terminal:
        analysed(terminal)
        terminal.wait_for(lambda shown: "Nora Vik" in sidebar(shown))
        terminal.press("R")
        terminal.wait_for_line("analysed again")
        assert "Nora Vik" in sidebar(terminal)
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
    told = program.run("export", "--statements", "--format", "json").stdout.decode()
    (added,) = [row for row in map(json.loads, told.splitlines()) if "Nora Vik" in str(row)]
    assert "though its engine is older than most of its crew" in str(added)


@pytest.mark.xdist_group("analysis")
def test_a_span_that_is_selected_becomes_the_statement(program: Program) -> None:
    program.know(FERRY, analysed=True)
    with program.start(FERRY) as terminal:
        analysed(terminal)
        to_first_quotation(terminal)
        terminal.press("v", "l", "v", "e", "e", "c")
        terminal.wait_for_line("its words are now the selected ")
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
    told = program.run("show", ferry(program), "--why").stdout.decode()
    assert "  “The boat” is " in told


@pytest.mark.xdist_group("analysis")
def test_sources_are_merged_in_one_program_and_seen_in_another(program: Program) -> None:
    program.know(FERRY, analysed=True)
    with program.start(FERRY) as one, program.start(FERRY) as other:
        for terminal in (one, other):
            analysed(terminal)
            assert RIVAL in sidebar(terminal)
        one.press("3", "g", "E")
        one.wait_for("Which name?")
        one.press(" Sr", "Enter")
        one.wait_for("in every article")
        one.press("Down", "Enter")
        one.wait_for_line(" Sr in every article")
        other.wait_for(lambda shown: " Sr" in sidebar(shown), WITHIN)
        one.press("x", "j", "j", "x", "M")
        one.wait_for("Which name stays?")
        one.press("Enter")
        one.wait_for("Where does")
        one.press("Enter")
        one.wait_for_line(" in this article")
        one.press("U", "U")
        one.wait_for(lambda shown: " Sr" not in sidebar(shown))
        other.wait_for(lambda shown: " Sr" not in sidebar(shown), WITHIN)
        for terminal in (one, other):
            terminal.press("Q")
            assert terminal.wait_for_end() == 0
