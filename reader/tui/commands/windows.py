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
    ("done", ("enter",), (Mode.TEXT, Mode.PAGE), "Close a window of text"),
    ("delete", ("X",), LISTS, "Delete the highlighted entry, or withdraw the name; {undo} brings it back"),
    ("filter-notes", ("/", "F"), (Mode.NOTES,), "Filter the notes"),
    (
        "difference",
        ("D",),
        (Mode.NOTES,),
        "Compare the note's words with those that stand at their place now",
    ),
    ("words-here", ("y",), (Mode.DECISION,), "Keep the note on the words that stand here now"),
    ("words-gone", ("n",), (Mode.DECISION,), "Keep the note as an orphan: its words are gone"),
)
IN_FIELDS: Rows = (
    ("take", ("enter",), LINES, "Take what is typed or highlighted"),
    ("leave", ("escape", "ctrl+c"), LINES, "Leave the line, or close the chooser"),
    (
        "next-choice",
        ("down", "ctrl+n", "tab"),
        (Mode.CHOICE, Mode.FILTER),
        "Go to the next answer, or from the filter to the list",
    ),
    ("previous-choice", ("up", "ctrl+p", "shift+tab"), (Mode.CHOICE,), "Go to the previous answer"),
    ("next-field", ("tab",), (Mode.FORM,), "Go to the next line of the form"),
    ("previous-field", ("shift+tab",), (Mode.FORM,), "Go to the line of the form before"),
    ("next-suggestion", ("down", "ctrl+n"), (Mode.FORM,), "Go to the next suggestion"),
    ("previous-suggestion", ("up", "ctrl+p"), (Mode.FORM,), "Go to the previous suggestion"),
    ("complete", ("tab",), (Mode.LINE,), "Complete the name of a command, or a tag"),
    ("older-line", ("up",), (Mode.LINE,), "Recall what you typed before"),
    ("newer-line", ("down",), (Mode.LINE,), "Recall what you typed after it"),
    ("keep-note", ("escape",), (Mode.NOTE,), "Save the note and go back to reading"),
    ("drop-note", ("ctrl+g",), (Mode.NOTE,), "Drop what you wrote and go back to reading; {undo} brings it back"),
    ("note-editor", ("ctrl+o",), (Mode.NOTE,), "Edit the note in $VISUAL or $EDITOR"),
)
IN_LABEL: Rows = (
    ("label-none", ("space",), (Mode.LABEL,), "Give no label"),
    ("label-tags", ("enter",), (Mode.LABEL,), "Type tags instead"),
    ("label-leave", ("escape",), (Mode.LABEL,), "Leave the labels unchanged"),
)
IN_DRAFT = (
    ("draft-take-up", ("enter",), {"open", "card", "choose"}, "Continue the unfinished note"),
    ("draft-discard", ("X",), {"delete-note", "remove"}, "Discard the unfinished note"),
    ("draft-later", ("escape",), {"cancel", "back"}, "Keep the unfinished note for later"),
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
