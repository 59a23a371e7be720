"""What a person does to words: notes, highlights, labels and tags; on the selected words or the current unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reader.tui.commands.base import ArticleCommand, Command
from reader.tui.commands.caret import CaretCommand
from reader.tui.keys.scopes import IN_ARTICLE, IN_CARET, WITH_ARTICLE, Mode, Scope

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen

IN_TEXT: frozenset[Scope] = IN_ARTICLE | IN_CARET


class Annotate(ArticleCommand):
    """Write a note on the quotation, name or sentence here, or on what is selected; {keep-note} keeps it."""

    name, keys, group = "note", ("a",), "Annotating"
    panes: ClassVar[frozenset[Scope]] = IN_TEXT | {Mode.ANNOTATIONS}

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Open the pane."""
        desk.annotations.note()


class AnnotateArticle(ArticleCommand):
    """Write a note on the whole article."""

    name, keys, group, panes = "note-article", ("A",), "Annotating", WITH_ARTICLE

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Open the pane."""
        desk.annotations.note_on_article()


class Label(ArticleCommand):
    """Give a label by its letter, typed after this key, or tags, after {label-tags}."""

    name, keys, group, panes = "label", ("t",), "Annotating", IN_TEXT

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Ask which."""
        desk.annotations.ask_label()


class Highlight(CaretCommand):
    """Highlight the selected words, with the last label."""

    name, keys, group, panes = "highlight", ("enter",), "Annotating", IN_CARET

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Make an annotation without a note."""
        desk.annotations.highlight()


class EditNote(ArticleCommand):
    """Write on at the note here in $VISUAL or $EDITOR."""

    name, keys, group = "edit-note", ("e",), "Annotating"
    panes: ClassVar[frozenset[Scope]] = IN_ARTICLE | {Mode.ANNOTATIONS}

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Hand the note to the editor."""
        desk.annotations.edit()


class DeleteAnnotation(ArticleCommand):
    """Delete your annotation here; {undo} brings it back."""

    name, keys, group, panes = "delete-note", ("X",), "Annotating", IN_ARTICLE

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Delete it."""
        desk.annotations.delete_here()


class Drafts(Command):
    """Offer the notes again that were not finished."""

    name, group = "drafts", "Annotating"

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Offer the first of them."""
        if not desk.offer_drafts():
            desk.say("every note is finished")
