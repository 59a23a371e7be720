"""What a person does to words: notes, highlights, labels and tags; on the selected words or the current unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.commands.base import IN_ARTICLE, IN_CARET, ArticleCommand, Command, Mode, Pane, Scope
from reader.tui.commands.caret import CaretCommand

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen

TEXT: frozenset[Scope] = frozenset({Pane.ARTICLE, Mode.CARET})


class Annotate(ArticleCommand):
    """Write a note on the quotation, name or sentence here, or on what is selected; Esc keeps it."""

    name, keys, group, panes = "note", ("a",), "Annotating", TEXT

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Open the pane."""
        desk.marking.note()


class AnnotateArticle(ArticleCommand):
    """Write a note on the whole article."""

    name, keys, group, panes = "note-article", ("A",), "Annotating", IN_ARTICLE

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Open the pane."""
        desk.marking.note_on_article()


class Label(ArticleCommand):
    """Give a label by its letter, typed after this key, or tags, after Enter."""

    name, keys, group, panes = "label", ("t",), "Annotating", TEXT

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Ask which."""
        desk.marking.ask_label()


class Highlight(CaretCommand):
    """Highlight the selected words, with the last label."""

    name, keys, group, panes = "highlight", ("enter",), "Annotating", IN_CARET

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Make an annotation without a note."""
        desk.marking.highlight()


class EditNote(ArticleCommand):
    """Write on at the note here in $VISUAL or $EDITOR."""

    name, keys, group, panes = "edit-note", ("e",), "Annotating", IN_ARTICLE

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Hand the note to the editor."""
        desk.marking.edit()


class DeleteAnnotation(ArticleCommand):
    """Delete your annotation here; :undo brings it back."""

    name, keys, group, panes = "delete-note", ("X",), "Annotating", IN_ARTICLE

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Delete it."""
        desk.marking.delete_here()


class Drafts(Command):
    """Offer the notes again that were not finished."""

    name, group = "drafts", "Annotating"

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Offer the first of them."""
        if not desk.offer_drafts():
            desk.say("every note is finished")
