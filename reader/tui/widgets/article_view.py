"""The article, laid out in rows and painted in layers; its position is an offset into the text."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len
from textual.geometry import Region
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from reader.model.span import Span
from reader.terminal.textual_internals import take_dirty_regions
from reader.text.annotated_text import AnnotatedText, Overlay, Visible
from reader.text.layout.layout import Layout, Row, RowPlace
from reader.text.safety.sanitise import sanitise_line
from reader.tui.appearance.style_book import StyleBook
from reader.tui.widgets.article_rows import (
    TextColumn,
    lowest_top,
    opening_lead,
    text_column,
    top_of,
)
from reader.tui.widgets.line_cache import final_strip
from reader.tui.widgets.row_painter import RowPainter

EMPTY = AnnotatedText("", ())
KEPT_PANES = 2
"""Painted rows are cached for so many times the rows of the pane."""


class ArticleView(Widget, can_focus=True):
    """Draws an annotated text. Its position is an offset, which survives every change of width."""

    annotated: var[AnnotatedText] = var(EMPTY, init=False)
    overlay: var[Overlay] = var(Overlay(), init=False)
    shown_layers: var[Visible] = var(Visible.ALL, init=False)
    measure: var[int] = var(68, init=False)
    """The width of the text in cells, if the pane is wide enough."""
    meta: var[str] = var("", init=False)
    """The line about the article."""

    class Moved(Message):
        """Another part of the text is in view."""

    class Pointed(Message):
        """The text was clicked at an offset."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    def __init__(self, book: StyleBook, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._book = book
        self._column = TextColumn(0, 0)
        self._layout = Layout("", (), 4, cell_len)
        self._top = RowPlace(0, 0)
        self._anchor = 0
        self._lead = 0
        self._painter: RowPainter | None = None
        self._strips: dict[RowPlace, Strip] = {}
        self._in_view: tuple[tuple[Layout, RowPlace, int] | None, Span] = None, Span(0, 0)

    # What is shown

    @property
    def book(self) -> StyleBook:
        """The styles of the article."""
        return self._book

    @book.setter
    def book(self, book: StyleBook) -> None:
        self._book = book
        self._repaint()

    def show(self, annotated: AnnotatedText, meta: str, offset: int, overlay: Overlay) -> None:
        """Show another article, scrolled to `offset`."""
        self._anchor, self._lead = offset, opening_lead(annotated, offset)
        self.set_reactive(ArticleView.overlay, overlay)
        self.set_reactive(ArticleView.meta, meta)
        self.set_reactive(ArticleView.annotated, annotated)
        self._lay_out()

    def watch_annotated(self, before: AnnotatedText, annotated: AnnotatedText) -> None:
        """Keep the layout if only the analysis has changed."""
        if (before.text, before.blocks) == (annotated.text, annotated.blocks):
            self._repaint()
        else:
            self._lay_out()

    def watch_overlay(self, before: Overlay, overlay: Overlay) -> None:
        """Repaint only the rows whose overlay has changed."""
        is_same = before.annotations is overlay.annotations
        if not is_same and before.annotations.captions != overlay.annotations.captions:
            self._lay_out()
            return
        known = (before.undimmed, before.followed, before.matches)
        if not is_same or known != (overlay.undimmed, overlay.followed, overlay.matches):
            self._repaint()
            return
        self._painter = None
        changed = [
            *(before.current.spans if before.current else ()),
            *(overlay.current.spans if overlay.current else ()),
            *(span for span in {before.match} ^ {overlay.match} if span is not None),
            *(Span(offset, offset + 1) for offset in {*before.bookmarks} ^ {*overlay.bookmarks}),
            *({*before.ticked} ^ {*overlay.ticked}),
            *_changed_spans(before.selection, overlay.selection),
            *(self._row_span(caret) for caret in {before.caret, overlay.caret} if caret is not None),
        ]
        self._repaint_rows(changed)

    def on_resize(self) -> None:
        """Lay the text out again at the same position."""
        self.fit()
        self.post_message(self.Moved())

    def fit(self) -> None:
        """Fit the layout to the width of the pane, and scroll back if the end of the text is too high."""
        if self._column != text_column(self.size.width, self.measure):
            self._lay_out()
        else:
            top = self._top
            self._keep_in_bounds()
            if top != self._top:
                self.refresh()

    # Position and scrolling

    @property
    def offset_at_top(self) -> int:
        """The offset of the first text in view, or the offset it was opened at until it is scrolled."""
        return self._anchor

    @property
    def opens_here(self) -> bool:
        """Whether opening the article at `offset_at_top` would show the same rows."""
        opened = self._layout.place_at(self._anchor)
        return self._top == self._layout.step(opened, -opening_lead(self.annotated, self._anchor))

    @property
    def in_view(self) -> Span:
        """The span of the text in view."""
        key = (self._layout, self._top, self.size.height)
        if self._in_view[0] != key:
            spans = [row.span for _, row in self._rows_in_view() if row.kind is not None]
            self._in_view = key, Span(spans[0].start, spans[-1].end) if spans else Span(0, 0)
        return self._in_view[1]

    @property
    def columns(self) -> int:
        """The width of the text in cells: the measure, or less in a narrow pane."""
        return text_column(self.size.width, self.measure).measure

    @property
    def share_read(self) -> float:
        """The share of the text above the bottom of the view, from 0 to 1."""
        return self.in_view.end / len(self.annotated.text) if self.annotated.text else 1.0

    def move(self, rows: int) -> None:
        """Scroll down by some rows, or up if negative."""
        self._go(self._layout.step(self._top, rows))

    def page(self, pages: float) -> None:
        """Scroll by pages; a full page keeps two rows in view."""
        rows = max(1, int((self.size.height - 2) * abs(pages)))
        self.move(rows if pages > 0 else -rows)

    def to_top(self) -> None:
        """Scroll to the start."""
        self._go(self._layout.top)

    def to_bottom(self) -> None:
        """Scroll to the end."""
        self._go(self._layout.end)

    def to_offset(self, offset: int) -> None:
        """Scroll the row of `offset` to the top."""
        self._go(self._layout.place_at(offset))

    def reveal(self, span: Span) -> None:
        """Scroll if necessary until `span` is in view with some rows around it."""
        first, last = self._layout.place_at(span.start), self._layout.place_at(max(span.start, span.end - 1))
        margin = min(2, self.size.height // 4)
        comfortable_top = self._layout.step(self._top, margin if self._top != self._layout.top else 0)
        comfortable_end = self._layout.step(self._top, self.size.height - 1 - margin)
        if comfortable_top <= first and last <= comfortable_end:
            return
        self._go(self._layout.step(first, -(self.size.height // 3)))

    def follow(self, offset: int) -> None:
        """Scroll just enough to bring the row of `offset` into view."""
        place = self._layout.place_at(offset)
        if place < self._top:
            first = place <= RowPlace(0, self._layout.lead(self._layout.top))
            self._go(self._layout.top if first else place)
        elif place > self._layout.step(self._top, self.size.height - 1):
            self._go(self._layout.step(place, 1 - self.size.height))

    @property
    def layout_of_text(self) -> Layout:
        """The layout of the text in rows."""
        return self._layout

    def offset_at_point(self, x: int, y: int) -> int:
        """Return the offset of the code point at a cell of the pane, or the nearest one before it."""
        rows = list(self._layout.rows(self._top, max(0, y) + 1))
        if not rows:
            return 0
        if len(rows) <= y:
            return len(self.annotated.text)
        row = rows[-1][1]
        return self._layout.offset_at(row, x - self._column.left) if row.kind else row.span.start

    # Drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the final strips of a region of the pane."""
        rows = list(self._layout.rows(self._top, crop.bottom))
        strips = []
        for y in range(crop.y, crop.bottom):
            strip = self._strip(*rows[y]) if y < len(rows) else self._final(self._row_painter().blank())
            strips.append(strip if crop.column_span == (0, strip.cell_length) else strip.crop(*crop.column_span))
        if len(self._strips) > KEPT_PANES * self.size.height:
            self._keep_strips_in_view()
        take_dirty_regions(self)
        return strips

    def render_line(self, y: int) -> Strip:
        """Return one row of the pane."""
        return self.render_lines(Region(0, y, self.size.width, 1))[0]

    def _strip(self, place: RowPlace, row: Row) -> Strip:
        strip = self._strips.get(place)
        if strip is None:
            strip = self._strips[place] = self._final(self._row_painter().strip(row, sanitise_line(self.meta)))
        return strip

    def _final(self, strip: Strip) -> Strip:
        return final_strip(strip, strip.cell_length, self)

    def _keep_strips_in_view(self) -> None:
        seen = {place for place, _ in self._rows_in_view()}
        self._strips = {place: strip for place, strip in self._strips.items() if place in seen}

    def _row_painter(self) -> RowPainter:
        if self._painter is None:
            self._painter = RowPainter(
                self.annotated, self.overlay, self.shown_layers, self._layout, self._book, self._column
            )
        return self._painter

    def notify_style_update(self) -> None:
        """Drop rows painted in old styles."""
        super().notify_style_update()
        self._strips.clear()

    def _lay_out(self) -> None:
        self._column = text_column(self.size.width, self.measure)
        captions = self.overlay.annotations.captions if self.shown_layers is not Visible.NONE else ()
        self._layout = Layout(self.annotated.text, self.annotated.blocks, self._column.measure, cell_len, captions)
        self._top = top_of(self._layout, self._anchor, self._lead, self.size.height)
        self._repaint()

    watch_shown_layers = watch_measure = _lay_out

    def _repaint(self) -> None:
        self._painter = None
        self._strips.clear()
        self.refresh()

    watch_meta = _repaint

    def _repaint_rows(self, spans: Iterable[Span]) -> None:
        spans = list(spans)
        for y, (place, row) in enumerate(self._rows_in_view()):
            if row.kind is not None and any(_touches(row.span, span) for span in spans):
                self._strips.pop(place, None)
                self.refresh(Region(0, y, self.size.width, 1))
        self._keep_strips_in_view()

    def _row_span(self, span: Span) -> Span:
        row = next(self._layout.rows(self._layout.place_at(span.start), 1), None)
        return row[1].span if row is not None else span

    def _rows_in_view(self) -> list[tuple[RowPlace, Row]]:
        return list(self._layout.rows(self._top, self.size.height))

    def _go(self, place: RowPlace) -> None:
        place = min(place, lowest_top(self._layout, self.size.height))
        if place != self._top:
            self._top = place
            self._anchor, self._lead = self._layout.offset_of(place), self._layout.lead(place)
            self.refresh()
            self.post_message(self.Moved())

    def _keep_in_bounds(self) -> None:
        if self.size.height:
            self._top = min(self._top, lowest_top(self._layout, self.size.height))


def _touches(row: Span, span: Span) -> bool:
    return row.overlaps(span) or (row.start <= span.start <= row.end and not span)


def _changed_spans(one: Span | None, other: Span | None) -> list[Span]:
    """Return what is in only one of two selections."""
    if one is None or other is None or not one.overlaps(other):
        return [span for span in (one, other) if span]
    return [
        Span(min(one.start, other.start), max(one.start, other.start)),
        Span(min(one.end, other.end), max(one.end, other.end)),
    ]
