"""The rows of an article as pieces of safe text with the names of their styles: gutter, text, background."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from reader.model.values import value_class
from reader.text.annotated_text import AnnotatedText, Overlay, Visible
from reader.text.layout.article_layers import QUOTATIONS, effective_styles
from reader.text.layout.layers import Layer, styled_runs
from reader.text.layout.layout import Layout, Row, RowPlace
from reader.text.safety.sanitise import Shown, blank, joined, own, sanitise_line
from reader.tui.widgets.lines import truncate

GUTTER = 3
"""Cells left of the text: a sign, a bar, a space."""
MAX_LEAD = 8
"""More rows than there ever are above the first text of an article."""
SEPARATOR = own(" · ")
BAR_QUOTED, BAR_REPORTED, DOUBT, NEGATED = own("│"), own("┊"), own("?"), own("×")
FLAG, TICK, BULLET = own("⚑"), own("✓"), own("•")


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


class Piece(NamedTuple):
    """Some safe text and the names of its styles, lowest first; none is the article's own style."""

    text: Shown
    styles: tuple[str, ...] = ()


class ArticleRows:
    """The rows of one text with one overlay; another one is made when either changes."""

    def __init__(
        self,
        annotated: AnnotatedText,
        overlay: Overlay,
        visible: Visible,
        layout: Layout,
        column: TextColumn,
    ) -> None:
        self._annotated = annotated = annotated.led_by(overlay.followed)
        self._overlay = overlay
        self._layout = layout
        self._column = column
        layers = [*annotated.visible_layers(visible), *overlay.layers(len(annotated.text), visible)]
        self._layers = [layer for layer in layers if layer.spans]
        self._quotations = next((each for each in layers if each.name == QUOTATIONS), None)

    def pieces(self, row: Row, meta: Shown) -> Iterator[Piece]:
        """Yield the pieces of a row up to the end of its text. `meta` is the line about the article."""
        yield from self._gutter(row)
        yield from self._words(row, meta)

    def _gutter(self, row: Row) -> Iterator[Piece]:
        yield Piece(blank(self._column.left - GUTTER))
        yield Piece(*self._sign(row))
        yield Piece(*self._bar(row))
        yield Piece(blank(1))

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
        if style := self._speaker_on(row, self._annotated.doubtful_layer):
            return DOUBT, (style,)
        if style := self._speaker_on(row, self._annotated.negated_layer):
            return NEGATED, (style,)
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

    def _words(self, row: Row, meta: Shown) -> Iterator[Piece]:
        if row.meta:
            yield Piece(_fitted(meta, self._column.measure), ("dateline",))
        if row.caption is not None:
            words = sanitise_line(row.caption.text)
            yield Piece(truncate(words, self._column.measure), ("note",))
        if row.indent:
            lead = joined((BULLET, blank(row.indent - 1))) if row.bullet else blank(row.indent)
            dimmed = ("dimmed",) if self._overlay.undimmed else ()
            yield Piece(lead, dimmed)
        if row.kind is not None:
            for run in styled_runs(self._layers, row.span):
                words = sanitise_line(self._annotated.text[run.start : run.end])
                yield Piece(words, (row.kind.value, *effective_styles(run.styles, row.kind)))
        if self._caret_beyond(row):
            yield Piece(blank(1), ("caret",))

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


def top_of(layout: Layout, anchor: int, lead: int, height: int) -> RowPlace:
    """Return the place of the first row of a view, so many rows above the one of the offset `anchor`."""
    top = layout.step(layout.place_at(anchor), -lead)
    return min(top, lowest_top(layout, height)) if height else top


def lowest_top(layout: Layout, height: int) -> RowPlace:
    """Return the last place where a view may begin: the end of the text stays on the screen."""
    return layout.step(layout.end, -(max(1, height) - 2))


def opening_lead(annotated: AnnotatedText, offset: int) -> int:
    """Return how many rows above `offset` to show when an article is opened there."""
    at_start = not annotated.blocks or offset <= annotated.blocks[0].span.start
    return MAX_LEAD if at_start else 0
