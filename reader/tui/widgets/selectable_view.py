"""The article with a mouse: the wheel scrolls, a drag selects."""

from __future__ import annotations

import re
from dataclasses import replace

from textual import events
from textual.message import Message

from reader.model.span import Span
from reader.text.layout.graphemes import grapheme_end
from reader.tui.widgets.article_view import ArticleView

WHEEL = 3
"""How many rows one notch of the wheel scrolls."""
_WORD = re.compile(r"\w+(?:['’\-]\w+)*")


class SelectableView(ArticleView):
    """An article view with a selection, which is a span of the text."""

    class Selected(Message):
        """A selection is complete."""

        def __init__(self, span: Span) -> None:
            super().__init__()
            self.span = span

    _from: int | None = None
    _dragged = False

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        event.stop()
        self.move(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        event.stop()
        self.move(-WHEEL)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Note where a drag may begin."""
        if event.button == 1:
            self._from = self.offset_at_point(event.x, event.y)
            self._dragged = False
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Extend the selection to the pointer; scroll if the pointer leaves the pane."""
        if self._from is None:
            return
        if event.y < 0 or event.y >= self.size.height:
            self.move(-1 if event.y < 0 else 1)
        here = self.offset_at_point(event.x, max(0, min(event.y, self.size.height - 1)))
        if here != self._from or self._dragged:
            self._dragged = True
            first, last = sorted((self._from, here))
            self._select(Span(first, grapheme_end(self.annotated.text, last)))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End a drag."""
        self.release_mouse()
        if self._from is not None and self._dragged and self.overlay.selection:
            self.post_message(self.Selected(self.overlay.selection))
        self._from = None

    def on_click(self, event: events.Click) -> None:
        """Point at a word on one click, select it on two, select its block on three."""
        if self._dragged:
            return
        offset = self.offset_at_point(event.x, event.y)
        if event.chain == 1:
            self._select(None)
            self.post_message(self.Pointed(offset))
        elif span := self._word_at(offset) if event.chain == 2 else self._block_at(offset):
            self._select(span)
            self.post_message(self.Selected(span))

    def _select(self, span: Span | None) -> None:
        self.overlay = replace(self.overlay, selection=span)

    def _word_at(self, offset: int) -> Span | None:
        block = self._block_at(offset)
        words = _WORD.finditer(self.annotated.text, block.start, block.end) if block else ()
        return next((Span(*word.span()) for word in words if word.start() <= offset < word.end()), None)

    def _block_at(self, offset: int) -> Span | None:
        return next((block.span for block in self.annotated.blocks if offset in block.span), None)
