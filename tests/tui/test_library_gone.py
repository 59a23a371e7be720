"""A library that vanishes while the interface runs: it says so, and a note that is being written survives."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.store import Store
from tests.tui.main_app import Desk, harbour, until


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
