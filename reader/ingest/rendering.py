"""Rendered prose built piece by piece: blocks parted by a blank line, markup kept as spans beside the text."""

from __future__ import annotations

import re

from reader.ingest.paragraphs import Paragraph
from reader.model.document import BlockKind, Markup, MarkupKind
from reader.model.span import Span

_SPACES = re.compile("[ \t\n\r\f]+")
_BETWEEN = "\n\n"

Open = tuple[MarkupKind, int, str | None]
"""A markup whose end has not come yet: kind, start, target."""


class Rendering:
    """Takes words and marks in the order of the source; blocks without words leave no trace."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.markups: list[Markup] = []
        self._parts: list[str] = []
        self._length = 0
        self._block: list[str] = []
        self._at = 0
        self._kind = BlockKind.PARAGRAPH
        self._block_markups: list[Markup] = []

    @property
    def text(self) -> str:
        """The text of all blocks that are ended."""
        return "".join(self._parts)

    def begin(self, kind: BlockKind) -> None:
        """Begin a block, and end the one before it."""
        self.end()
        self._kind = kind

    def words(self, words: str) -> None:
        """Add prose, its white space collapsed as a browser does."""
        words = _SPACES.sub(" ", words)
        if words.startswith(" ") and self._ends_in_space():
            words = words[1:]
        self.verbatim(words)

    def verbatim(self, words: str) -> None:
        """Add words as they stand."""
        if words:
            self._block.append(words)
            self._at += len(words)

    def line_break(self) -> None:
        """Begin a new line in the block."""
        if self._at:
            self.verbatim("\n")

    def part(self) -> None:
        """Part the cells of a table's row."""
        if self._at:
            self.words(" · ")

    def open(self, kind: MarkupKind, target: str | None = None) -> Open:
        """Where a markup begins; hand it to `close` where it ends."""
        return kind, self._at, target

    def close(self, opened: Open) -> None:
        """End a markup."""
        kind, start, target = opened
        if start < self._at:
            self._block_markups.append(Markup(Span(start, self._at), kind, target))

    def end(self) -> None:
        """End the block. Line ends around it are cut off; so are spaces, but not those that indent code."""
        whole = "".join(self._block)
        cut = whole.lstrip("\n") if self._kind is BlockKind.CODE else whole.lstrip()
        lead = len(whole) - len(cut)
        block = cut.rstrip()
        if block:
            if self._parts:
                self._add(_BETWEEN)
            start = self._length
            self._add(block)
            self.paragraphs.append(Paragraph(start, self._length, self._kind, True))
            self._keep_markups(start - lead, Span(start, self._length))
        self._block, self._at, self._block_markups = [], 0, []
        self._kind = BlockKind.PARAGRAPH

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
