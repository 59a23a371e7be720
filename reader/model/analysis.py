"""What the analysis finds in one version: entities, quotations, statements and sources."""

from __future__ import annotations

from enum import StrEnum

from reader.model.span import Span, Spans
from reader.model.values import value_class


class EntityType(StrEnum):
    """The seven types of things with names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    GROUP = "group"
    EVENT = "event"
    TIME = "time"
    QUANTITY = "quantity"


class QuotationRole(StrEnum):
    """What quotation marks are there for."""

    SPEECH = "speech"
    SCARE = "scare"
    TITLE = "title"
    HEADLINE = "headline"


class SourceKind(StrEnum):
    """Who or what stands behind a statement."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GOVERNMENT = "government"
    OUTLET = "outlet"
    DOCUMENT = "document"
    UNNAMED = "unnamed"


class StatementKind(StrEnum):
    """How a statement is given: in the source's words, in the article's, or in both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@value_class(frozen=True, slots=True)
class Entity:
    """A thing with a name and every place where the text mentions it."""

    id: str
    name: str
    type: EntityType
    mentions: Spans
    checked: bool = False
    """Whether a person accepted or corrected it; no analysis says so of itself."""
    inferred: bool = False
    """True if a time was named by inference from the publication date: "Tuesday 18 July 2017" for "Tuesday"."""


@value_class(frozen=True, slots=True)
class Quotation:
    """What stands between two quotation marks. The span leaves out the marks themselves."""

    span: Span
    role: QuotationRole
    statement: str | None = None
    """The id of the statement that holds it."""


@value_class(frozen=True, slots=True)
class Source:
    """Who stands behind statements."""

    id: str
    name: str
    kind: SourceKind
    role: str | None
    """The role the article gives, as "Russian President"."""
    entity: str | None
    """The id of the entity it is, where it is one."""
    mentions: Spans
    statements: int
    """How many statements are its own."""
    words: int
    """How many words those statements hold."""


@value_class(frozen=True, slots=True)
class Statement:
    """Something a source is reported to say, write, think or claim."""

    id: str
    kind: StatementKind
    content: Spans
    cue: Spans
    """The words that report it ("said", "according to"); empty where there are none."""
    source_mention: Spans
    """The words that name the source here, as a pronoun; empty where there are none."""
    source_id: str | None
    """The source these words resolve to."""
    via: tuple[str, ...]
    """The ids of the sources it was passed on by, nearest first."""
    rule: str
    """The name of the rule that found it."""
    confidence: float
    """How sure the rule is, from 0 to 1."""
    candidates: tuple[str, ...] = ()
    """The ids of all sources that its words may mean, likeliest first, where they may mean more than one."""
    checked: bool = False
    """Whether a person accepted or corrected it; no analysis says so of itself."""


@value_class(frozen=True, slots=True)
class Engine:
    """What made an analysis. Results are kept by text and engine, so any change of results changes `version`."""

    name: str
    version: str
    model: str


@value_class(frozen=True, slots=True)
class Analysis:
    """All that was found in one text."""

    engine: Engine
    entities: tuple[Entity, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    sources: tuple[Source, ...] = ()
    statements: tuple[Statement, ...] = ()
    omitted: Spans = ()
    """The stretches of the text that were too long to analyse and were left out."""
