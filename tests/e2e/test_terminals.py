"""The terminals there are: small ones, ones without colour, ones that are none."""

from __future__ import annotations

import re

import pytest

from tests.e2e.program import FERRY, READER, Program, article_rows, search, wait_until_open
from tests.e2e.terminal import Terminal

RESET = {"39", "49"}
COLOUR = re.compile(rb"[34]8;2;(\d+);(\d+);(\d+)")


@pytest.mark.parametrize(("columns", "rows"), [(40, 12), (60, 20)])
def test_a_small_terminal_shows_one_pane_at_a_time(program: Program, columns: int, rows: int) -> None:
    program.know(FERRY)
    with program.start(FERRY, columns=columns, rows=rows) as terminal:
        wait_until_open(terminal)
        assert "Library" not in terminal.text
        terminal.press("G")
        terminal.wait_for("it can.")
        terminal.press("m")
        terminal.wait_for_line("bookmarked: ")
        terminal.press("3")
        terminal.wait_for("No sources")
        assert "it can." not in terminal.text
        terminal.press("q")
        terminal.wait_for("Library")
        assert "ferry" not in terminal.text
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def test_without_colour_none_is_sent(program: Program) -> None:
    received = searched(program, NO_COLOR="1")
    assert colours(received) == set()
    assert {"1", "7", "4"} <= styles(received), "what colours would tell is told by forms"


def test_a_terminal_of_sixteen_colours_gets_its_own(program: Program) -> None:
    received = searched(program, TERM="xterm", COLORTERM="")
    assert colours(received)
    assert all(30 <= int(colour) < 50 or 90 <= int(colour) < 108 for colour in colours(received))
    assert not COLOUR.search(received)


def test_a_terminal_of_256_colours_gets_those(program: Program) -> None:
    received = searched(program, COLORTERM="")
    assert re.search(rb"38;5;\d", received)
    assert not COLOUR.search(received)


@pytest.mark.parametrize("how", ["locale", "setting"])
def test_a_terminal_without_unicode_gets_ascii(program: Program, how: str) -> None:
    if how == "setting":
        (program.home / "config").mkdir()
        (program.home / "config" / "settings.toml").write_text("ascii = true\n")
    received = searched(program, LANG="C" if how == "locale" else "C.UTF-8")
    assert received.isascii()
    with Terminal([*READER, "show", "--no-analysis", str(FERRY)], program.env | {"LANG": "C"}) as terminal:
        assert terminal.wait_for_end() == 0
        assert terminal.received.isascii()


def test_on_a_thin_line_little_is_sent(program: Program) -> None:
    usual, thin = searched(program), searched(program, "--low-bandwidth")
    assert colours(thin) == set()
    assert len(thin) < 0.8 * len(usual)
    assert b"\x1b[?1003h" in usual, "the pointer is followed"
    assert b"\x1b[?1003h" not in thin
    (program.home / "config").mkdir(exist_ok=True)
    (program.home / "config" / "settings.toml").write_text("low_bandwidth = true\n")
    assert colours(searched(program)) == set()


def searched(program: Program, *options: str, **env: str) -> bytes:
    """All that is sent where an article is opened and searched."""
    program.know(FERRY)
    with program.start(*options, FERRY, **env) as terminal:
        wait_until_open(terminal)
        search(terminal, "ferry")
        terminal.wait_for_line("match 1 of ")
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
    return terminal.received


def styles(received: bytes) -> set[str]:
    """Every parameter of a style, without those of colours by their numbers."""
    found = re.findall(rb"\x1b\[([\d;]*)m", received)
    return {number.decode() for each in found for number in re.sub(rb"[34]8;[25](;\d+)+", b"38", each).split(b";")}


def colours(received: bytes) -> set[str]:
    """The parameters that are colours."""
    return {
        number for number in styles(received) if number and (30 <= int(number) < 50 or int(number) >= 90)
    } - RESET


def test_a_terminal_that_cannot_move_its_cursor_is_refused(program: Program) -> None:
    with program.start(FERRY, TERM="dumb") as terminal:
        assert terminal.wait_for_end() == 1
        assert "reader show" in terminal.text
        assert b"\x1b" not in terminal.received


def test_what_is_no_terminal_is_refused_and_nothing_is_added(program: Program) -> None:
    refused = program.run(FERRY)
    assert refused.returncode == 1
    assert b"reader show" in refused.stderr
    assert refused.stderr.count(b"\n") == 1
    assert refused.stdout == b""
    assert not program.library.exists()


def test_an_article_can_come_from_standard_input_and_keys_from_the_terminal(program: Program) -> None:
    program.know(FERRY)
    with Terminal(["sh", "-c", f"cat '{FERRY}' | {program.command} -"], program.env) as terminal:
        wait_until_open(terminal)
        top = article_rows(terminal)
        terminal.press("j")
        terminal.wait_for(lambda shown: article_rows(shown)[:20] == top[1:21])
        terminal.press("Q")
        assert terminal.wait_for_end() == 0


def test_what_cannot_be_drawn_or_has_no_keys_is_told_in_one_line(program: Program) -> None:
    for command, hint in ((f"{program.command} < '{FERRY}'", "`reader -`"), (f"{program.command} 2> err", "")):
        with Terminal(["sh", "-c", f"cd '{program.home}'; {command}"], program.env) as terminal:
            assert terminal.wait_for_end() == 1
            assert hint in terminal.text
            assert b"\x1b" not in terminal.received
    assert "reader show FILE" in (program.home / "err").read_text()


def test_keys_come_from_the_terminal_where_standard_input_is_none(program: Program) -> None:
    program.know(FERRY)
    with Terminal(["sh", "-c", f"echo '{FERRY}' | xargs {program.command}"], program.env) as terminal:
        wait_until_open(terminal)
        terminal.press("Q")
        assert terminal.wait_for_end() == 0


def test_closed_streams_end_in_no_crash(program: Program) -> None:
    program.know(FERRY)
    for streams in (">&-", "2>&-", "<&-"):
        for arguments in ("", " list", " add nowhere", " --nothing"):
            command = f"{program.command}{arguments} {streams} < /dev/null"
            with Terminal(["sh", "-c", command], program.env) as terminal:
                assert terminal.wait_for_end() in (0, 1, 2)
                assert "Traceback" not in terminal.text, command


@pytest.mark.parametrize(
    "arguments",
    [("--help",), ("show", "--help"), ("add", "nowhère\u202e"), ("--nichts…",), ("show", "“x”"), ("keys",)],
)
def test_what_is_printed_for_a_terminal_without_unicode_is_ascii(
    program: Program, arguments: tuple[str, ...]
) -> None:
    for locale in ({"LC_ALL": "C"}, {"LANG": "POSIX"}, {"LANG": "en_US.ISO-8859-1"}):
        with program.start(*arguments, **locale) as terminal:
            terminal.wait_for_end()
            assert terminal.received.isascii(), terminal.received
            assert terminal.received
