"""Looks up blocks, sentences, words and graphemes of an article by offset, for the caret."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property

from reader.model.analysis import Analysis
from reader.model.document import Block
from reader.model.span import Span
from reader.model.values import value_class
from reader.text.layout.graphemes import grapheme_end, grapheme_start
from reader.text.navigation.sentences import Sentences

LONGEST_WORD = 1_000
"""Words of more graphemes are split."""
_JOINERS = frozenset("'’-‐\u200d\u00ad")
SPACE, WORD, OTHER = range(3)


@value_class(frozen=True)
class TextIndex:
    """Index of one text. A caret stands on graphemes inside blocks, never between blocks."""

    text: str
    blocks: Sequence[Block]
    """The blocks that are not empty, in order."""
    names: tuple[Span, ...] = ()
    quotations: tuple[Span, ...] = ()
    """The quotations without their marks."""

    @classmethod
    def of(cls, text: str, blocks: Iterable[Block], analysis: Analysis | None) -> TextIndex:
        """Return the index of an article with its analysis."""
        return cls(
            text,
            [block for block in blocks if block.span],
            tuple(span for entity in analysis.entities for span in entity.mentions) if analysis else (),
            tuple(quotation.span for quotation in analysis.quotations) if analysis else (),
        )

    @cached_property
    def _starts(self) -> list[int]:
        return [block.span.start for block in self.blocks]

    @cached_property
    def _sentences(self) -> Sentences:
        return Sentences(self.text, self.blocks)

    @property
    def first(self) -> int:
        """The first grapheme; 0 in an empty text."""
        return self.blocks[0].span.start if self.blocks else 0

    @property
    def last(self) -> int:
        """The last grapheme; 0 in an empty text."""
        return self.before(self.blocks[-1].span.end) if self.blocks else 0

    # Blocks

    def block_index(self, offset: int) -> int:
        """Return the index of the block at `offset`, or of the last one before it. There must be a block."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def block_at(self, offset: int) -> Span:
        """Return the span of the block at `offset`, or of the last one before it."""
        return self.blocks[self.block_index(offset)].span if self.blocks else Span(0, 0)

    def snapped(self, offset: int) -> int:
        """Return the start of the grapheme at `offset`; between blocks, of the last one before it."""
        block = self.block_at(offset)
        if not block or offset <= block.start:
            return block.start
        return self.before(block.end) if offset >= block.end else self._grapheme(offset, block)

    # Graphemes

    def after(self, offset: int) -> int:
        """Return the end of the grapheme at `offset`, inside its block."""
        return min(grapheme_end(self.text, offset), self.block_at(offset).end)

    def before(self, offset: int) -> int:
        """Return the start of the last grapheme before `offset`, in the same block or an earlier one."""
        index = self.block_index(offset)
        block = self.block_at(offset)
        if offset <= block.start:
            if index == 0:
                return block.start
            block = self.blocks[index - 1].span
        return self._grapheme(min(offset, block.end) - 1, block)

    def _grapheme(self, offset: int, block: Span) -> int:
        return max(block.start, grapheme_start(self.text, offset))

    # Words

    def word_at(self, offset: int) -> Span:
        """Return the word, or the run of punctuation or white space, at `offset`."""
        block = self.block_at(offset)
        kind = self.kind(offset, block)
        start, count = offset, 0
        while start > block.start and count < LONGEST_WORD:
            earlier = self._grapheme(start - 1, block)
            if self.kind(earlier, block) != kind:
                break
            start, count = earlier, count + 1
        return Span(start, self.word_end(offset))

    def word_end(self, offset: int) -> int:
        """Return the end of the word, or of the run of punctuation or white space, at `offset`."""
        block = self.block_at(offset)
        kind = self.kind(offset, block)
        end, count = self.after(offset), 0
        while end < block.end and count < LONGEST_WORD and self.kind(end, block) == kind:
            end, count = min(grapheme_end(self.text, end), block.end), count + 1
        return end

    def kind(self, offset: int, block: Span) -> int:
        """Return `SPACE`, `WORD` or `OTHER`; apostrophes and hyphens inside a word belong to it."""
        character = self.text[offset] if offset < len(self.text) else " "
        if character.isalnum() or character == "_":
            return WORD
        if character.isspace():
            return SPACE
        inside = character in _JOINERS and block.start < offset < block.end - 1
        joined = inside and self.text[offset - 1].isalnum() and self.text[offset + 1].isalnum()
        return WORD if joined else OTHER

    # Sentences

    def sentence_at(self, offset: int) -> Span:
        """Return the sentence at `offset`, or the last one before it in its block."""
        sentences = self._sentences_near(offset)
        index = bisect_right(sentences, offset, key=lambda span: span.start) - 1
        return sentences[max(0, index)] if sentences else self.block_at(offset)

    def sentence_after(self, offset: int) -> Span | None:
        """Return the first sentence that begins after `offset`."""
        if not self.blocks:
            return None
        sentences = self._sentences_near(offset)
        index = bisect_right(sentences, offset, key=lambda span: span.start)
        if index < len(sentences):
            return sentences[index]
        beyond = sentences[-1].end if sentences else offset
        if beyond < self.block_at(offset).end:
            return self.sentence_at(self._next_text(beyond))
        number = self.block_index(offset) + 1
        return self.sentence_at(self.blocks[number].span.start) if number < len(self.blocks) else None

    def sentence_before(self, offset: int) -> Span | None:
        """Return the last sentence that begins before `offset`."""
        sentence = self.sentence_at(offset)
        if sentence.start < offset:
            return sentence
        return self.sentence_at(self.before(sentence.start)) if sentence.start > self.first else None

    def _sentences_near(self, offset: int) -> tuple[Span, ...]:
        return self._sentences.of_block(self.block_index(offset), offset) if self.blocks else ()

    def _next_text(self, offset: int) -> int:
        while offset < len(self.text) and self.text[offset].isspace():
            offset += 1
        return offset
