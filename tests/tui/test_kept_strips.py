"""What the panes keep of what they drew: counted, since each strip of Textual's takes a thousand bytes."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from textual.strip import Strip
from textual.widget import Widget

from reader.store import Store
from reader.tui.widgets.article_view import KEPT_PANES
from tests.terminal.articles import long
from tests.tui.main_app import Desk

HEIGHT = 30


@pytest.mark.parametrize("theme", ["ink", "ansi-dark"])
async def test_what_holds_the_panes_has_one_strip_for_all_its_rows(tmp_path: Path, theme: str) -> None:
    desk = Desk(tmp_path)
    async with desk.app.run_test(size=(120, HEIGHT)):
        desk.screen.look.remember(theme=theme)
        for holder in (desk.screen, desk.screen.query_one("#panes"), desk.screen.column, desk.screen.sidebar):
            region = holder.size.region
            rows = holder.render_lines(region)
            assert len(rows) == region.height > 1
            assert len({id(row) for row in rows}) == 1
            assert rows == Widget.render_lines(holder, region)


async def test_a_long_way_through_an_article_leaves_no_more_behind_than_a_short_one(tmp_path: Path) -> None:
    store = Store.in_memory()
    desk = Desk(tmp_path, store=store, document_id=store.add(long()).document.id)
    async with desk.app.run_test(size=(120, HEIGHT)) as pilot:
        before = strips()
        for _ in range(10 * KEPT_PANES):
            await pilot.press("space")
        assert strips() - before <= KEPT_PANES * HEIGHT
        for _ in range(10 * KEPT_PANES * HEIGHT):
            desk.screen.article.move(-1)
            await pilot.pause()
        assert strips() - before <= KEPT_PANES * HEIGHT


def strips() -> int:
    gc.collect()
    return sum(type(each) is Strip for each in gc.get_objects())
