"""Keeps what the next start will show first: composed unseen when the program ends, and on pauses."""

from __future__ import annotations

from collections.abc import Callable

from reader.session.session import OpenDocument
from reader.terminal.application import ThriftyApp
from reader.terminal.startup_snapshot import SavedScreen
from reader.text.annotated_text import Overlay
from reader.tui.appearance.pane_layout import PaneLayout
from reader.tui.screens.panes import PanedScreen
from reader.tui.widgets.sidebar import SOURCES

RELAID = 3
"""Refreshes until panes that come back are laid out and drawn again."""


def leave(screen: PanedScreen, current: OpenDocument | None, reopen: Callable[[int], None]) -> None:
    """End the program, and keep the first view of the next start if it is known.

    `reopen` opens a document as a start does, with nothing over the article.
    """
    app = screen.app
    simple = screen.is_current and screen.mode is None and current is not None and current.analysis is not None
    if not (simple and current and isinstance(app, ThriftyApp) and app.output):
        app.exit()
        return
    app.output.hold()
    panes = screen.shown_panes
    screen.arrange_panes(PaneLayout())
    screen.sidebar.show_tab(SOURCES)
    screen.documents.to_top()
    reopen(current.row.document.id)
    _leave_after(screen, app, current.version.sha256, 1 if screen.shown_panes == panes else RELAID)


def keep_view(screen: PanedScreen, current: OpenDocument | None, keep: Callable[[SavedScreen], None]) -> None:
    """Hand over what is on the screen, if a start would show just that once the place is kept."""
    app, overlay, row = screen.app, screen.article.overlay, screen.documents.highlighted_row
    if current is None or current.analysis is None or row is None or row.document.id != current.row.document.id:
        return
    disturbed = (
        screen.last_said or screen.mode or screen.sidebar.tab != SOURCES or screen.sidebar.row_list.highlighted
    )
    scrolled = screen.documents.scroll_offset.y or screen.sidebar.row_list.scroll_offset.y
    covered = overlay != Overlay(bookmarks=overlay.bookmarks, annotations=overlay.annotations)
    plain = (
        screen.is_current
        and screen.is_arranged_for_reading
        and screen.article.opens_here
        and not (disturbed or scrolled or covered)
    )
    if plain and isinstance(app, ThriftyApp) and app.output and not app.is_headless:
        keep(SavedScreen(app.output.contents, current.version.sha256))


def _leave_after(screen: PanedScreen, app: ThriftyApp, sha256: str, refreshes: int) -> None:
    if refreshes:
        screen.call_after_refresh(_leave_after, screen, app, sha256, refreshes - 1)
    else:
        app.remember_screen(sha256)
        app.exit()
