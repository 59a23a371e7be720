"""A window of text, for help and provenance."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from reader.text.safety.sanitise import Shown
from reader.tui.dialogs.window import READING_HINTS, Actions, Window, navigation_actions
from reader.tui.keys.bindings import Bindings
from reader.tui.keys.scopes import Mode
from reader.tui.safe import rich_text, static_table


class TextDialog(Window[None]):
    """Shows two columns of text; a row without a second text is a heading."""

    where = Mode.TEXT
    hints = READING_HINTS

    def __init__(self, bindings: Bindings, title: Shown, rows: Sequence[tuple[Shown, Shown]]) -> None:
        super().__init__(bindings, title)
        grid = Table.grid(padding=(0, 2))
        grid.add_column()
        # A hash or a path is useful only as a whole.
        grid.add_column(overflow="fold")
        for left, right in rows:
            grid.add_row(rich_text(left, "" if right else "bold"), rich_text(right))
        self._text = ScrolledText(static_table(grid), classes="dialog", can_focus=True)

    def compose(self) -> ComposeResult:
        """Yield a frame with the text in it."""
        yield self.with_frame(self._text)

    def on_mount(self) -> None:
        """Focus the text."""
        self.set_focus(self._text)

    def actions(self) -> Actions:
        """Move, or close, also by the keys that open such windows."""
        closing = dict.fromkeys(("close", "done", "help", "provenance"), self.finish)
        return {**navigation_actions(self._text), **closing}


class ScrolledText(VerticalScroll, inherit_bindings=False):
    """A text that scrolls, moved like every list and text here."""

    def move(self, by: int) -> None:
        """Scroll down by some lines, or up if negative."""
        self.scroll_relative(y=by, animate=False)

    def page(self, pages: float) -> None:
        """Scroll by pages; a full page keeps two lines in view."""
        self.move(round(pages * max(1, self.size.height - 2)))

    def to_top(self) -> None:
        """Scroll to the start."""
        self.scroll_home(animate=False)

    def to_bottom(self) -> None:
        """Scroll to the end."""
        self.scroll_end(animate=False)
