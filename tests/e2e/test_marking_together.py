"""Two programs that annotate one article at once, and one that is killed nine times while a note is typed."""

from __future__ import annotations

import random
import signal
import time

from reader.store import Store
from tests.e2e.program import FERRY, WITHIN, Program, article_rows, begin_note, sidebar, wait_until_open
from tests.e2e.terminal import Terminal

KILLS = 9
WORD = "and another thing to ask about "


def notes(program: Program) -> list[tuple[str, str]]:
    """The notes in the library, each with its author."""
    with Store.open(program.library) as store:
        found = [placed.annotation for placed in store.annotations.of(1)]
        assert store.check() == []
    return sorted((each.note, each.author) for each in found)


def draft(program: Program) -> str:
    """The text of the only draft there is, or nothing."""
    with Store.open(program.library) as store:
        rows = store._db.all("SELECT text FROM drafts")
    assert len(rows) <= 1
    return str(rows[0][0]) if rows else ""


def end_note(terminal: Terminal, said: str = "note saved") -> None:
    terminal.press("Esc")
    terminal.wait_for_line(said)


def end(*terminals: Terminal) -> None:
    for terminal in terminals:
        terminal.press("Q")
    assert [terminal.wait_for_end() for terminal in terminals] == [0] * len(terminals)


def shows(terminal: Terminal, words: str, seconds: float = WITHIN) -> None:
    terminal.wait_for(lambda shown: any(words in row for row in article_rows(shown)), seconds)


def test_two_people_annotate_the_same_words_at_once_and_see_each_other(program: Program) -> None:
    program.know(FERRY)
    with program.start(FERRY, LOGNAME="ann") as ann, program.start(FERRY, LOGNAME="bob") as bob:
        wait_until_open(ann)
        wait_until_open(bob)
        begin_note(ann, "what Ann asks")
        begin_note(bob, "what Bob asks")
        end_note(ann)
        end_note(bob)
        for terminal in (ann, bob):
            terminal.wait_for(lambda shown: "Notes 2" in sidebar(shown), WITHIN)
        ann.press("U")
        ann.wait_for_line("undone: note on “")
        bob.wait_for(lambda shown: "Notes 1" in sidebar(shown), WITHIN)
        end(ann, bob)
    assert notes(program) == [("what Bob asks", "bob")]


def test_two_who_change_one_note_at_once_both_keep_their_words(program: Program) -> None:
    program.know(FERRY)
    with program.start(FERRY, LOGNAME="ann") as here, program.start(FERRY, LOGNAME="ann") as there:
        wait_until_open(here)
        begin_note(here, "as it was")
        end_note(here)
        wait_until_open(there)
        there.wait_for(lambda shown: "Notes 1" in sidebar(shown), WITHIN)
        begin_note(here, ", and more from here")
        begin_note(there, ", and more from there")
        end_note(here)
        end_note(there, "both are kept")
        for terminal in (here, there):
            terminal.wait_for(lambda shown: "Notes 2" in sidebar(shown), WITHIN)
        end(here, there)
    assert notes(program) == [("as it was, and more from here", "ann"), ("as it was, and more from there", "ann")]


def test_kills_while_a_note_is_typed_lose_nothing_that_was_kept(program: Program) -> None:
    program.know(FERRY)
    chance, kept = random.Random(20), ""
    for _ in range(KILLS):
        with program.start(FERRY) as terminal:
            wait_until_taken_up(terminal, kept)
            terminal.press(*WORD[: chance.randrange(8, len(WORD))])
            # Any moment is a good one to be killed in.
            time.sleep(chance.uniform(0, 0.8))
            before = draft(program)
            assert terminal.kill(signal.SIGKILL) == -signal.SIGKILL
        after = draft(program)
        assert before.startswith(kept)
        assert after.startswith(before)
        assert WORD.startswith(after[len(kept) :])
        kept = after
    assert len(kept) > len(WORD)
    with program.start(FERRY) as terminal:
        wait_until_taken_up(terminal, kept)
        end_note(terminal)
        end(terminal)
    assert [note for note, _ in notes(program)] == [kept]
    assert draft(program) == ""


def wait_until_taken_up(terminal: Terminal, kept: str) -> None:
    """Until the note can be written on: the draft that the last program left, or a new one."""
    if kept:
        terminal.wait_for("unfinished note of")
        terminal.wait_for("Enter continues it")
        terminal.press("Enter")
    else:
        wait_until_open(terminal)
        terminal.press("a")
    terminal.wait_for_line(" NOTE ")
