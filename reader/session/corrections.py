"""Corrections and aliases of one session: every change is stored at once and can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.model.analysis import Analysis, Entity, EntityType, Source, Statement
from reader.model.correction import Alias, CorrectedThing, Correction, CorrectionAct
from reader.model.document import Version
from reader.model.span import Span, envelope
from reader.model.values import value_class
from reader.session.undo import UndoHistory
from reader.store import Store
from reader.store.table import WithdrawableTable
from reader.text.anchoring.anchors import anchor_of


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
class _SourceTarget:
    span: Span
    source: Source

    thing = CorrectedThing.SOURCE

    def value(self, _: Analysis) -> str:
        return self.source.name


Target = StatementTarget | MentionTarget


class Corrections:
    """Corrections and aliases of one session. Writes are durable; any method may raise StoreError."""

    def __init__(self, store: Store, history: UndoHistory, author: str) -> None:
        self._store = store
        self._history = history
        self._author = author

    # Statements and entities

    def accept(self, at: AnalysedVersion, target: Target) -> None:
        """Confirm the statement or entity as it is."""
        self._correct(at, f"accepting {target.noun}", CorrectionAct.ACCEPT, [target])

    def reject(self, at: AnalysedVersion, target: Target) -> None:
        """Mark it as not a statement, or the words as not a name of the entity."""
        self._correct(at, f"rejecting {target.noun}", CorrectionAct.REJECT, [target])

    def set_words(self, at: AnalysedVersion, target: Target, span: Span) -> None:
        """Change the words of the statement or mention."""
        self._correct(at, f"correcting {target.noun}'s words", CorrectionAct.SPAN, [target], words=span)

    def set_speaker(self, at: AnalysedVersion, targets: Iterable[StatementTarget], name: str) -> None:
        """Attribute the statements to the source of this name; with no name, to no named source."""
        self._correct(at, "correcting a speaker", CorrectionAct.SPEAKER, targets, value=name)

    def set_type(self, at: AnalysedVersion, target: MentionTarget, type: EntityType) -> None:
        """Change the entity's type."""
        self._correct(at, "correcting a type", CorrectionAct.TYPE, [target], value=type.value)

    # Sources

    def reject_source(self, at: AnalysedVersion, source: Source) -> None:
        """Mark it as not a source in this article."""
        places = [*source.mentions, *(envelope(s.content) for s in at.machine.statements if s.content)]
        if places:
            self._correct(at, "rejecting a source", CorrectionAct.REJECT, [_SourceTarget(places[0], source)])

    def rename(self, names: Iterable[str], becomes: str) -> None:
        """Rename the sources of these names, or merge them, in every article."""
        names = list(dict.fromkeys(names))
        table = self._store.aliases
        aliases = [table.add(name, becomes, self._author) for name in names if name != becomes]
        self._record("renaming a source" if len(names) == 1 else "merging sources", table, aliases)

    def withdraw_alias(self, alias_id: str) -> None:
        """Give a source its own name back."""
        table = self._store.aliases
        self._history.do("withdrawing an alias", table.withdraw, table.restore, alias_id)

    def _correct(
        self,
        at: AnalysedVersion,
        label: str,
        act: CorrectionAct,
        targets: Iterable[Target | _SourceTarget],
        *,
        words: Span | None = None,
        value: str | None = None,
    ) -> None:
        version, table = at.version, self._store.corrections
        new_words = anchor_of(version.text, words) if words is not None else None
        made = [
            table.add(
                version.document_id,
                version.id,
                target.thing,
                act,
                anchor_of(version.text, self._machine_span(at, target)),
                words=new_words,
                value=target.value(at.analysis) if value is None else value,
                author=self._author,
            )
            for target in targets
        ]
        self._record(label, table, made)

    def _record(self, label: str, table: WithdrawableTable, added: Sequence[Correction | Alias]) -> None:
        def restore() -> None:
            for each in added:
                table.restore(each.id)

        def withdraw() -> None:
            for each in reversed(added):
                table.withdraw(each.id)

        self._history.record(label, restore, withdraw)

    def _machine_span(self, at: AnalysedVersion, target: Target | _SourceTarget) -> Span:
        """Return the words that the engine found, before the user changed them: corrections are anchored there."""
        if isinstance(target, MentionTarget):
            return self._machine_mention(at, target)
        if isinstance(target, _SourceTarget) or target.statement is None:
            return target.span
        id = target.statement.id
        found = next((each for each in at.machine.statements if each.id == id and each.content), None)
        if found is not None:
            return envelope(found.content)
        # The user made the statement: a correction made it, and is anchored at its first words.
        placed = self._store.corrections.of(at.version.document_id, at.version.id)
        made = next((each.placement.span for each in placed if id == f"c-{each.correction.id}"), None)
        return made or target.span

    def _machine_mention(self, at: AnalysedVersion, target: MentionTarget) -> Span:
        found = next((each for each in at.machine.entities if each.id == target.entity.id), None)
        if found is not None and target.span in found.mentions:
            return target.span
        for placed in self._store.corrections.of(at.version.document_id, at.version.id):
            if placed.words is not None and placed.words.span == target.span and placed.placement.span:
                return placed.placement.span
        return target.span
