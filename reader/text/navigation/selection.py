"""A caret with its selection as a value: moved, anchored, reversed, grown and shrunk. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reader.model.span import Span
from reader.model.values import value_class
from reader.text.navigation.text_index import TextIndex


@value_class(frozen=True, slots=True)
class Selection:
    """A caret on the grapheme at `head`, with the anchor of its selection, if any.

    ```
    text      f o r   f i r m l y
    anchor    0
    head              4                 Span(0, 5) includes the grapheme under the caret
    ```
    """

    head: int
    anchor: int | None = None
    by_sentence: bool = False
    """True if whole sentences are selected, from the anchor's to the caret's."""
    before: Selection | None = None
    """The selection that it was grown from."""

    def span(self, index: TextIndex) -> Span:
        """Return the selected code points; without an anchor, the grapheme under the caret."""
        anchor = self.head if self.anchor is None else self.anchor
        first, last = min(anchor, self.head), max(anchor, self.head)
        if not self.by_sentence:
            return Span(first, max(first, index.after(last)))
        end = max(index.sentence_at(last).end, index.after(last))
        return Span(min(index.sentence_at(first).start, first), end)

    def moved(self, head: int) -> Selection:
        """Return it with the caret moved and the same anchor."""
        return replace(self, head=head, before=None)

    def anchored(self) -> Selection:
        """Return it with the anchor set at the caret, or cleared if there was one."""
        anchor = self.head if self.anchor is None or self.by_sentence else None
        return Selection(self.head, anchor)

    def sentences(self) -> Selection:
        """Return it with selection by whole sentences toggled."""
        anchor = self.head if self.anchor is None else self.anchor
        return Selection(self.head, anchor, not self.by_sentence)

    def turned(self) -> Selection:
        """Return it with caret and anchor swapped."""
        return self if self.anchor is None else replace(self, head=self.anchor, anchor=self.head, before=None)

    def grown(self, index: TextIndex) -> Selection:
        """Return the next larger unit: word, name, quotation, sentence, paragraph; itself if there is none."""
        here = self.span(index)
        larger = [unit for unit in _units(index, here) if unit.covers(here) and unit != here]
        if self.anchor is None:
            # A caret alone selects nothing yet, so a unit of one grapheme is larger.
            larger += [unit for unit in _units(index, here) if unit == here]
        if not larger:
            return self
        return replace(covering(min(larger, key=len), index), before=self)

    def shrunk(self, index: TextIndex) -> Selection:
        """Return what it was grown from, else the next smaller unit at the caret, else the caret alone."""
        if self.before is not None:
            return self.before
        here = self.span(index)
        at_caret = Span(self.head, max(self.head, index.after(self.head)))
        smaller = [unit for unit in _units(index, at_caret) if here.covers(unit) and unit != here]
        smaller = [unit for unit in smaller if unit.covers(at_caret)]
        return covering(max(smaller, key=len), index) if smaller else Selection(self.head)


def covering(span: Span, index: TextIndex) -> Selection:
    """Return the selection of `span`, widened to whole graphemes, with the caret on the last one."""
    start = index.snapped(span.start)
    last = index.snapped(max(span.start, span.end - 1))
    return Selection(max(start, last), start)


def _units(index: TextIndex, span: Span) -> Iterator[Span]:
    """Yield units near `span`, among them all that cover it."""
    yield index.word_at(span.start)
    for unit in (*index.names, *index.quotations):
        if unit and unit.covers(span):
            yield _whole(unit, index)
    last = index.snapped(max(span.start, span.end - 1))
    first, final = index.sentence_at(span.start), index.sentence_at(last)
    yield _whole(Span(min(first.start, span.start), max(final.end, span.end)), index)
    yield Span(index.block_at(span.start).start, index.block_at(last).end)


def _whole(span: Span, index: TextIndex) -> Span:
    return covering(span, index).span(index)
