"""Which lines of a list belong to which row; nothing is drawn here."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Self


class RowPositions:
    """The positions of rows one below the other, each at least one line high. Rows and lines count from 0."""

    def __init__(self, ends: Sequence[int], gap: int = 0) -> None:
        """`ends` holds the line after each row; the last `gap` lines of the last row are left out."""
        self._ends = ends
        self.count = len(ends)
        """The number of rows."""
        self.total = ends[-1] - gap if ends else 0
        """The number of lines they fill."""

    @classmethod
    def equal(cls, count: int, height: int, gap: int = 0) -> Self:
        """`count` rows of `height` lines each, of which the last `gap` are empty."""
        return cls(range(height, count * height + 1, height), gap)

    @classmethod
    def of_heights(cls, heights: Iterable[int]) -> Self:
        """Rows of the given heights in lines."""
        return cls(list(accumulate(heights)))

    def top(self, index: int) -> int:
        """Return the first line of a row."""
        return self._ends[index - 1] if index else 0

    def bottom(self, index: int) -> int:
        """Return the line after a row."""
        return min(self._ends[index], self.total)

    def at(self, line: int) -> int:
        """Return the row that a line belongs to, or the nearest row. There must be a row."""
        return max(0, min(bisect_right(self._ends, line), self.count - 1))
