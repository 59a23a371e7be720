"""A person's marks on a text: annotations, what finds their words again, and drafts of notes."""

from __future__ import annotations

from enum import StrEnum

from reader.model.span import Span
from reader.model.values import value_class


@value_class(frozen=True, slots=True)
class Anchor:
    """Some words of one version, with what it takes to find them in another."""

    span: Span
    """Where they stand in the version that they were marked in, in code points."""
    exact: str
    """The words themselves."""
    prefix: str = ""
    """What stands before them, 64 code points at most."""
    suffix: str = ""
    """What stands after them, 64 code points at most."""
    ordinal: int = 0
    """Which one it is of the places where the same words stand, counted from 0."""


class AnchorState(StrEnum):
    """What became of an anchor's words in a version."""

    EXACT = "exact"
    """They stand where they stood."""
    MOVED = "moved"
    """They stand elsewhere, the same to the letter."""
    CHANGED = "changed"
    """Something much like them stands there; a person decides whether it is meant."""
    ORPHAN = "orphan"
    """They are gone; the mark is read in the version that it was made in."""


@value_class(frozen=True, slots=True)
class Placement:
    """Where the words of an anchor are in one version."""

    state: AnchorState
    span: Span | None
    """Where they stand, or what stands in their place; None for an orphan, and for a mark on the whole article."""
    decided: bool = False
    """Whether a person said so."""


@value_class(frozen=True, slots=True)
class Annotation:
    """A person's mark on some words, or on an article: a highlight, with or without note, tags and label."""

    id: str
    """A UUID."""
    document_id: int
    version_id: int
    """The version that it was made in."""
    anchor: Anchor | None
    """The words that it marks; None where it is about the whole article."""
    note: str = ""
    """Markdown; empty for a highlight alone."""
    tags: tuple[str, ...] = ()
    label: str = ""
    """One letter of the settings' labels, or nothing."""
    colour: str = ""
    """The name of a highlight's colour, or nothing for the first one."""
    author: str = ""
    speaker: str = ""
    """The name of the source whose words it marks, as it was known when it was saved."""
    created: str = ""
    """ISO 8601 in UTC, as `modified`."""
    modified: str = ""
    revision: int = 1
    """How often it was written; whoever writes must have seen the newest."""
    beside: str = ""
    """The id of the annotation whose note somebody else changed at the same moment: this one keeps what that one
    would have lost."""


@value_class(frozen=True, slots=True)
class PlacedAnnotation:
    """An annotation, and where its words are in one version."""

    annotation: Annotation
    placement: Placement


@value_class(frozen=True, slots=True)
class AnnotationFilter:
    """Which annotations of the whole library are meant; what is empty asks for nothing."""

    text: str = ""
    """Words that stand in the note, the marked words or the tags, without regard to case."""
    tag: str = ""
    label: str = ""
    author: str = ""
    speaker: str = ""
    since: str = ""
    """The first day or moment of the last change, in ISO 8601."""
    until: str = ""
    """The first day or moment that is too late."""


@value_class(frozen=True, slots=True)
class AnnotationRow:
    """One row of the list of all annotations."""

    placed: PlacedAnnotation
    """With its place in the newest version of its document."""
    title: str
    """The document's title."""


@value_class(frozen=True, slots=True)
class NoteDraft:
    """A note as it is being typed: what is kept of it should the program end now."""

    id: str
    """A UUID."""
    annotation_id: str
    """The annotation whose note it is, made or still to be made."""
    document_id: int
    version_id: int
    anchor: Anchor | None
    text: str
    base_revision: int
    """The revision of the annotation that the draft began with; 0 where there was none."""
    holder: str
    """Names the running program that types it, so that no other one offers it meanwhile."""
    modified: str
    """ISO 8601 in UTC."""
