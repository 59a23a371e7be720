"""Paints rows of the article: gutter, text, background."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.strip import Strip

from reader.model.values import value_class
from reader.text.annotated_text import AnnotatedText, Overlay, Visible
from reader.text.layout.article_layers import QUOTATIONS, effective_styles
from reader.text.layout.layers import Layer, styled_runs
from reader.text.layout.layout import Layout, Row
from reader.text.safety.sanitise import Shown, blank, joined, own, sanitise_line
from reader.tui.appearance.style_book import StyleBook
from reader.tui.safe import merge_segments, segment
from reader.tui.widgets.lines import truncate

GUTTER = 3
"""Cells left of the text: a sign, a bar, a space."""
SEPARATOR = own(" · ")
BAR_QUOTED, BAR_REPORTED, FLAG, TICK, BULLET = own("│"), own("┊"), own("⚑"), own("✓"), own("•")


@value_class(frozen=True)
class TextColumn:
    """The position of the text in its pane, in cells."""

    width: int
    """The width of the pane."""
    measure: int
    """The width of the text."""

    @property
    def left(self) -> int:
        """The cells left of the text, gutter included: the text is centred in its pane."""
        return max(GUTTER, (self.width - self.measure) // 2)


def text_column(width: int, measure: int) -> TextColumn:
    """Return the column for text `measure` cells wide, or less, in a pane `width` cells wide."""
    return TextColumn(width, max(4, min(measure, width - GUTTER - 1)))


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
        self._annotated = annotated
        self._overlay = overlay
        self._layout = layout
        self._book = book
        self._column = column
        self._layers = [*annotated.visible_layers(visible), *overlay.layers(len(annotated.text), visible)]
        self._quotations = next((each for each in self._layers if each.name == QUOTATIONS), None)

    def strip(self, row: Row, meta: Shown) -> Strip:
        """Return a row as wide as its pane. `meta` is the line about the article."""
        segments = [*self._gutter(row), *self._words(row, meta)]
        used = sum(each.cell_length for each in segments)
        if used < self._column.width:
            segments.append(segment(blank(self._column.width - used), self._book.style()))
        return Strip(merge_segments(segments), max(used, self._column.width)).crop(0, self._column.width)

    def blank(self) -> Strip:
        """Return a row below the end of the text."""
        return Strip([segment(blank(self._column.width), self._book.style())], self._column.width)

    def _gutter(self, row: Row) -> Iterator[Segment]:
        yield segment(blank(self._column.left - GUTTER), self._book.style())
        sign, style = self._sign(row)
        yield segment(sign, self._book.style(style))
        bar, style = self._bar(row)
        yield segment(bar, self._book.style(style))
        yield segment(blank(1), self._book.style())

    def _sign(self, row: Row) -> tuple[Shown, tuple[str, ...]]:
        if row.caption is not None:
            return _one_cell(row.caption.sign), ("note",)
        if row.kind is None:
            return blank(1), ()
        if any(ticked.start in row.span for ticked in self._overlay.ticked):
            return TICK, ("bookmark",)
        if any(offset in row.span for offset in self._overlay.bookmarks):
            return FLAG, ("bookmark",)
        sign = self._overlay.annotations.sign_in(row.span)
        return (_one_cell(sign), ("note",)) if sign else (blank(1), ())

    def _bar(self, row: Row) -> tuple[Shown, tuple[str, ...]]:
        if row.kind is None or self._quotations is None:
            return blank(1), ()
        if style := self._speaker_on(row, self._quotations):
            return BAR_QUOTED, (style,)
        if style := self._speaker_on(row, self._annotated.statement_layer):
            return BAR_REPORTED, (style,)
        return blank(1), ()

    def _speaker_on(self, row: Row, layer: Layer) -> str | None:
        undimmed = self._overlay.undimmed
        for span, style in layer.overlapping(row.span):
            if style.startswith("speaker-") and (not undimmed or any(map(span.overlaps, undimmed))):
                return style
        return None

    def _words(self, row: Row, meta: Shown) -> Iterator[Segment]:
        if row.meta:
            yield segment(_fitted(meta, self._column.measure), self._book.style(("dateline",)))
        if row.caption is not None:
            words = sanitise_line(row.caption.text)
            yield segment(truncate(words, self._column.measure), self._book.style(("note",)))
        if row.indent:
            lead = joined((BULLET, blank(row.indent - 1))) if row.bullet else blank(row.indent)
            dimmed = ("dimmed",) if self._overlay.undimmed else ()
            yield segment(lead, self._book.style(dimmed))
        if row.kind is not None:
            for run in styled_runs(self._layers, row.span):
                words = sanitise_line(self._annotated.text[run.start : run.end])
                yield segment(words, self._book.style((row.kind.value, *effective_styles(run.styles, row.kind))))
        if self._caret_beyond(row):
            yield segment(blank(1), self._book.style(("caret",)))

    def _caret_beyond(self, row: Row) -> bool:
        """Return True if the caret is on white space left out at the end of the row."""
        caret = self._overlay.caret
        if caret is None or row.kind is None or caret.start < row.span.end:
            return False
        return self._layout.row(self._layout.place_at(caret.start)) == row


def _one_cell(sign: str) -> Shown:
    """Fit a sign, which a person may have chosen, to one cell."""
    return sanitise_line(set_cell_size(sanitise_line(sign), 1))


def _fitted(meta: Shown, cells: int) -> Shown:
    """Drop parts of the line about the article from its end until it fits."""
    parts = meta.split(SEPARATOR)
    while len(parts) > 1 and cell_len(SEPARATOR.join(parts)) > cells:
        parts.pop()
    return sanitise_line(set_cell_size(SEPARATOR.join(parts), cells).rstrip())
