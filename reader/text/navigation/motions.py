"""Where a caret goes: by graphemes, words, sentences, paragraphs, rows, and to matches of a search. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from reader.model.span import Span
from reader.text.layout.layout import Layout, Place
from reader.text.navigation.motion_names import Motion, RowMotion
from reader.text.navigation.text_index import SPACE, Terrain


def moved(terrain: Terrain, offset: int, motion: Motion) -> int:
    """The grapheme that a motion leads to from the one at `offset`; at an end of the text, that end."""
    return _MOTIONS[motion](terrain, offset) if terrain.blocks else 0


def moved_on_row(terrain: Terrain, layout: Layout, offset: int, motion: RowMotion) -> int:
    """The first grapheme of the row of `offset`, the first that is no space, or the last."""
    row = layout.row(layout.place_at(offset)).span
    if motion is RowMotion.END:
        return terrain.snapped(max(row.start, terrain.before(row.end)))
    start = row.start
    while motion is RowMotion.FIRST_WORD and start < row.end - 1 and terrain.text[start].isspace():
        start = terrain.after(start)
    return terrain.snapped(start)


def moved_by_rows(terrain: Terrain, layout: Layout, offset: int, rows: int, cell: int) -> int:
    """The grapheme at a cell, counted from the start of the text, some rows with words down, or up if negative."""
    place = layout.place_at(offset)
    for _ in range(abs(rows)):
        following = _beside(layout, place, 1 if rows > 0 else -1)
        if following is None:
            break
        place = following
    row = layout.row(place)
    found = terrain.snapped(layout.offset_at(row, cell))
    if row.span and found >= row.span.end:
        return terrain.snapped(max(row.span.start, terrain.before(row.span.end)))
    return found


def cell_at(layout: Layout, offset: int) -> int:
    """The cell in which the grapheme at `offset` begins, counted from the start of the text."""
    return layout.cell_of(layout.row(layout.place_at(offset)), offset)


def next_match(matches: Sequence[Span], offset: int, *, forward: bool) -> int | None:
    """The start of the next or previous match, round the end of the text; None where there are none."""
    starts = [match.start for match in matches]
    if not starts:
        return None
    if forward:
        return next((start for start in starts if start > offset), starts[0])
    return next((start for start in reversed(starts) if start < offset), starts[-1])


def _beside(layout: Layout, place: Place, by: int) -> Place | None:
    """The next place with words, or None at an end."""
    while True:
        following = layout.step(place, by)
        if following == place:
            return None
        place = following
        if layout.row(place).kind is not None:
            return place


def _right(terrain: Terrain, offset: int) -> int:
    end = terrain.after(offset)
    if end < terrain.block_at(offset).end:
        return end
    return _next_block(terrain, offset)


def _next_block(terrain: Terrain, offset: int) -> int:
    number = terrain.block_index(offset) + 1
    return terrain.blocks[number].span.start if number < len(terrain.blocks) else terrain.last


def _previous_block(terrain: Terrain, offset: int) -> int:
    start = terrain.block_at(offset).start
    number = terrain.block_index(offset)
    return start if offset > start or number == 0 else terrain.blocks[number - 1].span.start


def _next_word(terrain: Terrain, offset: int) -> int:
    block = terrain.block_at(offset)
    end = terrain.word_end(offset)
    while end < block.end and terrain.kind(end, block) == SPACE:
        end = terrain.word_end(end)
    return end if end < block.end else _next_block(terrain, offset)


def _previous_word(terrain: Terrain, offset: int) -> int:
    here = terrain.before(offset)
    while here > terrain.block_at(here).start and terrain.kind(here, terrain.block_at(here)) == SPACE:
        here = terrain.before(here)
    return terrain.word_at(here).start


def _word_end(terrain: Terrain, offset: int) -> int:
    here = _right(terrain, offset)
    while here < terrain.last and terrain.kind(here, terrain.block_at(here)) == SPACE:
        here = _right(terrain, here)
    return terrain.before(terrain.word_end(here))


def _next_sentence(terrain: Terrain, offset: int) -> int:
    sentence = terrain.sentence_after(offset)
    return terrain.snapped(sentence.start) if sentence else terrain.last


def _previous_sentence(terrain: Terrain, offset: int) -> int:
    sentence = terrain.sentence_before(offset)
    return terrain.snapped(sentence.start) if sentence else terrain.first


_MOTIONS: Mapping[Motion, Callable[[Terrain, int], int]] = {
    Motion.RIGHT: _right,
    Motion.LEFT: lambda terrain, offset: terrain.before(offset),
    Motion.NEXT_WORD: _next_word,
    Motion.PREVIOUS_WORD: _previous_word,
    Motion.WORD_END: _word_end,
    Motion.NEXT_SENTENCE: _next_sentence,
    Motion.PREVIOUS_SENTENCE: _previous_sentence,
    Motion.NEXT_PARAGRAPH: _next_block,
    Motion.PREVIOUS_PARAGRAPH: _previous_block,
    Motion.FIRST: lambda terrain, offset: terrain.first,
    Motion.LAST: lambda terrain, offset: terrain.last,
}
