"""A caret and what it selects, as a value: moved, anchored, turned round, grown and shrunk. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reader.model.span import Span
from reader.model.values import value_class
from reader.text.navigation.text_index import Terrain


@value_class(frozen=True, slots=True)
class Selection:
    """A caret on the grapheme at `head`, and where its selection begins if it has one.

    ```
    text      f o r   f i r m l y
    anchor    0
    head              4                 Span(0, 5): the grapheme under the caret belongs to it
    ```
    """

    head: int
    anchor: int | None = None
    by_sentence: bool = False
    """Whether whole sentences are selected, from the anchor's to the caret's."""
    before: Selection | None = None
    """What it was grown from."""

    def span(self, terrain: Terrain) -> Span:
        """The selected code points; the grapheme under the caret where nothing is anchored."""
        anchor = self.head if self.anchor is None else self.anchor
        first, last = min(anchor, self.head), max(anchor, self.head)
        if not self.by_sentence:
            return Span(first, max(first, terrain.after(last)))
        end = max(terrain.sentence_at(last).end, terrain.after(last))
        return Span(min(terrain.sentence_at(first).start, first), end)

    def moved(self, head: int) -> Selection:
        """With the caret elsewhere, and the anchor where it was."""
        return replace(self, head=head, before=None)

    def anchored(self) -> Selection:
        """With the anchor dropped at the caret, or taken up where there was one."""
        anchor = self.head if self.anchor is None or self.by_sentence else None
        return Selection(self.head, anchor)

    def sentences(self) -> Selection:
        """By whole sentences, or no longer so."""
        anchor = self.head if self.anchor is None else self.anchor
        return Selection(self.head, anchor, not self.by_sentence)

    def turned(self) -> Selection:
        """With caret and anchor changed over."""
        return self if self.anchor is None else replace(self, head=self.anchor, anchor=self.head, before=None)

    def grown(self, terrain: Terrain) -> Selection:
        """Over the next larger unit: word, name, quotation, sentence, paragraph; as it is where there is none."""
        here = self.span(terrain)
        larger = [unit for unit in _units(terrain, here) if unit.covers(here) and unit != here]
        if self.anchor is None:
            # A caret alone selects nothing yet: a unit of one grapheme is larger than that.
            larger += [unit for unit in _units(terrain, here) if unit == here]
        if not larger:
            return self
        return replace(covering(min(larger, key=len), terrain), before=self)

    def shrunk(self, terrain: Terrain) -> Selection:
        """Back to what it was grown from, or over the next smaller unit at the caret; at last the caret alone."""
        if self.before is not None:
            return self.before
        here = self.span(terrain)
        at_caret = Span(self.head, max(self.head, terrain.after(self.head)))
        smaller = [unit for unit in _units(terrain, at_caret) if here.covers(unit) and unit != here]
        smaller = [unit for unit in smaller if unit.covers(at_caret)]
        return covering(max(smaller, key=len), terrain) if smaller else Selection(self.head)


def covering(span: Span, terrain: Terrain) -> Selection:
    """The selection of exactly `span`, widened to whole graphemes, the caret on its last one."""
    start = terrain.snapped(span.start)
    last = terrain.snapped(max(span.start, span.end - 1))
    return Selection(max(start, last), start)


def _units(terrain: Terrain, span: Span) -> Iterator[Span]:
    """The units that begin or end near `span`: those that cover it are among them."""
    yield terrain.word_at(span.start)
    for unit in (*terrain.names, *terrain.quotations):
        if unit and unit.covers(span):
            yield _whole(unit, terrain)
    last = terrain.snapped(max(span.start, span.end - 1))
    first, final = terrain.sentence_at(span.start), terrain.sentence_at(last)
    yield _whole(Span(min(first.start, span.start), max(final.end, span.end)), terrain)
    yield Span(terrain.block_at(span.start).start, terrain.block_at(last).end)


def _whole(span: Span, terrain: Terrain) -> Span:
    return covering(span, terrain).span(terrain)
