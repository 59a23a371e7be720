"""Finds a W3C text quote selector in a text: by the exact words, their context and a position hint."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, takewhile
from operator import eq

from reader.model.annotation import AnchorState, Placement
from reader.model.span import Span

_MOST = 1_000
"""The most occurrences that are compared."""
_WHITE = 8
"""In code points: besides twice the length of the context, so much white space is looked past."""


def seek(text: str, exact: str, prefix: str = "", suffix: str = "", hint: int | None = None) -> Placement:
    """Return the placement of the words: exact at the hint, moved elsewhere, or orphan.

    White space is ignored, because programs break lines differently. Of several occurrences the one with the most
    matching context wins, then the one nearest to `hint`, a code-point offset. Without a hint, a tie is an orphan.
    """
    if not exact.strip():
        return Placement(AnchorState.ORPHAN, None)
    before, behind = _packed(prefix)[::-1], _packed(suffix)
    ranked = sorted(
        (-_shared(text, place, before, behind), abs(place.start - hint) if hint is not None else 0, place)
        for place in _places(text, exact)
    )
    if not ranked or (len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]):
        return Placement(AnchorState.ORPHAN, None)
    place = ranked[0][2]
    is_exact = place.start == hint and place.of(text) == exact
    return Placement(AnchorState.EXACT if is_exact else AnchorState.MOVED, place)


def occurrences(text: str, words: str, stop: int | None = None) -> Iterator[int]:
    """Yield where the words begin in `text`, up to `stop`; occurrences may overlap. `words` is not empty."""
    at = text.find(words, 0, stop)
    while at >= 0:
        yield at
        at = text.find(words, at + 1, stop)


def _places(text: str, exact: str) -> list[Span]:
    found = [Span(at, at + len(exact)) for at in islice(occurrences(text, exact), _MOST)]
    loose = r"\s+".join(re.escape(word) for word in exact.split())
    return found or [Span(*match.span()) for match in re.finditer(loose, text)]


def _shared(text: str, place: Span, before: str, behind: str) -> int:
    """Count how many code points of the context are around a place.

    `before` runs backwards from it, and `behind` forwards; neither has white space.
    """
    left = _packed(text[max(0, place.start - 3 * len(before) - _WHITE) : place.start])
    right = _packed(text[place.end : place.end + 3 * len(behind) + _WHITE])
    return _common(left[::-1], before) + _common(right, behind)


def _common(one: str, other: str) -> int:
    return len(other) if one.startswith(other) else sum(takewhile(bool, map(eq, one, other)))


def _packed(text: str) -> str:
    """Return the text without white space."""
    return "".join(text.split())
