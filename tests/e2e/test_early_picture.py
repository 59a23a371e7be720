"""`reader FILE` shows the article before Textual is loaded, as the article view will, and never what is false."""

from __future__ import annotations

import math
import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from reader.cli.commands import only_path
from reader.store import Store
from tests.attacks import attacks
from tests.e2e.program import FERRY, Program, article_rows, wait_until_open
from tests.e2e.sequences import foreign, tokens
from tests.e2e.terminal import Terminal, lines_after, looks_after

BEGUN = b"\x1b[?1004h"
"""What Textual sends when it takes the terminal over."""
TALL = "The Quarry\n\nWords of a second text about stone, said the keeper.\n\n" + "More of it. " * 300
HOSTILE = [(120, 36, {}), (40, 12, {"LANG": "C", "NO_COLOR": "1"})]
SIZES = [(120, 36), (80, 24), (40, 12)]
TERMINALS = [{"NO_COLOR": "1"}, {"COLORTERM": ""}, {"TERM": "linux", "COLORTERM": ""}, {"LANG": "C"}]


def early(terminal: Terminal) -> bytes:
    """Wait until the program has begun, and return what was sent before that."""
    terminal.wait_for(lambda shown: BEGUN in shown.received)
    terminal.wait_until_quiet()
    return terminal.received[: terminal.received.index(BEGUN)]


def check_that_the_article_stays(terminal: Terminal, columns: int, rows: int) -> None:
    """Check that no cell of the article's pane changes when the interface takes over, and nothing is cleared."""
    before = looks_after(early(terminal), columns, rows)
    left, right = (28 if columns >= 120 else 0), (32 if columns >= 80 else 0)
    drawn = [row[left : columns - right] for row in before[:-1]]
    assert any(look for row in drawn for look in row if look[0] != " ")
    assert drawn == [row[left : columns - right] for row in terminal.looks[:-1]]
    after = terminal.received[terminal.received.index(BEGUN) :]
    assert not any(sequence in after for sequence in (b"\x1b[?1049h", b"\x1b[2J"))
    terminal.press("Q")
    assert terminal.wait_for_end() == 0


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_a_new_text_is_shown_as_it_will_be(program: Program, columns: int, rows: int) -> None:
    with program.start(FERRY, columns=columns, rows=rows) as terminal:
        check_that_the_article_stays(terminal, columns, rows)


@pytest.mark.parametrize("env", TERMINALS, ids=str)
def test_a_known_text_is_shown_in_the_terminals_colours(program: Program, env: dict[str, str]) -> None:
    program.know(FERRY, analysed=True)
    with program.start(FERRY, **env) as terminal:
        check_that_the_article_stays(terminal, 120, 36)


def test_a_known_text_is_shown_with_all_that_the_library_has_on_it(program: Program, tmp_path: Path) -> None:
    other = tmp_path / "quarry.txt"
    other.write_text(TALL)
    program.know(FERRY, other, analysed=True)
    with Store.open(program.library) as store:
        version = store.versions.newest(1)
        place = version.text.index("Per Lindqvist")
        store.documents.set_place(1, place)
        store.bookmarks.add(1, version.id, place, "Per Lindqvist")
    with program.start("--low-bandwidth", other) as terminal:
        check_that_the_article_stays(terminal, 120, 36)
    with program.start(FERRY) as terminal:
        check_that_the_article_stays(terminal, 120, 36)
        assert article_rows(terminal)[0].startswith("Per Lindqvist")


def test_the_view_that_was_left_is_shown_whole_and_taken_over_without_a_byte(program: Program) -> None:
    program.know(FERRY)
    for number, named in enumerate((FERRY, FERRY, "1")):
        with program.start(named) as terminal:
            wait_until_open(terminal)
            sent = early(terminal)
            terminal.press("Q")
            assert terminal.wait_for_end() == 0
        if number:
            assert b" READ " in sent
            assert len(terminal.received[terminal.received.index(BEGUN) :]) < 600


def test_a_number_of_the_library_is_shown_too(program: Program) -> None:
    program.know(FERRY, analysed=True)
    for _ in range(2):
        with program.start("1") as terminal:
            check_that_the_article_stays(terminal, 120, 36)


