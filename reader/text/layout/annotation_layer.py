"""A person's annotations as the article shows them: highlights, signs in the gutter, captions under the words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from reader.model.annotation import Annotation, PlacedAnnotation
from reader.model.span import Span
from reader.model.values import value_class
from reader.text.layout.layers import Layer, Mark, layer
from reader.text.wording.formatting import readable_date

NOTE, CHANGED = "◆", "◇"
"""The signs of an annotation, and of one whose words changed and on which nobody has decided yet."""
LONGEST_CAPTION = 400
"""More code points of a note than this never fit on one row."""


@value_class(frozen=True, slots=True)
class Caption:
    """A row of a person's own words under the row that holds the last of the words they are about."""

    at: int
    """The offset of the last code point that they are about."""
    text: str
    """One line, not sanitised."""
    sign: str


@value_class(frozen=True)
class Marked:
    """The annotations of one version, in the order of its text."""

    annotations: tuple[PlacedAnnotation, ...] = ()

    @cached_property
    def placed(self) -> tuple[PlacedAnnotation, ...]:
        """Those that stand somewhere in the text."""
        return tuple(each for each in self.annotations if each.placement.span)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Where they stand."""
        return tuple(each.placement.span for each in self.placed if each.placement.span)

    @cached_property
    def layer(self) -> Layer:
        """The highlights."""
        return layer("annotations", (Mark(span, "annotation") for span in self.spans))

    @cached_property
    def captions(self) -> tuple[Caption, ...]:
        """The captions of those that say something, by their places."""
        found = [
            Caption(span.end - 1, text, sign_of(each))
            for each, span in zip(self.placed, self.spans, strict=True)
            if (text := caption_of(each.annotation))
        ]
        return tuple(sorted(found, key=lambda caption: caption.at))

    def on(self, span: Span) -> list[PlacedAnnotation]:
        """Those that share a code point with `span`, or hold its place where it is empty: shorter ones first."""
        here = Span(span.start, max(span.end, span.start + 1))
        found = [each for each, where in zip(self.placed, self.spans, strict=True) if where.overlaps(here)]
        return sorted(found, key=lambda each: len(each.placement.span or here))

    def sign_in(self, window: Span) -> str:
        """What the gutter shows beside a row: the sign of the first annotation without caption in it."""
        starts, signs = self._signs
        index = bisect_left(starts, window.start)
        return signs[index] if index < len(starts) and starts[index] < window.end else ""

    @cached_property
    def _signs(self) -> tuple[list[int], list[str]]:
        bare = [
            (span.start, sign_of(each))
            for each, span in zip(self.placed, self.spans, strict=True)
            if not caption_of(each.annotation)
        ]
        return [start for start, _ in bare], [sign for _, sign in bare]


def within(captions: Sequence[Caption], start: int, end: int) -> Sequence[Caption]:
    """The captions of places from `start` up to `end`; they must be in order."""
    first = bisect_left(captions, start, key=lambda caption: caption.at)
    return captions[first : bisect_right(captions, end - 1, key=lambda caption: caption.at)]


def sign_of(placed: PlacedAnnotation) -> str:
    """What stands for an annotation: the letter of its label where it has no caption, else a sign."""
    if placed.placement.is_undecided:
        return CHANGED
    annotation = placed.annotation
    return annotation.label[:1] if annotation.label and not caption_of(annotation) else NOTE


def signed(annotation: Annotation) -> str:
    """By whom and when a note was written that was kept beside somebody else's; of other notes, nothing."""
    if not annotation.beside:
        return ""
    by = f" by {annotation.author}" if annotation.author else ""
    return f"{by}, {readable_date(annotation.created[:10], short=True)}"


def caption_of(annotation: Annotation) -> str:
    """What is said of the words in one line: the label's letter, the note's first line, the tags; or nothing."""
    lines = annotation.note.strip().splitlines()
    first = lines[0].strip()[:LONGEST_CAPTION] if lines else ""
    tags = " ".join(f"#{tag}" for tag in annotation.tags)
    if not (first or tags):
        return ""
    kind = f"{annotation.label} note{signed(annotation)}:".lstrip()
    parts = [kind, first + " …" * (len(lines) > 1)] if first else [annotation.label]
    return " ".join(part for part in (*parts, tags) if part)
