"""What is done with the address that an article came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.commands.base import Command
from reader.tui.keys.scopes import LIST_AND_ARTICLE, Pane

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen


class Linked(Command):
    """A command on the address of the highlighted or the open document."""

    group, panes = "Article", LIST_AND_ARTICLE

    @staticmethod
    def url(desk: MainScreen) -> str:
        """The address, or nothing."""
        row = desk.documents.highlighted_row
        if desk.pane is not Pane.LIST or row is None:
            row = desk.session.current.row if desk.session.current else row
        return (row.document.url if row else None) or ""


class OpenUrl(Linked):
    """Open the URL in a browser; over SSH, or where there is none, copy it."""

    name, keys = "open-url", ("o",)

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Open it, and say so."""
        desk.open_url(cls.url(desk))


class CopyUrl(Linked):
    """Copy the URL."""

    name, keys = "copy-url", ("Y",)

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Copy it to the terminal's clipboard, and say what was copied."""
        # Imported here because the first picture does not need it.
        from reader.text.wording.citation import address

        if url := address(cls.url(desk)):
            desk.copy(url, f"copied: {url}")
        else:
            desk.say("no URL is known of this document")
