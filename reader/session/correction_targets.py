"""What a correction is about: a statement, a mention of a name, or a source, in an analysed version."""

from __future__ import annotations

from reader.model.analysis import Analysis, Entity, Source, Statement
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

    def value(self, analysis: Analysis) -> str:
        """Return the name of the statement's source, or ''."""
        id = self.statement and self.statement.source_id
        return next((source.name for source in analysis.sources if source.id == id), "")


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
