"""Anchors: words of one version of a text, with the context needed to find them in another version.

The words must match exactly. If a space, a line break, a mark inside them or the quotation marks around them
changed, they count as changed and the user decides. `reader.text.anchoring.reanchoring` looks for them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.model.annotation import Anchor, Placement
from reader.model.span import Span
from reader.text.anchoring.quote_selector import occurrences

CONTEXT = 64
"""The most code points of context that an anchor keeps on each side."""
_LEAST = 24
"""The least context that is kept when it is cut at a sentence boundary."""
_SENTENCE_EDGE = re.compile(r"[.!?…][\"'”’»)\]]*\s+|\n\s*")
_WORD_EDGE = re.compile(r"(?<=\s)(?=\S)|(?<=\w)(?=\W)")


def anchor_of(text: str, span: Span) -> Anchor:
    """Return the anchor of a span. Context is cut at a sentence boundary if one is near, else at a word."""
    exact = span.of(text)
    return Anchor(
        span, exact, _before(text, span.start), _after(text, span.end), ordinal_of(text, exact, span.start)
    )


def place_all(anchors: Sequence[Anchor], old_text: str, text: str) -> list[Placement]:
    """Find anchors made in `old_text` in `text`; return the placement of each."""
    # Imported here because the alignment loads a library that most starts do not need.
    from reader.text.anchoring.reanchoring import Placer

    placer = Placer(old_text, text)
    return [placer.place(anchor) for anchor in anchors]


def place_offsets(offsets: Sequence[int], old_text: str, text: str) -> list[int]:
    """Map code-point offsets of `old_text` to `text`; lost ones move to the end of what precedes them."""
    from reader.text.anchoring.alignment import Alignment

    alignment = Alignment(old_text, text)
    return [alignment.near(offset) for offset in offsets]


def ordinal_of(text: str, exact: str, start: int) -> int:
    """Count the earlier occurrences of the same words."""
    before = occurrences(text, exact, start - 1 + len(exact)) if exact and start else ()
    return sum(1 for _ in before)


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
