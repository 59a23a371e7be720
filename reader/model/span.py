"""Spans: half-open ranges of a text, in Unicode code points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reader.model.values import value_class


@value_class(frozen=True, slots=True, order=True)
class Span:
    """The code points from `start` up to but excluding `end` of one version's text.

    ```
    text    T h e   D P R K
    offset  0 1 2 3 4 5 6 7 8
    Span(4, 8)      └─────┘      "DPRK"
    ```
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, not {self.start}, {self.end}")

    def __len__(self) -> int:
        """The number of code points."""
        return self.end - self.start

    def __bool__(self) -> bool:
        return self.end > self.start

    def __contains__(self, offset: int) -> bool:
        return self.start <= offset < self.end

    def covers(self, other: Span) -> bool:
        """Return True if `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Return True if the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def clip(self, other: Span) -> Span | None:
        """Return the part of this span inside `other`, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None

    def shift(self, by: int) -> Span:
        """Return the span moved by a number of code points."""
        return Span(self.start + by, self.end + by)

    def of(self, text: str) -> str:
        """Return the part of `text` in this span."""
        return text[self.start : self.end]


Spans = tuple[Span, ...]
"""Spans in text order."""


def envelope(spans: Sequence[Span]) -> Span:
    """Return the smallest span that covers all `spans`. Raises ValueError if there are none."""
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def gaps(spans: Iterable[Span], length: int) -> Iterator[Span]:
    """Yield the spans of a text of `length` code points that none of `spans` covers."""
    at = 0
    for span in (*sorted(spans), Span(length, length)):
        if span.start > at:
            yield Span(at, span.start)
        at = max(at, span.end)


def total_length(spans: Iterable[Span]) -> int:
    """Count the code points in `spans`, which must not overlap."""
    return sum(len(span) for span in spans)
