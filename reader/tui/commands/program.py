"""Commands on the whole program: help, command line, undo, what the screen shows, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.commands.base import CommandList
from reader.tui.controllers import history
from reader.tui.keys.scopes import ALWAYS, EVERYWHERE, FIELDS, LISTS, WINDOWS, Pane

if TYPE_CHECKING:
    from reader.tui.commands.workspace import Workspace

STEP = 4
"""Cells by which a side pane becomes wider or narrower."""
QUIT_HINT = "{quit} quits; so does {interrupt} once more"

commands = CommandList(group="Everywhere")


@commands.command("help", "?", panes=ALWAYS | WINDOWS)
def show_help(desk: Workspace) -> None:
    """Show the help for this pane or window."""
    desk.windows.help(desk.scope)


@commands.command("command-line", ":", panes=ALWAYS)
def ask_command(desk: Workspace) -> None:
    """Type a command."""
    desk.ask(":", desk.run_line)


@commands.command("palette", "ctrl+p", panes=ALWAYS)
def show_palette(desk: Workspace) -> None:
    """Find a command."""
    desk.windows.palette(desk.available_commands, desk.run)


@commands.command("theme", argument="NAME")
def choose_theme(desk: Workspace, name: str) -> None:
    """Choose a theme, with a preview."""
    desk.windows.themes(name)


@commands.command("undo", "U", panes=EVERYWHERE | LISTS)
def undo(desk: Workspace) -> None:
    """Undo the last change."""
    history.undo(desk)


@commands.command("redo", "ctrl+r", panes=EVERYWHERE)
def redo(desk: Workspace) -> None:
    """Redo what was undone."""
    history.redo(desk)


@commands.command("toggle-sidebar", "\\")
def toggle_sidebar(desk: Workspace) -> None:
    """Show or hide the sidebar."""
    desk.toggle_sidebar()


@commands.command("zen", "z")
def toggle_zen(desk: Workspace) -> None:
    """Show only the article, or everything again."""
    desk.toggle_zen()


@commands.command("pane-wider", ">")
def widen_pane(desk: Workspace) -> None:
    """Make the side pane wider."""
    _change_width(desk, STEP)


@commands.command("pane-narrower", "<")
def narrow_pane(desk: Workspace) -> None:
    """Make the side pane narrower."""
    _change_width(desk, -STEP)


def _change_width(desk: Workspace, by: int) -> None:
    """Change the width of the side pane in focus, or of the sidebar."""
    desk.say(desk.view_settings.change_width("list_width" if desk.pane is Pane.LIST else "sidebar_width", by))


@commands.command("cancel", "escape")
def cancel(desk: Workspace) -> None:
    """Clear the selection, the chosen source, the search and all ticks."""
    desk.cancel()


@commands.command("interrupt", "ctrl+c", panes=ALWAYS)
def interrupt(desk: Workspace) -> None:
    """Copy the selection; without one, quit if pressed twice."""
    if desk.copier.selection():
        return
    hint = desk.keys.expand(QUIT_HINT)
    if desk.last_said == hint:
        desk.quit()
    else:
        desk.say(hint)


@commands.command("redraw", "ctrl+l", panes=ALWAYS | WINDOWS | FIELDS)
def redraw(desk: Workspace) -> None:
    """Redraw the screen."""
    desk.redraw()


@commands.command("suspend", "ctrl+z", panes=ALWAYS | WINDOWS | FIELDS)
def suspend(desk: Workspace) -> None:
    """Suspend the program; `fg` in the shell resumes it."""
    desk.reading.keep_place()
    desk.note.keep()
    desk.app.action_suspend_process()


@commands.command("back", "q")
def back(desk: Workspace) -> None:
    """Go back; at the top, quit."""
    desk.back()


@commands.command("quit", "Q", panes=ALWAYS)
def quit(desk: Workspace) -> None:
    """Quit."""
    desk.quit()
