"""What is pasted into the running program is text wherever it lands, and runs nothing."""

from __future__ import annotations

from pathlib import Path

from reader.model.document_list import Order
from reader.store import Store
from reader.terminal.bracketed_paste import END, REST, START
from tests.e2e.program import FERRY, Program, status, wait_until_open

COMMANDS = "Q:quit\r:remove\rXq\r\x03\x03"
PASTES = (
    COMMANDS,
    f"\x1b{COMMANDS}{'x' * 40}",
    f"\x1b\x1b{COMMANDS}",
    f"\x1b[31m{COMMANDS}\x1b]52;c;eA==\x07",
    f"{END}{COMMANDS}",
    f"innocent{END}{COMMANDS}{END}{COMMANDS}",
    COMMANDS * 2000,
)


def test_a_paste_runs_nothing_in_any_pane(program: Program) -> None:
    program.know(FERRY)
    with program.start(FERRY) as terminal:
        wait_until_open(terminal)
        for pane, mode in (("1", "LIST"), ("2", "READ"), ("3", "SIDEBAR")):
            terminal.press(pane)
            terminal.wait_for_line(mode)
            before = terminal.lines[:-1]
            for paste in PASTES:
                terminal.press(START + paste + END)
                terminal.wait_until_quiet(1.5 * REST)
            assert terminal.lines[:-1] == before
            assert mode in status(terminal)
        assert b"\x1b]52;" not in terminal.received
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
    with Store.open(program.library) as store:
        assert store.documents.count() == 1, "nothing was removed"


WINDOWS = (
    ("?", "Keys in the article"),
    ("=", "SHA-256"),
    ("'", "X deletes"),
    (":theme\r", "Themes"),
    (":palette\r", "Commands"),
    ("&", "Notes of the whole library"),
    (":aliases\r", "Names you gave to sources"),
    ("v", " CARET "),
    ("at", " NOTE "),
    ("t", "Enter tags"),
    ("t\r", "tags separated by"),
)
"""What lies over the panes or takes their keys: the keys that open it, and words that are on the screen then."""


def test_a_paste_runs_nothing_in_any_window(program: Program) -> None:
    program.know(FERRY)
    with program.start(FERRY) as terminal:
        wait_until_open(terminal)
        for keys, words in WINDOWS:
            terminal.press(*keys)
            terminal.wait_for(words)
            terminal.press(f"{START}\x1b{COMMANDS}{END}{COMMANDS}{END}\x1b\x1b{COMMANDS}{END}")
            terminal.wait_until_quiet(1.5 * REST)
            assert terminal.status is None, keys
            terminal.press("Esc", "Esc")
            terminal.wait_for(lambda shown: " READ " in status(shown) and "Island Council" in shown.text)
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
    with Store.open(program.library) as store:
        assert store.documents.count() == 1, "nothing was removed"


def test_an_answer_to_another_program_is_no_keys(program: Program) -> None:
    program.know(FERRY)
    with program.start(FERRY) as terminal:
        wait_until_open(terminal)
        before = terminal.lines
        terminal.press("\x1b]11;rgb:3q3q/QQQQ/rrrr\x07", "\x1b]52;c;OmxpcXVpdAo=\x1b\\", "\x1bP>|rQr\x1b\\")
        terminal.wait_until_quiet()
        assert terminal.lines == before
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
    with Store.open(program.library) as store:
        assert not store.documents.page(Order.ADDED, 0, 1)[0].reading.starred


def test_a_paste_into_the_command_line_is_text_until_enter_is_pressed(program: Program) -> None:
    program.know(FERRY)
    with program.start(FERRY) as terminal:
        wait_until_open(terminal)
        terminal.press("/")
        terminal.wait_for_line("words to search for")
        terminal.press(f"{START}no{END}Q\r{START}\x1b[2Jsuch{END}")
        terminal.wait_for_line("no␛[2Jsuch")
        terminal.wait_until_quiet(1.5 * REST)
        assert "no␛[2Jsuch" in status(terminal), "what came between the marks was no key"
        terminal.press(f"{START}?{END}\r")
        terminal.wait_for_line("not found: no␛[2Jsuch?")
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
    assert b"\x1b[2J" not in terminal.received.partition(b"no")[2]


def test_bytes_that_are_no_utf_8_do_not_make_it_deaf(program: Program, tmp_path: Path) -> None:
    program.know(FERRY)
    with program.start(FERRY) as terminal:
        wait_until_open(terminal)
        terminal.send(b"\xff\xfe\xe4")
        terminal.wait_until_quiet()
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
