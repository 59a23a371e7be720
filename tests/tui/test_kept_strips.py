"""How many strips the panes keep: each of Textual's strips takes a thousand bytes."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import pytest
from rich.segment import Segment
from textual.geometry import Region
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget

from reader.store import Store
from reader.tui.widgets.article_view import KEPT_PANES
from reader.tui.widgets.card import CardView
from reader.tui.widgets.line_cache import FinalStrip
from tests.terminal.articles import long
from tests.tui.main_app import HARBOUR, Desk, plain, until

HEIGHT = 30
FEW = 6


@pytest.mark.parametrize("theme", ["ink", "ansi-dark"])
async def test_containers_share_one_strip_for_all_their_rows(tmp_path: Path, theme: str) -> None:
    desk = Desk(tmp_path)
    async with desk.app.run_test(size=(120, HEIGHT)):
        desk.screen.view_settings.remember(theme=theme)
        for holder in (desk.screen, desk.screen.query_one("#panes"), desk.screen.column, desk.screen.sidebar):
            region = holder.size.region
            rows = holder.render_lines(region)
            assert len(rows) == region.height > 1
            assert len({id(row) for row in rows}) == 1
            assert rows == Widget.render_lines(holder, region)


@pytest.mark.parametrize("theme", ["ink", "ansi-dark"])
async def test_side_panes_keep_one_strip_for_a_line_as_textual_would_show_it(tmp_path: Path, theme: str) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=(120, HEIGHT)) as pilot:
        await pilot.press("right_square_bracket", "q")
        desk.screen.view_settings.remember(theme=theme)
        await pilot.pause()
        for pane in (desk.screen.documents, desk.screen.sidebar.row_list, desk.screen.query_one(CardView)):
            region = pane.size.region
            lines = pane.render_lines(region)
            assert any(line.text.strip() for line in lines)
            assert all(again is line for again, line in zip(pane.render_lines(region), lines, strict=True))
            assert lines == Widget.render_lines(pane, region)
            inner = Region(1, 1, region.width - 2, region.height - 1)
            assert [line.text for line in pane.render_lines(inner)] == [line.text[1:-1] for line in lines[1:]]


async def test_scrolling_far_through_a_list_keeps_no_more_than_a_little(tmp_path: Path) -> None:
    store = Store.in_memory()
    for number in range(1, 31):
        store.add(plain(number))
    desk = Desk(tmp_path, store=store)
    async with desk.app.run_test(size=(120, 2 * FEW)) as pilot:
        await until(pilot, lambda: desk.screen.shows)
        await pilot.press("1")
        before = strips()
        for number in (*range(30), *range(30, -1, -1)):
            desk.screen.documents.to(number)
            await pilot.pause()
        assert strips() - before <= 3 * KEPT_PANES * 2 * FEW


async def test_redrawn_lines_are_not_left_to_the_garbage_collector(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=(120, HEIGHT)) as pilot:
        await until(pilot, lambda: desk.screen.shows)
        await rebuilt(pilot, desk)
        before = strips()
        gc.disable()
        try:
            for _ in range(10):
                await rebuilt(pilot, desk)
            assert counted() - before <= HEIGHT
        finally:
            gc.enable()


async def test_scrolling_far_through_an_article_keeps_no_more_than_a_little(tmp_path: Path) -> None:
    store = Store.in_memory()
    desk = Desk(tmp_path, store=store, document_id=store.add(long()).document.id)
    async with desk.app.run_test(size=(120, HEIGHT)) as pilot:
        await until(pilot, lambda: desk.screen.shows)
        before = strips()
        for _ in range(10 * KEPT_PANES):
            await pilot.press("space")
        assert strips() - before <= KEPT_PANES * HEIGHT
        for _ in range(3 * KEPT_PANES * HEIGHT):
            desk.screen.article.move(-1)
            await pilot.pause()
        assert strips() - before <= KEPT_PANES * HEIGHT


async def rebuilt(pilot: Pilot[Any], desk: Desk) -> None:
    desk.screen.documents.rebuild()
    desk.screen.sidebar.row_list.rebuild()
    await pilot.pause()


@pytest.mark.parametrize(
    ("cuts", "parts"), [([4], ["word"]), ([4, 8], ["word"]), ([1, 4], ["w", "ord"]), ([3], ["wor"]), ([], [])]
)
def test_a_final_strip_is_divided_without_a_reference_cycle(cuts: list[int], parts: list[str]) -> None:
    before = strips()
    gc.disable()
    try:
        line = FinalStrip([Segment("word")], 4)
        assert [part.text for part in line.divide(cuts)] == parts
        del line
        assert counted() == before
    finally:
        gc.enable()


def strips() -> int:
    gc.collect()
    return counted()


def counted() -> int:
    return sum(isinstance(each, Strip) for each in gc.get_objects())
