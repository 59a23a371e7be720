"""The last line of the screen: mode, what was just done or found, likely keys, how far, what the analysis does."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from reader.text.sanitise import NOTHING, Shown, blank, joined, sanitise_line
from reader.tui.looks.stylebook import StyleBook
from reader.tui.safe import segment


class StatusLine(Widget):
    """One row; what does not fit is left out from the middle."""

    ALLOW_SELECT = False

    mode: reactive[str] = reactive("LIST")
    message: reactive[str] = reactive("")
    hints: reactive[str] = reactive("")
    state: reactive[str] = reactive("")

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

    def render_line(self, y: int) -> Strip:
        """The row."""
        width = self.size.width
        plain, chip, quiet = self._book.style(), self._book.style(("chip",)), self._book.style(("second",))
        left = sanitise_line(f" {self.mode} ")
        right = sanitise_line(f" {self.state} ") if self.state else NOTHING
        room = max(0, width - cell_len(left) - cell_len(right) - 1)
        message = sanitise_line(self.message)
        hints = fitting_hints(self.hints, room - cell_len(message) - 1)
        if cell_len(message) > room:
            message = sanitise_line(set_cell_size(message, max(0, room - 1)) + "…")
        gap = max(0, room - cell_len(message) - cell_len(hints))
        return Strip(
            [
                segment(left, chip),
                segment(joined((blank(1), message)), plain),
                segment(joined((hints, blank(gap))), quiet),
                segment(right, quiet),
            ]
        ).adjust_cell_length(width, plain)


def fitting_hints(hints: str, cells: int) -> Shown:
    """As many of the hints, two spaces between them, as there is room for behind a gap, the first ones first."""
    parts = hints.split("  ")
    while parts and cell_len(shown := sanitise_line(f"   {'  '.join(parts)}")) > cells:
        parts.pop()
    return shown if parts else NOTHING
