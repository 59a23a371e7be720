"""Where the rows of a list stand: which lines belong to which row, without drawing any."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Protocol

from reader.model.values import value_class


class RowPositions(Protocol):
    """Rows one below the other, each of one or more lines, counted from 0."""

    @property
    def count(self) -> int:
        """How many rows there are."""

    @property
    def total(self) -> int:
        """How many lines they fill."""

    def top(self, index: int) -> int:
        """The first line of a row."""

    def at(self, line: int) -> int:
        """The row that a line belongs to; the nearest one for lines outside. There must be a row."""


@value_class(frozen=True, slots=True)
class EqualRows:
    """`count` rows of `height` lines each, `gap` lines of it empty and left out after the last row."""

    count: int
    height: int
    gap: int = 0

    @property
    def total(self) -> int:
        """How many lines they fill."""
        return max(0, self.count * self.height - self.gap)

    def top(self, index: int) -> int:
        """The first line of a row."""
        return index * self.height

    def at(self, line: int) -> int:
        """The row that a line belongs to."""
        return max(0, min(line // self.height, self.count - 1))


class VariableRows:
    """Rows of the given heights in lines, at least one each."""

    def __init__(self, heights: Iterable[int]) -> None:
        self._bottoms = list(accumulate(heights))

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._bottoms)

    @property
    def total(self) -> int:
        """How many lines they fill."""
        return self._bottoms[-1] if self._bottoms else 0

    def top(self, index: int) -> int:
        """The first line of a row."""
        return self._bottoms[index - 1] if index else 0

    def at(self, line: int) -> int:
        """The row that a line belongs to."""
        return max(0, min(bisect_right(self._bottoms, line), self.count - 1))
