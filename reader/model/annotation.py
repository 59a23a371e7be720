"""Annotations, the anchors that find their words again in other versions, and drafts of notes."""

from __future__ import annotations

from enum import StrEnum

from reader.model.span import Span
from reader.model.values import value_class


@value_class(frozen=True, slots=True)
class Anchor:
    """Some words of one version, with enough context to find them in another."""

    span: Span
    """Where they are in the version they were taken from, in code points."""
    exact: str
    """The words themselves."""
    prefix: str = ""
    """The text before them, at most 64 code points."""
    suffix: str = ""
    """The text after them, at most 64 code points."""
    ordinal: int = 0
    """Which occurrence of these words it is, counted from 0."""


class AnchorState(StrEnum):
    """What became of an anchor's words in another version."""

    EXACT = "exact"
    """They are where they were."""
    MOVED = "moved"
    """They are unchanged, but elsewhere."""
    CHANGED = "changed"
    """Similar words are there; the user decides whether they are meant."""
    ORPHAN = "orphan"
    """They are gone; the annotation can be read in the version it was made in."""


@value_class(frozen=True, slots=True)
class Placement:
    """Where an anchor's words are in one version."""

    state: AnchorState
    span: Span | None
    """None for an orphan, and for an annotation on the whole article."""
    decided: bool = False
    """True if the user decided it."""

    @property
    def is_undecided(self) -> bool:
        """True if the words changed and the user has not decided yet whether they are meant."""
        return self.state is AnchorState.CHANGED and not self.decided


@value_class(frozen=True, slots=True)
class Annotation:
    """A highlight of some words or of a whole article, with or without a note, tags and a label."""

    id: str
    """A UUID."""
    document_id: int
    version_id: int
    """The version it was made in."""
    anchor: Anchor | None
    """None if it is on the whole article."""
    note: str = ""
    """Markdown; empty for a plain highlight."""
    tags: tuple[str, ...] = ()
    label: str = ""
    """A letter of the labels in the settings, or ''."""
    colour: str = ""
    """The name of the highlight's colour; '' for the default."""
    author: str = ""
    speaker: str = ""
    """The name of the source of the words when it was saved."""
    created: str = ""
    """ISO 8601 in UTC, like `modified`."""
    modified: str = ""
    revision: int = 1
    """Counts the writes; a write must be based on the newest revision."""
    beside: str = ""
    """The id of the annotation whose note two people changed at once: this one keeps the second note."""


@value_class(frozen=True, slots=True)
class PlacedAnnotation:
    """An annotation and where its words are in one version."""

    annotation: Annotation
    placement: Placement


@value_class(frozen=True, slots=True)
class AnnotationFilter:
    """A filter of all annotations in the library; empty fields match everything."""

    text: str = ""
    """Text in the note, the annotated words or the tags, ignoring case."""
    tag: str = ""
    label: str = ""
    author: str = ""
    speaker: str = ""
    since: str = ""
    """Modified at or after this day or moment, in ISO 8601."""
    until: str = ""
    """Modified before this day or moment."""


@value_class(frozen=True, slots=True)
class AnnotationRow:
    """One row of the list of all annotations."""

    placed: PlacedAnnotation
    """Placed in the newest version of its document."""
    title: str
    """The document's title."""


@value_class(frozen=True, slots=True)
class NoteDraft:
    """A note that is being typed, stored in case the program ends."""

    id: str
    """A UUID."""
    annotation_id: str
    """The annotation that it will change or become."""
    document_id: int
    version_id: int
    anchor: Anchor | None
    text: str
    base_revision: int
    """The revision that the draft started from; 0 for a new annotation."""
    holder: str
    """The running program that owns it, so that no other one offers it."""
    modified: str
    """ISO 8601 in UTC."""
