"""Divides blocks into chunks for the parser. In a text without blocks each line is a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reader.analysis.entities.datelines import dateline_end
from reader.model.document import Block, BlockKind
from reader.model.span import Span
from reader.model.values import value_class

CHUNK_LIMIT = 4_000
"""The greatest length of a chunk, in code points."""

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s")
_LINE = re.compile(r"[^\n]*\S[^\n]*")


@value_class(frozen=True, slots=True)
class Chunk:
    """A part of a block that is parsed at once."""

    span: Span
    block: Block


def readable_blocks(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of prose, without code and empty ones; the lines of a text that has no blocks."""
    if not blocks:
        return tuple(Block(Span(*line.span()), BlockKind.PARAGRAPH) for line in _LINE.finditer(text))
    return tuple(block for block in blocks if block.kind is not BlockKind.CODE and block.span)


def chunks(text: str, blocks: Sequence[Block], limit: int = CHUNK_LIMIT) -> Iterable[Chunk]:
    """The blocks; those above the limit are cut after a sentence, or else at a space, or else anywhere.

    A dateline is a chunk of its own, so that nothing is said by its place.
    """
    for block in blocks:
        start = block.span.start
        if block.kind is BlockKind.PARAGRAPH and (end := dateline_end(text, start, block.span.end)) > start:
            yield Chunk(Span(start, end), block)
            start = end
        while start < block.span.end:
            end = _cut(text, start, block.span.end, limit)
            yield Chunk(Span(start, end), block)
            start = end


def _cut(text: str, start: int, end: int, limit: int) -> int:
    if end - start <= limit:
        return end
    window = text[start : start + limit]
    ends = [match.end() for match in _SENTENCE_END.finditer(window)]
    if ends and ends[-1] > limit // 2:
        return start + ends[-1]
    space = window.rfind(" ", limit // 2)
    return start + (space + 1 if space > 0 else limit)
