"""Text as the cells it fills. How wide a grapheme is, is handed in."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from reader.text.layout.wrap import one_cell_each

Graphemes = Callable[[str], Sequence[tuple[int, int, int]]]
"""A string cut into graphemes without gaps: first code point, the one after the last, width in cells."""

CONTINUATION = ""
"""The second cell of a wide character."""
UNKNOWN = "\x00"
"""Stands for a cell of which nobody knows what it shows."""

_WIDE = "\u3001-\u3029\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e"
"""Two cells each, on every terminal. Of what fills neither two nor one, terminals do not agree how far it moves
the cursor: emoji, joined and combining characters, rare scripts."""


def add_cells(cells: list[str], text: str, graphemes: Graphemes) -> None:
    """Add what stands in each cell that `text` fills; what combines with a cell before it goes into that.

    `CONTINUATION` follows a wide character. Control characters are left out.
    """
    if one_cell_each(text):
        cells.extend(text)
        return
    for start, end, width in graphemes(text):
        cluster = "".join(character for character in text[start:end] if not _is_control(character))
        if width:
            cells.append(cluster or " ")
            cells.extend([CONTINUATION] * (width - 1))
        elif cluster and cells:
            lead = len(cells) - 1
            while lead and cells[lead] == CONTINUATION:
                lead -= 1
            cells[lead] += cluster


def is_ambiguous_width(text: str) -> bool:
    """Whether terminals may disagree about where the cursor stands after `text`."""
    others = [each for each in text if each != UNKNOWN and not one_cell_each(each)]
    return bool(others) and not re.fullmatch(f"[{_WIDE}]*", "".join(others))


def _is_control(character: str) -> bool:
    return character < " " or "\x7f" <= character < "\xa0"
