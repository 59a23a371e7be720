"""Layers of styled spans over a text, and the runs of equal style that they add up to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from reader.model.span import Span
from reader.model.values import value_class


class StyledSpan(NamedTuple):
    """A span of the text and the name of its style."""

    span: Span
    style: str


class StyledRun(NamedTuple):
    """The code points from `start` to `end`, which all have the same styles, lowest layer first."""

    start: int
    end: int
    styles: tuple[str, ...]


@value_class(frozen=True, slots=True)
class Layer:
    """A named list of styled spans. `make_layer` makes one and sorts its spans.

    ```
    text      T h e   r e p o r t
    spans     └───────── a ─────┘
                      └── b ────┘
    runs      (0, 4, a) (4, 10, a b)
    ```
    """

    name: str
    spans: tuple[StyledSpan, ...]
    starts: tuple[int, ...]
    furthest_ends: tuple[int, ...]
    """For each span, the largest end of it and those before it."""

    def overlapping(self, window: Span) -> Iterator[StyledSpan]:
        """Yield the spans that share a code point with `window`, in the order of the text."""
        first = bisect_right(self.furthest_ends, window.start)
        for index in range(first, bisect_left(self.starts, window.end)):
            if self.spans[index].span.end > window.start:
                yield self.spans[index]


def make_layer(name: str, spans: Iterable[StyledSpan]) -> Layer:
    """Return a layer of the spans that are not empty; of two with the same start, the longer one is lower."""
    ordered = tuple(
        sorted((each for each in spans if each.span), key=lambda each: (each.span.start, -each.span.end))
    )
    return Layer(
        name,
        ordered,
        tuple(each.span.start for each in ordered),
        tuple(accumulate((each.span.end for each in ordered), max)),
    )


def styled_runs(layers: Sequence[Layer], window: Span) -> Iterator[StyledRun]:
    """Cut `window` wherever the styles change, without gaps; runs outside all spans have no styles."""
    spans = [each for layer in layers for each in layer.overlapping(window)]
    cuts = {window.start, window.end}
    for span, _ in spans:
        cuts |= {max(span.start, window.start), min(span.end, window.end)}
    for start, end in pairwise(sorted(cuts)):
        styles = tuple(style for span, style in spans if span.start <= start and end <= span.end)
        yield StyledRun(start, end, styles)
