"""The last view is on the screen before Textual is loaded, is taken over unseen, and never shows what is false."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.store import Store
from reader.terminal.startup_snapshot import FILE
from reader.tui.screens.main import WATCH
from tests.e2e.program import FERRY, Program, article_rows, wait_until_open
from tests.e2e.terminal import Terminal

BEGUN = b"\x1b[?1004h"
"""What Textual sends when it takes the terminal over."""


def seen_early(terminal: Terminal) -> bytes:
    return terminal.received[: terminal.received.index(BEGUN)]


def settled(terminal: Terminal) -> None:
    terminal.wait_for(lambda shown: BEGUN in shown.received)
    terminal.wait_until_quiet()


def leave_a_view(program: Program, *keys: str) -> None:
    program.know(FERRY)
    with program.start(FERRY) as terminal:
        wait_until_open(terminal)
        terminal.press(*keys, "Q")
        assert terminal.wait_for_end() == 0


@pytest.mark.parametrize("keys", [(), ("j", " "), ("1", "j"), ("3",), ("z", "j")], ids=str)
def test_the_view_comes_first_and_is_taken_over_without_a_byte(program: Program, keys: tuple[str, ...]) -> None:
    leave_a_view(program, *keys)
    with program.start() as terminal:
        terminal.wait_for(" READ ")
        assert BEGUN not in terminal.received, "the picture is there before Textual"
        early = terminal.looks
        settled(terminal)
        assert terminal.looks == early
        after = terminal.received[terminal.received.index(BEGUN) :]
        assert b"\x1b[?1049h" not in after
        assert len(after) < 200, after
        terminal.press("j")
        terminal.wait_for(lambda shown: shown.looks != early)
        terminal.press("Q")
        assert terminal.wait_for_end() == 0


def test_a_terminal_that_was_smaller_meanwhile_is_drawn_on_anew(program: Program) -> None:
    leave_a_view(program)
    with program.start() as terminal:
        terminal.wait_for(" READ ")
        early, columns, rows = terminal.looks, terminal.columns, len(terminal.lines)
        terminal.resize(60, 20)
        terminal.resize(columns, rows)
        assert BEGUN not in terminal.received, "the picture is there before Textual"
        assert terminal.looks != early
        settled(terminal)
        assert terminal.looks == early


def test_keys_typed_before_the_program_is_there_arrive(program: Program) -> None:
    leave_a_view(program)
    with program.start() as terminal:
        terminal.press("j", "j", "j")
        terminal.wait_for(" READ ")
        rows = article_rows(terminal)
        terminal.wait_for(lambda shown: article_rows(shown)[:10] == rows[3:13])
        terminal.press("g", "Q")
        assert terminal.wait_for_end() == 0


@pytest.mark.parametrize("early", [True, False])
def test_a_search_and_a_command_typed_before_anything_is_drawn_are_done(program: Program, early: bool) -> None:
    leave_a_view(program)
    if not early:
        view(program).unlink()
    with program.start() as terminal:
        terminal.send(b"/ninety\r:measure-wi")
        terminal.wait_for_line("measure-wi")
        terminal.press("Esc", ":theme", "Enter")
        terminal.wait_for("Themes")
        terminal.press("Esc", "Q")
        assert terminal.wait_for_end() == 0
    with program.start() as terminal:
        terminal.send(b"/ninety\r")
        terminal.wait_for_line("match 1 of 1")
        terminal.press("Q")
        assert terminal.wait_for_end() == 0


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("early", [True, False])
def test_a_signal_in_the_midst_of_the_start_gives_the_terminal_back(
    program: Program, early: bool, number: signal.Signals
) -> None:
    leave_a_view(program)
    for words in (b"\x1b[?1049h", b" READ "):
        if not early:
            view(program).unlink()
        with program.start() as terminal:
            terminal.wait_for(lambda shown, words=words: words in shown.received)
            terminal.kill(number)
            assert terminal.echoes
            for mode in (b"1049", b"1000", b"1003", b"1006", b"2004", b"1004"):
                assert terminal.received.rfind(b"?%sl" % mode) >= terminal.received.rfind(b"?%sh" % mode), mode
            for mode in (b"25", b"7"):
                assert terminal.received.rfind(b"?%sh" % mode) > terminal.received.rfind(b"?%sl" % mode), mode
            assert terminal.received.count(b"\x1b[<u") == terminal.received.count(b"\x1b[>25u")
        leave_a_view(program)


def _another_size(program: Program) -> Terminal:
    return program.start(columns=100)


def _no_colours(program: Program) -> Terminal:
    return program.start(NO_COLOR="1")


def _another_terminal(program: Program) -> Terminal:
    return program.start(TERM="linux")


def _another_theme(program: Program) -> Terminal:
    settings = program.home / "config" / "settings.toml"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text('theme = "paper"\n')
    return program.start()


def _another_library(program: Program) -> Terminal:
    with Store.open(program.library) as store:
        store.documents.remove(1)
    return program.start()


def _plain_output(program: Program) -> Terminal:
    return program.start(READER_PLAIN_OUTPUT="1")


def _a_picture_that_attacks(program: Program) -> Terminal:
    path = view(program)
    kept = json.loads(path.read_text())
    kept["rows"][3][0][1] = "\x1b]52;c;aGk=\x07".ljust(120)
    path.write_text(json.dumps(kept))
    return program.start()


def _a_pen_that_attacks(program: Program) -> Terminal:
    path = view(program)
    kept = json.loads(path.read_text())
    kept["rows"][3][0][0] = "1m\x1b]0;title\x07"
    path.write_text(json.dumps(kept))
    return program.start()


def _no_json(program: Program) -> Terminal:
    view(program).write_bytes(b"{\xff")
    return program.start()


@pytest.mark.parametrize(
    "start",
    [
        *(_another_size, _no_colours, _another_terminal, _another_theme, _another_library, _plain_output),
        *(_a_picture_that_attacks, _a_pen_that_attacks, _no_json),
    ],
    ids=lambda start: start.__name__.strip("_"),
)
def test_what_might_be_false_is_not_shown(program: Program, start: Callable[[Program], Terminal]) -> None:
    leave_a_view(program)
    assert view(program).is_file()
    with start(program) as terminal:
        settled(terminal)
        assert len(seen_early(terminal)) < 100
        assert b"]52;" not in terminal.received
        assert b"title" not in terminal.received


def test_a_kill_after_a_pause_leaves_a_view_that_is_true(program: Program) -> None:
    program.know(FERRY)
    with program.start(FERRY) as terminal:
        wait_until_open(terminal)
        terminal.press(" ")
        terminal.wait_until_quiet()
        row = next(row for row in reversed(article_rows(terminal)) if row)
        terminal.wait_for(lambda _: row in kept_words(program))
        shown = terminal.looks
        terminal.kill(signal.SIGKILL)
    with program.start() as terminal:
        terminal.wait_for(" READ ")
        assert BEGUN not in terminal.received, "the picture is there before Textual"
        assert terminal.looks == shown
        settled(terminal)
        assert terminal.looks == shown


def test_a_view_that_no_start_would_show_is_not_kept(program: Program) -> None:
    leave_a_view(program)
    before = view(program).read_bytes()
    with program.start() as terminal:
        settled(terminal)
        terminal.press("]", "q")
        terminal.wait_until_quiet(3 * WATCH)
        terminal.kill(signal.SIGKILL)
    assert view(program).read_bytes() == before


def kept_words(program: Program) -> str:
    """The words of the picture that is kept."""
    if not view(program).exists():
        return ""
    return "\n".join("".join(words for _, words in row) for row in json.loads(view(program).read_text())["rows"])


def test_the_view_is_for_its_owner_alone(program: Program) -> None:
    leave_a_view(program)
    assert view(program).stat().st_mode & 0o077 == 0


def test_a_start_that_fails_gives_the_terminal_back(program: Program) -> None:
    leave_a_view(program)
    with program.start(READER_CONFIG=str(program.home / "config"), PYTHONPATH=str(broken(program))) as terminal:
        terminal.wait_for_end()
        assert terminal.status
        assert b" READ " in terminal.received
        assert b"\x1b[?1049l\x1b[?25h" in terminal.received


def broken(program: Program) -> Path:
    """A folder that stands before all others, with a Textual that cannot be loaded."""
    folder = program.home / "broken"
    folder.mkdir()
    (folder / "textual.py").write_text("raise ImportError('broken')\n")
    return folder


def view(program: Program) -> Path:
    return program.home / "data" / FILE
