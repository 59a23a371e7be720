"""A person's annotations as the article shows them: highlights, signs in the gutter, captions below rows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import cached_property

from reader.model.annotation import Annotation, PlacedAnnotation
from reader.model.span import Span
from reader.model.values import value_class
from reader.text.layout.layers import Layer, StyledSpan, make_layer
from reader.text.wording.formatting import readable_date

NOTE, CHANGED = "◆", "◇"
"""The sign of an annotation, and of one whose words have changed until somebody decides on it."""
NO_LABELS: Mapping[str, str] = {}
LONGEST_CAPTION = 400
"""Code points of a note that a caption takes; more never fit on one row."""


@value_class(frozen=True, slots=True)
class Caption:
    """A row with an annotation's note or tags, below the row that holds its last word."""

    at: int
    """The offset of the annotation's last code point."""
    text: str
    """One line, not sanitised."""
    sign: str


@value_class(frozen=True)
class PlacedAnnotations:
    """The annotations of one version, in the order of its text."""

    all: tuple[PlacedAnnotation, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    """The names of labels, by letter."""

    @cached_property
    def placed(self) -> tuple[PlacedAnnotation, ...]:
        """The annotations that have a place in the text."""
        return tuple(each for each in self.all if each.placement.span)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The places of `placed`, in the same order."""
        return tuple(each.placement.span for each in self.placed if each.placement.span)

    @cached_property
    def layer(self) -> Layer:
        """The highlights."""
        return make_layer("annotations", (StyledSpan(span, "annotation") for span in self.spans))

    @cached_property
    def captions(self) -> tuple[Caption, ...]:
        """The captions of all that have one, sorted by place."""
        found = [
            Caption(span.end - 1, text, sign_of(each))
            for each, span in zip(self.placed, self.spans, strict=True)
            if (text := caption_of(each.annotation, self.labels))
        ]
        return tuple(sorted(found, key=lambda caption: caption.at))

    def on(self, span: Span) -> list[PlacedAnnotation]:
        """Return those that overlap `span`, or its one offset if it is empty, shorter ones first."""
        here = Span(span.start, max(span.end, span.start + 1))
        found = [each for each, where in zip(self.placed, self.spans, strict=True) if where.overlaps(here)]
        return sorted(found, key=lambda each: len(each.placement.span or here))

    def sign_in(self, window: Span) -> str:
        """Return the gutter's sign for a row: that of the first annotation without a caption in it, or nothing."""
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


def captions_between(captions: Sequence[Caption], start: int, end: int) -> Sequence[Caption]:
    """Return those of some sorted captions whose place is from `start` up to `end`."""
    first = bisect_left(captions, start, key=lambda caption: caption.at)
    return captions[first : bisect_right(captions, end - 1, key=lambda caption: caption.at)]


def sign_of(placed: PlacedAnnotation) -> str:
    """Return an annotation's sign: the letter of its label if it has one and no caption, else a symbol."""
    if placed.placement.is_undecided:
        return CHANGED
    annotation = placed.annotation
    return annotation.label[:1] if annotation.label and not caption_of(annotation) else NOTE


def authorship(annotation: Annotation) -> str:
    """Return who wrote a note and when, if it was kept beside somebody else's; else nothing."""
    if not annotation.beside:
        return ""
    by = f" by {annotation.author}" if annotation.author else ""
    return f"{by}, {readable_date(annotation.created[:10], short=True)}"


def label_name(label: str, labels: Mapping[str, str]) -> str:
    """Return the name of a label, given those in the settings by letter; one from elsewhere is its own name."""
    return labels.get(label, label)


def caption_of(annotation: Annotation, labels: Mapping[str, str] = NO_LABELS) -> str:
    """Return an annotation in one line: label, first line of the note, tags; nothing without note and tags."""
    lines = annotation.note.strip().splitlines()
    first = lines[0].strip()[:LONGEST_CAPTION] if lines else ""
    tags = " ".join(f"#{tag}" for tag in annotation.tags)
    if not (first or tags):
        return ""
    label = label_name(annotation.label, labels)
    kind = f"{label} note{authorship(annotation)}:".lstrip()
    parts = [kind, first + " …" * (len(lines) > 1)] if first else [label]
    return " ".join(part for part in (*parts, tags) if part)
