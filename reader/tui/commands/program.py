"""What concerns the whole program: help, command line, windows, undo, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reader.tui.commands.base import Command
from reader.tui.keys.scopes import ALWAYS, EVERYWHERE, FIELDS, LISTS, WINDOWS, Pane, Scope

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen


class Everywhere(Command):
    """A command for every pane."""

    group = "Everywhere"


class Help(Everywhere):
    """Help for this pane or window."""

    name, keys = "help", ("?",)
    panes: ClassVar[frozenset[Scope]] = ALWAYS | WINDOWS

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Open the help."""
        desk.windows.help()


class CommandLine(Everywhere):
    """Type a command."""

    name, keys = "command-line", (":",)
    panes = ALWAYS

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Ask for a command."""
        desk.keyboard.ask_command()


class Palette(Everywhere):
    """Look for a command."""

    name, keys = "palette", ("ctrl+p",)
    panes = ALWAYS

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Open the palette."""
        desk.windows.palette()


class Theme(Everywhere):
    """Choose the colours, seeing each at once."""

    name, argument = "theme", "NAME"

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Take the named theme, or show them all."""
        desk.windows.themes(argument)


class Undo(Everywhere):
    """Undo the last change."""

    name, keys = "undo", ("U",)
    panes: ClassVar[frozenset[Scope]] = EVERYWHERE | LISTS

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Undo, and say what."""
        desk.say(desk.session.history.undo())
        desk.reading.refresh_marks()
        desk.reading.recorrect()


class Redo(Everywhere):
    """Do again what was undone."""

    name = "redo"
    panes = ALWAYS

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Do it again, and say what."""
        desk.say(desk.session.history.redo())
        desk.reading.refresh_marks()
        desk.reading.recorrect()


class ToggleSidebar(Everywhere):
    """Show or hide the sidebar."""

    name, keys = "toggle-sidebar", ("\\",)

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Turn it."""
        desk.toggle_sidebar()


class Zen(Everywhere):
    """Nothing but the article, and back."""

    name, keys = "zen", ("z",)

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Turn it."""
        desk.toggle_zen()


class WiderPane(Everywhere):
    """Make the side pane wider."""

    name, keys, by = "pane-wider", (">",), 4

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Change the width of the side pane in focus, or of the sidebar, by some cells."""
        desk.change_pane_width(desk.pane if desk.pane is not Pane.ARTICLE else Pane.SIDEBAR, cls.by)


class NarrowerPane(WiderPane):
    """Make the side pane narrower."""

    name, keys, by = "pane-narrower", ("<",), -4


class Cancel(Everywhere):
    """Leave what is going on: a selection, a source, a search."""

    name, keys = "cancel", ("escape",)

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Clear what lies over the article."""
        desk.cancel()


class CopyOrQuit(Everywhere):
    """Copy the selection; with none, a second press quits."""

    name, keys = "interrupt", ("ctrl+c",)
    panes = ALWAYS
    hint: ClassVar[str] = "{quit} quits; so does {interrupt} once more"

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Copy, or ask, or quit."""
        if desk.copier.selection():
            return
        hint = desk.told(cls.hint)
        if desk.last_said == hint:
            desk.quit()
        else:
            desk.say(hint)


class Redraw(Everywhere):
    """Draw the screen anew."""

    name, keys = "redraw", ("ctrl+l",)
    panes: ClassVar[frozenset[Scope]] = ALWAYS | WINDOWS | FIELDS

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Draw everything."""
        desk.redraw()


class Suspend(Everywhere):
    """Leave for the shell; `fg` comes back."""

    name, keys = "suspend", ("ctrl+z",)
    panes: ClassVar[frozenset[Scope]] = ALWAYS | WINDOWS | FIELDS

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Stop the process."""
        desk.reading.keep_place()
        desk.note.keep()
        desk.app.action_suspend_process()


class Back(Everywhere):
    """Back; at the top, quit."""

    name, keys = "back", ("q",)

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Leave zen, or the single pane for the list, or the program."""
        desk.back()


class Quit(Everywhere):
    """Quit."""

    name, keys = "quit", ("Q",)
    panes = ALWAYS

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """End the program."""
        desk.quit()
