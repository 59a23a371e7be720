"""Text as the cells it fills. How wide a grapheme is, is handed in; standard library alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

Graphemes = Callable[[str], Sequence[tuple[int, int, int]]]
"""A string cut into graphemes without gaps: first code point, the one after the last, width in cells."""

REST = ""
"""The second cell of a wide character."""
UNKNOWN = "\x00"
"""Stands for a cell of which nobody knows what it shows."""

_RANGES = (
    *((0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x2FF), (0x370, 0x373), (0x388, 0x38A), (0x391, 0x3A1), (0x3A3, 0x482)),
    *((0x2010, 0x2027), (0x2030, 0x205E), (0x20A0, 0x20BF), (0x2190, 0x2193), (0x2400, 0x2426)),
    *((0x2500, 0x25FC), (0x2691, 0x2691), (0xFFFD, 0xFFFD)),
)
_NARROW = frozenset(chr(code) for first, last in _RANGES for code in range(first, last + 1))
"""One cell each, on every terminal."""
_WIDE = "\u3001-\u3029\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e"
"""Two cells each, on every terminal. Of the rest terminals do not agree how far it moves the cursor: emoji,
joined and combining characters, rare scripts."""


def add_cells(cells: list[str], text: str, graphemes: Graphemes) -> None:
    """Add what stands in each cell that `text` fills; what combines with a cell before it goes into that.

    A wide character is followed by `REST`. Control characters, which have no place in a cell, are left out.
    """
    if are_narrow(text):
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


def are_narrow(text: str) -> bool:
    """Whether each code point of `text` fills one cell on every terminal."""
    return _NARROW.issuperset(text)


def unsure(text: str) -> bool:
    """Whether terminals may disagree about where the cursor stands after `text`."""
    others = set(text) - _NARROW - {UNKNOWN}
    return bool(others) and not re.fullmatch(f"[{_WIDE}]*", "".join(others))


def _is_control(character: str) -> bool:
    return character < " " or "\x7f" <= character < "\xa0"
