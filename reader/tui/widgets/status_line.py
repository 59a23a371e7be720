"""The last line of the screen: mode, what was just done or found, likely keys, how far, what the analysis does."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from reader.text.safety.sanitise import NOTHING, Shown, blank, joined, sanitise_line
from reader.tui.appearance.style_book import StyleBook
from reader.tui.safe import segment

APART = "  "
"""What stands between two hints."""
MOST_ROWS = 6
"""How many rows the hints may take that must all be seen: the article has to be seen as well."""


class StatusLine(Widget):
    """One row; what does not fit is left out from the middle. Hints that must all be seen take rows above."""

    ALLOW_SELECT = False

    mode: reactive[str] = reactive("LIST")
    message: reactive[str] = reactive("")
    hints: reactive[Sequence[str]] = reactive(())
    state: reactive[str] = reactive("")
    whole: reactive[bool] = reactive(False)
    """Whether all hints must be seen."""

    def __init__(self, book: StyleBook, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._book = book

    @property
    def book(self) -> StyleBook:
        """The styles it is drawn in."""
        return self._book

    @book.setter
    def book(self, book: StyleBook) -> None:
        self._book = book
        self.refresh()

    def fit(self) -> None:
        """Take the rows that the hints need beside what else is said, or give them back."""
        rows = 1 + len(self._rows_above())
        if self.styles.height is None or self.styles.height.value != rows:
            self.styles.height = rows

    watch_mode = watch_message = watch_hints = watch_state = watch_whole = on_resize = fit

    @property
    def _right(self) -> Shown:
        return sanitise_line(f" {self.state} ") if self.state else NOTHING

    @property
    def _room(self) -> int:
        """The cells of the first row between the mode and the state."""
        return max(0, self.size.width - cell_len(f" {self.mode} ") - cell_len(self._right) - 1)

    @property
    def _room_beside(self) -> int:
        """The cells beside what is said."""
        return self._room - cell_len(sanitise_line(self.message)) - 1

    def _rows_above(self) -> list[Shown]:
        """All hints in rows of their own, where all must be seen and one has no room beside what is said.

        One that is longer than a row is cut.
        """
        rest = self.hints
        if not self.whole or _fitting(rest, self._room_beside) == len(rest):
            return []
        rows: list[Shown] = []
        while rest and len(rows) < MOST_ROWS:
            taken = _fitting(rest, self.size.width)
            cut = sanitise_line(set_cell_size(_row_of(rest[:1]), max(0, self.size.width - 1)) + "…")
            rows.append(_row_of(rest[:taken]) if taken else cut)
            rest = rest[max(1, taken) :]
        return rows

    def render_line(self, y: int) -> Strip:
        """One of the rows."""
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
    """How many of the hints, the first ones first, one row has room for behind a gap."""
    return next((many for many in range(len(hints), 0, -1) if cell_len(_row_of(hints[:many])) <= cells), 0)


def _row_of(hints: Sequence[str]) -> Shown:
    return sanitise_line(f"   {APART.join(hints)}")
