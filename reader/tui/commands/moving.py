"""Moving through any pane: lines, pages, ends, and from pane to pane."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reader.tui.commands.base import Command
from reader.tui.keys.scopes import EVERYWHERE, IN_ARTICLE, IN_SIDEBAR, WINDOWS, WITH_ARTICLE, Mode, Pane, Scope

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen


class Moving(Command):
    """A command that moves in the pane in focus."""

    group = "Moving"


class MovingAnywhere(Moving):
    """A command that moves in windows as well."""

    panes: ClassVar[frozenset[Scope]] = EVERYWHERE | WINDOWS


class Line(MovingAnywhere):
    """A move by lines."""

    by: ClassVar[int]

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Move in the pane in focus."""
        desk.focused_pane.move(cls.by)


class Down(Line):
    """A line, or an entry, down."""

    name, keys, by = "down", ("j", "down"), 1


class Up(Line):
    """A line, or an entry, up."""

    name, keys, by = "up", ("k", "up"), -1


class Page(MovingAnywhere):
    """A move by pages."""

    pages: ClassVar[float]

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Move in the pane in focus."""
        desk.focused_pane.page(cls.pages)


class PageDown(Page):
    """A page down."""

    name, keys, pages = "page-down", ("space", "pagedown"), 1.0


class PageUp(Page):
    """A page up."""

    name, keys, pages = "page-up", ("b", "pageup"), -1.0


class HalfPageDown(Page):
    """Half a page down."""

    name, keys, pages = "half-page-down", ("d", "ctrl+d"), 0.5


class HalfPageUp(Page):
    """Half a page up."""

    name, keys, pages = "half-page-up", ("u", "ctrl+u"), -0.5


class Top(MovingAnywhere):
    """To the top."""

    name, keys = "top", ("g", "home")

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Move in the pane in focus."""
        desk.navigator.remember()
        desk.focused_pane.to_top()


class Bottom(MovingAnywhere):
    """To the bottom."""

    name, keys = "bottom", ("G", "end")

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Move in the pane in focus."""
        desk.navigator.remember()
        desk.focused_pane.to_bottom()


class PaneLeft(Moving):
    """The pane to the left; from the article back to the list."""

    name, keys, panes = "pane-left", ("h", "left"), WITH_ARTICLE

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Move the focus."""
        desk.focus_pane(Pane.LIST if desk.pane is Pane.ARTICLE else Pane.ARTICLE)


class PaneRight(Moving):
    """The pane to the right."""

    name, keys, panes = "pane-right", ("l", "right"), IN_ARTICLE

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Move the focus."""
        desk.focus_pane(Pane.SIDEBAR)


class NextPane(Moving):
    """The next pane."""

    name, keys, by = "next-pane", ("tab",), 1

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Move the focus."""
        order = list(Pane)
        desk.focus_pane(order[(order.index(desk.pane) + cls.by) % len(order)])


class PreviousPane(NextPane):
    """The previous pane."""

    name, keys, by = "previous-pane", ("shift+tab",), -1


class ToList(Moving):
    """The document list."""

    name, keys = "list", ("1",)

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Move the focus."""
        desk.focus_pane(Pane.LIST)


class ToArticle(Moving):
    """The article."""

    name, keys = "article", ("2",)

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Move the focus."""
        desk.focus_pane(Pane.ARTICLE)


class ToSidebar(Moving):
    """The sidebar; pressed again, its next tab."""

    name, keys = "sidebar", ("3",)

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Move the focus, or turn to the next tab."""
        if desk.pane is Pane.SIDEBAR:
            desk.sidebar.next_tab()
        else:
            desk.focus_pane(Pane.SIDEBAR)


class ToNotesTab(Moving):
    """The notes and bookmarks in the sidebar."""

    name, keys = "notes-tab", ("4",)

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Move the focus and turn to the tab."""
        desk.focus_pane(Pane.SIDEBAR)
        desk.sidebar.show_tab("notes")


class Choose(Moving):
    """Go to the highlighted source, entity, note or bookmark."""

    name, keys = "choose", ("enter",)
    panes: ClassVar[frozenset[Scope]] = IN_SIDEBAR | {Mode.NOTES, Mode.BOOKMARKS, Mode.ANNOTATIONS}

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Follow what is highlighted."""
        if key := desk.sidebar.highlighted_key:
            desk.follow(desk.sidebar.tab, key)
        else:
            desk.say(desk.sidebar.status or "nothing here to follow")
