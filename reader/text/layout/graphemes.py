"""Where one user-perceived character ends and the next begins, after Unicode Standard Annex #29.

The extended grapheme clusters of section 3.1.1 of the annex, from the general categories that the standard
library knows: combining marks, joined emoji, flags, Hangul syllables, CR LF. Of the rules, GB9c (conjuncts of
Indic scripts) is left out.
"""

from __future__ import annotations

import unicodedata
from enum import Enum
from functools import lru_cache


class _Break(Enum):
    """The values of Grapheme_Cluster_Break that the rules tell apart."""

    OTHER = 0
    CONTROL = 1
    EXTEND = 2
    """With the spacing marks: nothing breaks before either."""
    JOINER = 3
    PREPEND = 4
    REGIONAL = 5
    PICTOGRAPH = 6
    L, V, T, LV, LVT = 7, 8, 9, 10, 11


_PREPENDED = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
_EXTENDING = frozenset("\u200c\uff9e\uff9f\u0e33\u0eb3")
_RANGES = (
    (0x1100, 0x115F, _Break.L),
    (0xA960, 0xA97C, _Break.L),
    (0x1160, 0x11A7, _Break.V),
    (0xD7B0, 0xD7C6, _Break.V),
    (0x11A8, 0x11FF, _Break.T),
    (0xD7CB, 0xD7FB, _Break.T),
    (0x1F1E6, 0x1F1FF, _Break.REGIONAL),
    (0x1F3FB, 0x1F3FF, _Break.EXTEND),
    (0xE0020, 0xE007F, _Break.EXTEND),
    (0x2190, 0x21FF, _Break.PICTOGRAPH),
    (0x2300, 0x23FF, _Break.PICTOGRAPH),
    (0x25AA, 0x27BF, _Break.PICTOGRAPH),
    (0x2934, 0x2935, _Break.PICTOGRAPH),
    (0x2B00, 0x2BFF, _Break.PICTOGRAPH),
    (0x1F000, 0x1FAFF, _Break.PICTOGRAPH),
    (0x1FC00, 0x1FFFD, _Break.PICTOGRAPH),
)
_LONE_PICTOGRAPHS = frozenset("©®‼⁉™ℹⓂ〰〽㊗㊙")
_HANGUL_FOLLOWS = {
    _Break.L: (_Break.L, _Break.V, _Break.LV, _Break.LVT),
    _Break.LV: (_Break.V, _Break.T),
    _Break.V: (_Break.V, _Break.T),
    _Break.LVT: (_Break.T,),
    _Break.T: (_Break.T,),
}
_PLAIN = "\u0300"
"""Below it, only CR LF holds together."""


def grapheme_start(text: str, offset: int) -> int:
    """The first code point of the grapheme that the one at `offset` belongs to; the length beyond the end."""
    offset = max(0, min(offset, len(text)))
    while not is_boundary(text, offset):
        offset -= 1
    return offset


def grapheme_end(text: str, offset: int) -> int:
    """The code point after the grapheme that the code point at `offset` belongs to, at most the length."""
    offset = min(offset + 1, len(text))
    while not is_boundary(text, offset):
        offset += 1
    return offset


def is_boundary(text: str, offset: int) -> bool:
    """Whether a grapheme may begin at `offset`: at both ends of the text, and wherever the rules do not forbid."""
    if offset <= 0 or offset >= len(text):
        return True
    before, after = text[offset - 1], text[offset]
    if after < _PLAIN and (before < _PLAIN or after < " "):
        return not (before == "\r" and after == "\n")
    left, right = _break_of(before), _break_of(after)
    if _Break.CONTROL in (left, right):
        return True
    if right in (_Break.EXTEND, _Break.JOINER) or left is _Break.PREPEND:
        return False
    if left in _HANGUL_FOLLOWS:
        return right not in _HANGUL_FOLLOWS[left]
    if left is _Break.JOINER and right is _Break.PICTOGRAPH:
        return not _joins_pictograph(text, offset - 2)
    if left is _Break.REGIONAL and right is _Break.REGIONAL:
        return _regional_before(text, offset) % 2 == 0
    return True


def _joins_pictograph(text: str, last: int) -> bool:
    """Whether the code points up to `last` end in a pictograph and what extends it."""
    while last >= 0 and _break_of(text[last]) is _Break.EXTEND:
        last -= 1
    return last >= 0 and _break_of(text[last]) is _Break.PICTOGRAPH


def _regional_before(text: str, offset: int) -> int:
    first = offset
    while first > 0 and _break_of(text[first - 1]) is _Break.REGIONAL:
        first -= 1
    return offset - first


@lru_cache(maxsize=4096)
def _break_of(character: str) -> _Break:
    code = ord(character)
    if character == "\u200d":
        return _Break.JOINER
    if character in _EXTENDING:
        return _Break.EXTEND
    if character in _PREPENDED:
        return _Break.PREPEND
    if 0xAC00 <= code <= 0xD7A3:
        return _Break.LV if (code - 0xAC00) % 28 == 0 else _Break.LVT
    if character in _LONE_PICTOGRAPHS:
        return _Break.PICTOGRAPH
    for first, last, kind in _RANGES:
        if first <= code <= last:
            return kind
    category = unicodedata.category(character)
    if category[0] == "M":
        return _Break.EXTEND
    return _Break.CONTROL if category in ("Cc", "Cf", "Cs", "Zl", "Zp") else _Break.OTHER
