"""Layers of styled spans over one text, and the runs of a row that they add up to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from reader.model.span import Span
from reader.model.values import value_class


class Mark(NamedTuple):
    """A span of the text and the name of the style that it wears."""

    span: Span
    style: str


class Run(NamedTuple):
    """The code points `start` up to `end`, all of which wear the same styles, lowest layer first."""

    start: int
    end: int
    styles: tuple[str, ...]


@value_class(frozen=True, slots=True)
class Layer:
    """A named list of marks. Make it with `layer`, which brings the marks into order.

    ```
    text      T h e   r e p o r t
    marks     └───────── a ─────┘
                      └── b ────┘
    runs      (0, 4, a) (4, 10, a b)
    ```
    """

    name: str
    marks: tuple[Mark, ...]
    starts: tuple[int, ...]
    ends_so_far: tuple[int, ...]

    def within(self, window: Span) -> Iterator[Mark]:
        """The marks that share at least one code point with `window`, in the order of the text."""
        first = bisect_right(self.ends_so_far, window.start)
        for index in range(first, bisect_left(self.starts, window.end)):
            if self.marks[index].span.end > window.start:
                yield self.marks[index]


def layer(name: str, marks: Iterable[Mark]) -> Layer:
    """A layer of the marks that are not empty, longer ones below shorter ones that begin with them."""
    ordered = tuple(sorted((m for m in marks if m.span), key=lambda m: (m.span.start, -m.span.end)))
    return Layer(
        name,
        ordered,
        tuple(mark.span.start for mark in ordered),
        tuple(accumulate((mark.span.end for mark in ordered), max)),
    )


def runs(layers: Sequence[Layer], window: Span) -> Iterator[Run]:
    """`window` cut wherever the styles change, without gaps; stretches that no mark covers have no styles."""
    marks = [mark for each in layers for mark in each.within(window)]
    cuts = {window.start, window.end}
    for mark in marks:
        cuts.add(max(mark.span.start, window.start))
        cuts.add(min(mark.span.end, window.end))
    for start, end in pairwise(sorted(cuts)):
        styles = tuple(mark.style for mark in marks if mark.span.start <= start and end <= mark.span.end)
        yield Run(start, end, styles)
