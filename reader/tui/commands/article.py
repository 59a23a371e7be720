"""What is done to the article in view: bookmarks, layers, width, copying, its card."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reader.tui.commands.base import ArticleCommand
from reader.tui.keys.scopes import IN_ARTICLE, WITH_ARTICLE, Mode, Scope

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen


class AddBookmark(ArticleCommand):
    """Bookmark this place."""

    name, keys, group, panes = "bookmark", ("m",), "Bookmarks", WITH_ARTICLE

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Bookmark the current unit, or the first text in view."""
        desk.say(desk.reading.add_bookmark())


class Bookmarks(ArticleCommand):
    """List the bookmarks: {choose} goes there, {delete} deletes, {undo} undoes."""

    name, keys, group = "bookmarks", ("'",), "Bookmarks"
    panes: ClassVar[frozenset[Scope]] = WITH_ARTICLE | {Mode.BOOKMARKS}

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Open the list."""
        desk.windows.bookmarks()


class CycleLayers(ArticleCommand):
    """Show all layers, quotations, entities, only your own marks, or none."""

    name, keys, group, argument = "layers", ("c",), "Article", "LAYERS"

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Show the named layers, or the next ones."""
        desk.say(desk.view_settings.show_layers(argument))


class Wider(ArticleCommand):
    """Set the text wider."""

    name, keys, group, by = "text-wider", ("+",), "Article", 4

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Change the measure by some cells."""
        said, room = desk.view_settings.change_measure(cls.by), desk.article.columns
        desk.say(
            said if room >= desk.view_settings.settings.measure else f"{said}, {room} of which have room here"
        )


class Narrower(Wider):
    """Set the text narrower."""

    name, keys, by = "text-narrower", ("-",), -4


class ShowCard(ArticleCommand):
    """Explain what is here: who says it, by which cue, on whose word."""

    name, keys, group = "card", ("enter",), "Article"

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Show the card of the current unit."""
        desk.windows.explain()


class Provenance(ArticleCommand):
    """Say where the text came from: file, encoding, dates, hash."""

    name, keys, group = "provenance", ("=",), "Article"
    panes: ClassVar[frozenset[Scope]] = IN_ARTICLE | {Mode.TEXT}

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Open the window that says it."""
        desk.windows.provenance()


class CopyCitation(ArticleCommand):
    """Copy the quotation or sentence here with speaker, title, outlet, date and URL."""

    name, keys, group, panes = "copy", ("y",), "Article", IN_ARTICLE

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Copy to the terminal's clipboard."""
        desk.copier.citation()
