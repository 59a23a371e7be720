"""Corrections of statements and names: every change is stored at once and can be undone."""

from __future__ import annotations

from collections.abc import Iterable

from reader.model.analysis import EntityType
from reader.model.correction import CorrectionAct
from reader.model.span import Span
from reader.session.correction_targets import AnalysedVersion, MentionTarget, StatementTarget, Target
from reader.session.correction_writer import CorrectionWriter


class Corrections(CorrectionWriter):
    """Corrects statements and names. Writes are durable; any method may raise StoreError."""

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
