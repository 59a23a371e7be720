"""Windows that list things: moving, deleting, undoing, choosing, and errors of the library."""

from __future__ import annotations

import pytest
from textual.app import App
from textual.events import Event, Key
from textual.widgets import OptionList

from reader.model.bookmark import Bookmark
from reader.model.errors import ReaderError
from reader.text.safety.sanitise import own
from reader.tui.appearance.themes import variables
from reader.tui.dialogs.list_dialog import BookmarksDialog
from reader.tui.dialogs.window import Window
from reader.tui.keys.key_map import name_of
from reader.tui.safe import SafeStatic
from tests.tui.bound import bind
from tests.tui.pane_app import DARK

BOOKMARKS = [Bookmark(f"b{at}", 1, 1, 10 * at, f"words {at}", "2024-06-20T00:00:00Z") for at in range(3)]


class Desk(App[None]):
    """Shows one window of bookmarks and keeps its result."""

    def __init__(self, refusing: bool = False) -> None:
        super().__init__()
        self.bookmarks, self.refusing = list(BOOKMARKS), refusing
        self.answers: list[str | None] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variables(DARK)

    def on_mount(self) -> None:
        dialog = BookmarksDialog(bind(), lambda: self.bookmarks, self.take_out, self.put_back, own("none"), 100)
        dialog.set_callbacks(self.answers.append, lambda: None)
        self.push_screen(dialog)

    async def on_event(self, event: Event) -> None:
        if isinstance(event, Key) and isinstance(window := self.screen, Window):
            command = bind().map.get((window.scope, name_of(event)))
            assert command is None or window.do(command.name)
        else:
            await super().on_event(event)

    def take_out(self, bookmark: Bookmark) -> None:
        if self.refusing:
            raise ReaderError("library.sqlite3: the disk is full; make room and try again")
        self.bookmarks.remove(bookmark)

    def put_back(self) -> None:
        self.bookmarks.insert(0, BOOKMARKS[0])

    def shown(self) -> list[str]:
        options = self.screen.query_one(OptionList)
        return [str(options.get_option_at_index(at).prompt) for at in range(options.option_count)]

    def said(self) -> str:
        return str(self.screen.query_one("#list-detail", SafeStatic).content)


async def test_deleting_and_undoing_keep_the_highlight_near() -> None:
    app = Desk()
    async with app.run_test() as pilot:
        await pilot.press("G", "X")
        assert app.shown() == ["  0 %  words 0", " 10 %  words 1"]
        await pilot.press("X", "X")
        assert (app.shown(), app.said()) == ([], "none")
        await pilot.press("U")
        assert (app.shown(), app.said()) == (["  0 %  words 0"], "")


@pytest.mark.parametrize(
    ("keys", "answer"),
    [(("j", "enter"), "b1"), (("escape",), None), (("q",), None), (("'",), None), (("ctrl+c",), None)],
)
async def test_enter_returns_a_result_and_other_keys_close(keys: tuple[str, ...], answer: str | None) -> None:
    app = Desk()
    async with app.run_test() as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert app.answers == [answer]


async def test_an_error_of_the_library_is_shown_in_the_window() -> None:
    app = Desk(refusing=True)
    async with app.run_test() as pilot:
        await pilot.press("X")
        assert app.said() == "library.sqlite3: the disk is full; make room and try again"
        assert len(app.shown()) == 3
