"""Anchors: words of one version of a text with what it takes to find them again in another.

An anchor's words are its own to the letter: where a space, a line break or a mark inside them has changed, or the
quotation marks about them, they are other words, and a person decides. `reader.text.anchoring.reanchoring` looks
for them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.model.annotation import Anchor, Placement
from reader.model.span import Span

CONTEXT = 64
"""How much of what surrounds the words an anchor keeps, in code points on either side."""
_LEAST = 24
"""How much of it is kept at least before it is cut at the edge of a sentence."""
_SENTENCE_EDGE = re.compile(r"[.!?…][\"'”’»)\]]*\s+|\n\s*")
_WORD_EDGE = re.compile(r"(?<=\s)(?=\S)|(?<=\w)(?=\W)")


def anchor_of(text: str, span: Span) -> Anchor:
    """The anchor of some words. Context is cut at the edge of a sentence where one is in reach, else of a word."""
    exact = span.of(text)
    return Anchor(
        span, exact, _before(text, span.start), _after(text, span.end), ordinal_of(text, exact, span.start)
    )


def place_all(anchors: Sequence[Anchor], old_text: str, text: str) -> list[Placement]:
    """What became of each of some anchors made in `old_text` in `text`."""
    # Imported here because the aligner costs more to load than everything else in this module's reach.
    from reader.text.anchoring.reanchoring import Placer

    placer = Placer(old_text, text)
    return [placer.place(anchor) for anchor in anchors]


def place_offsets(offsets: Sequence[int], old_text: str, text: str) -> list[int]:
    """Where places, code-point offsets of `old_text`, are in `text`: there, or at the end of what stood before."""
    from reader.text.anchoring.alignment import Alignment

    alignment = Alignment(old_text, text)
    return [alignment.near(offset) for offset in offsets]


def ordinal_of(text: str, exact: str, start: int) -> int:
    """How many places of `text` before `start` hold the same words."""
    count = 0
    at = text.find(exact, 0, start - 1 + len(exact)) if exact and start else -1
    while at >= 0:
        count += 1
        at = text.find(exact, at + 1, start - 1 + len(exact))
    return count


def _before(text: str, start: int) -> str:
    begin = max(0, start - CONTEXT)
    window = text[begin:start]
    if begin == 0:
        return window
    edges = [edge.end() for edge in _SENTENCE_EDGE.finditer(window)] + [
        edge.start() for edge in _WORD_EDGE.finditer(window)
    ][:1]
    return window[next((edge for edge in edges if len(window) - edge >= _LEAST), 0) :]


def _after(text: str, end: int) -> str:
    window = text[end : end + CONTEXT]
    if end + CONTEXT >= len(text):
        return window
    edges = [edge.start() for edge in _WORD_EDGE.finditer(window)][-1:] + [
        edge.end() for edge in _SENTENCE_EDGE.finditer(window)
    ]
    return window[: next((edge for edge in reversed(edges) if edge >= _LEAST), CONTEXT)]
