"""The document list: what it draws and fetches, and what keys and the mouse do."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual.events import MouseScrollDown
from textual.message import Message
from textual.pilot import Pilot
from textual.strip import Strip

from reader.model.document_list import DocumentRow, Order
from reader.tui.widgets.document_list import DocumentList
from reader.tui.widgets.row_list import RowList
from tests.tui.pane_app import LIBRARY, PaneApp, document_row, library, text_of


class Shelf:
    """A library of any size that records what is fetched."""

    def __init__(self, count: int) -> None:
        self.ids = list(range(1, count + 1))
        self.asked: list[tuple[int, int]] = []

    def fetch(self, offset: int, limit: int) -> Sequence[DocumentRow]:
        self.asked.append((offset, limit))
        return [document_row(number) for number in self.ids[offset : offset + limit]]


def app_and_list() -> tuple[PaneApp, DocumentList]:
    pane = DocumentList()
    return PaneApp(pane, (DocumentList.Opened, RowList.RowHighlighted)), pane


def opened(messages: list[Message]) -> list[int]:
    return [message.document_id for message in messages if isinstance(message, DocumentList.Opened)]


async def show(pilot: Pilot[None], pane: DocumentList) -> None:
    pane.show(len(LIBRARY), 5, library)
    await pilot.pause()


async def test_it_draws_the_library() -> None:
    app, pane = app_and_list()
    async with app.run_test(size=(36, 30)) as pilot:
        pane.open_id = 1
        await show(pilot, pane)
        assert text_of(pane)[:8] == [
            "",
            "  Library                  8 · 5 ●",
            "",
            "▌● Harbour strike ends after elev…",
            "▌  AFP · 18 Jun 2024         9“ 2⚑",
            "",
            " ● Leaked budget papers name thre…",
            "   Courier · 15 Aug 2008        4“",
        ]
        assert any("[red]Court[/red]" in line for line in text_of(pane))


async def test_keys_move_the_highlight_and_choose() -> None:
    app, pane = app_and_list()
    async with app.run_test(size=(36, 20), message_hook=app.keep) as pilot:
        await show(pilot, pane)
        await pilot.press("j", "j", "k", "enter")
        assert pane.highlighted == 1
        await pilot.press("G", "enter", "g", "enter")
        await pilot.pause()
        assert opened(app.seen) == [2, 8, 1]
        assert pane.highlighted_row == LIBRARY[0]
        assert [m.index for m in app.seen if isinstance(m, RowList.RowHighlighted)] == [1, 2, 1, 7, 0]


async def test_the_highlight_stays_in_view_and_stops_at_the_ends() -> None:
    app, pane = app_and_list()
    async with app.run_test(size=(36, 20)) as pilot:
        await show(pilot, pane)
        await pilot.press("G", "j")
        assert pane.highlighted == 7
        assert text_of(pane)[-2:][0].startswith(" ● No outlet")
        await pilot.press("g", "k")
        assert pane.scroll_offset.y == 0
        assert pane.highlighted == 0


async def test_a_page_moves_by_the_rows_in_view() -> None:
    app, pane = app_and_list()
    shelf = Shelf(1000)
    async with app.run_test(size=(36, 33)) as pilot:
        pane.show(1000, 0, shelf.fetch)
        await pilot.press("space")
        assert pane.highlighted == 10
        pane.page(-0.5)
        assert pane.highlighted == 5
        pane.page(0.01)
        assert pane.highlighted == 6


async def test_a_hundred_thousand_documents_cost_no_more_than_a_hundred() -> None:
    app, pane = app_and_list()
    shelf = Shelf(100_000)
    async with app.run_test(size=(36, 30)) as pilot:
        pane.show(100_000, 0, shelf.fetch)
        await pilot.pause()
        assert shelf.asked == [(0, 100)]
        await pilot.press("G")
        await pilot.pause()
        assert shelf.asked == [(0, 100), (99_900, 100)]
        assert pane.highlighted_row == document_row(100_000)
        for index in range(0, 3000, 100):
            pane.to(index)
            await pilot.pause()
        assert len(pane._pages.numbers) <= 8


async def test_refreshing_keeps_the_highlighted_document() -> None:
    app, pane = app_and_list()
    shelf = Shelf(300)
    async with app.run_test(size=(36, 30), message_hook=app.keep) as pilot:
        pane.show(300, 0, shelf.fetch)
        pane.to(99)
        await pilot.pause()
        app.seen.clear()
        shelf.ids[:0] = [901, 902, 903]
        pane.show(303, 0, shelf.fetch)
        await pilot.pause()
        assert pane.highlighted == 102
        assert pane.highlighted_row == document_row(100)
        assert app.seen == []


async def test_a_library_may_become_shorter() -> None:
    app, pane = app_and_list()
    shelf = Shelf(50)
    async with app.run_test(size=(36, 30)) as pilot:
        pane.show(60, 0, shelf.fetch)
        await pilot.press("G", "enter")
        assert pane.highlighted_row is None
        assert "…" in "".join(text_of(pane))
        shelf.ids = []
        pane.show(0, 0, shelf.fetch)
        await pilot.press("j", "space", "enter")
        assert pane.highlighted is None
        assert "No documents" in "".join(text_of(pane))


async def test_a_click_opens_and_one_between_the_rows_does_nothing() -> None:
    app, pane = app_and_list()
    async with app.run_test(size=(36, 20), message_hook=app.keep) as pilot:
        await show(pilot, pane)
        await pilot.click(pane, offset=(5, 5))
        assert (pane.highlighted, opened(app.seen)) == (0, [])
        await pilot.click(pane, offset=(5, 6))
        assert (pane.highlighted, opened(app.seen)) == (1, [2])
        await pilot.click(pane, offset=(5, 9))
        assert opened(app.seen) == [2, 3]


async def test_a_double_click_opens_once() -> None:
    app, pane = app_and_list()
    async with app.run_test(size=(36, 20), message_hook=app.keep) as pilot:
        await show(pilot, pane)
        await pilot.double_click(pane, offset=(5, 6))
        await pilot.pause()
        assert opened(app.seen) == [2]


async def test_the_wheel_scrolls_and_leaves_the_highlight() -> None:
    app, pane = app_and_list()
    async with app.run_test(size=(36, 20)) as pilot:
        pane.show(100, 0, Shelf(100).fetch)
        await pilot.pause()
        await pilot._post_mouse_events([MouseScrollDown], pane, (5, 6))
        await pilot.pause()
        assert (pane.scroll_offset.y, pane.highlighted) == (3, 0)
        assert text_of(pane)[1].strip().startswith("Library")


async def test_the_open_document_has_a_bar() -> None:
    app, pane = app_and_list()
    async with app.run_test(size=(36, 20)) as pilot:
        await show(pilot, pane)
        assert "▌" not in "".join(text_of(pane))
        pane.open_id = 2
        assert [y for y, line in enumerate(text_of(pane)) if line.startswith("▌")] == [6, 7]


async def test_the_focus_and_the_highlight_are_visible() -> None:
    app, pane = app_and_list()
    async with app.run_test(size=(36, 20)) as pilot:
        await show(pilot, pane)
        focused = [pane.render_line(1), pane.render_line(3)]
        plain = pane.render_line(6)
        app.set_focus(None)
        await pilot.pause()
        blurred = [pane.render_line(1), pane.render_line(3)]
        assert focused[0] != blurred[0]
        assert focused[1] != blurred[1]
        assert blurred[1]._segments[0].style != plain._segments[0].style


@pytest.mark.parametrize("size", [(40, 12), (16, 12), (16, 3), (24, 30), (60, 30), (3, 2)])
async def test_every_line_is_as_wide_as_the_pane(size: tuple[int, int]) -> None:
    app, pane = app_and_list()
    async with app.run_test(size=size) as pilot:
        await show(pilot, pane)
        await pilot.press("j", "space")
        assert {pane.render_line(y).cell_length for y in range(size[1])} == {size[0]}


async def test_a_low_pane_has_no_gaps_and_keeps_its_highlight_on_resize() -> None:
    app, pane = app_and_list()
    async with app.run_test(size=(40, 30)) as pilot:
        await show(pilot, pane)
        await pilot.press("G")
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        lines = text_of(pane)
        assert lines[0].strip().startswith("Library")
        assert all(lines)
        assert lines[-2].startswith(" ● No outlet")


async def test_the_header_names_the_order() -> None:
    app, pane = app_and_list()
    async with app.run_test(size=(40, 20)) as pilot:
        await show(pilot, pane)
        pane.order = Order.OUTLET
        assert "by outlet" in text_of(pane)[1]


async def test_moving_the_highlight_redraws_only_two_rows() -> None:
    app, pane = app_and_list()
    async with app.run_test(size=(36, 30)) as pilot:
        await show(pilot, pane)
        drawn: list[int] = []
        draw = pane.render_line

        def counted(y: int) -> Strip:
            drawn.append(y)
            return draw(y)

        pane.render_line = counted  # type: ignore[method-assign]  # to count calls
        await pilot.press("j")
        await pilot.pause()
        assert set(drawn) <= set(range(3, 9))
        assert drawn


async def test_without_colour_the_highlight_is_reversed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app, pane = app_and_list()
    async with app.run_test(size=(36, 30)) as pilot:
        await show(pilot, pane)
        assert all(piece.style and piece.style.reverse for piece in pane.render_line(3))
        assert not any(piece.style and piece.style.reverse for piece in pane.render_line(6))
