"""Splitting text into terminal cells. The caller supplies grapheme widths."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from reader.text.layout.wrap import one_cell_each

Graphemes = Callable[[str], Sequence[tuple[int, int, int]]]
"""Splits a string into graphemes without gaps: start and end in code points, width in cells."""

CONTINUATION = ""
"""Text of the second cell of a wide character."""
UNKNOWN = "\x00"
"""Text of a cell whose contents are unknown."""

_NO_CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)])
"""Removes control characters, by `str.translate`."""
_WIDE = "\u3001-\u3029\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e"
"""Characters two cells wide on every terminal. Terminals disagree on the width of everything that is neither these
nor one cell wide: emoji, joined and combining characters, rare scripts."""


def add_cells(cells: list[str], text: str, graphemes: Graphemes) -> None:
    """Append the text of each cell that `text` fills; combining characters join the cell before them.

    `CONTINUATION` follows a wide character. Control characters are dropped.
    """
    if one_cell_each(text):
        cells.extend(text)
        return
    for start, end, width in graphemes(text):
        cluster = text[start:end].translate(_NO_CONTROLS)
        if width:
            cells.append(cluster or " ")
            cells.extend([CONTINUATION] * (width - 1))
        elif cluster and cells:
            lead = len(cells) - 1
            while lead and cells[lead] == CONTINUATION:
                lead -= 1
            cells[lead] += cluster


def is_ambiguous_width(text: str) -> bool:
    """Return True if terminals may disagree about the cursor's position after `text`."""
    others = [each for each in text if each != UNKNOWN and not one_cell_each(each)]
    return bool(others) and not re.fullmatch(f"[{_WIDE}]*", "".join(others))
