"""`:export`: asks for format and file, writes what was corrected, and replaces nothing without saying so."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest

from reader.model.span import Span
from reader.tui.dialogs.choice import ChoiceDialog
from reader.tui.dialogs.form import FormDialog
from tests.tui.main_app import HARBOUR, Desk, until

WIDE = (120, 36)
NAME = "minister-calls-harbour-plan-unworkable-statements"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


def speakers(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return [row["speakers"] for row in csv.DictReader(file)]


async def test_a_key_asks_for_format_and_file_and_writes_what_the_sidebar_shows(
    folder: Path, tmp_path: Path
) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("2", "s")
        assert isinstance(desk.app.screen, ChoiceDialog)
        await pilot.press("enter")
        assert isinstance(desk.app.screen, FormDialog)
        await until(pilot, lambda: f"{NAME}.csv" in desk.text())
        await pilot.press("enter")
        await until(pilot, lambda: bool(desk.said))
        analysis = desk.screen.session.current.analysis
        known = {source.id: source.name for source in analysis.sources}
        said = sorted((each.content[0], known.get(each.source_id, "")) for each in analysis.statements)
        assert desk.said == f"{len(said)} statements written to {folder / NAME}.csv"
        assert speakers(folder / f"{NAME}.csv") == [name for _, name in said]


async def test_a_file_that_is_there_is_replaced_after_a_second_answer_only(folder: Path, tmp_path: Path) -> None:
    path = folder / f"{NAME}.md"
    path.write_text("mine", encoding="utf-8")
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("2", "s", "down", "down", "enter", "enter")
        await until(pilot, lambda: "is there already: Enter replaces it" in desk.text())
        assert path.read_text(encoding="utf-8") == "mine"
        await pilot.press("escape")
        assert path.read_text(encoding="utf-8") == "mine"
        desk.screen.run("export", path.name)
        await pilot.pause()
        assert isinstance(desk.app.screen, FormDialog)
        await pilot.press("enter", "enter")
        await until(pilot, lambda: "written" in desk.said)
        assert path.read_text(encoding="utf-8").startswith("# Minister calls harbour plan")


async def test_the_ending_of_a_typed_name_tells_the_format(folder: Path, tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("2")
        desk.screen.run("export", "said.jsonl")
        rows = [json.loads(line) for line in (folder / "said.jsonl").read_text(encoding="utf-8").splitlines()]
        assert {row["title"] for row in rows} == {"Minister calls harbour plan 'unworkable'"}
        desk.screen.run("export", "said.docx")
        assert "which format?" in desk.said
        desk.screen.run("export", "nowhere/\0.csv")
        os.mkfifo(folder / "pipe.csv")
        for name in ("/dev/stdout", str(folder / "pipe.csv"), "/dev/tty"):
            desk.screen.exporter._to("csv", name)
            assert "is a device or a pipe" in desk.said
        assert {path.name for path in folder.iterdir()} == {"said.jsonl", "pipe.csv"}


async def test_annotations_are_exported_too_if_there_are_any(folder: Path, tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("2", "s", "up", "enter")
        await until(pilot, lambda: "no annotation to export" in desk.said)
        await pilot.press("a", *"Ask", "escape", "s", "up", "enter", "enter")
        await until(pilot, lambda: "written" in desk.said)
        (path,) = folder.iterdir()
        assert path.name.endswith("-notes.csv")
        assert "Ask" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("where", ["folder", "no folder"])
async def test_what_cannot_be_written_is_told_and_can_be_mended(where: str, folder: Path, tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    (folder / "wall").touch()
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("2", "s", "enter", "ctrl+u", *("." if where == "folder" else "wall/x"), "enter")
        complaint = "is a folder" if where == "folder" else "cannot be written"
        await until(pilot, lambda: complaint in desk.text())
        assert isinstance(desk.app.screen, FormDialog)
        await pilot.press("ctrl+u", *"x.csv", "enter")
        await until(pilot, lambda: "written" in desk.said)
        assert len(speakers(folder / "x.csv")) > 0


async def test_an_article_without_analysis_says_so(folder: Path, tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=1)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("2", "s", "enter")
        await until(pilot, lambda: "not analysed yet" in desk.said)
        assert not [*folder.iterdir()]


async def test_an_added_statement_is_exported_and_an_undone_one_is_not(folder: Path, tmp_path: Path) -> None:
    words = "The engineers, 東京の技師 among them, disagreed"
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("2", "v")
        start = desk.screen.article.annotated.text.index(words)
        desk.screen.caret.select(Span(start, start + len(words)))
        await pilot.press("s", *"Zoe", "enter")
        await until(pilot, lambda: desk.said.startswith("added: Zoe says it"))
        for name, number in (("with.jsonl", 1), ("without.jsonl", 0)):
            desk.screen.run("export", name)
            rows = map(json.loads, (folder / name).read_text(encoding="utf-8").splitlines())
            made = [row for row in rows if row["words"] == words]
            assert [(row["speakers"][0]["name"], row["checked"]) for row in made] == [("Zoe", True)] * number
            await pilot.press("U")
