"""Corrects the analysis: accepts and rejects, gives other words and speakers, merges and renames sources."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from reader.model.analysis import EntityType, Source
from reader.model.correction import Alias
from reader.model.span import Span, envelope
from reader.session.corrections import AnalysedVersion, MentionTarget, StatementTarget, Target
from reader.text.navigation.units import Unit, UnitKind
from reader.text.safety.sanitise import own, sanitise_line
from reader.text.wording.formatting import counted
from reader.tui.dialogs.choice import Choice, ChoiceDialog
from reader.tui.dialogs.list_dialog import AliasesDialog
from reader.tui.keys.scopes import Pane
from reader.tui.widgets.sidebar import ENTITIES, SOURCES

if TYPE_CHECKING:
    from reader.tui.controllers.desk import Desk

NO_SPEAKER = "no named source"
NO_ALIAS = "none yet: in the sidebar, {merge} merges ticked sources and {rename} renames one"
NOTHING_HERE = "nothing here to correct: {next-quotation} goes to a quotation, {next-entity} to a name"
TOO_FEW_TICKED = "tick two sources or more with {tick}, then {merge} makes them one"


class Corrector:
    """Acts on the current unit of the article, or on what is highlighted in the sidebar."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._corrections = desk.session.corrections
        self._ticks: tuple[StatementTarget, ...] = ()
        """The statements ticked last, perhaps in another article."""

    # What is to be corrected

    @property
    def _at(self) -> AnalysedVersion | None:
        current = self._desk.session.current
        if current is None or current.machine is None or current.analysis is None:
            return None
        return AnalysedVersion(current.version, current.machine, current.analysis)

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
        touched = [each for each in at.analysis.statements if any(span.overlaps(part) for part in each.content)]
        if len(touched) == 1:
            return StatementTarget(envelope(touched[0].content), touched[0])
        speaks = unit is not None and unit.kind in (UnitKind.QUOTATION, UnitKind.SENTENCE)
        return StatementTarget(span) if speaks and not touched else None

    # Statements and names

    def accept(self) -> None:
        """Accept what is here as right."""
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
            self._done(f"accepted: {_speaker(at, target)} says it")

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
            self._done("rejected: this is not a statement")

    def set_words(self, span: Span) -> None:
        """Make the selected words those of the statement or name here."""
        if not span:
            self._say(NOTHING_HERE)
            return
        if (found := self._find(span)) is None:
            return
        at, target = found
        self._corrections.set_words(at, target, span)
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
            self._ask_speaker(at, [target])
        else:
            self._say(NOTHING_HERE)

    def _highlighted_entity(self, at: AnalysedVersion) -> MentionTarget | None:
        """Return the entity under the sidebar's highlight, if the sidebar is focused."""
        sidebar = self._desk.sidebar
        if self._desk.pane is not Pane.SIDEBAR or sidebar.tab != ENTITIES:
            return None
        entity = next((each for each in at.analysis.entities if each.id == sidebar.highlighted_key), None)
        return MentionTarget(entity.mentions[0], entity) if entity is not None else None

    def _ask_type(self, at: AnalysedVersion, target: MentionTarget) -> None:
        def chosen(type: str | None) -> None:
            if type is not None:
                self._corrections.set_type(at, target, EntityType(type))
                self._done(f"type of {target.entity.name}: {type}")

        choices = [Choice(type.value, sanitise_line(type.value)) for type in EntityType]
        title = sanitise_line(f"What is {target.entity.name}?")
        self._desk.open(ChoiceDialog(self._desk.keys, title, choices, typed=False), chosen)

    def _ask_speaker(self, at: AnalysedVersion, targets: list[StatementTarget]) -> None:
        choices = [Choice(each.name, sanitise_line(each.name)) for each in at.analysis.sources]
        dialog = ChoiceDialog(
            self._desk.keys, own("Who says it?"), [*choices, Choice("", sanitise_line(NO_SPEAKER))]
        )
        self._desk.open(dialog, partial(self._set_speaker, at, targets))

    def _set_speaker(self, at: AnalysedVersion, targets: list[StatementTarget], name: str | None) -> None:
        if name is not None:
            self._corrections.set_speaker(at, targets, name)
            what = "it" if len(targets) == 1 else counted(len(targets), "statement")
            self._done(f"{name or NO_SPEAKER} says {what}")

    def split(self, name: str) -> None:
        """Give the ticked statements, or the one here, to a source of that name."""
        at = self._at
        here = self._here(at) if at else None
        targets = [*self._ticked] or ([here] if isinstance(here, StatementTarget) else [])
        if at is None or not targets:
            self._say(NOTHING_HERE)
        elif not name:
            self._say("split to whom? Give a name")
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

    def forget_ticks(self) -> None:
        """Untick all statements and sources."""
        self._tick(())
        self._desk.sidebar.ticked = frozenset()

    # Sources

    @property
    def _sources(self) -> list[Source]:
        """The ticked sources, else the one under the sidebar's highlight."""
        at, sidebar = self._at, self._desk.sidebar
        if at is None or sidebar.tab != SOURCES:
            return []
        keys = sidebar.ticked or {sidebar.highlighted_key}
        return [source for source in at.analysis.sources if source.id in keys]

    def tick_source(self) -> None:
        """Tick or untick the highlighted source."""
        sidebar = self._desk.sidebar
        if not sidebar.highlighted_key or sidebar.tab != SOURCES:
            self._say("only sources can be ticked here")
            return
        sidebar.ticked = sidebar.ticked ^ {sidebar.highlighted_key}
        self._say(f"ticked: {counted(len(sidebar.ticked), 'source')} ({{merge}} merges them)")

    def merge(self) -> None:
        """Merge the ticked sources into the highlighted one if it is ticked, else into the one that says most."""
        sources = self._sources
        if len(sources) < 2:
            self._say(TOO_FEW_TICKED)
            return
        highlighted = self._desk.sidebar.highlighted_key
        into = max(sources, key=lambda source: (source.id == highlighted, source.statements))
        self._rename([source.name for source in sources], into.name)

    def rename(self) -> None:
        """Ask for another name of the highlighted source."""
        source, at, keys = next(iter(self._sources), None), self._at, self._desk.keys
        if source is None or at is None:
            self._say("no source is highlighted")
            return

        def chosen(name: str | None) -> None:
            if name and name != source.name:
                self._rename([source.name], name)

        names = [Choice(each.name, sanitise_line(each.name)) for each in at.analysis.sources if each is not source]
        self._desk.open(ChoiceDialog(keys, own("Which name?"), names, initial=source.name), chosen)

    def _rename(self, names: list[str], becomes: str) -> None:
        self._corrections.rename(names, becomes)
        old = [f"“{name}”" for name in names if name != becomes]
        self._done(f"{', '.join(old)} now {'counts' if len(old) == 1 else 'count'} as {becomes} in every article")

    def reject_source(self) -> None:
        """Reject the highlighted source, or the highlighted name, as wrong."""
        at, source = self._at, next(iter(self._sources), None)
        if at is not None and (target := self._highlighted_entity(at)) is not None:
            self._corrections.reject(at, target)
            self._done(f"rejected: {target.entity.name}")
        elif at is None or source is None:
            self._say("no source is highlighted")
        else:
            self._corrections.reject_source(at, source)
            self._done(f"not a source: {source.name}")

    def aliases(self) -> None:
        """List the names given to sources for every article."""
        desk = self._desk

        def withdraw(alias: Alias) -> None:
            self._corrections.withdraw_alias(alias.id)
            desk.reading.recorrect()

        def undo() -> None:
            desk.session.history.undo()
            desk.reading.recorrect()

        empty = sanitise_line(desk.keys.expand(NO_ALIAS))
        desk.open(AliasesDialog(desk.keys, desk.session.store.aliases.all, withdraw, undo, empty))

    # Messages

    def _say(self, template: str) -> None:
        self._desk.say(self._desk.keys.expand(template))

    def _done(self, message: str) -> None:
        self.forget_ticks()
        self._desk.reading.recorrect()
        self._desk.say(f"{message} {self._desk.keys.expand('({undo} undoes it)')}")


def _speaker(at: AnalysedVersion, target: StatementTarget) -> str:
    names = {source.id: source.name for source in at.analysis.sources}
    return names.get((target.statement and target.statement.source_id) or "", NO_SPEAKER)
