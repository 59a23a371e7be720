"""How much is done for a key: what is asked of widgets, what is cut into cells, how many functions are called."""

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
"""The most calls of functions for each row of the screen, to show that a pane was scrolled by a row."""


@contextmanager
def counted() -> Iterator[list[str]]:
    """The functions that are called."""
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
    """A desk that shows what it draws to nobody."""
    made = Desk(tmp_path, document_id=HARBOUR)
    monkeypatch.setattr(type(made.app), "_can_show", True)
    monkeypatch.setattr(type(made.app), "_send", lambda self, data: None)
    return made


async def test_for_a_row_scrolled_no_other_pane_is_asked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
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


async def test_few_functions_are_called_for_a_row_scrolled(desk: Desk) -> None:
    async with desk.app.run_test(size=(120, 30)) as pilot:
        await pilot.press("j")
        await pilot.pause()
        for _ in range(STEPS):
            desk.screen.article.move(1)
            with counted() as calls:
                desk.screen._compositor_refresh()
            assert any(name == ArticleView.render_lines.__qualname__ for name in calls)
            assert len(calls) <= CALLS * 30
