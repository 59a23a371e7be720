"""Adds statements and names that the analysis missed, and sets speakers, chain, cue and kind of a statement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from reader.model.analysis import EntityType, SourceKind, Statement, StatementKind
from reader.model.errors import ReaderError
from reader.model.span import Span, envelope
from reader.session.correction_targets import AnalysedVersion, StatementChanges, StatementTarget
from reader.text.navigation.units import Unit, UnitKind, same_unit, statement_units
from reader.text.safety.sanitise import Shown, own, sanitise_line
from reader.text.wording.corrections import says
from reader.text.wording.formatting import NO_SOURCE, excerpt, listed
from reader.text.wording.quotation_marks import words_of
from reader.tui.controllers.correcting import Correcting
from reader.tui.dialogs.choice import Choice, ChoiceDialog
from reader.tui.dialogs.suggesting_form import PARTS, Answers, SuggestingField, SuggestingForm

if TYPE_CHECKING:
    from reader.tui.controllers.desk import Desk

SPEAKERS, VIA, CUE, KIND = "speakers", "via", "cue", "kind"
NOBODY, NO_WORDS = "nobody", "no words"
WHO, WHO_OF_KNOWN = own("Who says it?"), own("This statement is known: who says it?")
NOTHING_SELECTED = "no words are selected: {anchor} begins a selection, {grow} selects the words around"
IN_NO_STATEMENT = "these words are in no statement: {add-statement} makes one of them"
NOT_ANALYSED = "not analysed yet"
QUOTED = 150
"""The most code points of a statement that a window quotes."""
_NEAR = 1000
"""How far from a statement, in code points, the words that report it may be."""
_SPEAKING = (EntityType.PERSON, EntityType.ORGANISATION, EntityType.GROUP, EntityType.PLACE)
KINDS = {
    StatementKind.DIRECT: "direct: in the source's words",
    StatementKind.INDIRECT: "indirect: in the article's words",
    StatementKind.MIXED: "mixed: partly in the source's words",
    StatementKind.NEGATED: "negated: reported as not said",
}


class StatementEditor(Correcting):
    """Acts on selected words, or on a statement. What cannot be done leaves the selection as it is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._corrections = desk.session.corrections

    def add(self) -> None:
        """Ask who says the selected words, and make them a statement."""
        at, span = self._at, self._desk.article.overlay.selection
        if at is None:
            self._say(NOT_ANALYSED)
        elif not span:
            self._say(NOTHING_SELECTED)
        else:
            target = self._corrections.meant(at, span)
            self._ask(at, target, WHO if target.statement is None else WHO_OF_KNOWN)

    def add_name(self) -> None:
        """Ask of which type the selected words, or the word at the caret, are a name."""
        at, span = self._at, self._desk.navigator.selected
        if at is None or not span:
            self._say(NOT_ANALYSED if at is None else NOTHING_SELECTED)
            return
        words = excerpt(span.of(at.version.text), QUOTED)

        def chosen(type: str | None) -> None:
            if type is not None:
                self._corrections.add_name(at, span, EntityType(type))
                self._leave_caret(Unit(UnitKind.ENTITY, (span,)))
                self._done(f"added: {words} is of the type {type}")

        choices = [Choice(type.value, sanitise_line(type.value)) for type in EntityType]
        title = sanitise_line(f"What is “{words}”?")
        self._desk.open(ChoiceDialog(self._desk.keys, title, choices, typed=False), chosen)

    def change_selected(self) -> None:
        """Ask who says the statement in which the selected words lie."""
        at, span = self._at, self._desk.navigator.selected
        if at is None or not span:
            self._say(NOT_ANALYSED if at is None else NOTHING_SELECTED)
            return
        around = [each for each in at.analysis.statements if each.content and envelope(each.content).covers(span)]
        inside = min(around, key=lambda each: len(envelope(each.content)), default=None)
        if inside is None:
            self._say(IN_NO_STATEMENT)
        else:
            self.change(at, StatementTarget(envelope(inside.content), inside))

    def change(self, at: AnalysedVersion, target: StatementTarget) -> None:
        """Ask who says a statement, who passed it on, what reports it and of what kind it is."""
        self._ask(at, target, WHO)

    # The form

    def _ask(self, at: AnalysedVersion, target: StatementTarget, title: Shown) -> None:
        now = self._corrections.speakers(at, target)

        def check(answers: Answers) -> StatementChanges:
            return self._changes(at, target, now, answers)

        def filled_in(answers: Answers | None) -> None:
            if answers is not None:
                self._change(at, target, check(answers))

        fields = [*_fields(at, target.statement, now, self._words_around(at, target.span))]
        form = SuggestingForm(self._desk.keys, title, quoted(at, target.span), fields, check)
        self._desk.open(form, filled_in)

    def _change(self, at: AnalysedVersion, target: StatementTarget, changes: StatementChanges) -> None:
        if changes == StatementChanges():
            self._desk.say("nothing was changed")
            return
        self._corrections.change(at, target, changes)
        self._leave_caret(Unit(UnitKind.STATEMENT, (target.span,)))
        self._done(_told(target.statement, changes))
        current = self._desk.session.current
        if current is not None and current.analysis is not None:
            units = statement_units(current.version.text, current.analysis)
            unit = same_unit(units, Unit(UnitKind.STATEMENT, (target.span,)))
            if unit is not None:
                self._desk.navigator.set_current(unit)

    def _leave_caret(self, unit: Unit) -> None:
        """Make the selected words current and go back to reading."""
        if self._desk.article.overlay.caret is not None:
            self._desk.navigator.set_current(unit)
            self._desk.enter(None)

    def _changes(
        self, at: AnalysedVersion, target: StatementTarget, now: tuple[str, ...], answers: Answers
    ) -> StatementChanges:
        """Return what was filled in. Raises ReaderError for words that do not stand near the statement."""
        names = {source.id: source.name for source in at.analysis.sources}
        via = tuple(names[each] for each in target.statement.via if each in names) if target.statement else ()
        cue = answers.get(CUE)
        kind = answers.get(KIND)
        return StatementChanges(
            speakers=_several(answers, SPEAKERS, now if target.statement else None),
            via=_several(answers, VIA, via),
            cue=_cue(at.version.text, target.span, cue.answers) if cue is not None else None,
            kind=StatementKind(kind.answers[0]) if kind is not None else None,
        )

    def _words_around(self, at: AnalysedVersion, span: Span) -> list[str]:
        """Return the words of the sentences that a statement begins and ends in, outside it."""
        index = self._desk.navigator.index
        sentences = [index.sentence_at(span.start), index.sentence_at(max(span.start, span.end - 1))]
        parts = [
            at.version.text[start:end]
            for each in dict.fromkeys(filter(None, sentences))
            for start, end in ((each.start, min(span.start, each.end)), (max(span.end, each.start), each.end))
            if start < end
        ]
        return list(dict.fromkeys(re.findall(r"[^\W\d_][\w'’-]*", " ".join(parts))))


