"""The article: set in rows, painted in layers, scrolled by rows and kept by offsets."""

from __future__ import annotations

from collections.abc import Iterable

from textual.geometry import Region
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from reader.model.span import Span
from reader.terminal.textual_internals import take_dirty_regions
from reader.text.layout.annotated_text import AnnotatedText, Overlay, Visible
from reader.text.layout.layout import Layout, Place, Row
from reader.text.safety.sanitise import Shown, sanitise_line
from reader.tui.appearance.style_book import StyleBook
from reader.tui.widgets.line_cache import final_strip
from reader.tui.widgets.lines import METRICS
from reader.tui.widgets.row_painter import RowPainter, TextColumn, text_column

EMPTY = AnnotatedText("", ())
LEAD_OF_ALL = 8
"""More rows than ever stand above the first words of an article."""
KEPT_PANES = 2
"""How many times as many rows as the pane has are kept painted."""


class ArticleView(Widget, can_focus=True):
    """Draws one annotated. The place is an offset: it outlives every change of width."""

    ALLOW_SELECT = False

    annotated: var[AnnotatedText] = var(EMPTY, init=False)
    overlay: var[Overlay] = var(Overlay(), init=False)
    shown_layers: var[Visible] = var(Visible.ALL, init=False)
    measure: var[int] = var(68, init=False)
    """The width of the text in cells, where the pane is wide enough."""
    meta: var[str] = var("", init=False)
    """The line about the article."""

    class Moved(Message):
        """Another part of the text is in view."""

        def __init__(self, view: ArticleView) -> None:
            super().__init__()
            self.view = view

    class Pointed(Message):
        """Some word was clicked."""

        def __init__(self, view: ArticleView, offset: int) -> None:
            super().__init__()
            self.view = view
            self.offset = offset

    def __init__(self, book: StyleBook, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._book = book
        self._setting = TextColumn(0, 0)
        self._layout = Layout("", (), 4, METRICS)
        self._top = Place(0, 0)
        self._anchor = 0
        self._lead = 0
        self._painter: RowPainter | None = None
        self._strips: dict[Place, Strip] = {}

    # What is shown

    @property
    def book(self) -> StyleBook:
        """The styles it is drawn in."""
        return self._book

    @book.setter
    def book(self, book: StyleBook) -> None:
        self._book = book
        self._repaint()

    def show(self, annotated: AnnotatedText, meta: str, offset: int, overlay: Overlay) -> None:
        """Show another article from `offset` on."""
        self._anchor, self._lead = offset, _lead_of_opened(annotated, offset)
        self.set_reactive(ArticleView.overlay, overlay)
        self.set_reactive(ArticleView.meta, meta)
        self.set_reactive(ArticleView.annotated, annotated)
        self._set_in_rows()

    def watch_annotated(self, before: AnnotatedText, annotated: AnnotatedText) -> None:
        """Keep the rows where only the analysis is new."""
        if (before.text, before.blocks) == (annotated.text, annotated.blocks):
            self._repaint()
        else:
            self._set_in_rows()

    def watch_overlay(self, before: Overlay, overlay: Overlay) -> None:
        """Paint anew only the rows on which the overlay differs."""
        if before.marked is not overlay.marked and before.marked.captions != overlay.marked.captions:
            self._set_in_rows()
            return
        if (before.walked, before.matches) != (
            overlay.walked,
            overlay.matches,
        ) or before.marked is not overlay.marked:
            self._repaint()
            return
        self._painter = None
        changed = [
            *(before.current.spans if before.current else ()),
            *(overlay.current.spans if overlay.current else ()),
            *(Span(offset, offset + 1) for offset in {*before.bookmarks} ^ {*overlay.bookmarks}),
            *({*before.ticked} ^ {*overlay.ticked}),
            *_difference(before.selection, overlay.selection),
            *(self._row_of(caret) for caret in {before.caret, overlay.caret} if caret is not None),
        ]
        self._repaint_rows(changed)

    def watch_shown_layers(self) -> None:
        """Paint the chosen layers, with or without captions."""
        self._set_in_rows()

    def watch_measure(self) -> None:
        """Set the text anew, from the same word on."""
        self._set_in_rows()

    def watch_meta(self) -> None:
        """Write the line about the article anew."""
        self._repaint()

    def on_resize(self) -> None:
        """Set the text anew, from the same word on."""
        self.fit()
        self.post_message(self.Moved(self))

    def fit(self) -> None:
        """Set the text as the pane is wide, and leave no more of it empty than need be."""
        if self._setting != text_column(self.size.width, self.measure):
            self._set_in_rows()
        else:
            top = self._top
            self._keep_in_bounds()
            if top != self._top:
                self.refresh()

    # Where one is

    @property
    def offset_at_top(self) -> int:
        """The offset of the first text in view, or the one it was opened at while nothing has moved."""
        return self._anchor

    @property
    def opens_here(self) -> bool:
        """Whether the article, opened at `offset_at_top`, would show the rows that are in view."""
        opened = self._layout.place_at(self._anchor)
        return self._top == self._layout.step(opened, -_lead_of_opened(self.annotated, self._anchor))

    @property
    def in_view(self) -> Span:
        """From the first to the last code point in view."""
        offsets = [row.span for _, row in self._rows_in_view() if row.kind is not None]
        return Span(offsets[0].start, offsets[-1].end) if offsets else Span(0, 0)

    @property
    def columns(self) -> int:
        """How many cells of a line the text has: the measure, or fewer where the pane is narrow."""
        return text_column(self.size.width, self.measure).measure

    @property
    def share_read(self) -> float:
        """How much of the text lies above the bottom of the view, from 0 to 1."""
        return self.in_view.end / len(self.annotated.text) if self.annotated.text else 1.0

    def move(self, rows: int) -> None:
        """Scroll by some rows, down or, if negative, up."""
        self._go(self._layout.step(self._top, rows))

    def page(self, pages: float) -> None:
        """Scroll by pages; a full one keeps two rows in view."""
        rows = max(1, int((self.size.height - 2) * abs(pages)))
        self.move(rows if pages > 0 else -rows)

    def to_top(self) -> None:
        """Scroll to the beginning."""
        self._go(self._layout.top)

    def to_bottom(self) -> None:
        """Scroll to the end."""
        self._go(self._layout.end)

    def to_offset(self, offset: int) -> None:
        """Bring the row of `offset` to the top."""
        self._go(self._layout.place_at(offset))

    def reveal(self, span: Span) -> None:
        """Scroll, if need be, until the words of `span` are in view with some rows around them."""
        first, last = self._layout.place_at(span.start), self._layout.place_at(max(span.start, span.end - 1))
        margin = min(2, self.size.height // 4)
        comfortable_top = self._layout.step(self._top, margin if self._top != self._layout.top else 0)
        comfortable_end = self._layout.step(self._top, self.size.height - 1 - margin)
        if comfortable_top <= first and last <= comfortable_end:
            return
        self._go(self._layout.step(first, -(self.size.height // 3)))

    def follow(self, offset: int) -> None:
        """Scroll by as many rows as it takes to have the row of `offset` in view."""
        place = self._layout.place_at(offset)
        if place < self._top:
            first = place <= Place(0, self._layout.lead(self._layout.top))
            self._go(self._layout.top if first else place)
        elif place > self._layout.step(self._top, self.size.height - 1):
            self._go(self._layout.step(place, 1 - self.size.height))

    @property
    def layout_of_text(self) -> Layout:
        """The rows in which the text is set."""
        return self._layout

    def offset_at_point(self, x: int, y: int) -> int:
        """The offset of the code point at a cell of the pane, or the nearest one before it."""
        rows = list(self._layout.rows(self._top, max(0, y) + 1))
        if not rows:
            return 0
        if len(rows) <= y:
            return len(self.annotated.text)
        row = rows[-1][1]
        return self._layout.offset_at(row, x - self._setting.left) if row.kind else row.span.start

    def grapheme_end(self, offset: int) -> int:
        """The end of the grapheme that begins at `offset`."""
        piece = sanitise_line(self.annotated.text[offset : offset + 32])
        return offset + METRICS.graphemes(piece)[0][1] if piece else offset

    # Drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips of a part of the pane, finished: nothing lies between them and the terminal."""
        rows = list(self._layout.rows(self._top, crop.bottom))
        strips = []
        for y in range(crop.y, crop.bottom):
            strip = self._strip(*rows[y]) if y < len(rows) else self._finished(self._paint().blank())
            strips.append(strip if crop.column_span == (0, strip.cell_length) else strip.crop(*crop.column_span))
        if len(self._strips) > KEPT_PANES * self.size.height:
            self._keep_strips_in_view()
        take_dirty_regions(self)
        return strips

    def render_line(self, y: int) -> Strip:
        """One row of the pane."""
        return self.render_lines(Region(0, y, self.size.width, 1))[0]

    def _strip(self, place: Place, row: Row) -> Strip:
        strip = self._strips.get(place)
        if strip is None:
            strip = self._strips[place] = self._finished(self._paint().strip(row, self._shown_meta))
        return strip

    def _finished(self, strip: Strip) -> Strip:
        return final_strip(strip, strip.cell_length, self)

    def _keep_strips_in_view(self) -> None:
        seen = {place for place, _ in self._rows_in_view()}
        self._strips = {place: strip for place, strip in self._strips.items() if place in seen}

    def _paint(self) -> RowPainter:
        if self._painter is None:
            self._painter = RowPainter(
                self.annotated, self.overlay, self.shown_layers, self._layout, self._book, self._setting
            )
        return self._painter

    @property
    def _shown_meta(self) -> Shown:
        return sanitise_line(self.meta)

    def notify_style_update(self) -> None:
        """Forget strips of another look."""
        super().notify_style_update()
        self._strips.clear()

    def _set_in_rows(self) -> None:
        self._setting = text_column(self.size.width, self.measure)
        captions = self.overlay.marked.captions if self.shown_layers is not Visible.NONE else ()
        self._layout = Layout(self.annotated.text, self.annotated.blocks, self._setting.measure, METRICS, captions)
        self._top = self._layout.step(self._layout.place_at(self._anchor), -self._lead)
        self._keep_in_bounds()
        self._repaint()

    def _repaint(self) -> None:
        self._painter = None
        self._strips.clear()
        self.refresh()

    def _repaint_rows(self, spans: Iterable[Span]) -> None:
        spans = list(spans)
        for y, (place, row) in enumerate(self._rows_in_view()):
            if row.kind is not None and any(_touches(row.span, span) for span in spans):
                self._strips.pop(place, None)
                self.refresh(Region(0, y, self.size.width, 1))
        self._keep_strips_in_view()

    def _row_of(self, span: Span) -> Span:
        row = next(self._layout.rows(self._layout.place_at(span.start), 1), None)
        return row[1].span if row is not None else span

    def _rows_in_view(self) -> list[tuple[Place, Row]]:
        return list(self._layout.rows(self._top, self.size.height))

    def _go(self, place: Place) -> None:
        place = min(place, self._lowest_top())
        if place != self._top:
            self._top = place
            self._anchor, self._lead = self._layout.offset_of(place), self._layout.lead(place)
            self.refresh()
            self.post_message(self.Moved(self))

    def _lowest_top(self) -> Place:
        return self._layout.step(self._layout.end, -(max(1, self.size.height) - 2))

    def _keep_in_bounds(self) -> None:
        if self.size.height:
            self._top = min(self._top, self._lowest_top())


def _touches(row: Span, span: Span) -> bool:
    return row.overlaps(span) or (row.start <= span.start <= row.end and not span)


def _difference(one: Span | None, other: Span | None) -> list[Span]:
    """The words that are in only one of two selections."""
    if one is None or other is None or not one.overlaps(other):
        return [span for span in (one, other) if span]
    return [
        Span(min(one.start, other.start), max(one.start, other.start)),
        Span(min(one.end, other.end), max(one.end, other.end)),
    ]


def _lead_of_opened(annotated: AnnotatedText, offset: int) -> int:
    """How many rows above that of `offset` an article begins with when it is opened there."""
    at_start = not annotated.blocks or offset <= annotated.blocks[0].span.start
    return LEAD_OF_ALL if at_start else 0
