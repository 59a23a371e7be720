"""Stores corrections and records how to undo them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.model.correction import Alias, CorrectedThing, Correction, CorrectionAct
from reader.model.span import Span
from reader.session.correction_targets import AnalysedVersion, MentionTarget, SourceTarget
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

    def withdraw(self, correction: Correction | Alias, what: str) -> None:
        """Take back a correction, or a name given to a source, of any session; `what` it says is told by undo."""
        table = self._store.corrections if isinstance(correction, Correction) else self._store.aliases
        self._history.do(f"taking back “{what}”", table.withdraw, table.restore, correction.id)

    def _made(
        self,
        at: AnalysedVersion,
        thing: CorrectedThing,
        act: CorrectionAct,
        span: Span,
        value: str,
        *,
        words: Span | None = None,
        subject: str = "",
    ) -> Correction:
        """Return a correction of the thing on a span of the version; it is stored by `_store_all`."""
        version = at.version
        new_words = anchor_of(version.text, words) if words is not None else None
        anchor = anchor_of(version.text, span)
        ids = version.document_id, version.id
        return Correction("", *ids, thing, act, anchor, new_words, value, self._author, subject=subject)

    def _store_all(self, label: str, made: Iterable[Correction]) -> None:
        """Store corrections in one transaction, as one step that can be undone."""
        table = self._store.corrections
        self._record(label, table, table.add_all(made))

    def _correct(
        self,
        at: AnalysedVersion,
        label: str,
        act: CorrectionAct,
        targets: Iterable[MentionTarget | SourceTarget],
        *,
        words: Span | None = None,
        value: str | None = None,
    ) -> None:
        """Correct names or sources."""
        self._store_all(
            label,
            [
                self._made(
                    at,
                    target.thing,
                    act,
                    self._machine_mention(at, target) if isinstance(target, MentionTarget) else target.span,
                    target.value(at.analysis) if value is None else value,
                    words=words,
                )
                for target in targets
            ],
        )

    def _record(self, label: str, table: WithdrawableTable, added: Sequence[Correction | Alias]) -> None:
        """Record rows that were just added as one step; nothing if there are none."""
        if ids := [each.id for each in added]:
            self._history.record(label, lambda: table.restore(*ids), lambda: table.withdraw(*ids))

    def _machine_mention(self, at: AnalysedVersion, target: MentionTarget) -> Span:
        """Return the mention that the engine found, before the user changed it: corrections are anchored there."""
        found = next((each for each in at.machine.entities if each.id == target.entity.id), None)
        if found is not None and target.span in found.mentions:
            return target.span
        for placed in self._store.corrections.of(at.version.document_id, at.version.id):
            if placed.words is not None and placed.words.span == target.span and placed.placement.span:
                return placed.placement.span
        return target.span
