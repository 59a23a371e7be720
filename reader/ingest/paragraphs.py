"""Splits plain text into paragraphs: joins wrapped lines, and finds list items and quoted lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from reader.model.document import BlockKind

_LINE = re.compile("[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_ITEM = re.compile(r"(?:[-*+•‣◦▪–—~]|\d{1,3}[.)])[ \t\xa0]+(?=[^\s*_-])")
_SURE_ITEM = "•‣◦▪"
_CLOSING = ".!?…:。！？"
_AFTER_CLOSING = "\"'”’»“)]"

_NARROWEST, _WIDEST = 40, 110
_SAMPLE = 2_000
_SLACK = 15
_FILLED, _RUNNING_ON = 0.66, 0.3


class Paragraph(NamedTuple):
    """A part of the text that is one block, with what its lines alone show. Offsets are code points."""

    start: int
    end: int
    kind: BlockKind
    gap: bool
    """True after a blank line, and at the beginning."""


class SourceLine(NamedTuple):
    """A line without the white space around it; none is blank."""

    start: int
    end: int
    indent: int
    gap: bool


def closes(words: str) -> bool:
    """Return True if `words` end like a sentence, perhaps inside quotation marks or brackets."""
    return words.rstrip().rstrip(_AFTER_CLOSING).endswith(tuple(_CLOSING))


def paragraphs(text: str) -> list[Paragraph]:
    """Split `text` in linear time; only white space is outside the paragraphs."""
    lines = list(_lines(text))
    width = _wrap_width(text, lines)
    found: list[Paragraph] = []
    previous: SourceLine | None = None
    for line in lines:
        kind = _kind(text, line)
        if previous and not line.gap and _continues(text, found[-1], previous, line, kind, width):
            found[-1] = found[-1]._replace(end=line.end)
        else:
            found.append(Paragraph(line.start, line.end, kind, line.gap))
        previous = line
    return _without_lone_items(text, found)


def _lines(text: str) -> Iterator[SourceLine]:
    end_of_last = 0
    ends_between = 2
    for match in _LINE.finditer(text):
        start, end = match.span()
        ends_between += start - end_of_last
        end_of_last = end
        words = match[0]
        bare = words.lstrip()
        if bare:
            indent = len(words) - len(bare)
            yield SourceLine(start + indent, end - (len(bare) - len(bare.rstrip())), indent, ends_between > 1)
            ends_between = 0


def _kind(text: str, line: SourceLine) -> BlockKind:
    first = text[line.start]
    if first == ">":
        return BlockKind.BLOCK_QUOTE
    if (first in "-*+•‣◦▪–—~" or first.isdecimal()) and _ITEM.match(text, line.start, line.end):
        return BlockKind.LIST_ITEM
    return BlockKind.PARAGRAPH


def _continues(
    text: str, paragraph: Paragraph, previous: SourceLine, line: SourceLine, kind: BlockKind, width: int | None
) -> bool:
    """True if `line` belongs to the paragraph of the line before it."""
    if BlockKind.BLOCK_QUOTE in (kind, paragraph.kind):
        return kind is paragraph.kind
    fills = width is not None and _fills(text, previous, line, width)
    closed = closes(text[max(previous.start, previous.end - 8) : previous.end])
    if kind is BlockKind.LIST_ITEM:
        return fills and not closed and paragraph.kind is BlockKind.PARAGRAPH
    if not closed and text[line.start].islower():
        return True
    if paragraph.kind is BlockKind.LIST_ITEM and line.indent >= 2:
        return True
    return fills and line.indent < previous.indent + 2


def _fills(text: str, line: SourceLine, following: SourceLine, width: int) -> bool:
    """True if the next line's first word did not fit on this one, or hardly in mid-sentence."""
    first_word = text[following.start : min(following.end, following.start + width)].split(None, 1)[0]
    length = line.indent + line.end - line.start + 1 + len(first_word)
    return length > width or (length > width - _SLACK and not closes(text[line.start : line.end]))


def _wrap_width(text: str, lines: Sequence[SourceLine]) -> int | None:
    """The width at which the lines were wrapped by hand or by a mailer; None if each line is a paragraph.

    Wrapped lines have three features: none is long, nearly all are as full as they can be, and many end in
    mid-sentence.
    """
    pairs = [
        (one, other)
        for one, other in pairwise(lines[:_SAMPLE])
        if not other.gap and text[one.start] != ">" and _kind(text, other) is BlockKind.PARAGRAPH
    ]
    lengths = sorted(one.indent + one.end - one.start for one, _ in pairs)
    if not lengths:
        return None
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.98))]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    filled = sum(_fills(text, one, other, width) for one, other in pairs)
    running_on = sum(_runs_on(text, one, other) for one, other in pairs)
    enough = filled >= _FILLED * len(pairs) and running_on >= _RUNNING_ON * len(pairs)
    return width if enough else None


def _runs_on(text: str, line: SourceLine, following: SourceLine) -> bool:
    return not closes(text[line.start : line.end]) and not text[following.start].isupper()


def _without_lone_items(text: str, found: list[Paragraph]) -> list[Paragraph]:
    """Make list items without another beside them paragraphs: signatures, and lines of speech after a dash."""
    items = [paragraph.kind is BlockKind.LIST_ITEM for paragraph in found]
    for index, paragraph in enumerate(found):
        beside = (index and items[index - 1]) or (index + 1 < len(found) and items[index + 1])
        if items[index] and not beside and text[paragraph.start] not in _SURE_ITEM:
            found[index] = paragraph._replace(kind=BlockKind.PARAGRAPH)
    return found
