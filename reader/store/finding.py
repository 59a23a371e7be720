"""The plainest way to find words of one text in another: where they stood, or the only place where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from reader.model.annotation import Anchor, AnchorState, Placement
from reader.model.span import Span

_CONTEXT = 64


def anchor_of(text: str, span: Span) -> Anchor:
    """The anchor of some words."""
    before, exact = text[max(0, span.start - _CONTEXT) : span.start], span.of(text)
    ordinal, at = 0, text.find(exact) if exact else -1
    while 0 <= at < span.start:
        ordinal, at = ordinal + 1, text.find(exact, at + 1)
    return Anchor(span, exact, before, text[span.end : span.end + _CONTEXT], ordinal)


def place_all(anchors: Sequence[Anchor], old_text: str, text: str) -> list[Placement]:
    """What became of each of some anchors made in `old_text` in `text`: exact, moved, or orphaned."""
    return [_place(anchor, text) for anchor in anchors]


def place_offset(offset: int, old_text: str, text: str) -> int:
    """Where a place, a code-point offset of `old_text`, is in `text`."""
    return min(offset, len(text))


def _place(anchor: Anchor, text: str) -> Placement:
    if anchor.span.end <= len(text) and anchor.span.of(text) == anchor.exact:
        return Placement(AnchorState.EXACT, anchor.span)
    at = text.find(anchor.exact) if anchor.exact else -1
    if at < 0 or text.find(anchor.exact, at + 1) >= 0:
        return Placement(AnchorState.ORPHAN, None)
    return Placement(AnchorState.MOVED, Span(at, at + len(anchor.exact)))
