"""Commands on the open article: bookmarks, layers, width, its card, copying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.commands.base import AN_ARTICLE, CommandList
from reader.tui.keys.scopes import IN_ARTICLE, WITH_ARTICLE, Mode

if TYPE_CHECKING:
    from reader.tui.commands.workspace import Workspace

STEP = 4
"""Cells by which the text becomes wider or narrower."""

commands = CommandList(group="Article", panes=IN_ARTICLE, needs=AN_ARTICLE)


@commands.command("bookmark", "m", group="Bookmarks", panes=WITH_ARTICLE)
def add_bookmark(desk: Workspace) -> None:
    """Bookmark this place."""
    desk.say(desk.reading.add_bookmark())


@commands.command("bookmarks", "'", group="Bookmarks", panes=WITH_ARTICLE | {Mode.BOOKMARKS})
def list_bookmarks(desk: Workspace) -> None:
    """List the bookmarks: {choose} goes there, {delete} deletes, {undo} undoes."""
    desk.windows.bookmarks()


@commands.command("layers", "c", argument="LAYERS")
def show_layers(desk: Workspace, layers: str) -> None:
    """Choose what is highlighted: everything, quotations, names, only your annotations, or nothing."""
    desk.say(desk.view_settings.show_layers(layers))


@commands.command("doubtful", panes=WITH_ARTICLE)
def toggle_doubtful(desk: Workspace) -> None:
    """Hide the doubtful statements, or show them again."""
    desk.say(desk.reading.toggle_doubtful())


@commands.command("text-wider", "+")
def widen_text(desk: Workspace) -> None:
    """Make the text wider."""
    _change_measure(desk, STEP)


@commands.command("text-narrower", "-")
def narrow_text(desk: Workspace) -> None:
    """Make the text narrower."""
    _change_measure(desk, -STEP)


def _change_measure(desk: Workspace, by: int) -> None:
    said, room = desk.view_settings.change_measure(by), desk.article.columns
    desk.say(said if room >= desk.view_settings.current.measure else f"{said}; only {room} fit here")


@commands.command("card", "enter")
def explain(desk: Workspace) -> None:
    """Explain what is here: who says it, how that is known, and how sure that is."""
    desk.windows.explain()


@commands.command("provenance", "=", panes=IN_ARTICLE | {Mode.TEXT})
def show_provenance(desk: Workspace) -> None:
    """Show where the text came from: file, encoding, dates, hash."""
    desk.windows.provenance()


@commands.command("edit", panes=WITH_ARTICLE)
def edit_particulars(desk: Workspace) -> None:
    """Edit title, outlet, authors, date and URL of the article."""
    desk.windows.edit_particulars()


@commands.command("copy", "y")
def copy_citation(desk: Workspace) -> None:
    """Copy the quotation or sentence here with speaker, title, outlet, date and URL."""
    desk.copier.citation()


@commands.command("export", "s", panes=WITH_ARTICLE, argument="FILE")
def export(desk: Workspace, file: str) -> None:
    """Export who says what, as you corrected it, or your annotations, to a file."""
    desk.exporter.export(file)
