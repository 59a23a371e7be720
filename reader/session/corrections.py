"""Corrections of statements and names: every change is stored at once and can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from reader.corrections.apply import groups_of
from reader.corrections.groups import resting_on
from reader.corrections.statements import CorrectedGroup
from reader.corrections.targets import SAME, overlap
from reader.model.analysis import EntityType
from reader.model.correction import Alias, CorrectedThing, Correction, CorrectionAct
from reader.model.span import Span, envelope
from reader.session.correction_targets import (
    AnalysedVersion,
    MentionTarget,
    StatementChanges,
    StatementTarget,
    Target,
)
from reader.session.correction_writer import CorrectionWriter

if TYPE_CHECKING:
    from typing import TypedDict, Unpack

    class _Told(TypedDict, total=False):
        words: Span | None
        subject: str


_SEVERAL = "\n"
"""Parts names in the value of a correction."""


class Corrections(CorrectionWriter):
    """Corrects statements and names. Writes are durable; any method may raise StoreError."""

    def accept(self, at: AnalysedVersion, target: Target) -> None:
        """Confirm the statement or entity as it is."""
        self._judge(at, f"accepting {target.noun}", CorrectionAct.ACCEPT, target)

    def reject(self, at: AnalysedVersion, target: Target) -> None:
        """Mark it as not a statement, or the words as not a name of the entity."""
        self._judge(at, f"rejecting {target.noun}", CorrectionAct.REJECT, target)

    def set_words(self, at: AnalysedVersion, target: Target, span: Span) -> None:
        """Change the words of the statement or mention."""
        label = f"correcting {target.noun}'s words"
        if isinstance(target, MentionTarget):
            self._correct(at, label, CorrectionAct.SPAN, [target], words=span)
            return
        groups = self._groups(at, target)
        made = [self._statement(at, CorrectionAct.SPAN, each.key, each.names, words=span) for each in groups]
        self._store_all(label, made)

    def set_speaker(self, at: AnalysedVersion, targets: Iterable[StatementTarget], name: str) -> None:
        """Attribute the statements to the source of this name; with no name, to no named source."""
        changes = StatementChanges(speakers=(name,) if name else ())
        self._store_all(
            "correcting a speaker", [it for each in targets for it in self._changed(at, each, changes)]
        )

    def change(self, at: AnalysedVersion, target: StatementTarget, changes: StatementChanges) -> None:
        """Set what a person says of a statement, or make the words one."""
        label = "adding a statement" if target.statement is None else "correcting a statement"
        self._store_all(label, self._changed(at, target, changes))

    def set_type(self, at: AnalysedVersion, target: MentionTarget, type: EntityType) -> None:
        """Change the entity's type."""
        self._correct(at, "correcting a type", CorrectionAct.TYPE, [target], value=type.value)

    def add_name(self, at: AnalysedVersion, span: Span, type: EntityType) -> None:
        """Make some words a name of a type."""
        made = self._made(at, CorrectedThing.ENTITY, CorrectionAct.TYPE, span, type.value, words=span)
        self._store_all("adding a name", [made])

    def withdraw(self, correction: Correction | Alias, what: str) -> None:
        """Take back a correction or a name; what was added, with all that was corrected of it since."""
        if isinstance(correction, Correction) and correction.is_addition:
            table = self._store.corrections
            resting = resting_on(correction, table.of(correction.document_id))
            ids = [correction.id, *(each.id for each in resting)]
            self._history.do(f"taking back “{what}”", table.withdraw, table.restore, *ids)
        else:
            super().withdraw(correction, what)

    def meant(self, at: AnalysedVersion, span: Span) -> StatementTarget:
        """Return the statement that some words are, or nearly are; without a statement if none has them."""
        like = [(overlap(span, envelope(each.content)), each) for each in at.analysis.statements if each.content]
        best = max(like, key=lambda each: each[0], default=None)
        return StatementTarget(span, best[1] if best is not None and best[0] >= SAME else None)

    def speakers(self, at: AnalysedVersion, target: StatementTarget) -> tuple[str, ...]:
        """Return the names of those who say the statement."""
        names = _SEVERAL.join(each.speakers for each in self._groups(at, target)).split(_SEVERAL)
        return tuple(dict.fromkeys(filter(None, names)))

    def _judge(self, at: AnalysedVersion, label: str, act: CorrectionAct, target: Target) -> None:
        if isinstance(target, MentionTarget):
            self._correct(at, label, act, [target])
        else:
            groups = self._groups(at, target)
            self._store_all(label, [self._statement(at, act, each.key, each.speakers) for each in groups])

    def _changed(
        self, at: AnalysedVersion, target: StatementTarget, changes: StatementChanges
    ) -> list[Correction]:
        """Return the corrections that make the changes, or that make the words a statement."""
        speakers = None if changes.speakers is None else _SEVERAL.join(changes.speakers)
        groups = self._groups(at, target)
        if not groups:
            # A person adds it: the words are its own, whatever the engine finds there later.
            added = self._statement(at, CorrectionAct.SPEAKER, target.span, speakers or "", words=target.span)
            return [added, *self._others(at, target.span, speakers or "", changes)]
        made: list[Correction] = []
        for each in groups:
            several_spans = any(len(statement.content) > 1 for statement in each.statements)
            if speakers is not None:
                if not several_spans and target.span != each.extent:
                    made.append(self._statement(at, CorrectionAct.SPAN, each.key, each.names, words=target.span))
                made.append(self._statement(at, CorrectionAct.SPEAKER, each.key, speakers, subject=each.speakers))
            made += self._others(at, each.key, each.names, changes)
        return made

    def _others(
        self, at: AnalysedVersion, key: Span, names: str, changes: StatementChanges
    ) -> Iterator[Correction]:
        """Yield the corrections of everything but the speakers, who are called `names`."""
        if changes.via is not None:
            yield self._statement(at, CorrectionAct.VIA, key, _SEVERAL.join(changes.via), subject=names)
        if changes.cue is not None:
            yield self._statement(at, CorrectionAct.CUE, key, names, words=changes.cue or None)
        if changes.kind is not None:
            yield self._statement(at, CorrectionAct.KIND, key, changes.kind.value, subject=names)

    def _statement(
        self, at: AnalysedVersion, act: CorrectionAct, key: Span, value: str, **told: Unpack[_Told]
    ) -> Correction:
        return self._made(at, CorrectedThing.STATEMENT, act, key, value, **told)

    def _groups(self, at: AnalysedVersion, target: StatementTarget) -> list[CorrectedGroup]:
        """Return the statements on the target's words; if it has no statement, those that were rejected there."""
        version = at.version
        placed = self._store.corrections.of(version.document_id, version.id)
        groups = groups_of(at.machine, version.text, placed, self._store.aliases.of(version.document_id))
        said = target.statement
        if said is None:
            gone = [each for each in groups if not each.statements and overlap(target.span, each.extent) >= SAME]
            return sorted(gone, key=lambda each: -overlap(target.span, each.extent))[:1]
        return [each for each in groups if any(said.content == one.content for one in each.statements)]
