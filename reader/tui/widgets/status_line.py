"""The last line of the screen: mode, message, likely keys, position and state of the analysis."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from reader.text.safety.sanitise import NOTHING, Shown, blank, joined, sanitise_line
from reader.tui.appearance.style_book import StyleBook
from reader.tui.safe import segment

SEPARATOR = "  "
"""Between two hints."""
MAX_ROWS = 6
"""Rows that hints may take if all of them must be seen: the article must be seen too."""


class StatusLine(Widget):
    """One row; hints that do not fit are left out, or get rows above if all must be seen."""

    mode: reactive[str] = reactive("LIST")
    message: reactive[str] = reactive("")
    hints: reactive[Sequence[str]] = reactive(())
    state: reactive[str] = reactive("")
    all_hints: reactive[bool] = reactive(False)
    """Whether all hints must be seen."""

    def __init__(self, book: StyleBook, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._book = book

    @property
    def book(self) -> StyleBook:
        """The styles of the line."""
        return self._book

    @book.setter
    def book(self, book: StyleBook) -> None:
        self._book = book
        self.refresh()

    def fit(self) -> None:
        """Take as many rows as the hints need."""
        rows = 1 + len(self._rows_above())
        if self.styles.height is None or self.styles.height.value != rows:
            self.styles.height = rows

    watch_mode = watch_message = watch_hints = watch_state = watch_all_hints = on_resize = fit

    @property
    def _right(self) -> Shown:
        return sanitise_line(f" {self.state} ") if self.state else NOTHING

    @property
    def _room(self) -> int:
        """Cells between the mode and the state."""
        return max(0, self.size.width - cell_len(f" {self.mode} ") - cell_len(self._right) - 1)

    @property
    def _room_beside(self) -> int:
        """Cells beside the message."""
        return self._room - cell_len(sanitise_line(self.message)) - 1

    def _rows_above(self) -> list[Shown]:
        """Return all hints in rows of their own, if all must be seen and one does not fit beside the message.

        A hint longer than a row is cut.
        """
        rest = self.hints
        if not self.all_hints or _fitting(rest, self._room_beside) == len(rest):
            return []
        rows: list[Shown] = []
        while rest and len(rows) < MAX_ROWS:
            taken = _fitting(rest, self.size.width)
            cut = sanitise_line(set_cell_size(_row_of(rest[:1]), max(0, self.size.width - 1)) + "…")
            rows.append(_row_of(rest[:taken]) if taken else cut)
            rest = rest[max(1, taken) :]
        return rows

    def render_line(self, y: int) -> Strip:
        """Return one of the rows."""
        width, room = self.size.width, self._room
        plain, chip, quiet = self._book.style(), self._book.style(("chip",)), self._book.style(("second",))
        above = self._rows_above()
        if y < len(above):
            return Strip([segment(above[y], quiet)]).adjust_cell_length(width, plain)
        fitting = 0 if above else _fitting(self.hints, self._room_beside)
        hints = _row_of(self.hints[:fitting]) if fitting else NOTHING
        message = sanitise_line(self.message)
        if cell_len(message) > room:
            message = sanitise_line(set_cell_size(message, max(0, room - 1)) + "…")
        gap = max(0, room - cell_len(message) - cell_len(hints))
        return Strip(
            [
                segment(sanitise_line(f" {self.mode} "), chip),
                segment(joined((blank(1), message)), plain),
                segment(joined((hints, blank(gap))), quiet),
                segment(self._right, quiet),
            ]
        ).adjust_cell_length(width, plain)


def _fitting(hints: Sequence[str], cells: int) -> int:
    """Return how many of the first hints fit into a row."""
    return next((many for many in range(len(hints), 0, -1) if cell_len(_row_of(hints[:many])) <= cells), 0)


def _row_of(hints: Sequence[str]) -> Shown:
    return sanitise_line(f"   {SEPARATOR.join(hints)}")
