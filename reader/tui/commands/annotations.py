"""Commands on a person's annotations: notes, highlights, labels and tags on the words here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.commands.base import A_CARET, AN_ARTICLE, NOTHING, CommandList
from reader.tui.keys.scopes import EVERYWHERE, IN_ARTICLE, IN_CARET, WITH_ARTICLE, Mode

if TYPE_CHECKING:
    from reader.tui.commands.workspace import Workspace

NAMED = 12
"""The most code points of the words to be labelled that the status line names."""
IN_TEXT = IN_ARTICLE | IN_CARET

commands = CommandList(group="Annotating", panes=IN_ARTICLE, needs=AN_ARTICLE)


@commands.command("note", "a", panes=IN_TEXT | {Mode.ANNOTATIONS})
def write_note(desk: Workspace) -> None:
    """Write a note on the quotation, name or sentence here, or on the selection; {keep-note} saves it."""
    desk.annotator.write_note()


@commands.command("note-article", "A", panes=WITH_ARTICLE)
def write_note_on_article(desk: Workspace) -> None:
    """Write a note on the whole article."""
    desk.annotator.write_note_on_article()


@commands.command("label", "t", panes=IN_TEXT)
def label(desk: Workspace) -> None:
    """Give a label by its letter; {label-tags} lets you type tags instead."""
    span = desk.annotator.taken()
    if span is None:
        desk.say("nothing here to label")
        return
    # Imported here because the first picture does not need it.
    from reader.tui.modes.label import LabelMode

    # The marked words are named as briefly as the letters of the labels leave room for.
    desk.say(desk.annotator.quoted(span, NAMED))
    desk.enter(LabelMode(desk, desk.caret, desk.annotator), above=True)


@commands.command("highlight", "enter", panes=IN_CARET, needs=A_CARET)
def highlight(desk: Workspace) -> None:
    """Highlight the selected words with the label used last."""
    desk.annotator.highlight()


@commands.command("edit-note", "e", panes=IN_ARTICLE | {Mode.ANNOTATIONS})
def edit_note(desk: Workspace) -> None:
    """Edit the note here in $VISUAL or $EDITOR."""
    desk.annotator.edit()


@commands.command("delete-note", "X")
def delete_annotation(desk: Workspace) -> None:
    """Delete your annotation here; {undo} brings it back."""
    desk.annotator.delete_here()


@commands.command("drafts", panes=EVERYWHERE, needs=NOTHING)
def offer_drafts(desk: Workspace) -> None:
    """Offer your unfinished notes again."""
    if not desk.offer_drafts():
        desk.say("no note is unfinished")
