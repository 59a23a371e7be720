"""`:add`: a file that is soon read opens at once; while another is read the interface goes on."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from reader.ingest.parser_process import ParserProcess
from reader.session import file_reader
from tests.tui.main_app import HARBOUR, Desk, until

WORDS = "Wall to be raised\n\nThe wall will be raised by a metre, the mayor said on Monday.\n"
PAGE = "<html><body><h1>{}</h1><p>Words of the report stand here, and some more of them.</p></body></html>"
SLEEPER = "import time; time.sleep(60)"


@pytest.fixture
def sleeping_parser(monkeypatch: pytest.MonkeyPatch) -> list[ParserProcess]:
    """Have pages parsed by a process that never answers; return the parsers that were made."""
    made: list[ParserProcess] = []

    def parser() -> ParserProcess:
        made.append(ParserProcess(30.0, (sys.executable, "-c", SLEEPER)))
        return made[-1]

    monkeypatch.setattr(file_reader, "ParserProcess", parser)
    return made


async def add(pilot: Pilot[Any], desk: Desk, path: object) -> None:
    await pilot.press("colon")
    desk.screen.command_line.value = f"add {path}"
    await pilot.press("enter")


async def until_read(pilot: Pilot[Any], desk: Desk) -> None:
    await until(pilot, lambda: "adder" not in vars(desk.screen) or not desk.screen.adder.is_at_work)


async def test_a_text_opens_at_once(tmp_path: Path) -> None:
    (tmp_path / "wall.txt").write_text(WORDS)
    desk = Desk(tmp_path)
    async with desk.app.run_test(size=(120, 36)) as pilot:
        await add(pilot, desk, tmp_path / "wall.txt")
        await until_read(pilot, desk)
        assert "Wall to be raised" in desk.screen.article.annotated.text
        assert desk.said == ""


async def test_a_page_opens_when_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "wall.html").write_text(PAGE.format("Wall to be raised"))
    desk = Desk(tmp_path)
    async with desk.app.run_test(size=(120, 36)) as pilot:
        await add(pilot, desk, tmp_path / "wall.html")
        await until_read(pilot, desk)
        assert "Wall to be raised" in desk.screen.article.annotated.text


async def test_keys_answer_while_a_page_is_read(tmp_path: Path, sleeping_parser: list[ParserProcess]) -> None:
    (tmp_path / "a.html").write_text(PAGE.format("A"))
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=(120, 36)) as pilot:
        await add(pilot, desk, tmp_path / "a.html")
        assert desk.said == f"reading {tmp_path}/a.html; Esc stops it"
        await pilot.press("J")
        assert desk.screen.article.annotated.text.startswith("Paper number")
        await add(pilot, desk, tmp_path / "b.html")
        assert desk.said == f"{tmp_path}/a.html is still being read; Esc stops it"
        await pilot.press("escape")
        assert desk.said == f"stopped reading {tmp_path}/a.html: 0 articles added"
        assert not desk.screen.adder.is_at_work
        assert [parser._process for parser in sleeping_parser] == [None]
        await pilot.press("escape")
        assert desk.said == ""


async def test_the_end_of_the_program_ends_the_reading(
    tmp_path: Path, sleeping_parser: list[ParserProcess]
) -> None:
    (tmp_path / "a.html").write_text(PAGE.format("A"))
    desk = Desk(tmp_path)
    async with desk.app.run_test(size=(120, 36)) as pilot:
        await add(pilot, desk, tmp_path / "a.html")
        assert sleeping_parser[0]._process is not None
    assert sleeping_parser[0]._process is None
    for thread in threading.enumerate():
        if thread.name == "files":
            thread.join(10)
            assert not thread.is_alive()


async def test_an_article_does_not_open_over_a_window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()
    real = file_reader.read_file

    def read_later(*arguments: Any) -> object:
        go_on.wait(20)
        return real(*arguments)

    monkeypatch.setattr(file_reader, "read_file", read_later)
    (tmp_path / "wall.txt").write_text(WORDS)
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=(120, 36)) as pilot:
        await add(pilot, desk, tmp_path / "wall.txt")
        await pilot.press("question_mark")
        go_on.set()
        await until_read(pilot, desk)
        assert desk.said == "added: Wall to be raised"
        assert desk.screen.session.current is not None
        assert desk.screen.session.current.row.document.id == HARBOUR
        assert desk.store.documents.count() == 4


async def test_a_folder_is_read_as_far_as_it_can_be(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(WORDS.replace("Wall", f"Wall {number}"))
    (folder / "05.txt").write_bytes(b"%PDF-1.7")
    (folder / "07.txt").write_bytes(b"")
    desk = Desk(tmp_path)
    async with desk.app.run_test(size=(120, 36)) as pilot:
        await add(pilot, desk, folder)
        await until_read(pilot, desk)
        assert desk.said.startswith(
            "10 articles added; this is the first · 2 files cannot be read, of which the first"
        )
        assert "05.txt: it is a PDF" in desk.said
        assert desk.screen.article.annotated.text.startswith("Wall 0")


REFUSED = {
    "empty": "no article in ",
    "pipe": "it is a pipe, not a file",
    "/dev/stdin": "not a file",
    "/dev/fd/0": "not a file",
    "/dev/zero": "it is a device, not a file",
    "none": "there is no such file or folder",
    "~nobody-of-this-name/x": "there is no user of that name",
    "x" * 300: "file name too long",
    "loop": "too many levels of symbolic links",
    "": "add what? Give a path",
    "   ": "add what? Give a path",
}
"""Paths, and what is said of them."""


async def test_what_cannot_be_added_is_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "wall.txt").write_text(WORDS)
    desk = Desk(tmp_path)
    async with desk.app.run_test(size=(120, 36)) as pilot:
        for name, said in REFUSED.items():
            await add(pilot, desk, name)
            await until_read(pilot, desk)
            assert said in desk.said
            await pilot.press("escape")
    assert desk.store.documents.count() == 3


async def test_a_library_that_takes_none_is_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "wall.txt").write_text(WORDS)
    desk = Desk(tmp_path)
    desk.store._db.refusal = "the library cannot be written"
    async with desk.app.run_test(size=(120, 36)) as pilot:
        await add(pilot, desk, tmp_path / "wall.txt")
        await until_read(pilot, desk)
        assert desk.said.startswith("the library cannot be written; stopped reading")
