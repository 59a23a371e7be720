"""Text as the cells it fills. How wide a grapheme is, is handed in; standard library alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

Graphemes = Callable[[str], Sequence[tuple[int, int, int]]]
"""A string cut into graphemes without gaps: first code point, the one after the last, width in cells."""

REST = ""
"""The second cell of a wide character."""

_NARROW = re.compile(
    "[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0373\u0386\u0388-\u038a\u0391-\u03a1\u03a3-\u0482"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u2193\u2400-\u2426\u2500-\u25fc\u2691\ufffd]*"
)
"""One cell each, on every terminal."""
_UNSURE = re.compile(
    "[^\x00-\u02ff\u0370-\u0373\u0386-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u2193\u2400-\u2426"
    "\u2500-\u25fc\u2691\ufffd\u3001-\u3029\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e]"
)
"""Terminals do not agree how far these move the cursor: emoji, joined and combining characters, rare scripts."""


def add_cells(cells: list[str], text: str, graphemes: Graphemes) -> None:
    """Add what stands in each cell that `text` fills; what combines with a cell before it goes into that.

    A wide character is followed by `REST`. Control characters, which have no place in a cell, are left out.
    """
    if _NARROW.fullmatch(text):
        cells.extend(text)
        return
    for start, end, width in graphemes(text):
        cluster = "".join(character for character in text[start:end] if not _is_control(character))
        if width:
            cells.append(cluster or " ")
            cells.extend([REST] * (width - 1))
        elif cluster and cells:
            lead = len(cells) - 1
            while lead and cells[lead] == REST:
                lead -= 1
            cells[lead] += cluster


def unsure(text: str) -> bool:
    """Whether terminals may disagree about where the cursor stands after `text`."""
    return not text.isascii() and _UNSURE.search(text) is not None


def _is_control(character: str) -> bool:
    return character < " " or "\x7f" <= character < "\xa0"
