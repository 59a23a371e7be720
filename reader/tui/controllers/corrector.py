"""What a person does to what the machine found: accept, reject, other words, another speaker, merged sources."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from reader.model.analysis import EntityType, Source
from reader.model.correction import Alias
from reader.model.span import Span, envelope
from reader.session.corrections import AnalysedVersion, MentionTarget, StatementTarget
from reader.text.navigation.units import Unit, UnitKind
from reader.text.safety.sanitise import own, sanitise_line
from reader.text.wording.formatting import counted
from reader.tui.dialogs.choice import Choice, ChoiceDialog
from reader.tui.dialogs.list_dialog import AliasesDialog
from reader.tui.keys.scopes import Pane
from reader.tui.widgets.sidebar import ENTITIES, SOURCES

if TYPE_CHECKING:
    from reader.tui.controllers.desk import Desk

NOBODY = "nobody that is named"
NOTHING_HERE = "nothing here to correct: {next-quotation} goes to a quotation, {next-entity} to a name"


class Corrector:
    """Acts on what is current in the article or highlighted in the sidebar of one main screen."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._ticks: tuple[StatementTarget, ...] = ()
        """The statements that were ticked last; those that the article shows as ticked are."""

    # What is meant

    @property
    def _at(self) -> AnalysedVersion | None:
        current = self._desk.session.current
        if current is None or current.machine is None or current.analysis is None:
            return None
        return AnalysedVersion(current.version, current.machine, current.analysis)

    @property
    def _ticked(self) -> tuple[StatementTarget, ...]:
        """The statements that are ticked to be given a speaker together: none, once another article is open."""
        shown = self._desk.article.overlay.ticked
        return tuple(said for said in self._ticks if said.span in shown)

    def _here(self, at: AnalysedVersion, span: Span | None = None) -> StatementTarget | MentionTarget | None:
        """The statement or name that is current, or, where neither is, the one that a selection touches."""
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
        """Hold that what is here is right."""
        at = self._at
        here = self._here(at) if at else None
        if at is None or here is None:
            self._desk.say(self._desk.keys.expand(NOTHING_HERE))
        elif isinstance(here, MentionTarget):
            self._desk.session.corrections.accept_name(at, here)
            self._done(f"accepted: {here.entity.name} is a {here.entity.type}")
        elif here.statement is None:
            self._desk.say(self._desk.keys.expand("nobody is named here: {correct} gives it a speaker"))
        else:
            self._desk.session.corrections.accept(at, here)
            self._done(f"accepted: {self._speaker(here)} says it")

    def reject(self) -> None:
        """Hold that what is here is none."""
        at = self._at
        here = self._here(at) if at else None
        if at is None or here is None or (isinstance(here, StatementTarget) and here.statement is None):
            self._desk.say(self._desk.keys.expand(NOTHING_HERE))
        elif isinstance(here, MentionTarget):
            self._desk.session.corrections.reject_name(at, here)
            self._done(f"rejected: “{here.span.of(at.version.text)}” is no name of {here.entity.name}")
        else:
            self._desk.session.corrections.reject(at, here)
            self._done("rejected: this is not a statement")

    def set_words(self, span: Span) -> None:
        """Give what is here the selected words instead of its own."""
        at = self._at
        here = self._here(at, span) if at else None
        if at is None or here is None or not span:
            self._desk.say(self._desk.keys.expand(NOTHING_HERE))
        elif isinstance(here, MentionTarget):
            self._desk.session.corrections.set_name_words(at, here, span)
            self._done(f"its words are these {counted(len(span), 'character')}")
        else:
            self._desk.session.corrections.set_words(at, here, span)
            self._done(f"its words are these {counted(len(span), 'character')}")

    def change(self) -> None:
        """Ask for another speaker of the statement that is here, or for another type of the name."""
        at = self._at
        if at is None:
            self._desk.say("not analysed yet")
            return
        named = self._highlighted_entity(at) or self._here(at)
        if isinstance(named, MentionTarget):
            self._ask_type(at, named)
        elif self._ticked or named is not None:
            said = [*self._ticked] or ([named] if named is not None else [])
            self._ask_speaker(at, said)
        else:
            self._desk.say(self._desk.keys.expand(NOTHING_HERE))

    def _highlighted_entity(self, at: AnalysedVersion) -> MentionTarget | None:
        """The entity that is highlighted in the sidebar, while that is in focus."""
        sidebar = self._desk.sidebar
        if self._desk.pane is not Pane.SIDEBAR or sidebar.tab != ENTITIES:
            return None
        entity = next((each for each in at.analysis.entities if each.id == sidebar.highlighted_key), None)
        return MentionTarget(entity.mentions[0], entity) if entity is not None else None

    def _ask_type(self, at: AnalysedVersion, named: MentionTarget) -> None:
        def chosen(type: str | None) -> None:
            if type is not None:
                self._desk.session.corrections.set_type(at, named, EntityType(type))
                self._done(f"{named.entity.name} is a {type}")

        choices = [Choice(type.value, sanitise_line(type.value)) for type in EntityType]
        title = sanitise_line(f"What is {named.entity.name}?")
        self._desk.open(ChoiceDialog(self._desk.keys, title, choices, typed=False), chosen)

    def _ask_speaker(self, at: AnalysedVersion, said: list[StatementTarget]) -> None:
        choices = [Choice(each.name, sanitise_line(each.name)) for each in at.analysis.sources]
        dialog = ChoiceDialog(self._desk.keys, own("Who says it?"), [*choices, Choice("", sanitise_line(NOBODY))])
        self._desk.open(dialog, partial(self._set_speaker, at, said))

    def _set_speaker(self, at: AnalysedVersion, said: list[StatementTarget], name: str | None) -> None:
        if name is not None:
            self._desk.session.corrections.set_speaker(at, said, name)
            self._done(f"{name or NOBODY} says {'it' if len(said) == 1 else counted(len(said), 'statement')}")

    def tick_statement(self) -> None:
        """Tick the statement that is here, or no longer."""
        at = self._at
        here = self._here(at) if at else None
        if not isinstance(here, StatementTarget) or here.statement is None:
            self._desk.say("no statement here to tick")
            return
        ticked = self._ticked
        self._tick(tuple(said for said in ticked if said != here) if here in ticked else (*ticked, here))
        then = self._desk.keys.expand("({correct} gives a speaker, {cancel} unticks)")
        self._desk.say(f"ticked: {counted(len(self._ticked), 'statement')} {then}")

    def _tick(self, ticked: tuple[StatementTarget, ...]) -> None:
        self._ticks = ticked
        article = self._desk.article
        article.overlay = replace(article.overlay, ticked=tuple(said.span for said in ticked))

    def split(self, name: str) -> None:
        """Give the ticked statements, or the one here, to a source of that name."""
        at = self._at
        here = self._here(at) if at else None
        said = [*self._ticked] or ([here] if isinstance(here, StatementTarget) else [])
        if at is None or not said:
            self._desk.say(self._desk.keys.expand(NOTHING_HERE))
        elif not name:
            self._desk.say("split to whom? Give a name")
        else:
            self._set_speaker(at, said, name)

    def forget_ticks(self) -> None:
        """Untick everything: another article is open, or a person gave up."""
        self._tick(())
        self._desk.sidebar.ticked = frozenset()

    # Sources

    @property
    def _sources(self) -> list[Source]:
        """The ticked sources, else the one that is highlighted in the sidebar."""
        at, sidebar = self._at, self._desk.sidebar
        if at is None or sidebar.tab != SOURCES:
            return []
        keys = sidebar.ticked or {sidebar.highlighted_key}
        return [source for source in at.analysis.sources if source.id in keys]

    def tick_source(self) -> None:
        """Tick the highlighted source, or no longer."""
        sidebar = self._desk.sidebar
        if not sidebar.highlighted_key or sidebar.tab != SOURCES:
            self._desk.say("only sources can be ticked here")
            return
        sidebar.ticked = sidebar.ticked ^ {sidebar.highlighted_key}
        self._desk.say(
            f"ticked: {counted(len(sidebar.ticked), 'source')} {self._desk.keys.expand('({merge} merges them)')}"
        )

    def merge(self) -> None:
        """Make the ticked sources one: the one that says the most, or the highlighted one if it is ticked."""
        sources = self._sources
        if len(sources) < 2:
            self._desk.say(
                self._desk.keys.expand("tick two sources or more with {tick}, then {merge} makes them one")
            )
            return
        highlighted = self._desk.sidebar.highlighted_key
        into = max(sources, key=lambda source: (source.id == highlighted, source.statements))
        self._desk.session.corrections.rename([source.name for source in sources], into.name)
        self._done(f"merged: {', '.join(s.name for s in sources if s is not into)} is {into.name} everywhere")

    def rename(self) -> None:
        """Ask for another name of the highlighted source."""
        source, at, desk = next(iter(self._sources), None), self._at, self._desk
        if source is None or at is None:
            desk.say("no source is highlighted")
            return

        def chosen(name: str | None) -> None:
            if name and name != source.name:
                self._desk.session.corrections.rename([source.name], name)
                self._done(f"renamed: {source.name} is {name} everywhere (:aliases shows all)")

        names = [Choice(each.name, sanitise_line(each.name)) for each in at.analysis.sources if each is not source]
        self._desk.open(ChoiceDialog(desk.keys, own("Called what?"), names, initial=source.name), chosen)

    def reject_source(self) -> None:
        """Hold that the highlighted source is none, or the highlighted name."""
        at = self._at
        if at is not None and (named := self._highlighted_entity(at)) is not None:
            self._desk.session.corrections.reject_name(at, named)
            self._done(f"rejected: {named.entity.name}")
            return
        source = next(iter(self._sources), None)
        if at is None or source is None:
            self._desk.say("no source is highlighted")
            return
        self._desk.session.corrections.reject_source(at, source)
        self._done(f"not a source: {source.name}")

    def aliases(self) -> None:
        """Show the names that hold for every article."""
        desk = self._desk

        def withdraw(alias: Alias) -> None:
            desk.session.corrections.withdraw_alias(alias.id)
            desk.reading.recorrect()

        def undo() -> None:
            desk.session.history.undo()
            desk.reading.recorrect()

        empty = desk.keys.expand(
            "none yet: in the sidebar, {merge} merges ticked sources and {rename} renames one"
        )
        aliases = desk.session.store.aliases.all
        desk.open(AliasesDialog(desk.keys, aliases, withdraw, undo, sanitise_line(empty)))

    def _speaker(self, said: StatementTarget) -> str:
        at = self._at
        id = said.statement.source_id if said.statement else None
        names = {source.id: source.name for source in at.analysis.sources} if at else {}
        return names.get(id or "", NOBODY)

    def _done(self, said: str) -> None:
        self.forget_ticks()
        self._desk.reading.recorrect()
        self._desk.say(f"{said} {self._desk.keys.expand('({undo} undoes it)')}")
