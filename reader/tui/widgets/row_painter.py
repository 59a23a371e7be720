"""Paints rows of the article: gutter, text, background."""

from __future__ import annotations

from textual.strip import Strip

from reader.text.annotated_text import AnnotatedText, Overlay, Visible
from reader.text.layout.layout import Layout, Row
from reader.text.safety.sanitise import Shown, blank
from reader.tui.appearance.style_book import StyleBook
from reader.tui.safe import merge_segments, segment
from reader.tui.widgets.article_rows import ArticleRows, TextColumn


class RowPainter:
    """Paints rows of one text with one overlay; another one is made when either changes."""

    def __init__(
        self,
        annotated: AnnotatedText,
        overlay: Overlay,
        visible: Visible,
        layout: Layout,
        book: StyleBook,
        column: TextColumn,
    ) -> None:
        self._rows = ArticleRows(annotated, overlay, visible, layout, column)
        self._book = book
        self._column = column

    def strip(self, row: Row, meta: Shown) -> Strip:
        """Return a row as wide as its pane. `meta` is the line about the article."""
        segments = [segment(text, self._book.style(styles)) for text, styles in self._rows.pieces(row, meta)]
        used = sum(each.cell_length for each in segments)
        if used < self._column.width:
            segments.append(segment(blank(self._column.width - used), self._book.style()))
        return Strip(merge_segments(segments), max(used, self._column.width)).crop(0, self._column.width)

    def blank(self) -> Strip:
        """Return a row below the end of the text."""
        return Strip([segment(blank(self._column.width), self._book.style())], self._column.width)
