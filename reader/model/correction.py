"""A person's word over the machine's: corrections of one article's analysis, and names that hold for all."""

from __future__ import annotations

from enum import StrEnum

from reader.model.annotation import Anchor, Placement
from reader.model.values import value_class


class CorrectionAct(StrEnum):
    """What a correction does to the thing that stands at its anchor."""

    ACCEPT = "accept"
    REJECT = "reject"
    SPAN = "span"
    """Its words are those of `words`."""
    SPEAKER = "speaker"
    """Its source is called `value`; empty for nobody."""
    TYPE = "type"
    """Its entity type is `value`."""


class CorrectedThing(StrEnum):
    """What a correction is about."""

    STATEMENT = "statement"
    ENTITY = "entity"
    SOURCE = "source"


@value_class(frozen=True, slots=True)
class Correction:
    """One correction. The newest of several of the same act on the same words holds."""

    id: str
    """A UUID."""
    document_id: int
    version_id: int
    """The version that it was made in."""
    thing: CorrectedThing
    act: CorrectionAct
    anchor: Anchor
    """The words of the thing as the machine had them: the statement's content, or the mention."""
    words: Anchor | None = None
    value: str = ""
    """Who says a statement, of what type an entity is, what a source is called, as the person has it: whatever the
    act, so that the thing can be made again where a later analysis does not find it."""
    author: str = ""
    created: str = ""
    """ISO 8601 in UTC."""
    revision: int = 1


@value_class(frozen=True, slots=True)
class PlacedCorrection:
    """A correction, and where its words are in one version."""

    correction: Correction
    placement: Placement
    words: Placement | None = None
    """Where those of `correction.words` are, for the act that has some."""


@value_class(frozen=True, slots=True)
class Alias:
    """A source that a person renamed, or merged into another: it holds for every article until withdrawn."""

    id: str
    """A UUID."""
    name: str
    """The source's name as analyses have it."""
    becomes: str
    """The name that it goes by; two names with the same one are one source."""
    author: str = ""
    created: str = ""
    """ISO 8601 in UTC."""
