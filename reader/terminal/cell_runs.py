"""The runs of changed cells that update a row. Standard library only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import ne
from typing import NamedTuple

from reader.terminal.screen_buffer import UNKNOWN_CODE, CellRow, codes_of, is_continuation, style_of, unknown_row
from reader.terminal.sgr import DEFAULT_STYLE, CellStyle

BRIDGE = 4
"""The longest stretch of unchanged cells that is as cheap to write again as to skip."""
_CHANGED = b"\x01"
_STRETCH = re.compile(b"\x01+(?:\x00{1,%d}\x01+)*" % BRIDGE)
"""Changed cells, with short stretches of unchanged ones between them."""


class CellRun(NamedTuple):
    """Cells to write in one style, from column `x` of row `y` on."""

    y: int
    x: int
    codes: str
    style: CellStyle
    is_blank: bool
    """Whether it holds only spaces, which look the same in some other styles."""
    clears: bool = False
    """Whether to write it before all other runs of its row."""

    def looks_right_in(self, style: CellStyle) -> bool:
        """Return True if it looks the same when written in `style`."""
        return self.style is style or (self.is_blank and self.style.blank is style.blank)


def changed_runs(y: int, shown: CellRow, wanted: CellRow, left: int, right: int) -> Iterator[CellRun]:
    """Yield the runs that turn row `y` from `shown` into `wanted`, which differ only from `left` to `right`."""
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


def runs_from_first_change(y: int, shown: CellRow, wanted: CellRow) -> Iterator[CellRun]:
    """Yield runs for all known cells of `wanted` from the first changed one to the end of row `y`."""
    changed = next(changed_runs(y, shown, wanted, 0, len(wanted)), None)
    if changed is not None:
        yield from changed_runs(y, unknown_row(len(wanted)), wanted, changed.x, len(wanted))


def _is_known(changed: int, code: str) -> bool:
    return bool(changed) and code != UNKNOWN_CODE


def _style_for(codes: str) -> CellStyle:
    """Return the style to write the first of some cells in: a blank can often take the style of what follows."""
    style = style_of(codes[0]) or DEFAULT_STYLE
    space = codes_of(style).space
    after = codes.lstrip(space) if codes[0] == space else ""
    following = style_of(after[0]) if after else None
    return following if following is not None and following.blank is style else style


def _whole(row: CellRow, start: int, end: int) -> tuple[int, int]:
    """Extend a stretch to include both halves of the wide characters at its ends."""
    while start and is_continuation(row[start]):
        start -= 1
    while end < len(row) and is_continuation(row[end]):
        end += 1
    return start, end
