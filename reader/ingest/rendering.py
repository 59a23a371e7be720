"""Builds rendered prose: blocks with a blank line between, and markup as spans beside the text."""

from __future__ import annotations

import re

from reader.ingest.paragraphs import Paragraph
from reader.model.document import BlockKind, Markup, MarkupKind
from reader.model.span import Span
from reader.model.values import value_class

_SPACES = re.compile("[ \t\n\r\f]+")
_BETWEEN = "\n\n"

OpenMarkup = tuple[MarkupKind, int, str | None]
"""A markup without its end: kind, start, target."""


@value_class(frozen=True, slots=True)
class Heading:
    """A heading: the index of its paragraph, and its level from 1 to 6."""

    index: int
    level: int


class Rendering:
    """Takes words and markup in the order of the source; blocks without words leave no trace."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.headings: list[Heading] = []
        self.markups: list[Markup] = []
        self._parts: list[str] = []
        self._length = 0
        self._block: list[str] = []
        self._at = 0
        self._kind = BlockKind.PARAGRAPH
        self._level: int | None = None
        self._block_markups: list[Markup] = []

    @property
    def text(self) -> str:
        """The text of all finished blocks."""
        return "".join(self._parts)

    def begin(self, kind: BlockKind, level: int | None = None) -> None:
        """End the open block and begin another, which is a heading if it has a level from 1 to 6."""
        self.end()
        self._kind, self._level = kind, level

    def words(self, words: str) -> None:
        """Add prose, with its white space collapsed as in a browser."""
        words = _SPACES.sub(" ", words)
        if words.startswith(" ") and self._ends_in_space():
            words = words[1:]
        self.verbatim(words)

    def verbatim(self, words: str) -> None:
        """Add words unchanged."""
        if words:
            self._block.append(words)
            self._at += len(words)

    def line_break(self) -> None:
        """Begin a new line in the block."""
        if self._at:
            self.verbatim("\n")

    def begin_cell(self) -> None:
        """Separate a cell of a table from the one before it in its row."""
        if self._at:
            self.words(" · ")

    def open(self, kind: MarkupKind, target: str | None = None) -> OpenMarkup:
        """Begin a markup; pass the result to `close` at its end."""
        return kind, self._at, target

    def close(self, opened: OpenMarkup) -> None:
        """End a markup."""
        kind, start, target = opened
        if start < self._at:
            self._block_markups.append(Markup(Span(start, self._at), kind, target))

    def end(self) -> None:
        """End the open block; cut off the line ends around it, and spaces except those that indent code."""
        whole = "".join(self._block)
        cut = whole.lstrip("\n") if self._kind is BlockKind.CODE else whole.lstrip()
        lead = len(whole) - len(cut)
        block = cut.rstrip()
        if block:
            if self._level is not None:
                self.headings.append(Heading(len(self.paragraphs), self._level))
            if self._parts:
                self._add(_BETWEEN)
            start = self._length
            self._add(block)
            self.paragraphs.append(Paragraph(start, self._length, self._kind, True))
            self._keep_markups(start - lead, Span(start, self._length))
        self._block, self._at, self._block_markups = [], 0, []
        self._kind, self._level = BlockKind.PARAGRAPH, None

    def _add(self, part: str) -> None:
        self._parts.append(part)
        self._length += len(part)

    def _keep_markups(self, by: int, block: Span) -> None:
        for markup in self._block_markups:
            start = max(block.start, markup.span.start + by)
            end = min(block.end, markup.span.end + by)
            if start < end:
                self.markups.append(Markup(Span(start, end), markup.kind, markup.target))

    def _ends_in_space(self) -> bool:
        return not self._block or self._block[-1][-1] in " \n"
