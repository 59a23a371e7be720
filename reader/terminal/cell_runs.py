"""What of a row is to be written: stretches of changed cells in one pen. Standard library alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import ne
from typing import NamedTuple

from reader.terminal.screen_buffer import (
    UNKNOWN_CODE,
    CellRow,
    codes_of,
    has_ambiguous_width,
    is_continuation,
    style_of,
    unknown_row,
)
from reader.terminal.sgr import DEFAULT_STYLE, CellStyle

BRIDGE = 4
"""The longest stretch of unchanged cells that costs no more to write again than to step over."""
_CHANGED = b"\x01"
_STRETCH = re.compile(b"\x01+(?:\x00{1,%d}\x01+)*" % BRIDGE)
"""Changed cells, and those between them that are bridged."""


class CellRun(NamedTuple):
    """Cells to be written in one pen, from a column of a row on."""

    y: int
    x: int
    codes: str
    style: CellStyle
    is_blank: bool
    """Whether there is nothing in it but spaces, which look the same in other pens."""
    clears: bool = False
    """Whether it is to be written before all others of its row."""

    def looks_right_in(self, style: CellStyle) -> bool:
        """Whether it may be written in a pen."""
        return self.style is style or (self.is_blank and self.style.blank is style.blank)


def changed_runs(y: int, shown: CellRow, wanted: CellRow, left: int, right: int) -> Iterator[CellRun]:
    """What makes row `y` look as `wanted`, which differs from what is shown between two columns."""
    changed = bytes(map(ne, shown[left:right], wanted[left:right]))
    if UNKNOWN_CODE in wanted:
        changed = bytes(map(_is_known, changed, wanted[left:right]))
    at = changed.find(_CHANGED)
    while at >= 0:
        style = _style_for(wanted[left + at :])
        rest = wanted[left + at : right]
        stop = at + len(rest) - len(rest.lstrip(codes_of(style).compatible))
        for stretch in _STRETCH.finditer(changed, at, stop):
            first, last = _whole(wanted, left + stretch.start(), left + stretch.end())
            codes = wanted[first:last]
            yield CellRun(y, first, codes, style, not codes.strip(codes_of(style).space))
        at = changed.find(_CHANGED, stop)


def clearing_run(y: int, left: int, empty: CellRow, style: CellStyle) -> CellRun:
    """What clears the cells of a row from a column on, in a pen that can erase."""
    return CellRun(y, left, empty, style, is_blank=True, clears=True)


def runs_from_first_change(y: int, shown: CellRow, wanted: CellRow) -> Iterator[CellRun]:
    """All that is known of row `y` from the first cell on that is not as it is wanted."""
    changed = next(changed_runs(y, shown, wanted, 0, len(wanted)), None)
    if changed is not None:
        yield from changed_runs(y, unknown_row(len(wanted)), wanted, changed.x, len(wanted))


def is_unsure(shown: CellRow, wanted: CellRow) -> bool:
    """Whether terminals may disagree about where something stands in a row, before or after it is changed."""
    return has_ambiguous_width(shown) or has_ambiguous_width(wanted)


def _is_known(changed: int, code: str) -> bool:
    return bool(changed) and code != UNKNOWN_CODE


def _style_for(codes: str) -> CellStyle:
    """The pen to write the first of some cells in: for a blank, that of what follows will often do."""
    style = style_of(codes[0]) or DEFAULT_STYLE
    space = codes_of(style).space
    after = codes.lstrip(space) if codes[0] == space else ""
    following = style_of(after[0]) if after else None
    return following if following is not None and following.blank is style else style


def _whole(row: CellRow, start: int, end: int) -> tuple[int, int]:
    """The stretch with both halves of the wide characters at its ends."""
    while start and is_continuation(row[start]):
        start -= 1
    while end < len(row) and is_continuation(row[end]):
        end += 1
    return start, end
