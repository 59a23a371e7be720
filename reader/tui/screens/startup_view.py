"""The picture that the next start will show: composed unseen at the end of a sitting, and kept on pauses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.terminal.application import ThriftyApp
from reader.terminal.screen_buffer import CellRow
from reader.text.layout.annotated_text import Overlay
from reader.tui.appearance.pane_layout import PaneLayout
from reader.tui.widgets.sidebar import SOURCES

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen

RELAID = 3
"""Refreshes until panes that came back are laid out and have drawn their rows anew."""


def leave(desk: MainScreen) -> None:
    """End the program, with the picture of the next start kept where it is known how that will look."""
    app, current = desk.app, desk.session.current
    desk.keyboard.close()
    simple = desk.is_current and desk.mode is None and current is not None and current.analysis is not None
    if not (simple and current and isinstance(app, ThriftyApp) and app.output):
        app.exit()
        return
    app.output.hold()
    panes = desk.shown_panes
    desk.cancel()
    desk.arrange_panes(PaneLayout())
    desk.sidebar.show_tab(SOURCES)
    desk.documents.to_top()
    desk.open_document(current.row.document.id)
    _leave_after(desk, app, 1 if desk.shown_panes == panes else RELAID)


def keep_view(desk: MainScreen, keep: Callable[[Sequence[CellRow]], None]) -> None:
    """Hand over what is on the screen, where a start would show it just so; with the place kept, one will."""
    app, overlay = desk.app, desk.article.overlay
    current, row = desk.session.current, desk.documents.highlighted_row
    if current is None or current.analysis is None or row is None or row.document.id != current.row.document.id:
        return
    disturbed = desk.last_said or desk.mode or desk.sidebar.tab != SOURCES or desk.sidebar.row_list.highlighted
    scrolled = desk.documents.scroll_offset.y or desk.sidebar.row_list.scroll_offset.y
    covered = overlay != Overlay(bookmarks=overlay.bookmarks, marked=overlay.marked)
    plain = (
        desk.is_current
        and desk.is_arranged_for_reading
        and desk.article.opens_here
        and not (disturbed or scrolled or covered)
    )
    if plain and isinstance(app, ThriftyApp) and app.output and not app.is_headless:
        keep(app.output.contents)


def _leave_after(desk: MainScreen, app: ThriftyApp, refreshes: int) -> None:
    if refreshes:
        desk.call_after_refresh(_leave_after, desk, app, refreshes - 1)
    else:
        app.remember_screen()
        app.exit()
