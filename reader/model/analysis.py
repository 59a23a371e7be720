"""What the analysis finds in one version: entities, quotations, statements and sources."""

from __future__ import annotations

from enum import StrEnum

from reader.model.span import Span, Spans
from reader.model.values import value_class


class EntityType(StrEnum):
    """The types of entities."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    GROUP = "group"
    EVENT = "event"
    TIME = "time"
    QUANTITY = "quantity"


class QuotationRole(StrEnum):
    """What the quotation marks are for."""

    SPEECH = "speech"
    SCARE = "scare"
    TITLE = "title"
    HEADLINE = "headline"


class SourceKind(StrEnum):
    """What kind of source stands behind a statement."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GOVERNMENT = "government"
    OUTLET = "outlet"
    DOCUMENT = "document"
    UNNAMED = "unnamed"


class StatementKind(StrEnum):
    """Whose words a statement is in: the source's, the article's, or both; or that it was not made."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    NEGATED = "negated"
    """A report that the source did not say it: "has not said why". It is counted nowhere."""


@value_class(frozen=True, slots=True)
class Entity:
    """A named thing and every place where the text mentions it."""

    id: str
    name: str
    type: EntityType
    mentions: Spans
    checked: bool = False
    """True if the user accepted or corrected it; never set by an analysis."""
    inferred: bool = False
    """True if a time was named by inference from the publication date: "Tuesday 18 July 2017" for "Tuesday"."""


@value_class(frozen=True, slots=True)
class Quotation:
    """The text between two quotation marks, without the marks."""

    span: Span
    role: QuotationRole
    statement: str | None = None
    """The id of the statement that contains it."""
    rejected: bool = False
    """True if the user said that it is no statement; never set by an analysis."""


@value_class(frozen=True, slots=True)
class Source:
    """Who or what stands behind statements."""

    id: str
    name: str
    kind: SourceKind
    role: str | None
    """The role that the article gives, such as "Russian President"."""
    entity: str | None
    """The id of its entity, if it is one."""
    mentions: Spans
    statements: int
    """The number of its statements."""
    words: int
    """The number of words in those statements."""


@value_class(frozen=True, slots=True)
class Statement:
    """Something that a source is reported to say, write, think or claim."""

    id: str
    kind: StatementKind
    content: Spans
    cue: Spans
    """The words that report it ("said", "according to"); may be empty."""
    source_mention: Spans
    """The words that name the source here, such as a pronoun; may be empty."""
    source_id: str | None
    """The source that these words resolve to."""
    via: tuple[str, ...]
    """The ids of the sources that passed it on, nearest first."""
    rule: str
    """The name of the rule that found it."""
    confidence: float
    """How sure the rule is, from 0 to 1."""
    candidates: tuple[str, ...] = ()
    """The ids of the sources that the words may mean, likeliest first, if there is more than one."""
    checked: bool = False
    """True if the user accepted or corrected it; never set by an analysis."""
    renamed_from: str | None = None
    """What the text has for its source if the user named another, '' if it has nothing; None if nobody did.
    Never set by an analysis."""

    def is_doubtful(self, doubt: float) -> bool:
        """Return True if nobody checked it, and its confidence is below `doubt`."""
        return self.confidence < doubt and not self.checked


@value_class(frozen=True, slots=True)
class Engine:
    """What made an analysis. Analyses are stored by text and engine, so new results need a new `version`."""

    name: str
    version: str
    model: str


@value_class(frozen=True, slots=True)
class Analysis:
    """Everything that was found in one text."""

    engine: Engine
    entities: tuple[Entity, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    sources: tuple[Source, ...] = ()
    statements: tuple[Statement, ...] = ()
    omitted: Spans = ()
    """The parts of the text that were too long to analyse."""
