"""The form for title, outlet, authors, date and URL of an article."""

from __future__ import annotations

from pathlib import Path

from reader.tui.dialogs.form import FormDialog
from tests.tui.main_app import HARBOUR, Desk

WIDE = (120, 36)


async def test_what_is_filled_in_is_saved_cited_and_undone(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("2")
        before = desk.store.documents.get(HARBOUR)
        asked = len(desk.client.asked)
        desk.screen.run("edit")
        await pilot.pause()
        assert isinstance(desk.app.screen, FormDialog)
        await pilot.press("tab", "ctrl+u", *"AFP", "down", "down", "ctrl+u", *"soon", "enter")
        assert "soon: is no date" in desk.text()
        await pilot.press("ctrl+u", *"19", "space", *"June", "space", *"2024", "enter")
        await pilot.pause()
        document = desk.store.documents.get(HARBOUR)
        assert (document.outlet, document.published) == ("AFP", "2024-06-19")
        assert "AFP · " in desk.text()
        assert "19 June 2024" in desk.text()
        assert len(desk.client.asked) == asked + 1
        await pilot.press("U")
        await pilot.pause()
        assert desk.store.documents.get(HARBOUR) == before
        assert "19 June 2024" not in desk.text()


async def test_nothing_is_saved_by_leaving(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=(40, 12)) as pilot:
        await pilot.press("2")
        before = desk.store.documents.get(HARBOUR)
        desk.screen.run("edit")
        await pilot.pause()
        await pilot.press("ctrl+u", *"Another", "escape")
        assert desk.store.documents.get(HARBOUR) == before
