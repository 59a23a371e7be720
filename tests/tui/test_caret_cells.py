"""The caret is drawn on all cells of its grapheme, and nowhere else."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from reader.config.palette import load_palettes
from reader.config.paths import themes_dir
from reader.model.document import Block, BlockKind
from reader.model.span import Span
from reader.text.annotated_text import AnnotatedText, Overlay, Visible
from reader.text.layout.graphemes import graphemes
from reader.text.layout.layout import Layout
from reader.text.safety.sanitise import NOTHING, sanitise_line
from reader.tui.appearance.style_book import StyleBook
from reader.tui.widgets.article_rows import text_column
from reader.tui.widgets.row_painter import RowPainter

INK = load_palettes([themes_dir()])[0]["ink"]


@pytest.mark.parametrize(
    "text",
    [
        "plain, “quoted”",
        "🇬🇧🇫🇷 flags",
        "👨\u200d👩\u200d👧 👍🏽 ❤\ufe0f",
        "क्षत्रिय ക്ഷ",
        "e\u0301a\u0300 한\u1112\u1161\u11ab東",
    ],
)
def test_the_caret_covers_the_cells_of_its_grapheme(text: str) -> None:
    annotated = AnnotatedText(text, (Block(Span(0, len(text)), BlockKind.PARAGRAPH),))
    column, book = text_column(40, 30), StyleBook.of_article(INK, INK.ground)
    layout = Layout(text, annotated.blocks, column.measure, cell_len)
    row = layout.row(layout.place_at(0))
    for start, end in graphemes(text):
        overlay = Overlay(caret=Span(start, end))
        strip = RowPainter(annotated, overlay, Visible.ALL, layout, book, column).strip(row, NOTHING)
        before, on = "", ""
        for words, style, _ in strip:
            if style and style.bgcolor and style.bgcolor.name == INK.text:
                on += words
            elif not on:
                before += words
        assert cell_len(before) == column.left + layout.cell_of(row, start)
        assert on == sanitise_line(text[start:end])
        assert cell_len(on) == layout.cell_of(row, end) - layout.cell_of(row, start)
