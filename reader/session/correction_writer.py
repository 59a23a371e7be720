"""Stores corrections and records how to undo them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.model.correction import Alias, Correction, CorrectionAct
from reader.model.span import Span, envelope
from reader.session.correction_targets import AnalysedVersion, MentionTarget, SourceTarget, Target
from reader.session.undo import UndoHistory
from reader.store import Store
from reader.store.table import WithdrawableTable
from reader.text.anchoring.anchors import anchor_of


class CorrectionWriter:
    """Writes corrections of one session. Writes are durable; any method may raise StoreError."""

    def __init__(self, store: Store, history: UndoHistory, author: str) -> None:
        self._store = store
        self._history = history
        self._author = author

    def _correct(
        self,
        at: AnalysedVersion,
        label: str,
        act: CorrectionAct,
        targets: Iterable[Target | SourceTarget],
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

    def _machine_span(self, at: AnalysedVersion, target: Target | SourceTarget) -> Span:
        """Return the words that the engine found, before the user changed them: corrections are anchored there."""
        if isinstance(target, MentionTarget):
            return self._machine_mention(at, target)
        if isinstance(target, SourceTarget) or target.statement is None:
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
