"""The pane that lists the documents of the library."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from textual.message import Message
from textual.reactive import var

from reader.model.document_list import DocumentRow, Order
from reader.tui.widgets.document_rows import document_lines, header_line
from reader.tui.widgets.lines import GAP, StyledLine, notice, one_line
from reader.tui.widgets.paged_list import KEPT_PAGES, PAGE, Fetch, PageCache, PagedList
from reader.tui.widgets.row_list import RowList
from reader.tui.widgets.rows import RowPositions


class DocumentList(PagedList[DocumentRow]):
    """Lists documents. Only the pages in view are fetched and kept."""

    open_id: var[int | None] = var(None, init=False)
    """The document that is open in the article view."""
    order: var[Order] = var(Order.ADDED, init=False)
    """The order, which the header names unless it is the usual one."""
    status: var[str] = var("", init=False)
    """Shown if there are no documents."""

    class Opened(Message):
        """A person chose a document to read."""

        def __init__(self, document_id: int) -> None:
            super().__init__()
            self.document_id = document_id

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._unread = 0

    def show(self, count: int, unread: int, fetch: Fetch[DocumentRow]) -> None:
        """List `count` documents, highlighting the same one as before if it is still near."""
        known, kept = self.highlighted_row, self._pages.numbers
        self._pages = PageCache(fetch)
        self._count, self._unread = count, unread
        self.rebuild(self._index_of(known, kept))

    def watch_open_id(self, before: int | None, document_id: int | None) -> None:
        """Redraw the rows of both documents."""
        for index, row in self._pages.rows():
            if row.document.id in (before, document_id):
                self.refresh_row(index)

    def watch_order(self) -> None:
        """Show the order in the header."""
        self.refresh_header()

    def watch_status(self) -> None:
        """Show why the list is empty."""
        if not self._count:
            self.refresh()

    def on_row_list_row_chosen(self, event: RowList.RowChosen) -> None:
        """Ask to open the chosen document."""
        event.stop()
        if row := self.row_at(event.index):
            self.post_message(self.Opened(row.document.id))

    def rows(self) -> RowPositions:
        """Two lines for each document, and a gap if the pane is high enough."""
        return RowPositions.equal(self._count, 3, 1) if self.roomy else RowPositions.equal(self._count, 2)

    def row_state(self, index: int) -> Hashable:
        """The document itself, and whether it is open."""
        row = self.row_at(index)
        return row, row is not None and row.document.id == self.open_id

    def row_lines(self, index: int, width: int) -> Sequence[StyledLine]:
        """Return the lines of one document."""
        row = self.row_at(index)
        lines = document_lines(row, row is not None and row.document.id == self.open_id, width)
        return lines if self.roomy else lines[:2]

    def header(self, width: int) -> Sequence[StyledLine]:
        """Return the name of the pane and its counts."""
        line = header_line(self._count, self._unread, self.order, self.has_focus, width)
        return (GAP, line, GAP) if self.roomy else (line,)

    def placeholder(self, width: int) -> Sequence[StyledLine]:
        """Return why the list is empty."""
        return notice(one_line(self.status or "No documents"), 2, width)

    def _index_of(self, known: DocumentRow | None, pages: list[int]) -> int | None:
        index = self.highlighted
        if known is None or index is None:
            return index
        here = index // PAGE
        near = sorted({*pages, here - 1, here, here + 1} - {-1}, key=lambda number: abs(number - here))
        places = (
            place
            for number in near[:KEPT_PAGES]
            for place in range(number * PAGE, min((number + 1) * PAGE, self._count))
        )
        found = (at for at in places if (row := self.row_at(at)) and row.document.id == known.document.id)
        return next(found, index)
