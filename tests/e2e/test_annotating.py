"""Annotating in the real program, by keys alone; kills and cut lines while a note is being typed."""

from __future__ import annotations

import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from reader.model.annotation import Annotation
from reader.store import Store
from tests.e2e.program import FERRY, HEADLINE, Program, article_rows, begin_note, sidebar, status, wait_until_open
from tests.e2e.terminal import Terminal
from tests.shared_files import SHARED, needs_shared

PUTIN = SHARED / "articles" / "000_6d9064bd1dbd574f.txt"
HALF = "only half of a no"


def annotations(program: Program) -> list[Annotation]:
    with Store.open(program.library) as store:
        return [placed.annotation for placed in store.annotations.of(store.documents.last_opened() or 0)]


def drafts(program: Program) -> list[str]:
    with Store.open(program.library) as store:
        return [text for (text,) in store._db.all("SELECT text FROM drafts")]


def write(terminal: Terminal, words: str) -> None:
    """Type a note and keep it."""
    terminal.wait_for_line(" NOTE ")
    terminal.press(words)
    terminal.wait_for(words)
    terminal.press("Esc")
    terminal.wait_for_line("note saved")


def half_a_note_then_kill(program: Program, terminal: Terminal) -> None:
    terminal.press(")", "a")
    terminal.wait_for_line(" NOTE ")
    terminal.press(HALF)
    terminal.wait_for(lambda shown: HALF in shown.text and drafts(program) == [HALF])
    assert terminal.kill(signal.SIGKILL) == -signal.SIGKILL


def the_half_is_offered_and_finished(program: Program) -> None:
    with program.start() as terminal:
        terminal.wait_for("unfinished note of")
        terminal.wait_for("Enter continues it")
        terminal.press("Enter")
        terminal.wait_for(HALF)
        write(terminal, "te")
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
    assert drafts(program) == []


@pytest.mark.xdist_group("analysis")
@needs_shared
def test_notes_on_a_quotation_and_over_paragraphs_survive_a_kill(program: Program) -> None:
    text = PUTIN.read_text(encoding="utf-8")
    program.know(PUTIN, analysed=True)
    with program.start(PUTIN) as terminal:
        wait_until_open(terminal, "Putin Lauds")
        terminal.wait_for(lambda shown: "Vladimir Putin" in sidebar(shown))
        for _ in range(12):
            terminal.press("]q")
            terminal.wait_until_quiet(0.2)
            if "for firmly supporting" in "\n".join(terminal.lines[-14:]) and "2 of" in status(terminal):
                break
        terminal.wait_for_line("quotation 2 of ")
        terminal.press("a")
        write(terminal, "compare with the KCNA text")
        terminal.press("v", "}", "w", "w", "v", "}", "w", "e", "a")
        write(terminal, "across")
        half_a_note_then_kill(program, terminal)
    checked = program.run("check")
    assert checked.returncode == 0, checked.stderr
    quoted, across = annotations(program)
    assert quoted.anchor is not None
    assert (quoted.anchor.exact, quoted.speaker) == ("for firmly supporting", "Vladimir Putin")
    assert quoted.note == "compare with the KCNA text"
    assert across.anchor is not None
    assert across.anchor.exact.count("\n") >= 1
    assert across.anchor.span.of(text) == across.anchor.exact
    assert across.note == "across"
    the_half_is_offered_and_finished(program)


@pytest.mark.xdist_group("analysis")
def test_the_same_on_an_article_of_ours(program: Program) -> None:
    program.know(FERRY, analysed=True)
    with program.start(FERRY) as terminal:
        wait_until_open(terminal)
        terminal.wait_for(lambda shown: "Ingrid Halvorsen" in sidebar(shown))
        terminal.press("]q", "]q")
        terminal.wait_for_line("quotation 2 of ")
        terminal.press("a")
        write(terminal, "who heard it?")
        assert any("note: who heard it?" in row for row in article_rows(terminal))
        terminal.press("}", "v", "w", "v", "}", "w", "e", "a")
        write(terminal, "from here to there")
        half_a_note_then_kill(program, terminal)
    noted = {each.note: each for each in annotations(program)}
    text = FERRY.read_text(encoding="utf-8")
    spoken = noted["who heard it?"]
    assert spoken.speaker == "Ingrid Halvorsen"
    assert spoken.anchor is not None
    assert spoken.anchor.span.of(text) == spoken.anchor.exact
    assert text[spoken.anchor.span.start - 1] in '“"'
    across = noted["from here to there"].anchor
    assert across is not None
    assert across.span.of(text) == across.exact
    assert "\n\n" in across.exact
    the_half_is_offered_and_finished(program)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_keeps_what_was_typed_that_moment(program: Program, number: signal.Signals) -> None:
    program.know(FERRY)
    with program.start(FERRY) as terminal:
        wait_until_open(terminal)
        begin_note(terminal, HALF)
        assert terminal.kill(number) == 0
    assert drafts(program) == [HALF]
    the_half_is_offered_and_finished(program)


