"""Applies the user's corrections to an analysis; they win over what the machine found. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reader.corrections.aliases import Names, RenamedSources
from reader.corrections.entities import corrected_entities
from reader.corrections.targets import about, applicable, by_target, corrected_span
from reader.model.analysis import Analysis, Quotation, Source, Statement, StatementKind
from reader.model.correction import Alias, CorrectedThing, CorrectionAct, PlacedCorrection
from reader.model.span import Span, Spans, envelope, total_length
from reader.text.layout.article_layers import with_quotation_marks
from reader.text.wording.formatting import words_in

_DIRECT = 0.8
"""A statement is direct if at least this share of it is in quotation marks, as in the analysis."""


def corrected(
    analysis: Analysis, text: str, corrections: Iterable[PlacedCorrection], aliases: Iterable[Alias] = ()
) -> Analysis:
    """Return the analysis of `text` with corrections and aliases applied.

    `corrections` are those of the document, oldest first, with their spans in `text`; each applies to the
    statement, name or source on exactly or nearly those words. What the user accepted, or gave a span or a
    speaker, is kept even if the analysis does not find it. Aliases merge and rename sources. Ids do not change;
    new statements and sources get an id derived from the correction or the name.
    """
    held, aliases = applicable(corrections, len(text)), tuple(aliases)
    if not held and not aliases:
        return analysis
    entities = corrected_entities(analysis.entities, text, about(CorrectedThing.ENTITY, held))
    sources = RenamedSources(analysis, entities, Names(aliases))
    analysis = replace(analysis, statements=tuple(map(sources.named, analysis.statements)))
    machine = [statement for statement in analysis.statements if statement.content]
    empty = [statement for statement in analysis.statements if not statement.content]
    statements = _Statements(text, machine, analysis.quotations, sources)
    for meant, span, group in by_target(about(CorrectedThing.STATEMENT, held), machine, _extent):
        statements.correct(meant, span, group)
    rejected = _rejected(about(CorrectedThing.SOURCE, held), sources)
    said = [*empty, *statements.done(rejected)]
    return replace(
        analysis,
        entities=entities,
        quotations=statements.quotations(),
        sources=tuple(each for each in _recounted(analysis, sources, said, text) if each.id not in rejected),
        statements=tuple(said),
    )


@dataclass(slots=True)
class _Said:
    """A statement while it is corrected."""

    statement: Statement
    name: str
    rejected: bool = False
    span: Span | None = None
    """The span that the user gave it."""
    checked: bool = False
    is_new: bool = False


class _Statements:
    """The statements of one text while they are corrected."""

    def __init__(
        self, text: str, machine: Sequence[Statement], quotations: Sequence[Quotation], sources: RenamedSources
    ) -> None:
        self._text = text
        self._sources = sources
        self._quotations = quotations
        self._said = [_Said(each, sources.name(each.source_id)) for each in machine]
        self._moved: dict[str, Spans] = {}
        """The content of new statements and of those with another span, by id."""
        self._gone: set[str] = set()

    def correct(self, meant: Sequence[Statement], span: Span, group: Sequence[PlacedCorrection]) -> None:
        """Apply the corrections, in order, to the statements they mean, or to a new one."""
        said = [each for each in self._said if any(each.statement is one for one in meant)]
        if not said:
            said = [self._new(span, group)]
        for each in group:
            self._apply(each, said)
        seen: set[tuple[str, Span | None]] = set()
        for one in said:
            # If two speakers of the same words were merged, keep one statement.
            one.rejected = one.rejected or (len(said) > 1 and (one.name, one.span) in seen)
            seen.add((one.name, one.span))

    def done(self, rejected: set[str]) -> list[Statement]:
        """Return the remaining statements in text order; `rejected` sources lose theirs."""
        made: list[Statement] = []
        for said in self._said:
            if said.rejected:
                self._gone.add(said.statement.id)
                continue
            statement = _without(self._finished(said), rejected)
            if not said.is_new:
                made.append(statement)
                continue
            place = next((at for at, other in enumerate(made) if _extent(other) > _extent(statement)), len(made))
            made.insert(place, statement)
        return made

    def quotations(self) -> tuple[Quotation, ...]:
        """Return the quotations, each with the statement that now contains it."""
        return tuple(self._quotation(quotation) for quotation in self._quotations)

    def _new(self, span: Span, group: Sequence[PlacedCorrection]) -> _Said:
        statement = Statement(
            id=f"c-{group[0].correction.id}",
            kind=StatementKind.INDIRECT,
            content=(span,),
            cue=(),
            source_mention=(),
            source_id=None,
            via=(),
            rule="person",
            confidence=1.0,
        )
        said = _Said(statement, "", rejected=True, span=span, is_new=True)
        self._said.append(said)
        return said

    def _apply(self, placed: PlacedCorrection, said: Sequence[_Said]) -> None:
        correction = placed.correction
        named = [one for one in said if one.name == self._sources.final_name(correction.value)]
        chosen = said if correction.act is CorrectionAct.SPEAKER else named or said
        for one in chosen:
            one.rejected = correction.act is CorrectionAct.REJECT
            if one.rejected:
                continue
            one.checked = True
            one.name = self._sources.name(self._sources.called(correction.value))
            one.span = corrected_span(placed, len(self._text)) or one.span

    def _finished(self, said: _Said) -> Statement:
        statement = said.statement
        if not said.checked:
            return statement
        statement = replace(statement, confidence=1.0, candidates=(), checked=True)
        if said.name != self._sources.name(statement.source_id):
            source_id = self._sources.called(said.name)
            via = tuple(each for each in statement.via if each != source_id)
            statement = replace(statement, source_id=source_id, source_mention=(), via=via, rule="person")
        if said.span is not None and (said.is_new or statement.content != (said.span,)):
            content = (said.span,)
            self._moved[statement.id] = content
            statement = replace(statement, content=content, kind=self._kind(content))
        return statement

    def _kind(self, content: Spans) -> StatementKind:
        """Return the kind by the share of the content in quotation marks."""
        marked = [with_quotation_marks(self._text, quotation.span) for quotation in self._quotations]
        shared = [part for span in content for quoted in marked if (part := span.clip(quoted))]
        inside = {place for part in shared for place in range(part.start, part.end)}
        if len(inside) >= _DIRECT * total_length(content):
            return StatementKind.DIRECT
        return StatementKind.MIXED if inside else StatementKind.INDIRECT

    def _quotation(self, quotation: Quotation) -> Quotation:
        holder = quotation.statement
        if holder in self._gone or (holder in self._moved and not _holds(self._moved[holder or ""], quotation)):
            holder = None
        if holder is None:
            holder = next((id for id, content in self._moved.items() if _holds(content, quotation)), None)
        return quotation if holder == quotation.statement else replace(quotation, statement=holder)


def _holds(content: Spans, quotation: Quotation) -> bool:
    return sum(len(span.clip(quotation.span) or ()) for span in content) * 2 > len(quotation.span)


def _extent(statement: Statement) -> Span:
    return envelope(statement.content)


def _rejected(corrections: Sequence[PlacedCorrection], sources: RenamedSources) -> set[str]:
    """Return the ids of sources that the user rejected."""
    last = {each.correction.value: each.correction.act for each in corrections}
    return {id for name, act in last.items() if act is CorrectionAct.REJECT for id in sources.known(name)}


def _without(statement: Statement, sources: set[str]) -> Statement:
    if not sources.intersection((statement.source_id, *statement.via, *statement.candidates)):
        return statement
    return replace(
        statement,
        source_id=None if statement.source_id in sources else statement.source_id,
        via=tuple(each for each in statement.via if each not in sources),
        candidates=tuple(each for each in statement.candidates if each not in sources),
    )


def _recounted(
    analysis: Analysis, sources: RenamedSources, statements: Sequence[Statement], text: str
) -> Iterator[Source]:
    """Yield the sources with new counts where statements changed; omit those left with nothing."""
    before, now = _by_source(analysis.statements), _by_source(statements)
    busy_before, busy = _users(analysis.statements), _users(statements)
    machine = {source.id: source for source in analysis.sources}
    for source in sources.all():
        if source.id not in busy and (source.id in busy_before or source.id not in machine):
            continue
        own = now.get(source.id, [])
        if own != before.get(source.id, []) or source.mentions != machine[source.id].mentions:
            words = sum(words_in(span.of(text)) for _, content in own for span in content)
            source = replace(source, statements=len(own), words=words)
        yield source


def _by_source(statements: Iterable[Statement]) -> dict[str, list[tuple[str, Spans]]]:
    found: dict[str, list[tuple[str, Spans]]] = {}
    for statement in statements:
        if statement.source_id is not None:
            found.setdefault(statement.source_id, []).append((statement.id, statement.content))
    return found


def _users(statements: Iterable[Statement]) -> set[str]:
    return {id for statement in statements for id in (statement.source_id, *statement.via) if id is not None}
