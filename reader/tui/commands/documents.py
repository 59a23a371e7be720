"""Commands on the document list and its documents."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.model.document_list import Order
from reader.tui.commands.base import A_DOCUMENT, AN_ARTICLE, NOTHING, CommandList
from reader.tui.keys.scopes import EVERYWHERE, IN_ARTICLE, IN_LIST, LIST_AND_ARTICLE, Pane

if TYPE_CHECKING:
    from reader.model.document_list import DocumentRow
    from reader.tui.commands.workspace import Workspace

commands = CommandList(group="Document list", panes=IN_LIST, needs=A_DOCUMENT)


def _document_here(desk: Workspace) -> DocumentRow | None:
    """Return the highlighted document while the list is in focus, else the open one."""
    row = desk.documents.highlighted_row
    if desk.pane is Pane.LIST and row is not None:
        return row
    return desk.session.current.row if desk.session.current else row


@commands.command("open-url", "o", group="Article", panes=LIST_AND_ARTICLE, needs=NOTHING)
def open_url(desk: Workspace) -> None:
    """Open the URL in a browser; over SSH, or without a browser, copy it."""
    row = _document_here(desk)
    desk.copier.open_url((row and row.document.url) or "")


@commands.command("copy-url", "Y", group="Article", panes=LIST_AND_ARTICLE, needs=NOTHING)
def copy_url(desk: Workspace) -> None:
    """Copy the URL."""
    row = _document_here(desk)
    desk.copier.url((row and row.document.url) or "")


@commands.command("open", "enter", "l", "right", argument="ID")
def open_document(desk: Workspace, key: str) -> None:
    """Open the document, or the one with this id, path or URL."""
    if key:
        desk.open_document(desk.session.store.documents.find(key).id)
    elif row := desk.documents.highlighted_row:
        desk.open_document(row.document.id)


def _open_beside(by: int, unread: bool, desk: Workspace) -> None:
    document_id = desk.reading.beside(by, unread=unread)
    if document_id is not None:
        desk.open_document(document_id, focus=False)
    else:
        desk.say(f"no {'unread ' if unread else ''}document {'after' if by > 0 else 'before'} this one")


for name, key, by, unread, help in (
    ("next-document", "J", 1, False, "Open the next document"),
    ("previous-document", "K", -1, False, "Open the previous document"),
    ("next-unread", "] u", 1, True, "Open the next unread document"),
    ("previous-unread", "[ u", -1, True, "Open the previous unread document"),
):
    act = partial(_open_beside, by, unread)
    commands.add(name, (key,), help, act, panes=LIST_AND_ARTICLE, needs=NOTHING)


@commands.command("history-back", "H", panes=LIST_AND_ARTICLE, needs=NOTHING)
def go_back(desk: Workspace) -> None:
    """Go back to the document you read before."""
    _step_on_trail(desk, -1)


@commands.command("history-forward", "L", panes=LIST_AND_ARTICLE, needs=NOTHING)
def go_forward(desk: Workspace) -> None:
    """Go forward again."""
    _step_on_trail(desk, 1)


def _step_on_trail(desk: Workspace, by: int) -> None:
    document_id = desk.reading.on_trail(by)
    if document_id is not None:
        desk.open_document(document_id, focus=False)
    else:
        desk.say(f"no document was read {'before' if by < 0 else 'after'} this one")


@commands.command("read", "r")
def toggle_read(desk: Workspace) -> None:
    """Mark as read or unread."""
    if row := desk.documents.highlighted_row:
        desk.session.set_read(row.document.id, not row.reading.read)
        desk.reading.refresh_list()
        desk.say(f"{'unread' if row.reading.read else 'read'}: {row.document.title}")


@commands.command("star", "m")
def toggle_star(desk: Workspace) -> None:
    """Add or remove the star."""
    if row := desk.documents.highlighted_row:
        desk.session.set_starred(row.document.id, not row.reading.starred)
        desk.reading.refresh_list()
        desk.say(f"{'star taken from' if row.reading.starred else 'starred'}: {row.document.title}")


@commands.command("sort", "S", needs=NOTHING, argument="ORDER")
def sort(desk: Workspace, name: str) -> None:
    """Sort the list by date added, published or opened, by title or outlet, or unread first."""
    orders = list(Order)
    if name and name not in orders:
        desk.say(f"no such order: {name}; there are {', '.join(orders)}")
        return
    order = Order(name) if name else orders[(orders.index(desk.reading.order) + 1) % len(orders)]
    desk.reading.sort(order)
    desk.say(desk.view_settings.remember(order=order.value) or f"sorted by: {order}")


@commands.command("remove", panes=LIST_AND_ARTICLE, needs=NOTHING)
def remove(desk: Workspace) -> None:
    """Remove the document from the library."""
    if row := _document_here(desk):
        desk.session.remove(row.document.id)
        desk.reading.refresh_list()
        desk.say(f"removed: {row.document.title} {desk.keys.expand('({undo} brings it back)')}")


@commands.command("add", panes=EVERYWHERE, needs=NOTHING, argument="PATH")
def add(desk: Workspace, path: str) -> None:
    """Add a file or folder to the library and open it."""
    if path:
        desk.adder.add(path)
    else:
        desk.say("add what? Give a path")


@commands.command("analyse", "R", group="Article", panes=IN_ARTICLE, needs=AN_ARTICLE)
def analyse_again(desk: Workspace) -> None:
    """Analyse the article again."""
    desk.analyse_again()
