"""What of a row is to be written: stretches of changed cells in one pen. Standard library alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import ne
from typing import NamedTuple

from reader.terminal.screen_buffer import NOBODY_KNOWS, Row, are_unsure, is_rest, pen_in, signs_of, unknown
from reader.terminal.sgr import DEFAULT, Pen

BRIDGE = 4
"""The longest stretch of unchanged cells that costs no more to write again than to step over."""
_CHANGED = b"\x01"
_STRETCH = re.compile(b"\x01+(?:\x00{1,%d}\x01+)*" % BRIDGE)
"""Changed cells, and those between them that are bridged."""


class Run(NamedTuple):
    """Cells to be written in one pen, from a column of a row on."""

    y: int
    x: int
    signs: str
    pen: Pen
    is_blank: bool
    """Whether there is nothing in it but spaces, which look the same in other pens."""
    clears: bool = False
    """Whether it is to be written before all others of its row."""

    def looks_right_in(self, pen: Pen) -> bool:
        """Whether it may be written in a pen."""
        return self.pen is pen or (self.is_blank and self.pen.blank is pen.blank)


def runs_of(y: int, shown: Row, wanted: Row, left: int, right: int) -> Iterator[Run]:
    """What makes row `y` look as `wanted`, which differs from what is shown between two columns."""
    changed = bytes(map(ne, shown[left:right], wanted[left:right]))
    if NOBODY_KNOWS in wanted:
        changed = bytes(map(_is_known, changed, wanted[left:right]))
    at = changed.find(_CHANGED)
    while at >= 0:
        pen = _pen_for(wanted[left + at :])
        rest = wanted[left + at : right]
        stop = at + len(rest) - len(rest.lstrip(signs_of(pen).worn))
        for stretch in _STRETCH.finditer(changed, at, stop):
            first, last = _whole(wanted, left + stretch.start(), left + stretch.end())
            signs = wanted[first:last]
            yield Run(y, first, signs, pen, not signs.strip(signs_of(pen).space))
        at = changed.find(_CHANGED, stop)


def clearing(y: int, left: int, empty: Row, pen: Pen) -> Run:
    """What clears the cells of a row from a column on, in a pen that can erase."""
    return Run(y, left, empty, pen, is_blank=True, clears=True)


def rest_of(y: int, shown: Row, wanted: Row) -> Iterator[Run]:
    """All that is known of row `y` from the first cell on that is not as it is wanted."""
    changed = next(runs_of(y, shown, wanted, 0, len(wanted)), None)
    if changed is not None:
        yield from runs_of(y, unknown(len(wanted)), wanted, changed.x, len(wanted))


def is_unsure(shown: Row, wanted: Row) -> bool:
    """Whether terminals may disagree about where something stands in a row, before or after it is changed."""
    return are_unsure(shown) or are_unsure(wanted)


def _is_known(changed: int, sign: str) -> bool:
    return bool(changed) and sign != NOBODY_KNOWS


def _pen_for(signs: str) -> Pen:
    """The pen to write the first of some cells in: for a blank, that of what follows will often do."""
    pen = pen_in(signs[0]) or DEFAULT
    space = signs_of(pen).space
    after = signs.lstrip(space) if signs[0] == space else ""
    following = pen_in(after[0]) if after else None
    return following if following is not None and following.blank is pen else pen


def _whole(row: Row, start: int, end: int) -> tuple[int, int]:
    """The stretch with both halves of the wide characters at its ends."""
    while start and is_rest(row[start]):
        start -= 1
    while end < len(row) and is_rest(row[end]):
        end += 1
    return start, end
