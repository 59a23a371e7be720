"""What keys do in windows, in lines to type in, and in modes that wait for one key; these do it themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reader.tui.commands.base import Command
from reader.tui.keys.scopes import LINES, LISTS, WINDOWS, Mode, Scope

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen


class OfMode(Command):
    """A command that means something only where its keys do: it cannot be typed after a colon."""

    group, needs = "Windows", "a window or a mode of its own"

    @classmethod
    def available(cls, desk: MainScreen) -> bool:
        """Not on the main screen."""
        return False


class Close(OfMode):
    """Close the window."""

    name, keys, panes = "close", ("escape", "q", "ctrl+c"), WINDOWS


class Done(OfMode):
    """Close a window that is only read."""

    name, keys = "done", ("enter",)
    panes: ClassVar[frozenset[Scope]] = frozenset({Mode.TEXT, Mode.PAGE})


class Delete(OfMode):
    """Delete what is highlighted, or withdraw the name; {undo} brings it back."""

    name, keys, panes = "delete", ("X",), LISTS


class FilterNotes(OfMode):
    """Type what the notes are to be filtered by."""

    name, keys = "filter-notes", ("/", "F")
    panes: ClassVar[frozenset[Scope]] = frozenset({Mode.NOTES})


class Difference(OfMode):
    """How the words of the note differ from those that stand now where they stood."""

    name, keys = "difference", ("D",)
    panes: ClassVar[frozenset[Scope]] = frozenset({Mode.NOTES})


class WordsHere(OfMode):
    """The note means the words that stand here now."""

    name, keys = "words-here", ("y",)
    panes: ClassVar[frozenset[Scope]] = frozenset({Mode.DECISION})


class WordsGone(OfMode):
    """The words of the note are gone: it is kept as an orphan."""

    name, keys = "words-gone", ("n",)
    panes: ClassVar[frozenset[Scope]] = frozenset({Mode.DECISION})


class Typing(OfMode):
    """A command for where something is typed."""

    group, panes = "Typing", LINES


class Take(Typing):
    """Take what is typed or highlighted."""

    name, keys = "take", ("enter",)


class Leave(Typing):
    """Leave the line; a chooser closes."""

    name, keys = "leave", ("escape", "ctrl+c")


class NextChoice(Typing):
    """The next answer; from the filter, the list."""

    name, keys = "next-choice", ("down", "ctrl+n", "tab")
    panes: ClassVar[frozenset[Scope]] = frozenset({Mode.CHOICE, Mode.FILTER})


class PreviousChoice(Typing):
    """The answer before."""

    name, keys = "previous-choice", ("up", "ctrl+p")
    panes: ClassVar[frozenset[Scope]] = frozenset({Mode.CHOICE})


class InLine(Typing):
    """A command for the line below the panes."""

    panes: ClassVar[frozenset[Scope]] = frozenset({Mode.LINE})


class Complete(InLine):
    """Complete the name of a command, or a tag."""

    name, keys = "complete", ("tab",)


class OlderLine(InLine):
    """What was typed before."""

    name, keys = "older-line", ("up",)


class NewerLine(InLine):
    """What was typed after it."""

    name, keys = "newer-line", ("down",)


class InNote(Typing):
    """A command for while a note is written."""

    panes: ClassVar[frozenset[Scope]] = frozenset({Mode.NOTE})


class KeepNote(InNote):
    """Keep the note, and go back to reading."""

    name, keys = "keep-note", ("escape",)


class NoteEditor(InNote):
    """Write on at the note in $VISUAL or $EDITOR."""

    name, keys = "note-editor", ("ctrl+o",)


class InLabel(OfMode):
    """A command for while a label's letter is waited for; any key that is neither leaves."""

    group = "Annotating"
    panes: ClassVar[frozenset[Scope]] = frozenset({Mode.LABEL})


class LabelNone(InLabel):
    """No label."""

    name, keys = "label-none", ("space",)


class LabelTags(InLabel):
    """Type tags instead."""

    name, keys = "label-tags", ("enter",)


class LabelLeave(InLabel):
    """Leave the labels as they are."""

    name, keys = "label-leave", ("escape",)


class InDraft(OfMode):
    """A command for while a note is offered that was not finished; any other key leaves it for later."""

    group = "Annotating"
    panes: ClassVar[frozenset[Scope]] = frozenset({Mode.DRAFT})


class DraftTakeUp(InDraft):
    """Go on with the note that was not finished."""

    name, keys, over = "draft-take-up", ("enter",), frozenset({"open", "card", "choose"})


class DraftDiscard(InDraft):
    """Discard the note that was not finished."""

    name, keys, over = "draft-discard", ("X",), frozenset({"delete-note", "remove"})


class DraftLater(InDraft):
    """Leave the note that was not finished for later."""

    name, keys, over = "draft-later", ("escape",), frozenset({"cancel", "back"})