@pytest.mark.parametrize("name", ["page.md", "page"])
def test_other_names_of_texts_are_shown_too(program: Program, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\xef\xbb\xbf# A Headline\r\n\r\nSome **words** of it, \xe2\x80\x9csaid\xe2\x80\x9d.\r\n")
    for _ in range(2):
        with program.start(path) as terminal:
            check_that_the_article_stays(terminal, 120, 36)


def test_a_page_of_the_library_is_shown_until_it_changes(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<html><body><article><h1>The Quarry</h1><p>{TALL}</p></article></body></html>")
    time.sleep(max(0.0, math.ceil(path.stat().st_ctime) - time.time()) + 0.01)
    program.know(path)
    with program.start(path) as terminal:
        check_that_the_article_stays(terminal, 120, 36)
    path.write_text(path.read_text().replace("Quarry", "Garden"))
    with program.start(path) as terminal:
        assert b"Quarry" not in early(terminal)


def test_keys_typed_meanwhile_arrive(program: Program) -> None:
    program.know(FERRY)
    with program.start(FERRY) as terminal:
        terminal.press("j", "j", "j")
        rows = [line[28:88].strip(" │┊") for line in lines_after(early(terminal), 120, 36)]
        terminal.wait_for(lambda shown: article_rows(shown)[:10] == rows[3:13])
        terminal.press("Q")
        assert terminal.wait_for_end() == 0


@pytest.mark.parametrize(("columns", "rows", "env"), HOSTILE)
def test_hostile_words_and_names_are_inert(
    program: Program, tmp_path: Path, columns: int, rows: int, env: dict[str, str]
) -> None:
    words = [attack for attack in attacks() if "\0" not in attack]
    name = "".join(words)[:60].replace("/", "∕").encode("utf-8", "surrogateescape")[:200]
    path = os.fsdecode(os.path.join(os.fsencode(tmp_path), name + b".txt"))  # noqa: PTH118  # the name is bytes
    Path(path).write_text("\n\n".join(words), encoding="utf-8", errors="replace")
    with program.start(path, columns=columns, rows=rows, **env) as terminal:
        sent = early(terminal)
        assert len(sent) > 100
        assert foreign(tokens(sent)) == []


def _a_page(program: Program) -> list[str | Path]:
    path = program.home / "page.html"
    path.write_text(f"<html><body><p>{TALL}</p></body></html>")
    return [path]


def _a_page_without_a_name(program: Program) -> list[str | Path]:
    path = program.home / "page"
    path.write_text(f"<!doctype html><p>{TALL}</p>")
    return [path]


def _a_library_of_another_schema(program: Program) -> list[str | Path]:
    program.know(FERRY)
    with closing(sqlite3.connect(program.library)) as connection:
        connection.execute("PRAGMA user_version = 3")
    return [FERRY]


def _a_damaged_library(program: Program) -> list[str | Path]:
    program.know(FERRY)
    program.library.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    return [FERRY]


def _plain_output(program: Program) -> list[str | Path]:
    program.env["READER_PLAIN_OUTPUT"] = "1"
    return [FERRY]


@pytest.mark.parametrize(
    "prepare",
    [
        *(_a_page, _a_page_without_a_name, _a_damaged_library),
        *(_a_library_of_another_schema, _plain_output),
    ],
    ids=lambda prepare: prepare.__name__.strip("_"),
)
def test_what_may_look_otherwise_is_not_shown(
    program: Program, prepare: Callable[[Program], list[str | Path]]
) -> None:
    with program.start(*prepare(program)) as terminal:
        terminal.wait_for(lambda shown: BEGUN in shown.received or shown.status is not None or _has_ended(shown))
        assert b"\x1b[?7l" not in terminal.received.partition(BEGUN)[0]


def _has_ended(terminal: Terminal) -> bool:
    return b"reader: " in terminal.received


def test_an_error_stays_on_the_screen(program: Program) -> None:
    program.know()
    with closing(sqlite3.connect(program.library)) as connection, connection:
        connection.execute("CREATE TRIGGER no BEFORE INSERT ON versions BEGIN SELECT RAISE(ABORT, 'no'); END")
    with program.start(FERRY) as terminal:
        assert terminal.wait_for_end() == 1
        picture, _, rest = terminal.received.partition(b"\x1b[?1049l")
        assert b"Island Council" in picture
        assert rest.count(b"reader: ") == 1
        assert terminal.echoes


def test_two_programs_that_start_at_once_both_show_it(program: Program) -> None:
    with program.start(FERRY) as one, program.start(FERRY) as other:
        for terminal in (one, other):
            wait_until_open(terminal)
            terminal.press("Q")
            assert terminal.wait_for_end() == 0
    assert not list(program.library.parent.glob("*damaged*"))


@pytest.mark.parametrize(
    ("line", "path"),
    [
        (["a.txt"], "a.txt"),
        (["--low-bandwidth", "./list"], "./list"),
        (["open", "a.txt"], "a.txt"),
        (["open", "list"], "list"),
        (["A"], "A"),
        *((line, None) for line in (["list"], ["-"], ["--help"], ["a.txt", "b.txt"], ["show", "a"])),
    ],
    ids=str,
)
def test_the_only_path_of_a_command_line(line: list[str], path: str | None) -> None:
    assert only_path(line) == path
