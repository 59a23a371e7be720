"""Lays an article out in rows; text is wrapped only when its rows are asked for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.model.document import Block, BlockKind
from reader.model.span import Span
from reader.model.values import value_class
from reader.text.layout.annotation_layer import Caption, captions_between
from reader.text.layout.graphemes import grapheme_start, graphemes
from reader.text.layout.wrap import Cells, is_plain, wrap
from reader.text.safety.sanitise import sanitise_line

SEGMENT = 8_000
"""The most code points wrapped at a time; longer blocks are cut at spaces."""
KEPT_SEGMENTS = 512
"""How many segments keep their rows."""

_LIST_MARKER = re.compile(r"(?:[-*+•‣–]|\d{1,3}[.)])\s+")
_CLOSE_TOGETHER = {
    (BlockKind.LIST_ITEM, BlockKind.LIST_ITEM),
    (BlockKind.BYLINE, BlockKind.DATELINE),
    (BlockKind.DATELINE, BlockKind.BYLINE),
}


class RowPlace(NamedTuple):
    """The place of a row in one layout: the number of its segment, and of the row in the segment."""

    segment: int
    row: int


@value_class(frozen=True, slots=True)
class Row:
    """One row on the screen."""

    span: Span
    """The code points on it; empty at the start of its block for a row without text."""
    kind: BlockKind | None
    """The kind of its block, or None for rows between blocks."""
    indent: int = 0
    """Cells before the text."""
    bullet: bool = False
    """True if the row begins a list item that has no marker of its own."""
    meta: bool = False
    """True for the row with the line about the article: outlet, date, counts."""
    caption: Caption | None = None
    """An annotation's caption, about the row above."""


class Segment(NamedTuple):
    """A part of a block that is wrapped at a time."""

    start: int
    end: int
    block: int


