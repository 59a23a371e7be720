"""A program that holds a draft says so now and then, for programs that cannot see whether it runs."""

from __future__ import annotations

from pathlib import Path

from reader.tui.screens.main import HEARTBEAT
from tests.tui.main_app import HARBOUR, Desk


async def test_a_draft_that_is_being_typed_is_kept_alive(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("a")
        await pilot.pause()
        await pilot.press(*"half")
        await pilot.pause()
        desk.screen.note.keep()
        desk.store._db.run("UPDATE drafts SET alive = 'long ago'")
        for _ in range(HEARTBEAT):
            desk.screen._watch()
        assert desk.store._db.integer("SELECT count(*) FROM drafts WHERE alive > '2' AND alive != 'long ago'") == 1
