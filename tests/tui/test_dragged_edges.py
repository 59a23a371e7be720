"""The edges of the side panes can be dragged with the mouse."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from tests.tui.main_app import HARBOUR, Desk

WIDE = (120, 36)


async def drag(pilot: Pilot[None], start: int, end: int, row: int = 10) -> None:
    await pilot.mouse_down(offset=(start, row))
    await pilot.hover(offset=(end, row))
    await pilot.mouse_up(offset=(end, row))
    await pilot.pause()


async def test_an_edge_is_dragged(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        documents, sidebar = desk.screen.documents, desk.screen.sidebar
        before = documents.size.width, sidebar.size.width
        await drag(pilot, documents.region.right - 1, documents.region.right + 4)
        assert (documents.size.width, sidebar.size.width) == (before[0] + 5, before[1])
        await drag(pilot, sidebar.region.x, sidebar.region.x + 3)
        assert (documents.size.width, sidebar.size.width) == (before[0] + 5, before[1] - 3)
        assert desk.said == f"sidebar width: {before[1] - 3} columns"


async def test_a_drag_elsewhere_changes_no_width(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        documents = desk.screen.documents
        before = documents.size.width
        await drag(pilot, 5, 9)
        await drag(pilot, documents.region.right + 10, documents.region.right + 20)
        assert documents.size.width == before
