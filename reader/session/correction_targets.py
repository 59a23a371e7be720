"""What a correction is about: a statement, a mention of a name, or a source, in an analysed version."""

from __future__ import annotations

from reader.model.analysis import Analysis, Entity, Source, Statement, StatementKind
from reader.model.correction import CorrectedThing
from reader.model.document import Version
from reader.model.span import Span
from reader.model.values import value_class


@value_class(frozen=True)
class AnalysedVersion:
    """A version with its analysis, as the engine made it and as the user corrected it."""

    version: Version
    machine: Analysis
    analysis: Analysis


@value_class(frozen=True)
class StatementTarget:
    """What a correction is about: a statement, or words that are to become one."""

    span: Span
    """Its words as the user sees them."""
    statement: Statement | None = None

    thing = CorrectedThing.STATEMENT
    noun = "a statement"


@value_class(frozen=True)
class StatementChanges:
    """What a person says of a statement; None leaves it as it is."""

    speakers: tuple[str, ...] | None = None
    """The names of those who say it; () for no named source."""
    via: tuple[str, ...] | None = None
    """The names of those who passed it on, nearest first."""
    cue: Span | None = None
    """The words that report it; an empty span for none."""
    kind: StatementKind | None = None


@value_class(frozen=True)
class MentionTarget:
    """What a correction is about: one mention of an entity."""

    span: Span
    entity: Entity

    thing = CorrectedThing.ENTITY
    noun = "a name"

    def value(self, _: Analysis) -> str:
        """Return the entity's type."""
        return self.entity.type.value


@value_class(frozen=True)
class SourceTarget:
    """What a correction is about: a source, at the place where the text has it first."""

    span: Span
    source: Source

    thing = CorrectedThing.SOURCE
    noun = "a source"

    def value(self, _: Analysis) -> str:
        """Return the source's name."""
        return self.source.name


Target = StatementTarget | MentionTarget
