"""The end of a sitting: the picture that the next start will show is composed, unseen, and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.terminal.application import ThriftyApp
from reader.tui.arrangement import Arrangement
from reader.tui.widgets.sidebar import SOURCES

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen

RELAID = 3
"""Refreshes until panes that came back are laid out and have drawn their rows anew."""


def leave(desk: MainScreen) -> None:
    """End the program, with the picture of the next start kept where it is known how that will look."""
    app, current = desk.app, desk.session.current
    simple = desk.is_current and desk.mode is None and current is not None and current.analysis is not None
    if not (simple and current and isinstance(app, ThriftyApp) and app.output):
        app.exit()
        return
    app.output.hold()
    panes = desk.shown_panes
    desk.cancel()
    desk.arrange_panes(Arrangement())
    desk.sidebar.show_tab(SOURCES)
    desk.documents.to_top()
    desk.open_document(current.row.document.id)
    _leave_after(desk, app, 1 if desk.shown_panes == panes else RELAID)


def _leave_after(desk: MainScreen, app: ThriftyApp, refreshes: int) -> None:
    if refreshes:
        desk.call_after_refresh(_leave_after, desk, app, refreshes - 1)
    else:
        app.keep_picture()
        app.exit()