def quoted(at: AnalysedVersion, span: Span) -> Shown:
    """Return the words of a span, cut, in quotation marks."""
    return sanitise_line(f"“{excerpt(span.of(at.version.text), QUOTED)}”")


def speaker_choices(at: AnalysedVersion) -> list[Choice]:
    """Return who may say something: the article's sources, its names, and no named source."""
    sources = [source.name for source in at.analysis.sources]
    names = [entity.name for entity in at.analysis.entities if entity.type in _SPEAKING]
    return [*_choices(dict.fromkeys([*sources, *names])), Choice("", sanitise_line(NO_SOURCE))]


def _fields(
    at: AnalysedVersion, statement: Statement | None, now: Sequence[str], words: Iterable[str]
) -> Iterator[SuggestingField]:
    names = {source.id: source.name for source in at.analysis.sources}
    outlets = [source.name for source in at.analysis.sources if source.kind is SourceKind.OUTLET]
    via = [names[each] for each in statement.via if each in names] if statement is not None else []
    cue = words_of(at.version.text, statement.cue) if statement is not None else ""
    kind = statement.kind.value if statement is not None else "by its quotation marks"
    speakers = f"{PARTS} ".join(now) or (NO_SOURCE if statement is not None else "")
    yield SuggestingField(
        SPEAKERS,
        own("Said by (;)"),
        speaker_choices(at),
        sanitise_line(speakers),
        is_several=True,
        is_needed=statement is None,
    )
    passing = [*_choices(dict.fromkeys([*outlets, *names.values()])), Choice("", sanitise_line(NOBODY))]
    yield SuggestingField(
        VIA, own("Passed on by (;)"), passing, sanitise_line(f"{PARTS} ".join(via) or NOBODY), is_several=True
    )
    reporting = [*_choices(words), Choice("", sanitise_line(NO_WORDS))]
    yield SuggestingField(CUE, own("Reported by"), reporting, sanitise_line(cue or NO_WORDS))
    kinds = [Choice(each.value, sanitise_line(told)) for each, told in KINDS.items()]
    yield SuggestingField(KIND, own("Kind"), kinds, sanitise_line(kind), is_typed=False)


def _choices(names: Iterable[str]) -> list[Choice]:
    return [Choice(name, sanitise_line(name)) for name in names]


def _several(answers: Answers, name: str, now: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """Return the names that were filled in, after those that are there if they are added; None for no change.

    `now` is None if there is nothing yet.
    """
    filled = answers.get(name)
    if filled is None:
        return None
    names = (*(now or ()), *filled.answers) if filled.is_added else filled.answers
    return None if names == now else tuple(dict.fromkeys(names))


def _cue(text: str, span: Span, answers: tuple[str, ...]) -> Span:
    """Return where the words stand that are nearest to a statement. Raises ReaderError if they are not near."""
    if not answers:
        return Span(span.start, span.start)
    words = answers[0]
    pattern = r"\s+".join(map(re.escape, words.split()))
    start = max(0, span.start - _NEAR)
    found = [
        Span(start + match.start(), start + match.end())
        for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text[start : span.end + _NEAR], re.IGNORECASE)
    ]
    apart = [each for each in found if not each.overlaps(span)] or found
    if not apart:
        raise ReaderError(f"“{words}” does not stand near the statement: type words of the article")
    return min(apart, key=lambda each: max(span.start - each.end, each.start - span.end))


def _told(statement: Statement | None, changes: StatementChanges) -> str:
    added = "" if statement is not None else "added: "
    told = [] if changes.speakers is None else [f"{added}{says(changes.speakers)} it"]
    told += [] if changes.via is None else [f"passed on by {listed(changes.via) or NOBODY}"]
    told += [] if changes.cue is None else ["its cue is set" if changes.cue else "it has no cue"]
    return ", ".join([*told, *([f"it is {changes.kind}"] if changes.kind is not None else [])])
