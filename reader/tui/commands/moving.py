"""Commands that move in the focused pane, and from pane to pane."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.tui.commands.base import CommandList
from reader.tui.keys.scopes import EVERYWHERE, IN_ARTICLE, IN_SIDEBAR, LISTS, WINDOWS, WITH_ARTICLE, Mode, Pane

if TYPE_CHECKING:
    from reader.tui.commands.workspace import Workspace

commands = CommandList(group="Moving")

IN_PANES_AND_WINDOWS = EVERYWHERE | WINDOWS
LINES = (
    ("down", ("j", "down"), 1, "Move one line or entry down"),
    ("up", ("k", "up"), -1, "Move one line or entry up"),
)
PAGES = (
    ("page-down", ("space", "pagedown"), 1.0, "Move one page down"),
    ("page-up", ("b", "pageup"), -1.0, "Move one page up"),
    ("half-page-down", ("d", "ctrl+d"), 0.5, "Move half a page down"),
    ("half-page-up", ("u", "ctrl+u"), -0.5, "Move half a page up"),
)


def _move(lines: int, desk: Workspace) -> None:
    desk.focused_pane.move(lines)


def _page(pages: float, desk: Workspace) -> None:
    desk.focused_pane.page(pages)


for name, keys, lines, help in LINES:
    commands.add(name, keys, help, partial(_move, lines), panes=IN_PANES_AND_WINDOWS)
for name, keys, pages, help in PAGES:
    commands.add(name, keys, help, partial(_page, pages), panes=IN_PANES_AND_WINDOWS)


@commands.command("top", "g", "home", panes=IN_PANES_AND_WINDOWS)
def to_top(desk: Workspace) -> None:
    """Go to the top."""
    if desk.pane is Pane.ARTICLE:
        desk.navigator.go_to_end(top=True)
    else:
        desk.focused_pane.to_top()


@commands.command("bottom", "G", "end", panes=IN_PANES_AND_WINDOWS)
def to_bottom(desk: Workspace) -> None:
    """Go to the bottom."""
    if desk.pane is Pane.ARTICLE:
        desk.navigator.go_to_end(top=False)
    else:
        desk.focused_pane.to_bottom()


@commands.command("pane-left", "h", "left", panes=WITH_ARTICLE)
def pane_left(desk: Workspace) -> None:
    """Go to the pane on the left."""
    desk.focus_pane(Pane.LIST if desk.pane is Pane.ARTICLE else Pane.ARTICLE)


@commands.command("pane-right", "l", "right", panes=IN_ARTICLE)
def pane_right(desk: Workspace) -> None:
    """Go to the pane on the right."""
    desk.focus_pane(Pane.SIDEBAR)


@commands.command("next-pane", "tab")
def next_pane(desk: Workspace) -> None:
    """Go to the next pane."""
    _focus_beside(desk, 1)


@commands.command("previous-pane", "shift+tab")
def previous_pane(desk: Workspace) -> None:
    """Go to the previous pane."""
    _focus_beside(desk, -1)


def _focus_beside(desk: Workspace, by: int) -> None:
    order = list(Pane)
    desk.focus_pane(order[(order.index(desk.pane) + by) % len(order)])


@commands.command("list", "1")
def to_list(desk: Workspace) -> None:
    """Go to the document list."""
    desk.focus_pane(Pane.LIST)


@commands.command("article", "2")
def to_article(desk: Workspace) -> None:
    """Go to the article."""
    desk.focus_pane(Pane.ARTICLE)


@commands.command("sidebar", "3")
def to_sidebar(desk: Workspace) -> None:
    """Go to the sidebar; pressed again, to its next tab."""
    if desk.pane is Pane.SIDEBAR:
        desk.sidebar.next_tab()
    else:
        desk.focus_pane(Pane.SIDEBAR)


@commands.command("notes-tab", "4")
def to_notes_tab(desk: Workspace) -> None:
    """Go to the notes and bookmarks in the sidebar."""
    desk.focus_pane(Pane.SIDEBAR)
    desk.sidebar.show_tab("notes")


@commands.command("choose", "enter", panes=IN_SIDEBAR | LISTS - {Mode.ALIASES})
def choose(desk: Workspace) -> None:
    """Go to the highlighted source, entity, note or bookmark."""
    if key := desk.sidebar.highlighted_key:
        desk.follower.follow(desk.sidebar.tab, key)
    else:
        desk.say(desk.sidebar.status or "nothing here to follow")