def test_a_cut_line_keeps_what_was_typed(program: Program) -> None:
    program.know(FERRY)
    with program.start(FERRY) as terminal:
        wait_until_open(terminal)
        begin_note(terminal, HALF)
        terminal.hang_up()
    assert drafts(program) == [HALF]


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20), (40, 12)])
def test_the_passage_stays_in_view_while_a_note_is_written(program: Program, columns: int, rows: int) -> None:
    program.know(FERRY)
    with program.start(FERRY, columns=columns, rows=rows) as terminal:
        terminal.wait_for(lambda shown: HEADLINE[:12] in shown.text and " READ " in status(shown))
        terminal.press("}", "}", "}", ")", ")", "y")
        terminal.wait_for_line("copied")
        terminal.press("a")
        terminal.wait_for_line(" NOTE ")
        terminal.wait_for(names_words_in_view)
        write(terminal, "seen")
        terminal.press("Q")
        assert terminal.wait_for_end() == 0


def names_words_in_view(terminal: Terminal) -> bool:
    """Whether the pane of the note names words that stand above it."""
    for place, line in enumerate(terminal.lines):
        if "Note on “" in line:
            first = line.split("Note on “")[1].split()[0]
            return any(f"“{first}" in above for above in terminal.lines[:place])
    return False


def test_words_are_copied_to_the_terminal_s_clipboard(program: Program) -> None:
    program.know(FERRY)
    with program.start(FERRY) as terminal:
        wait_until_open(terminal)
        terminal.press("y")
        terminal.wait_for_line("with the citation")
        assert b"\x1b]52;c;" in terminal.received


def test_the_editor_gets_the_note_and_gives_it_back(program: Program, tmp_path: Path) -> None:
    program.know(FERRY)
    editor = script(tmp_path, ["printf ' and more' >> \"$1\""])
    with program.start(FERRY, VISUAL=f"sh {editor}") as terminal:
        wait_until_open(terminal)
        terminal.press("a")
        write(terminal, "some")
        terminal.press("e")
        terminal.wait_for("note: some and more")
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
    assert [each.note for each in annotations(program)] == ["some and more"]


def script(folder: Path, lines: Sequence[str]) -> Path:
    path = folder / "editor.sh"
    path.write_text("\n".join(lines) + "\n")
    return path


def test_a_note_made_in_one_program_shows_in_another_and_both_texts_of_one_note_are_kept(program: Program) -> None:
    program.know(FERRY)
    with program.start(FERRY) as one, program.start(FERRY) as other:
        wait_until_open(one)
        wait_until_open(other)
        one.press("a")
        write(one, "from the first")
        other.wait_for("note: from the first")
        other.press("a")
        other.wait_for_line(" NOTE ")
        other.press("!")
        other.wait_for("from the first!")
        one.press("a")
        write(one, "?")
        other.press("Esc")
        other.wait_for_line("both are kept")
        one.wait_for(": from the first!")
        one.wait_for("note: from the first?")
        one.press("Q")
        other.press("Q")
        assert (one.wait_for_end(), other.wait_for_end()) == (0, 0)
    assert sorted(each.note for each in annotations(program)) == ["from the first!", "from the first?"]


def test_a_library_that_cannot_be_written_costs_nothing_that_was_typed(program: Program) -> None:
    """Another program holds the library for a while; the note stays open until it can be kept."""
    program.know(FERRY)
    with program.start(FERRY) as terminal:
        wait_until_open(terminal)
        terminal.press("a")
        terminal.wait_for_line(" NOTE ")
        with Store.open(program.library) as store, store._db.transaction():
            terminal.press(HALF, "Esc")
            terminal.wait_for(lambda shown: HALF in shown.text and "another pro" in status(shown))
            assert " NOTE " in status(terminal)
        terminal.press("Esc")
        terminal.wait_for_line("note saved")
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
    assert [each.note for each in annotations(program)] == [HALF]


def test_a_note_whose_keys_all_arrive_at_once_is_kept(program: Program) -> None:
    program.know(FERRY)
    with program.start(FERRY) as terminal:
        wait_until_open(terminal)
        terminal.press("/", "council", "Enter", "a", "all at once", "Esc", "Q")
        assert terminal.wait_for_end() == 0
    assert [annotation.note for annotation in annotations(program)] == ["all at once"]
    assert drafts(program) == []