class Layout:
    """The rows of one text at one width.

    Rows are made by segments when they are asked for, so that a long text costs no more than a short one.
    """

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        width: int,
        cells: Cells,
        captions: Sequence[Caption] = (),
    ) -> None:
        self.text = text
        self.blocks = blocks
        self.width = max(4, width)
        self.cells = cells
        self._captions = captions
        self._segments = list(_segments(text, blocks))
        self._starts = [segment.start for segment in self._segments]
        self._meta_before = next(
            (index + 1 for index, block in enumerate(blocks[:1]) if block.kind is BlockKind.HEADLINE), 0
        )
        self._rows: dict[int, tuple[Row, ...]] = {}

    @property
    def top(self) -> RowPlace:
        """The place of the first row."""
        return RowPlace(0, 0)

    @property
    def end(self) -> RowPlace:
        """The place of the last row."""
        last = len(self._segments) - 1
        return RowPlace(last, len(self.segment_rows(last)) - 1) if last >= 0 else RowPlace(0, 0)

    def segment_rows(self, number: int) -> tuple[Row, ...]:
        """Return the rows of one segment, with the empty rows before it."""
        rows = self._rows.get(number)
        if rows is None:
            if len(self._rows) >= KEPT_SEGMENTS:
                del self._rows[next(iter(self._rows))]
            rows = self._rows[number] = tuple(self._with_captions(number, list(self._make_rows(number))))
        return rows

    def rows(self, place: RowPlace, count: int) -> Iterator[tuple[RowPlace, Row]]:
        """Yield at most `count` rows from `place` on."""
        number, row = place
        while count > 0 and number < len(self._segments):
            for index in range(row, len(rows := self.segment_rows(number))):
                if count <= 0:
                    return
                yield RowPlace(number, index), rows[index]
                count -= 1
            number, row = number + 1, 0

    def step(self, place: RowPlace, by: int) -> RowPlace:
        """Return the place `by` rows further, or back if negative; at most the last or first one."""
        number, row = place
        row += by
        while row < 0:
            if number == 0:
                return self.top
            number -= 1
            row += len(self.segment_rows(number))
        while number < len(self._segments) and row >= (size := len(self.segment_rows(number))):
            row -= size
            number += 1
        return RowPlace(number, row) if number < len(self._segments) else self.end

    def place_at(self, offset: int) -> RowPlace:
        """Return the place of the row with the code point at `offset`, or of the last row with text before it."""
        number = max(0, bisect_right(self._starts, offset) - 1)
        if number >= len(self._segments):
            return self.top
        rows = self.segment_rows(number)
        found = self.lead(RowPlace(number, 0))
        for index in range(found, len(rows)):
            if rows[index].kind is not None and rows[index].span.start <= offset:
                found = index
        return RowPlace(number, found)

    def lead(self, place: RowPlace) -> int:
        """Return the number of rows without text from `place` to the next one with text."""
        rows = self.segment_rows(place.segment)[place.row :] if self._segments else ()
        return next((index for index, row in enumerate(rows) if row.kind is not None), 0)

    def row(self, place: RowPlace) -> Row:
        """Return the row at a place. Raises IndexError if there is none."""
        return self.segment_rows(place.segment)[place.row]

    def offset_of(self, place: RowPlace) -> int:
        """Return the offset of the first code point at or after the start of a row."""
        return self.row(place).span.start if self._segments else 0

    def cell_of(self, row: Row, offset: int) -> int:
        """Return the cells before the code point at `offset` in `row`, including the indent."""
        upto = min(max(offset, row.span.start), row.span.end)
        return row.indent + self.cells(sanitise_line(self.text[row.span.start : upto]))

    def offset_at(self, row: Row, cell: int) -> int:
        """Return the offset of the grapheme at a cell of `row`; outside its text, the row's start or end."""
        used, words = row.indent, row.span.of(self.text)
        shown = sanitise_line(words)
        if is_plain(words, shown):
            return row.span.start + min(max(0, cell - used), len(words))
        for start, end in graphemes(words):
            used += self.cells(shown[start:end])
            if used > cell:
                return row.span.start + start
        return row.span.end

    def _make_rows(self, number: int) -> Iterator[Row]:
        segment = self._segments[number]
        block = self.blocks[segment.block]
        first = segment.start == block.span.start
        if first:
            yield from self._rows_before(segment.block)
        if block.kind is BlockKind.CODE:
            yield from self._code_rows(segment)
            return
        text = self.text[segment.start : segment.end]
        listed = first and block.kind is BlockKind.LIST_ITEM
        marker = _LIST_MARKER.match(sanitise_line(text)) if listed else None
        hanging = len(marker[0]) if marker else _indent(block.kind)
        indent = 0 if marker else hanging
        bullet = listed and marker is None
        position = 0
        for start, end, following in self._wrapped(text, indent, hanging):
            span = Span(segment.start + start, segment.start + end)
            yield Row(span, block.kind, indent if position == 0 else hanging, bullet and position == 0)
            position = following

    def _with_captions(self, number: int, rows: list[Row]) -> Iterator[Row]:
        """Yield the rows of a segment, each followed by the captions of annotations that end on it."""
        segment = self._segments[number]
        captions = captions_between(self._captions, segment.start, max(segment.end, segment.start + 1))
        for row, following in zip(rows, [*rows[1:], None], strict=True):
            yield row
            if row.kind is None or not captions:
                continue
            beyond = following.span.start if following is not None else segment.end
            said = [caption for caption in captions if row.span.start <= caption.at < max(beyond, row.span.end)]
            for caption in said:
                yield Row(Span(beyond, beyond), None, caption=caption)

    def _wrapped(self, text: str, indent: int, hanging: int) -> Iterator[tuple[int, int, int]]:
        """Yield the rows of `text`, the first one indented by `indent` and the others by `hanging` cells."""
        rows = wrap(text, self.width - indent, self.cells)
        if indent == hanging:
            yield from rows
            return
        first = next(rows)
        yield first
        rest = first[2]
        if rest < len(text):
            for start, end, following in wrap(text[rest:], self.width - hanging, self.cells):
                yield rest + start, rest + end, rest + following

    def _code_rows(self, segment: Segment) -> Iterator[Row]:
        start = segment.start
        for line in self.text[segment.start : segment.end].split("\n"):
            for begin, end, _ in wrap(line, self.width - 2, self.cells):
                yield Row(Span(start + begin, start + end), BlockKind.CODE, 2)
            start += len(line) + 1

    def _rows_before(self, index: int) -> Iterator[Row]:
        span = Span(self.blocks[index].span.start, self.blocks[index].span.start)
        blank = Row(span, None)
        if index == 0 or not self._close_to_last(index):
            yield blank
        if index == self._meta_before:
            yield Row(span, None, meta=True)
            yield blank

    def _close_to_last(self, index: int) -> bool:
        before, kind = self.blocks[index - 1].kind, self.blocks[index].kind
        return before is BlockKind.SUBHEADING or (before, kind) in _CLOSE_TOGETHER


def _indent(kind: BlockKind) -> int:
    return 2 if kind in (BlockKind.LIST_ITEM, BlockKind.BLOCK_QUOTE) else 0


def _segments(text: str, blocks: Sequence[Block]) -> Iterator[Segment]:
    for index, block in enumerate(blocks):
        start, end = block.span.start, block.span.end
        while end - start > SEGMENT:
            cut = _cut(text, start)
            yield Segment(start, cut, index)
            start = cut
        yield Segment(start, end, index)


def _cut(text: str, start: int) -> int:
    """Return where to cut the rest of a long block: after the last space in reach, or between graphemes."""
    low, high = start + SEGMENT // 2, start + SEGMENT
    space = max(text.rfind(" ", low, high), text.rfind("\n", low, high))
    cut = space + 1 if space >= 0 else high
    return start + (grapheme_start(text[start : cut + 1], cut - start) or SEGMENT)
