"""Which changes are drawn as dirty regions, and which are left to Textual."""

from __future__ import annotations

from pathlib import Path

from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from reader.terminal.dirty_update import DirtyUpdate
from tests.terminal.compared import ComparedApp, ComparedTerminal
from tests.tui.main_app import HARBOUR, Desk


class Uneven(Widget):
    """A widget whose lines may be wider than it is."""

    more = 0

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines."""
        return [Strip.blank(crop.width + self.more)] * crop.height


class UnevenApp(App[None]):
    """Shows such a widget alone."""

    def compose(self) -> ComposeResult:
        """Yield the widget."""
        yield Uneven()


async def test_lines_of_another_width_than_their_region_are_left_to_textual() -> None:
    app = UnevenApp()
    async with app.run_test(size=(20, 5)):
        widget, compositor = app.query_one(Uneven), app.screen._compositor
        for more, is_part in ((0, True), (1, False), (-1, False)):
            widget.more = more
            compositor._dirty_regions.clear()
            compositor._dirty_regions.add(Region(0, 1, 20, 2))
            assert (DirtyUpdate.of(compositor) is not None) is is_part
            assert bool(compositor._dirty_regions) is not is_part


async def test_changes_below_a_window_do_not_show_through_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR, app=ComparedApp)
    assert isinstance(desk.app, ComparedApp)
    desk.app.terminals = [terminal := ComparedTerminal("xterm")]
    async with desk.app.run_test(size=(120, 36)) as pilot:
        await pilot.press("?")
        await pilot.pause()
        await pilot.pause()
        compositor, before = desk.screen._compositor, terminal.thrifty.lines
        compositor.update_widgets({*compositor.visible_widgets})
        compositor._dirty_regions.clear()
        desk.screen.article.move(3)
        desk.screen._compositor_refresh()
        assert terminal.thrifty.lines == before
        await pilot.pause()
        assert terminal.thrifty.lines == [row.rstrip() for row in desk.text().splitlines()]
        assert terminal.thrifty.lines == desk.app.plain.lines
