"""The work for one key: lines rendered, strips split into cells, functions called."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from reader.terminal.rasterizer import Rasterizer
from reader.tui.widgets.article_view import ArticleView
from tests.tui.main_app import HARBOUR, Desk

STEPS = 5
CALLS = 60
"""The most function calls for each row of the screen when a pane scrolls by one row."""


@contextmanager
def counted() -> Iterator[list[str]]:
    """Return the functions that are called."""
    calls: list[str] = []

    def called(frame: FrameType, event: str, argument: object) -> None:
        if event == "call":
            calls.append(frame.f_code.co_qualname)

    sys.setprofile(called)
    try:
        yield calls
    finally:
        sys.setprofile(None)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Desk:
    """Yield a desk whose output goes nowhere."""
    made = Desk(tmp_path, document_id=HARBOUR)
    monkeypatch.setattr(type(made.app), "_can_show", True)
    monkeypatch.setattr(type(made.app), "_send", lambda self, data: None)
    return made


async def test_scrolling_a_row_renders_no_other_pane(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str | None] = []
    cut: list[Strip] = []
    render, cells = Widget.render_lines, Rasterizer._cut

    def rendered(self: Widget, crop: Region) -> list[Strip]:
        asked.append(self.id)
        return render(self, crop)

    def cells_of(self: Rasterizer, strip: Strip) -> object:
        cut.append(strip)
        return cells(self, strip)

    async with desk.app.run_test(size=(120, 30)) as pilot:
        await pilot.press("j")
        await pilot.pause()
        monkeypatch.setattr(Widget, "render_lines", rendered)
        monkeypatch.setattr(Rasterizer, "_cut", cells_of)
        for _ in range(STEPS):
            asked.clear()
            cut.clear()
            await pilot.press("j")
            await pilot.pause()
            assert set(asked) <= {"status"}
            assert len(cut) <= 2, "the new row, and the status line"


async def test_scrolling_a_row_calls_few_functions(desk: Desk) -> None:
    async with desk.app.run_test(size=(120, 30)) as pilot:
        await pilot.press("j")
        await pilot.pause()
        for _ in range(STEPS):
            # Words and styles that a process draws for the first time fill caches.
            desk.screen.article.move(1)
            desk.screen._compositor_refresh()
        for _ in range(STEPS):
            desk.screen.article.move(1)
            with counted() as calls:
                desk.screen._compositor_refresh()
            assert any(name == ArticleView.render_lines.__qualname__ for name in calls)
            assert len(calls) <= CALLS * 30
