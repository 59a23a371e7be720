"""What is done in the document list, and to documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reader.model.document_list import Order
from reader.tui.commands.base import ArticleCommand, Command
from reader.tui.keys.scopes import IN_LIST, LIST_AND_ARTICLE, Pane

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen


class InList(Command):
    """A command on the highlighted document."""

    group, panes = "Document list", IN_LIST

    @classmethod
    def available(cls, desk: MainScreen) -> bool:
        """Whether a document is highlighted."""
        return desk.documents.highlighted_row is not None


class OpenDocument(InList):
    """Open the document."""

    name, keys = "open", ("enter", "l", "right")

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Open what is highlighted."""
        if row := desk.documents.highlighted_row:
            desk.say("")
            desk.open_document(row.document.id)


class Beside(Command):
    """A step to another document."""

    group, panes = "Document list", LIST_AND_ARTICLE
    by: ClassVar[int]
    unread: ClassVar[bool] = False

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Open the one beside, in the order of the list."""
        desk.say(desk.reading.open_beside(cls.by, unread=cls.unread) or desk.versions.asked)


class NextDocument(Beside):
    """Open the next document."""

    name, keys, by = "next-document", ("J",), 1


class PreviousDocument(Beside):
    """Open the previous document."""

    name, keys, by = "previous-document", ("K",), -1


class NextUnread(Beside):
    """Open the next unread document."""

    name, keys, by, unread = "next-unread", ("] u",), 1, True


class PreviousUnread(Beside):
    """Open the previous unread document."""

    name, keys, by, unread = "previous-unread", ("[ u",), -1, True


class HistoryBack(Command):
    """Back to the document that was read before."""

    name, keys, group, panes = "history-back", ("H",), "Document list", LIST_AND_ARTICLE
    by: ClassVar[int] = -1

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Open it where it was left."""
        desk.say(desk.reading.step_on_trail(cls.by) or desk.versions.asked)


class HistoryForward(HistoryBack):
    """Forward again."""

    name, keys, by = "history-forward", ("L",), 1


class ToggleRead(InList):
    """Mark as read or unread."""

    name, keys = "read", ("r",)

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Turn the mark of the highlighted document."""
        if row := desk.documents.highlighted_row:
            desk.session.set_read(row.document.id, not row.reading.read)
            desk.reading.refresh_list()


class ToggleStar(InList):
    """Star, or take the star off."""

    name, keys = "star", ("m",)

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Turn the star of the highlighted document."""
        if row := desk.documents.highlighted_row:
            desk.session.set_starred(row.document.id, not row.reading.starred)
            desk.reading.refresh_list()


class Sort(Command):
    """Sort the list: by date added, published, opened, by title, outlet, or unread first."""

    name, keys, group, panes = "sort", ("S",), "Document list", IN_LIST
    argument = "ORDER"

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Take the named order, or the next one."""
        orders = list(Order)
        if argument and argument not in orders:
            desk.say(f"no such order: {argument}; there are {', '.join(orders)}")
            return
        order = Order(argument) if argument else orders[(orders.index(desk.reading.order) + 1) % len(orders)]
        desk.reading.sort(order)
        desk.say(desk.view_settings.remember(order=order.value) or f"sorted: {order}")


class Remove(Command):
    """Take the document out of the library."""

    name, group, panes = "remove", "Document list", LIST_AND_ARTICLE

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Remove the highlighted document, or the open one."""
        row = desk.documents.highlighted_row
        if desk.pane is not Pane.LIST or row is None:
            row = desk.session.current.row if desk.session.current else row
        if row is not None:
            desk.session.remove(row.document.id)
            desk.reading.refresh_list()
            desk.say(f"removed: {row.document.title} {desk.told('({undo} brings it back)')}")


class Add(Command):
    """Add a file or folder to the library and open it."""

    name, group, argument = "add", "Document list", "PATH"

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Read what the path names."""
        if argument:
            desk.say(desk.reading.add_path(argument) or desk.versions.asked)
        else:
            desk.say("add what? Give a path")


class AnalyseAgain(ArticleCommand):
    """Analyse the article again."""

    name, keys, group = "analyse", ("R",), "Article"

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Ask the analysis process, whatever was kept."""
        desk.analyse_again()
