"""Graphemes: the user-perceived characters of a text, which carets, selections and rows never cut.

They are the extended grapheme clusters of Unicode Standard Annex #29, as `\\X` of the `regex` module finds them.
Text in which nothing can join its neighbours is recognised without `regex`, which takes longer to import than
the first picture can wait.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_SEPARATE = (
    r"[\x00-\x0c\x0e-\u02ff\u0370-\u0482\u048a-\u0590\u0620-\u064a\u1e00-\u200b\u200e-\u20cf\u2100-\u2cee"
    r"\u2e00-\u3029\u3030-\u3098\u309b-\ua66e\uac00-\ud7a3\uf900-\ufb1d\ufb1f-\ufdff\ufe30-\uff9d\ufffd"
    "\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff]*"
)
"""Code points that are graphemes of their own among each other; not all there are. Compiling it takes 3 ms."""


def graphemes(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each grapheme of `text` begins and ends, without gaps, in code points."""
    lengths = map(len, text if all_separate(text) else _cluster().findall(text))
    return pairwise((0, *accumulate(lengths)))


def grapheme_start(text: str, offset: int) -> int:
    """Return the first code point of the grapheme that holds `offset`; the length of `text` beyond its end."""
    offset = max(0, min(offset, len(text)))
    while not is_boundary(text, offset):
        offset -= 1
    return offset


def grapheme_end(text: str, offset: int) -> int:
    """Return the code point after the grapheme that holds `offset`, at most the length of `text`."""
    if is_boundary(text, offset + 1):
        return min(offset + 1, len(text))
    match = _cluster().match(text, offset)
    return match.end() if match else len(text)


def is_boundary(text: str, offset: int) -> bool:
    """Return True if a grapheme begins or ends at `offset`, as at both ends of the text."""
    if offset <= 0 or offset >= len(text):
        return True
    around = text[offset - 1 : offset + 1]
    if (around.isascii() and around != "\r\n") or all_separate(around):
        return True
    # A match looks at what stands before it, so one code point decides.
    match = _cluster().match(text, offset - 1, offset + 1)
    return match is None or match.end() == offset


def all_separate(text: str) -> bool:
    """Return True if every code point of `text` is certainly a grapheme of its own."""
    return re.fullmatch(_SEPARATE, text) is not None


@cache
def _cluster() -> regex.Pattern[str]:
    import regex

    return regex.compile(r"\X")
