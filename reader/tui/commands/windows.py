"""Commands that windows, input lines and modes carry out themselves: here they only get keys and a help."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from reader.tui.commands.base import ITS_OWN_MODE, CommandList
from reader.tui.keys.scopes import LINES, LISTS, WINDOWS, Mode, Scope

if TYPE_CHECKING:
    from reader.tui.commands.workspace import Workspace

    Rows = tuple[tuple[str, tuple[str, ...], Collection[Scope], str], ...]

commands = CommandList(needs=ITS_OWN_MODE, is_typed=False)

IN_WINDOWS: Rows = (
    ("close", ("escape", "q", "ctrl+c"), WINDOWS, "Close the window"),
    ("done", ("enter",), (Mode.TEXT, Mode.PAGE), "Close a window that is only read"),
    ("delete", ("X",), LISTS, "Delete what is highlighted, or withdraw the name; {undo} brings it back"),
    ("filter-notes", ("/", "F"), (Mode.NOTES,), "Type what the notes are to be filtered by"),
    (
        "difference",
        ("D",),
        (Mode.NOTES,),
        "How the words of the note differ from those that stand now where they stood",
    ),
    ("words-here", ("y",), (Mode.DECISION,), "The note means the words that stand here now"),
    ("words-gone", ("n",), (Mode.DECISION,), "The words of the note are gone: it is kept as an orphan"),
)
IN_FIELDS: Rows = (
    ("take", ("enter",), LINES, "Take what is typed or highlighted"),
    ("leave", ("escape", "ctrl+c"), LINES, "Leave the line; a chooser closes"),
    (
        "next-choice",
        ("down", "ctrl+n", "tab"),
        (Mode.CHOICE, Mode.FILTER),
        "The next answer; from the filter, the list",
    ),
    ("previous-choice", ("up", "ctrl+p"), (Mode.CHOICE,), "The answer before"),
    ("complete", ("tab",), (Mode.LINE,), "Complete the name of a command, or a tag"),
    ("older-line", ("up",), (Mode.LINE,), "What was typed before"),
    ("newer-line", ("down",), (Mode.LINE,), "What was typed after it"),
    ("keep-note", ("escape",), (Mode.NOTE,), "Keep the note, and go back to reading"),
    ("note-editor", ("ctrl+o",), (Mode.NOTE,), "Write on at the note in $VISUAL or $EDITOR"),
)
IN_LABEL: Rows = (
    ("label-none", ("space",), (Mode.LABEL,), "No label"),
    ("label-tags", ("enter",), (Mode.LABEL,), "Type tags instead"),
    ("label-leave", ("escape",), (Mode.LABEL,), "Leave the labels as they are"),
)
IN_DRAFT = (
    ("draft-take-up", ("enter",), {"open", "card", "choose"}, "Go on with the note that was not finished"),
    ("draft-discard", ("X",), {"delete-note", "remove"}, "Discard the note that was not finished"),
    ("draft-later", ("escape",), {"cancel", "back"}, "Leave the note that was not finished for later"),
)
"""With the pane commands that each may share a key with."""


def _nothing(desk: Workspace) -> None:
    """Leave the work to the window or the mode."""


for group, rows in (("Windows", IN_WINDOWS), ("Typing", IN_FIELDS), ("Annotating", IN_LABEL)):
    for name, keys, scopes, help in rows:
        commands.add(name, keys, help, _nothing, group=group, panes=frozenset(scopes))
for name, keys, over, help in IN_DRAFT:
    panes = frozenset({Mode.DRAFT})
    commands.add(name, keys, help, _nothing, group="Annotating", panes=panes, over=frozenset(over))
