"""Applies the user's corrections to an analysis; they win over what the machine found. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reader.corrections.aliases import Names, RenamedSources, in_force
from reader.corrections.entities import corrected_entities
from reader.corrections.renamed import with_text_names
from reader.corrections.statements import CorrectedGroup, CorrectedStatements
from reader.corrections.targets import about, applicable, holds_by_name
from reader.model.analysis import Analysis, Source, Statement, StatementKind
from reader.model.correction import Alias, CorrectedThing, CorrectionAct, PlacedCorrection
from reader.model.span import Spans
from reader.text.wording.formatting import words_in


def corrected(
    analysis: Analysis, text: str, corrections: Iterable[PlacedCorrection], aliases: Iterable[Alias] = ()
) -> Analysis:
    """Return the analysis of `text` with corrections and aliases applied.

    `corrections` are those of the document, oldest first, with their spans in `text`; each applies to the
    statement, name or source on exactly or nearly those words. What the user accepted, or gave a span or a
    speaker, is kept even if the analysis does not find it. Of several speakers of the same words each has a
    statement. Aliases merge and rename sources. Ids do not change; new statements and sources get an id derived
    from their words or the name.
    """
    corrections, aliases = tuple(corrections), tuple(in_force(aliases, analysis.sources))
    held = applicable(corrections, len(text))
    facts = [each for each in corrections if holds_by_name(each.correction)]
    if not held and not aliases and not facts:
        return analysis
    machine = analysis
    entities = corrected_entities(analysis.entities, text, about(CorrectedThing.ENTITY, held))
    sources = RenamedSources(analysis, entities, Names(aliases))
    analysis = replace(analysis, statements=tuple(map(sources.named, analysis.statements)))
    statements = _corrected_statements(analysis, text, held, sources)
    empty = [statement for statement in analysis.statements if not statement.content]
    rejected = _rejected(about(CorrectedThing.SOURCE, held), sources)
    kept = statements.without(rejected)
    said = [*empty, *kept]
    gone = rejected.keys() - _users(kept)
    sources.set_facts(facts)
    left = tuple(each for each in _recounted(analysis, sources, said, text) if each.id not in gone)
    names = {source.id: source.name for source in left}
    return replace(
        analysis,
        entities=entities,
        quotations=statements.quotations(kept),
        sources=left,
        statements=tuple(with_text_names(said, machine, text, names)),
    )


def groups_of(
    analysis: Analysis, text: str, corrections: Iterable[PlacedCorrection], aliases: Iterable[Alias] = ()
) -> list[CorrectedGroup]:
    """Return the statements on the same words together, as `corrected` makes them of the same arguments.

    Those that were rejected are among them, without statements.
    """
    held = applicable(corrections, len(text))
    names = Names(in_force(aliases, analysis.sources))
    sources = RenamedSources(analysis, analysis.entities, names)
    analysis = replace(analysis, statements=tuple(map(sources.named, analysis.statements)))
    return _corrected_statements(analysis, text, held, sources).in_groups()


def _corrected_statements(
    analysis: Analysis, text: str, corrections: Iterable[PlacedCorrection], sources: RenamedSources
) -> CorrectedStatements:
    found = [statement for statement in analysis.statements if statement.content]
    own = about(CorrectedThing.STATEMENT, corrections)
    return CorrectedStatements(text, found, analysis.quotations, sources, own)


def _rejected(corrections: Sequence[PlacedCorrection], sources: RenamedSources) -> dict[str, str]:
    """Return when the user rejected sources, by their ids."""
    own = (each.correction for each in corrections if not holds_by_name(each.correction))
    last = {correction.value: correction for correction in own}
    rejected = (each for each in last.values() if each.act is CorrectionAct.REJECT)
    return {id: each.created for each in rejected for id in sources.known(each.value)}


def _recounted(
    analysis: Analysis, sources: RenamedSources, statements: Sequence[Statement], text: str
) -> Iterator[Source]:
    """Yield the sources with new counts where statements changed; omit those left with nothing.

    What a source is reported not to have said is not counted.
    """
    before, now = _by_source(analysis.statements), _by_source(statements)
    busy_before, busy = _users(analysis.statements), _users(statements)
    mentions = {source.id: source.mentions for source in analysis.sources}
    for source in sources.all():
        if source.id not in busy and (source.id in busy_before or source.id not in mentions):
            continue
        own = now.get(source.id, [])
        if own != before.get(source.id, []) or source.mentions != mentions.get(source.id):
            words = sum(words_in(span.of(text)) for _, content in own for span in content)
            source = replace(source, statements=len(own), words=words)
        yield source


def _by_source(statements: Iterable[Statement]) -> dict[str, list[tuple[str, Spans]]]:
    found: dict[str, list[tuple[str, Spans]]] = {}
    for statement in statements:
        if statement.source_id is not None and statement.kind is not StatementKind.NEGATED:
            found.setdefault(statement.source_id, []).append((statement.id, statement.content))
    return found


def _users(statements: Iterable[Statement]) -> set[str]:
    return {id for statement in statements for id in (statement.source_id, *statement.via) if id is not None}
