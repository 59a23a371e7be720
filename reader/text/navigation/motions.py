"""Caret motions by graphemes, words, sentences, paragraphs and rows, and to search matches. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from reader.model.span import Span
from reader.text.layout.layout import Layout, RowPlace

if TYPE_CHECKING:
    # Key bindings need the names of motions at start; nothing before the first key needs sentences.
    from reader.text.navigation.text_index import TextIndex


class Motion(StrEnum):
    """A motion that depends only on the text."""

    RIGHT = "right"
    LEFT = "left"
    NEXT_WORD = "next word"
    PREVIOUS_WORD = "previous word"
    WORD_END = "word end"
    NEXT_SENTENCE = "next sentence"
    PREVIOUS_SENTENCE = "previous sentence"
    NEXT_PARAGRAPH = "next paragraph"
    PREVIOUS_PARAGRAPH = "previous paragraph"
    FIRST = "first"
    LAST = "last"


class RowMotion(StrEnum):
    """A motion within the caret's row."""

    START = "row start"
    FIRST_WORD = "first word"
    END = "row end"


def moved(index: TextIndex, offset: int, motion: Motion) -> int:
    """Return the grapheme that a motion from `offset` reaches; at an end of the text it stays there."""
    return _MOTIONS[motion](index, offset) if index.blocks else 0


def moved_on_row(index: TextIndex, layout: Layout, offset: int, motion: RowMotion) -> int:
    """Return the first grapheme of the row at `offset`, the first that is no space, or the last."""
    row = layout.row(layout.place_at(offset)).span
    if motion is RowMotion.END:
        return index.snapped(max(row.start, index.before(row.end)))
    start = row.start
    while motion is RowMotion.FIRST_WORD and start < row.end - 1 and index.text[start].isspace():
        start = index.after(start)
    return index.snapped(start)


def moved_by_rows(index: TextIndex, layout: Layout, offset: int, rows: int, cell: int) -> int:
    """Return the grapheme at a cell of the text some rows below, or above if negative; empty rows are skipped."""
    place = layout.place_at(offset)
    for _ in range(abs(rows)):
        following = _beside(layout, place, 1 if rows > 0 else -1)
        if following is None:
            break
        place = following
    row = layout.row(place)
    found = index.snapped(layout.offset_at(row, cell))
    if row.span and found >= row.span.end:
        return index.snapped(max(row.span.start, index.before(row.span.end)))
    return found


def cell_at(layout: Layout, offset: int) -> int:
    """Return the cell of the row in which the grapheme at `offset` begins."""
    return layout.cell_of(layout.row(layout.place_at(offset)), offset)


def next_match(matches: Sequence[Span], offset: int, *, forward: bool) -> int | None:
    """Return the start of the next or previous match, wrapping around, or None without matches."""
    starts = [match.start for match in matches]
    if not starts:
        return None
    if forward:
        return next((start for start in starts if start > offset), starts[0])
    return next((start for start in reversed(starts) if start < offset), starts[-1])


def _beside(layout: Layout, place: RowPlace, by: int) -> RowPlace | None:
    """Return the next row with words, or None at an end."""
    while True:
        following = layout.step(place, by)
        if following == place:
            return None
        place = following
        if layout.row(place).kind is not None:
            return place


def _right(index: TextIndex, offset: int) -> int:
    end = index.after(offset)
    if end < index.block_at(offset).end:
        return end
    return _next_block(index, offset)


def _next_block(index: TextIndex, offset: int) -> int:
    number = index.block_index(offset) + 1
    return index.blocks[number].span.start if number < len(index.blocks) else index.last


def _previous_block(index: TextIndex, offset: int) -> int:
    start = index.block_at(offset).start
    number = index.block_index(offset)
    return start if offset > start or number == 0 else index.blocks[number - 1].span.start


def _next_word(index: TextIndex, offset: int) -> int:
    block = index.block_at(offset)
    end = index.word_end(offset)
    while end < block.end and index.text[end].isspace():
        end = index.word_end(end)
    return end if end < block.end else _next_block(index, offset)


def _previous_word(index: TextIndex, offset: int) -> int:
    here = index.before(offset)
    while here > index.block_at(here).start and index.text[here].isspace():
        here = index.before(here)
    return index.word_at(here).start


def _word_end(index: TextIndex, offset: int) -> int:
    here = _right(index, offset)
    while here < index.last and index.text[here].isspace():
        here = _right(index, here)
    return index.before(index.word_end(here))


def _next_sentence(index: TextIndex, offset: int) -> int:
    sentence = index.sentence_after(offset)
    return index.snapped(sentence.start) if sentence else index.last


def _previous_sentence(index: TextIndex, offset: int) -> int:
    sentence = index.sentence_before(offset)
    return index.snapped(sentence.start) if sentence else index.first


_MOTIONS: Mapping[Motion, Callable[[TextIndex, int], int]] = {
    Motion.RIGHT: _right,
    Motion.LEFT: lambda index, offset: index.before(offset),
    Motion.NEXT_WORD: _next_word,
    Motion.PREVIOUS_WORD: _previous_word,
    Motion.WORD_END: _word_end,
    Motion.NEXT_SENTENCE: _next_sentence,
    Motion.PREVIOUS_SENTENCE: _previous_sentence,
    Motion.NEXT_PARAGRAPH: _next_block,
    Motion.PREVIOUS_PARAGRAPH: _previous_block,
    Motion.FIRST: lambda index, offset: index.first,
    Motion.LAST: lambda index, offset: index.last,
}
