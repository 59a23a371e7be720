"""Corrections and aliases of one session: every change is stored at once and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from reader.model.analysis import Analysis, Entity, EntityType, Source, Statement
from reader.model.correction import Alias, CorrectedThing, Correction, CorrectionAct
from reader.model.document import Version
from reader.model.span import Span, envelope
from reader.model.values import value_class
from reader.session.undo import UndoHistory
from reader.store import Store
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


@value_class(frozen=True)
class MentionTarget:
    """What a correction is about: one mention of an entity."""

    span: Span
    entity: Entity


class Corrections:
    """Corrections and aliases of one session. Writes are durable; any method may raise StoreError."""

    def __init__(self, store: Store, history: UndoHistory, author: str) -> None:
        self._store = store
        self._history = history
        self._author = author

    # Statements

    def accept(self, at: AnalysedVersion, target: StatementTarget) -> None:
        """Confirm the statement as it is."""
        self._correct_statements(at, "accepting a statement", CorrectionAct.ACCEPT, [target])

    def reject(self, at: AnalysedVersion, target: StatementTarget) -> None:
        """Mark it as not a statement."""
        self._correct_statements(at, "rejecting a statement", CorrectionAct.REJECT, [target])

    def set_words(self, at: AnalysedVersion, target: StatementTarget, span: Span) -> None:
        """Change the statement's words."""
        label = "correcting a statement's words"
        self._correct_statements(at, label, CorrectionAct.SPAN, [target], words=span)

    def set_speaker(self, at: AnalysedVersion, targets: Iterable[StatementTarget], name: str) -> None:
        """Attribute the statements to the source of this name; with no name, to no named source."""
        self._correct_statements(at, "correcting a speaker", CorrectionAct.SPEAKER, targets, speaker=name)

    # Entities

    def accept_name(self, at: AnalysedVersion, target: MentionTarget) -> None:
        """Confirm the entity as it is."""
        self._correct_entity(at, "accepting a name", CorrectionAct.ACCEPT, target)

    def reject_name(self, at: AnalysedVersion, target: MentionTarget) -> None:
        """Mark the words as not a name of the entity."""
        self._correct_entity(at, "rejecting a name", CorrectionAct.REJECT, target)

    def set_name_words(self, at: AnalysedVersion, target: MentionTarget, span: Span) -> None:
        """Change the mention's words."""
        self._correct_entity(at, "correcting a name's words", CorrectionAct.SPAN, target, words=span)

    def set_type(self, at: AnalysedVersion, target: MentionTarget, type: EntityType) -> None:
        """Change the entity's type."""
        self._correct_entity(at, "correcting a type", CorrectionAct.TYPE, target, type=type)

    # Sources

    def reject_source(self, at: AnalysedVersion, source: Source) -> None:
        """Mark it as not a source in this article."""
        places = [*source.mentions, *(envelope(s.content) for s in at.machine.statements if s.content)]
        anchors = [(span, source.name) for span in places[:1]]
        if anchors:
            self._add(at, "rejecting a source", CorrectedThing.SOURCE, CorrectionAct.REJECT, anchors)

    def rename(self, names: Iterable[str], becomes: str) -> None:
        """Rename the sources of these names, or merge them, in every article."""
        names = list(dict.fromkeys(names))
        aliases = [self._store.aliases.add(name, becomes, self._author) for name in names if name != becomes]
        self._history.record(
            "renaming a source" if len(names) == 1 else "merging sources",
            lambda: _each(self._store.aliases.restore, aliases),
            lambda: _each(self._store.aliases.withdraw, reversed(aliases)),
        )

    def withdraw_alias(self, alias_id: str) -> None:
        """Give a source its own name back."""
        self._history.do(
            "withdrawing an alias",
            lambda: self._store.aliases.withdraw(alias_id),
            lambda: self._store.aliases.restore(alias_id),
        )

    def _correct_statements(
        self,
        at: AnalysedVersion,
        label: str,
        act: CorrectionAct,
        targets: Iterable[StatementTarget],
        *,
        words: Span | None = None,
        speaker: str | None = None,
    ) -> None:
        names = {source.id: source.name for source in at.analysis.sources}

        def value(target: StatementTarget) -> str:
            source_id = target.statement.source_id if target.statement is not None else None
            return names.get(source_id or "", "") if speaker is None else speaker

        anchors = [(self._machine_span(at, target), value(target)) for target in targets]
        self._add(at, label, CorrectedThing.STATEMENT, act, anchors, words)

    def _correct_entity(
        self,
        at: AnalysedVersion,
        label: str,
        act: CorrectionAct,
        target: MentionTarget,
        *,
        words: Span | None = None,
        type: EntityType | None = None,
    ) -> None:
        anchors = [(self._machine_mention(at, target), (type or target.entity.type).value)]
        self._add(at, label, CorrectedThing.ENTITY, act, anchors, words)

    def _add(
        self,
        at: AnalysedVersion,
        label: str,
        thing: CorrectedThing,
        act: CorrectionAct,
        anchors: Iterable[tuple[Span, str]],
        words: Span | None = None,
    ) -> None:
        """Add a correction for each span and value."""
        version, table = at.version, self._store.corrections
        new_words = anchor_of(version.text, words) if words is not None else None
        made = [
            table.add(
                version.document_id,
                version.id,
                thing,
                act,
                anchor_of(version.text, span),
                words=new_words,
                value=value,
                author=self._author,
            )
            for span, value in anchors
        ]
        self._history.record(
            label, lambda: _each(table.restore, made), lambda: _each(table.withdraw, reversed(made))
        )

    def _machine_span(self, at: AnalysedVersion, target: StatementTarget) -> Span:
        """Return the words that the engine found, before the user changed them: corrections are anchored there."""
        if target.statement is None:
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


def _each(act: Callable[[str], None], things: Iterable[Correction | Alias]) -> None:
    for thing in things:
        act(thing.id)
