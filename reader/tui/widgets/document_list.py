"""The pane that lists the library, page by page as it is looked at."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from textual.message import Message
from textual.reactive import var

from reader.model.document_list import DocumentRow, Order
from reader.text.safety.sanitise import blank
from reader.tui.widgets.document_rows import document_lines, header_line
from reader.tui.widgets.lines import GAP, Fragment, StyledLine, one_line, spread, wrap_lines
from reader.tui.widgets.pages import KEPT_PAGES, PAGE, Fetch, PageCache
from reader.tui.widgets.row_list import RowList
from reader.tui.widgets.rows import EqualRows, RowPositions


class DocumentList(RowList):
    """Lists documents. However many there are, only the pages in view are fetched and kept."""

    open_id: var[int | None] = var(None, init=False)
    """The document that is open in the article view."""
    order: var[Order] = var(Order.ADDED, init=False)
    """The order that the header names, where it is not the usual one."""
    status: var[str] = var("", init=False)
    """What is shown where there are no documents."""

    class Opened(Message):
        """A person chose a document to read."""

        def __init__(self, document_id: int) -> None:
            super().__init__()
            self.document_id = document_id

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._count = 0
        self._unread = 0
        self._pages: PageCache[DocumentRow] = PageCache()

    def show(self, count: int, unread: int, fetch: Fetch[DocumentRow]) -> None:
        """List `count` documents, the same one under the highlight if it is near where it was."""
        known, kept = self.highlighted_row, self._pages.numbers
        self._pages = PageCache(fetch)
        self._count, self._unread = count, unread
        self.rebuild(self._index_of(known, kept))

    @property
    def highlighted_row(self) -> DocumentRow | None:
        """The document under the highlight."""
        return None if self.highlighted is None else self.row_at(self.highlighted)

    def row_at(self, index: int) -> DocumentRow | None:
        """The document at an index, or None where the library has fewer by now."""
        return self._pages.at(index)

    def watch_open_id(self, before: int | None, document_id: int | None) -> None:
        """Draw the rows anew whose bar comes or goes."""
        for index, row in self._pages.rows():
            if row.document.id in (before, document_id):
                self.refresh_row(index)

    def watch_order(self) -> None:
        """Name the order in the header."""
        self.refresh_header()

    def watch_status(self) -> None:
        """Say why the list is empty."""
        if not self._count:
            self.refresh()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Ask for the chosen document to be opened."""
        event.stop()
        if row := self.row_at(event.index):
            self.post_message(self.Opened(row.document.id))

    def rows(self) -> RowPositions:
        """Two lines a document, and a gap where the pane is high enough."""
        return EqualRows(self._count, 3, 1) if self.roomy else EqualRows(self._count, 2)

    def row_state(self, index: int) -> Hashable:
        """The document itself, and whether it is open."""
        row = self.row_at(index)
        return row, row is not None and row.document.id == self.open_id

    def row_lines(self, index: int, width: int) -> Sequence[StyledLine]:
        """The lines of one document."""
        row = self.row_at(index)
        lines = document_lines(row, row is not None and row.document.id == self.open_id, width)
        return lines if self.roomy else lines[:2]

    def header(self, width: int) -> Sequence[StyledLine]:
        """The name of the pane and its numbers."""
        line = header_line(self._count, self._unread, self.order, self.has_focus, width)
        return (GAP, line, GAP) if self.roomy else (line,)

    def placeholder(self, width: int) -> Sequence[StyledLine]:
        """Why the list is empty."""
        return [
            spread((Fragment(blank(2)), Fragment(text, "faint")), (), width, body=False)
            for text in wrap_lines(one_line(self.status or "No documents"), width - 3, 8)
        ]

    def _index_of(self, known: DocumentRow | None, pages: list[int]) -> int | None:
        index = self.highlighted
        if known is None or index is None:
            return index
        here = index // PAGE
        near = sorted({*pages, here - 1, here, here + 1}, key=lambda number: abs(number - here))
        for number in near[:KEPT_PAGES]:
            first = number * PAGE
            if first < 0:
                continue
            for place in range(max(0, min(PAGE, self._count - first))):
                row = self.row_at(first + place)
                if row and row.document.id == known.document.id:
                    return first + place
        return index
