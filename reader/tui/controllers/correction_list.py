"""Opens the list of an article's corrections, and goes to what was chosen there."""

from __future__ import annotations

from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING

from reader.corrections.targets import overlap
from reader.model.analysis import Analysis
from reader.model.correction import Alias, CorrectedThing
from reader.model.span import Span, envelope
from reader.session.correction_list import ListedCorrection, corrections_of
from reader.text.navigation.units import Unit, UnitKind
from reader.text.safety.sanitise import sanitise_line
from reader.text.wording.corrections import LOST
from reader.tui.controllers.history import undo
from reader.tui.dialogs.corrections import CorrectionsDialog

if TYPE_CHECKING:
    from reader.tui.controllers.desk import Desk

NOTHING_YET = "none yet: {accept} accepts what is here, {reject} rejects it, {correct} corrects it"


def show_corrections(desk: Desk) -> None:
    """List the corrections of the open article; each can be taken back."""

    def listed() -> list[ListedCorrection]:
        current = desk.session.current
        return corrections_of(desk.session.store, current.version, current.machine) if current is not None else []

    def withdraw(thing: ListedCorrection) -> None:
        desk.session.corrections.withdraw(thing.row, thing.words)
        desk.reading.recorrect()
        desk.say(f"taken back: {thing.words} {desk.keys.expand('({undo} undoes it)')}")

    def chosen(thing: ListedCorrection | None) -> None:
        if thing is not None:
            _go_to(desk, thing)

    empty = sanitise_line(desk.keys.expand(NOTHING_YET))
    desk.open(CorrectionsDialog(desk.keys, listed, withdraw, partial(undo, desk), empty), chosen)


def _go_to(desk: Desk, thing: ListedCorrection) -> None:
    current = desk.session.current
    unit = _unit(thing, current.analysis, current.machine) if current is not None and current.analysis else None
    if unit is None:
        desk.say(LOST if thing.is_lost else f"nothing in this article is there to see: {thing.words}")
        return
    desk.focus_article()
    desk.navigator.go(unit)
    desk.say(thing.words)


def _unit(thing: ListedCorrection, analysis: Analysis, machine: Analysis | None) -> Unit | None:
    """Return the statement, name or source that a correction is about."""
    row, span = thing.row, thing.span
    if isinstance(row, Alias):
        return (_called(row.name, analysis, machine) if machine else None) or _of_source(row.becomes, analysis)
    if row.thing is CorrectedThing.SOURCE:
        return _of_source(row.subject or row.value, analysis) or _bare(span)
    if span is None:
        return None
    if row.thing is CorrectedThing.ENTITY:
        id = next((each.id for each in analysis.entities if span in each.mentions), None)
        return Unit(UnitKind.ENTITY, (span,), id)
    like = [(overlap(span, envelope(each.content)), each) for each in analysis.statements if each.content]
    share, found = max(like, key=itemgetter(0), default=(0.0, None))
    return Unit(UnitKind.STATEMENT, found.content, found.id) if found is not None and share else _bare(span)


def _called(name: str, analysis: Analysis, machine: Analysis) -> Unit | None:
    """Return the first statement of what the text calls by a name, or else the first place where it does."""
    sources = {source.id: source for source in machine.sources if source.name == name}
    found = {each.id for each in machine.statements if each.source_id in sources}
    said = next((each for each in analysis.statements if each.id in found and each.content), None)
    if said is not None:
        return Unit(UnitKind.STATEMENT, said.content, said.id)
    return _bare(next((span for source in sources.values() for span in source.mentions), None))


def _of_source(name: str, analysis: Analysis) -> Unit | None:
    """Return the first statement of the source of a name."""
    ids = {source.id for source in analysis.sources if source.name == name}
    found = next((each for each in analysis.statements if each.source_id in ids and each.content), None)
    return Unit(UnitKind.STATEMENT, found.content, found.id) if found is not None else None


def _bare(span: Span | None) -> Unit | None:
    """Return some words, such as those of a statement that was rejected."""
    return Unit(UnitKind.STATEMENT, (span,)) if span else None
