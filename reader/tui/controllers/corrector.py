"""Corrects statements and names: accepts and rejects them, and gives them other words, speakers and types."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from reader.corrections.targets import overlap
from reader.model.analysis import EntityType, Statement
from reader.model.span import Span, envelope
from reader.session.correction_targets import AnalysedVersion, MentionTarget, StatementTarget, Target
from reader.text.navigation.statements import touching, voices
from reader.text.navigation.units import Unit, UnitKind
from reader.text.safety.sanitise import joined, own, sanitise_line
from reader.text.wording.corrections import says
from reader.text.wording.formatting import NO_SOURCE, counted, excerpt, listed
from reader.tui.controllers.correcting import Correcting
from reader.tui.controllers.statement_editor import StatementEditor, quoted, speaker_choices
from reader.tui.dialogs.choice import Choice, ChoiceDialog

if TYPE_CHECKING:
    from reader.tui.controllers.desk import Desk

NOTHING_HERE = "nothing here to correct: {next-quotation} goes to a quotation, {next-entity} to a name"
NO_STATEMENT = "no statement or name is here: {add-statement} makes a statement of the words, {add-name} a name"
EXCERPT = 40
"""The most code points of a statement that a message quotes."""


class Corrector(Correcting):
    """Acts on the current unit of the article, or on what is highlighted in the sidebar."""

    def __init__(self, desk: Desk, editor: StatementEditor) -> None:
        super().__init__(desk)
        self._editor = editor
        self._corrections = desk.session.corrections
        self._ticks: tuple[StatementTarget, ...] = ()
        """The statements ticked last, perhaps in another article."""

    # What is to be corrected

    @property
    def _ticked(self) -> tuple[StatementTarget, ...]:
        """The ticked statements of the open article."""
        shown = self._desk.article.overlay.ticked
        return tuple(target for target in self._ticks if target.span in shown)

    def _find(self, span: Span | None = None) -> tuple[AnalysedVersion, Target] | None:
        """Return what is here, in which analysis; or say that there is nothing."""
        at = self._at
        target = self._here(at, span) if at else None
        if at is None or target is None:
            self._say(NOTHING_HERE)
            return None
        return at, target

    def _here(self, at: AnalysedVersion, span: Span | None = None) -> Target | None:
        """Return the current statement or name, or else the statement that a span touches."""
        unit = self._desk.navigator.unit_in_view
        if unit is not None and unit.kind is UnitKind.ENTITY:
            entity = next((each for each in at.analysis.entities if each.id == unit.id), None)
            return MentionTarget(unit.spans[0], entity) if entity is not None else None
        statement = next((each for each in at.analysis.statements if unit and each.id == unit.id), None)
        if statement is not None:
            return StatementTarget(envelope(statement.content), statement)
        if unit is not None and unit.kind is UnitKind.STATEMENT:
            # It was rejected: no other one is meant.
            return StatementTarget(envelope(unit.words))
        return self._touched(at, span or (envelope(unit.words) if unit is not None else None), unit)

    def _touched(self, at: AnalysedVersion, span: Span | None, unit: Unit | None) -> StatementTarget | None:
        if span is None:
            return None
        touched = touching(span, at.analysis)
        if len(touched) == 1:
            return StatementTarget(envelope(touched[0].content), touched[0])
        speaks = unit is not None and unit.kind in (UnitKind.QUOTATION, UnitKind.SENTENCE)
        return StatementTarget(span) if speaks and not touched else None

    def _worded(self, at: AnalysedVersion, span: Span) -> Target | None:
        """Return the statement or name that is to have the selected words.

        It is what is here if they touch it, else the statement that they share most with, else what is here.
        """
        here = self._here(at)
        touched = touching(span, at.analysis) if here is None or not here.span.overlaps(span) else []
        like = max(touched, key=lambda each: overlap(span, envelope(each.content)), default=None)
        if like is not None:
            return StatementTarget(envelope(like.content), like)
        return here if isinstance(here, MentionTarget) or (here is not None and here.statement) else None

    # Statements and names

    def accept(self) -> None:
        """Accept what is here as right, and after a statement go on to the next."""
        if (found := self._find()) is None:
            return
        at, target = found
        if isinstance(target, MentionTarget):
            self._corrections.accept(at, target)
            self._done(f"accepted: {target.entity.name} ({target.entity.type})")
        elif target.statement is None:
            self._say("no source is named here: {correct} gives it a speaker")
        else:
            self._corrections.accept(at, target)
            self._desk.forget_ticks()
            self._desk.reading.recorrect()
            self._step_on(f"accepted: {_said_by(at, target.statement)}")

    def _step_on(self, done: str) -> None:
        """Go to the next statement, and say what was done and where that led."""
        navigator = self._desk.navigator
        before = navigator.current
        where = navigator.step_on()
        if navigator.current is not before:
            self._desk.say_place(f"{done} · {where}")
        else:
            self._desk.say(f"{done} · that was the last one · {navigator.checked}")

    def reject(self) -> None:
        """Reject what is here as wrong."""
        if (found := self._find()) is None:
            return
        at, target = found
        if isinstance(target, MentionTarget):
            self._corrections.reject(at, target)
            self._done(f"rejected: this is not a mention of {target.entity.name}")
        elif target.statement is None:
            self._say(NOTHING_HERE)
        else:
            self._corrections.reject(at, target)
            said = excerpt(target.span.of(at.version.text), EXCERPT)
            self._done(f"rejected: “{said}” is not a statement")

    def set_words(self, span: Span) -> None:
        """Make the selected words those of the statement or name here."""
        at = self._at
        target = self._worded(at, span) if at is not None and span else None
        if at is None or target is None:
            self._say(NO_STATEMENT)
            return
        self._corrections.set_words(at, target, span)
        self._desk.enter(None)
        self._done(f"its words are now the selected {counted(len(span), 'character')}")

    def change(self) -> None:
        """Ask for another speaker of the ticked statements or the one here, or for another type of a name."""
        at = self._at
        if at is None:
            self._say("not analysed yet")
            return
        target = self._highlighted_entity(at) or self._here(at)
        if isinstance(target, MentionTarget):
            self._ask_type(at, target)
        elif self._ticked:
            self._ask_speaker(at, [*self._ticked])
        elif target is not None:
            self._editor.change(at, target)
        else:
            self._say(NOTHING_HERE)

    def _ask_type(self, at: AnalysedVersion, target: MentionTarget) -> None:
        def chosen(type: str | None) -> None:
            if type is not None:
                self._corrections.set_type(at, target, EntityType(type))
                self._done(f"type of {target.entity.name}: {type}")

        choices = [Choice(type.value, sanitise_line(type.value)) for type in EntityType]
        title = sanitise_line(f"What is {target.entity.name}?")
        self._desk.open(ChoiceDialog(self._desk.keys, title, choices, typed=False), chosen)

    def _ask_speaker(self, at: AnalysedVersion, targets: list[StatementTarget]) -> None:
        title = sanitise_line(f"Who says {counted(len(targets), 'statement')}?")
        quote = joined([quoted(at, each.span) for each in targets[:2]], own(" "))
        dialog = ChoiceDialog(self._desk.keys, title, speaker_choices(at), quote=quote)
        self._desk.open(dialog, partial(self._set_speaker, at, targets))

    def _set_speaker(self, at: AnalysedVersion, targets: list[StatementTarget], name: str | None) -> None:
        if name is not None:
            self._corrections.set_speaker(at, targets, name)
            what = "it" if len(targets) == 1 else counted(len(targets), "statement")
            self._done(f"{says([name])} {what}")

    def split(self, name: str) -> None:
        """Give the ticked statements, or the one here, to a source of that name."""
        at = self._at
        here = self._here(at) if at else None
        targets = [*self._ticked] or ([here] if isinstance(here, StatementTarget) else [])
        if at is None or not targets:
            self._say(NOTHING_HERE)
        elif not name:
            self._ask_speaker(at, targets)
        else:
            self._set_speaker(at, targets, name)

    def tick_statement(self) -> None:
        """Tick or untick the statement here."""
        at = self._at
        here = self._here(at) if at else None
        if not isinstance(here, StatementTarget) or here.statement is None:
            self._say("no statement here to tick")
            return
        ticked = self._ticked
        self._tick(tuple(target for target in ticked if target != here) if here in ticked else (*ticked, here))
        number = counted(len(self._ticked), "statement")
        self._say(f"ticked: {number} ({{correct}} gives a speaker, {{cancel}} unticks)")

    def _tick(self, ticked: tuple[StatementTarget, ...]) -> None:
        self._ticks = ticked
        article = self._desk.article
        article.overlay = replace(article.overlay, ticked=tuple(target.span for target in ticked))


def _said_by(at: AnalysedVersion, statement: Statement) -> str:
    """Return the names of all who say it."""
    names = {source.id: source.name for source in at.analysis.sources}
    known = listed(names.get(each.source_id or "", "") for each in voices(statement, at.analysis))
    return f"said by {known}" if known else NO_SOURCE
