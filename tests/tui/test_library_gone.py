"""A library that vanishes while the interface runs: it says so, and a note that is being written survives."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reader.store import Store
from reader.tui.system.unsaved import write_unsaved
from tests.tui.main_app import Desk, harbour, until

WRITE = """
import datetime, sys
from reader.tui.system import unsaved
class Noon(datetime.datetime):
    @classmethod
    def now(cls): return cls(2026, 1, 5, 12)
unsaved.datetime = Noon
for _ in range(2):
    print(unsaved.write_unsaved(sys.argv[1], ""))
"""


def opened(tmp_path: Path) -> Store:
    store = Store.open(tmp_path / "data" / "library.sqlite3")
    store.add(harbour())
    return store


async def test_it_is_said_and_the_note_goes_on(tmp_path: Path) -> None:
    store, library = opened(tmp_path), tmp_path / "data" / "library.sqlite3"
    desk = Desk(tmp_path, store=store, document_id=1)
    async with desk.app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("a")
        await pilot.pause()
        await pilot.press(*"half")
        library.rename(tmp_path / "away")
        desk.screen._watch()
        assert "deleted or moved away" in desk.said
        await pilot.press(*"done", "escape")
        await pilot.pause()
        assert "nothing is kept" in desk.said
        assert desk.screen.note.is_on
        (tmp_path / "away").rename(library)
        desk.screen._watch()
        assert "is back" in desk.said
        await pilot.press("escape")
        await until(pilot, lambda: not desk.screen.note.is_on)
    with Store.open(library) as again:
        assert [placed.annotation.note for placed in again.annotations.of(1)] == ["halfdone"]


async def test_at_the_end_the_note_is_written_to_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READER_DATA", str(tmp_path / "data"))
    desk = Desk(tmp_path, store=opened(tmp_path), document_id=1)
    async with desk.app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("a")
        await pilot.pause()
        await pilot.press(*"allthesame")
        (tmp_path / "data" / "library.sqlite3").unlink()
        desk.screen.end()
        await pilot.pause()
    assert desk.app.unsaved_note is not None
    assert desk.app.unsaved_note.parent == tmp_path / "data"
    assert "allthesame" in desk.app.unsaved_note.read_text()
    assert desk.app.unsaved_note.stat().st_mode & 0o777 == 0o600


async def test_what_was_written_in_the_editor_is_in_a_file_if_the_library_takes_it_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READER_DATA", str(tmp_path / "data"))
    library = tmp_path / "data" / "library.sqlite3"
    desk = Desk(tmp_path, store=opened(tmp_path), document_id=1)
    async with desk.app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("a", *"mine", "escape")
        await pilot.pause()

        def edited(app: object, text: str, passage: str) -> str:
            library.rename(tmp_path / "away")
            return f"{text} and more"

        monkeypatch.setattr("reader.tui.system.editor.edit_in_editor", edited)
        await pilot.press("e")
        (kept,) = (tmp_path / "data").glob("unsaved-note-*.md")
        assert "mine and more" in kept.read_text()
        assert str(kept) in desk.said


async def test_at_the_end_the_note_is_said_if_no_file_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READER_DATA", str(tmp_path / "data"))
    desk = Desk(tmp_path, store=opened(tmp_path), document_id=1)
    async with desk.app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("a")
        await pilot.pause()
        await pilot.press(*"allthesame")
        (tmp_path / "data" / "library.sqlite3").unlink()

        def full(*_: object, **__: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("reader.tui.system.unsaved.write_atomically", full)
        desk.screen.end()
        await pilot.pause()
    assert desk.app.unsaved_note is None
    assert "no file can be written (No space left on device)" in desk.app.last_words
    assert "allthesame" in desk.app.last_words


def test_notes_that_end_in_the_same_second_have_files_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READER_DATA", str(tmp_path / "data"))
    processes = [
        subprocess.Popen([sys.executable, "-c", WRITE, text], stdout=subprocess.PIPE, text=True)
        for text in ("one", "two")
    ]
    files = [line for process in processes for line in process.communicate(timeout=20)[0].splitlines()]
    assert len(set(files)) == 4
    assert sorted(Path(file).read_text() for file in files) == ["one\n", "one\n", "two\n", "two\n"]


def test_a_note_goes_to_the_folder_of_temporary_files_if_there_is_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").write_text("no folder")
    monkeypatch.setenv("READER_DATA", str(tmp_path / "data"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    written = write_unsaved("one", "")
    assert written is not None
    assert written.parent == tmp_path
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "data"))
    with pytest.raises(OSError, match="data"):
        write_unsaved("one", "")
    assert write_unsaved("  ", "") is None


async def test_a_note_can_be_left_if_the_library_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READER_DATA", str(tmp_path / "data"))
    library = tmp_path / "data" / "library.sqlite3"
    desk = Desk(tmp_path, store=opened(tmp_path), document_id=1)
    async with desk.app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("a", *"half")
        library.rename(tmp_path / "away")
        await pilot.press("escape")
        assert desk.screen.note.is_on
        await pilot.press("ctrl+g")
        assert not desk.screen.note.is_on
        (kept,) = (tmp_path / "data").glob("unsaved-note-*.md")
        assert "half" in kept.read_text()
