"""What controllers and modes may use of the main screen; for type checking only, never imported at run time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from textual.app import App
from textual.timer import Timer

from reader.session.session import Session
from reader.tui.appearance.view_settings import ViewSettings
from reader.tui.controllers.navigator import Navigator
from reader.tui.controllers.reading import Reading
from reader.tui.dialogs.window import Window
from reader.tui.keys.bindings import Bindings
from reader.tui.keys.key_target import KeyMode
from reader.tui.keys.scopes import Pane
from reader.tui.widgets.selectable_view import SelectableView
from reader.tui.widgets.sidebar import Sidebar

Result = TypeVar("Result")


class Desk(Protocol):
    """The session, the panes, and the ways to speak to the person."""

    session: Session
    view_settings: ViewSettings
    reading: Reading
    navigator: Navigator
    keys: Bindings
    article: SelectableView
    sidebar: Sidebar
    mode: KeyMode | None

    @property
    def app(self) -> App[Any]:
        """The application."""

    @property
    def pane(self) -> Pane:
        """The focused pane."""

    def say(self, message: str) -> None:
        """Show a message in the status line."""

    def say_place(self, where: str) -> None:
        """Show where a jump led, and what stands there."""

    def enter(self, mode: KeyMode | None, *, above: bool = False) -> None:
        """Replace the mode, or with `above` put one over it."""

    def open(self, window: Window[Result], answered: Callable[[Result | None], object] | None = None) -> None:
        """Open a window over the screen."""

    def open_document(self, document_id: int, *, focus: bool = True) -> None:
        """Open a document, and focus it unless told otherwise."""

    def focus_article(self) -> None:
        """Focus the article, with the sidebar beside it."""

    def forget_ticks(self) -> None:
        """Untick all statements and sources."""

    def set_timer(self, delay: float, callback: Callable[[], object]) -> Timer:
        """Call back after some seconds."""
