"""Assembles the analysis: statements with resolved sources, quotations with roles, ids and counts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reader.analysis.drafts import Speaker, StatementDraft
from reader.analysis.entities.entity_index import EntityIndex
from reader.analysis.passage import HEADINGS, Passage
from reader.analysis.quotations.scanner import QuotedSpan
from reader.analysis.quotations.titles import names_a_work
from reader.analysis.rules.confidence import ConfidenceModel
from reader.analysis.sources.resolver import SourceResolver
from reader.analysis.sources.source_drafts import Resolution, SourceDraft
from reader.model.analysis import (
    Analysis,
    Engine,
    Quotation,
    QuotationRole,
    Source,
    SourceKind,
    Statement,
    StatementKind,
)
from reader.model.document import Block
from reader.model.span import Span, Spans
from reader.text.wording.formatting import words_in

_MAX_SCARE_QUOTE = 5
"""The most words of a quotation that may be no speech though no statement holds it."""
_MAX_TITLE = 120
_WORD = re.compile(r"\w+")
_JOINTS = frozenset(("and", "or", "but"))

_Resolved = tuple[Speaker | None, Resolution]


def assemble(
    text: str,
    engine: Engine,
    quotes: Sequence[QuotedSpan],
    blocks: Sequence[Block],
    passages: Sequence[Passage],
    entities: EntityIndex,
    drafts: Iterable[StatementDraft],
) -> Analysis:
    """The analysis of `text` from the findings of the rules."""
    resolver = SourceResolver(passages, entities)
    statements = _statements(text, quotes, drafts, resolver, ConfidenceModel(passages))
    return Analysis(
        engine=engine,
        entities=entities.model(),
        quotations=tuple(_quotations(text, quotes, blocks, statements)),
        sources=tuple(map(_source, resolver.all)),
        statements=statements,
    )


def _statements(
    text: str,
    quotes: Sequence[QuotedSpan],
    drafts: Iterable[StatementDraft],
    resolver: SourceResolver,
    confidence: ConfidenceModel,
) -> tuple[Statement, ...]:
    made: list[Statement] = []
    outermost = [quote.outer for quote in quotes if not quote.depth]
    for draft in drafts:
        if draft.speakers and all(map(resolver.names_nobody, draft.speakers)):
            continue
        kind = StatementKind.NEGATED if draft.negated else _kind(text, draft.content, outermost)
        words = sum(words_in(span.of(text)) for span in draft.content)
        resolved, via = _resolved_by_way_of(text, draft, resolver)
        certain = confidence.of(draft)
        for speaker, found in resolved or [(None, Resolution(None, 1.0))]:
            source = found.source
            if source is not None and not draft.negated:
                source.statements += 1
                source.words += words
            made.append(
                Statement(
                    id=f"t{len(made) + 1}",
                    kind=kind,
                    content=draft.content,
                    cue=draft.cue,
                    source_mention=() if speaker is None or draft.carried else (speaker.span,),
                    source_id=source.id if source else None,
                    via=tuple(dict.fromkeys(name for name in via if source is None or name != source.id)),
                    rule=draft.rule,
                    confidence=round(certain * found.confidence, 2),
                    candidates=tuple(candidate.id for candidate in found.candidates),
                )
            )
    return tuple(made)


def _by_others(passed: set[int], in_turn: bool, who: Speaker | None, found: Resolution) -> Resolution:
    """The resolution; of nobody for a description of whoever passes it on, and for "he" or "she" within a turn.

    Whoever has the turn of a transcript is "I" there, and those whom a pronoun means are seldom named.
    """
    if who is None or found.source is None:
        return found
    pos = who.noun.pos_
    described = pos == "NOUN" and found.source.number in passed
    return Resolution(None, found.confidence) if described or (in_turn and pos == "PRON") else found


def _resolved_by_way_of(
    text: str, draft: StatementDraft, resolver: SourceResolver
) -> tuple[list[_Resolved], tuple[str, ...]]:
    """The sources of a statement, and the ids of those that passed it on."""
    resolved = _resolved(text, draft, resolver)
    passing = [source for who in draft.via if (source := resolver.resolve(who).source) is not None]
    passed = {source.number for source in passing if source.kind is SourceKind.PERSON}
    in_turn = any(who.label for who in draft.via)
    found = [(who, _by_others(passed, in_turn, who, resolution)) for who, resolution in resolved]
    return found, tuple(source.id for source in passing)


def _resolved(text: str, draft: StatementDraft, resolver: SourceResolver) -> list[_Resolved]:
    """The sources of a statement, each once: both halves of a name with "and" in it name one."""
    said = " ".join(span.of(text) for span in draft.content)
    found: list[_Resolved] = []
    for speaker in draft.speakers:
        resolution = resolver.resolve(speaker, said)
        if resolution.source is None or all(resolution.source is not other.source for _, other in found):
            found.append((speaker, resolution))
    found += [(who, replace(first, source=other)) for who, first in found for other in first.also]
    if len(found) > 1:
        resolver.note_together([each.source for _, each in found if each.source is not None])
    return found


def _kind(text: str, content: Spans, outermost: Sequence[Span]) -> StatementKind:
    """The kind by what is quoted, all or a part; the outer spans of the quotations are disjoint and in order."""
    quoted, plain = False, False
    for span in content:
        place = bisect_right(outermost, span.start, key=lambda outer: outer.end)
        reached = span.start
        while place < len(outermost) and outermost[place].start < span.end:
            quoted = True
            plain = plain or _has_words(text, reached, outermost[place].start)
            reached = outermost[place].end
            place += 1
        plain = plain or _has_words(text, reached, span.end)
    if not quoted:
        return StatementKind.INDIRECT
    return StatementKind.MIXED if plain else StatementKind.DIRECT


def _has_words(text: str, start: int, end: int) -> bool:
    """Return True for words other than a conjunction between quotations."""
    return not all(word.lower() in _JOINTS for word in _WORD.findall(text, start, end))


def _quotations(
    text: str, quotes: Sequence[QuotedSpan], blocks: Sequence[Block], statements: Sequence[Statement]
) -> Iterator[Quotation]:
    headings = [block.span for block in blocks if block.kind in HEADINGS]
    contents = sorted((span, statement.id) for statement in statements for span in statement.content)
    heading = place = 0
    for quote in quotes:
        while heading < len(headings) and headings[heading].end <= quote.outer.start:
            heading += 1
        while place < len(contents) and contents[place][0].end <= quote.span.start:
            place += 1
        near = contents[place : place + 4]
        halves = (name for span, name in near if 2 * len(span.clip(quote.span) or ()) > len(quote.span))
        statement = next(halves, None)
        in_heading = heading < len(headings) and headings[heading].covers(quote.span)
        yield Quotation(quote.span, _role(text, quote, in_heading, statement), statement)


def _role(text: str, quote: QuotedSpan, in_heading: bool, statement: str | None) -> QuotationRole:
    if in_heading:
        return QuotationRole.HEADLINE
    words = text[quote.span.start : min(quote.span.end, quote.span.start + _MAX_TITLE)].split()
    if names_a_work(text, quote.outer.start, quote.outer.end):
        return QuotationRole.TITLE
    if statement is not None or len(words) > _MAX_SCARE_QUOTE:
        return QuotationRole.SPEECH
    return QuotationRole.SCARE


def _source(draft: SourceDraft) -> Source:
    mentions = set(draft.mentions)
    if draft.entity is not None:
        mentions |= {m for m in draft.entity.mentions if not any(map(m.overlaps, draft.mentions))}
    return Source(
        id=draft.id,
        name=draft.name,
        kind=draft.kind,
        role=draft.role,
        entity=draft.entity.id if draft.entity else None,
        mentions=tuple(_disjoint(mentions)),
        statements=draft.statements,
        words=draft.words,
    )


def _disjoint(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, without those that overlap an earlier or longer one."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
