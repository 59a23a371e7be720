"""Three panes with plain text in the middle: what Textual itself sends for them is the measure for the program."""

from __future__ import annotations

import sys
from pathlib import Path
from textwrap import wrap

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Static

LIST, SIDEBAR, MEASURE = 28, 32, 56


class Rows(ScrollView):
    """Rows of plain text, each drawn when it is in view."""

    def __init__(self, rows: list[str]) -> None:
        super().__init__()
        self.rows = rows
        self.virtual_size = Size(MEASURE, len(rows))

    def render_line(self, y: int) -> Strip:
        row = y + self.scroll_offset.y
        words = self.rows[row] if row < len(self.rows) else ""
        return Strip([Segment(words, self.rich_style)]).adjust_cell_length(self.size.width, self.rich_style)


class ThreePanes(App[None]):
    """A list, an article, a sidebar; `j` scrolls the article by a row."""

    CSS = f"""
    Screen {{ layout: horizontal; }}
    Rows {{ width: 1fr; }}
    #list {{ width: {LIST}; }}
    #sidebar {{ width: {SIDEBAR}; }}
    """
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, text: str) -> None:
        super().__init__()
        self.article = Rows([row for line in text.splitlines() for row in wrap(line, MEASURE) or [""]])

    def compose(self) -> ComposeResult:
        yield Static("\n".join(f"Document {number}" for number in range(30)), id="list")
        yield self.article
        yield Static("\n".join(f"Source {number}" for number in range(30)), id="sidebar")

    def key_j(self) -> None:
        self.article.scroll_relative(y=1, animate=False)


if __name__ == "__main__":
    ThreePanes(Path(sys.argv[1]).read_text(encoding="utf-8")).run()
