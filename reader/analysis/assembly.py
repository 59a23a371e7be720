"""An analysis put together: statements with sources, quotations with roles, entities, ids and counts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reader.analysis.drafts import Speaker, StatementDraft
from reader.analysis.entities.entity_index import EntityIndex
from reader.analysis.passage import HEADINGS, Passage
from reader.analysis.quotations.scanner import QuotedSpan
from reader.analysis.rules.calibration import calibrated
from reader.analysis.sources.resolver import SourceResolver
from reader.analysis.sources.source_drafts import Resolution, SourceDraft
from reader.model.analysis import Analysis, Engine, Quotation, QuotationRole, Source, Statement, StatementKind
from reader.model.document import Block
from reader.model.span import Span, Spans, total_length
from reader.text.wording.formatting import words_in

_TITLE_BEFORE = re.compile(
    r"\b(?:film|movie|book|novel|song|album|single|play|series|show|documentary|painting|poem|essay|article|"
    r"titled|entitled|called|named|headlined|magazine|exhibition|programme|program)[ ,:]*$",
    re.IGNORECASE,
)
_TITLE_BEHIND = re.compile(
    r",? (?:a|an|the) (?:\w+ ){0,2}"
    r"(?:film|movie|book|novel|song|album|single|play|opera|series|documentary|painting|poem|essay|ballad|hymn|memoir)\b",
    re.IGNORECASE,
)
_SHORT = 5
_LONGEST_TITLE = 120
_DIRECT = 0.8


def assemble(
    text: str,
    engine: Engine,
    quotes: Sequence[QuotedSpan],
    blocks: Sequence[Block],
    passages: Sequence[Passage],
    entities: EntityIndex,
    drafts: Iterable[StatementDraft],
) -> Analysis:
    """The analysis of `text` that the findings of the rules make."""
    sources = SourceResolver(passages, entities)
    statements = _statements(text, quotes, drafts, sources)
    return Analysis(
        engine=engine,
        entities=entities.model(),
        quotations=tuple(_quotations(text, quotes, blocks, statements)),
        sources=tuple(_source(voice) for voice in sources.all),
        statements=statements,
    )


def _statements(
    text: str, quotes: Sequence[QuotedSpan], drafts: Iterable[StatementDraft], sources: SourceResolver
) -> tuple[Statement, ...]:
    made: list[Statement] = []
    outermost = [quote.outer for quote in quotes if not quote.depth]
    for draft in drafts:
        if draft.speakers and all(sources.names_nobody(speaker) for speaker in draft.speakers):
            continue
        kind = _kind(draft.content, outermost)
        said = " ".join(span.of(text) for span in draft.content)
        resolved: list[tuple[Speaker | None, Resolution]] = [
            (speaker, sources.resolve(speaker, said)) for speaker in draft.speakers
        ]
        resolved = _one_each(resolved)
        resolved += [(who, replace(found, voice=other)) for who, found in resolved for other in found.also]
        if len(resolved) > 1:
            sources.speak_together([found.voice for _, found in resolved if found.voice is not None])
        via = tuple(v.id for speaker in draft.via if (v := sources.resolve(speaker).voice) is not None)
        for speaker, found in resolved or [(None, Resolution(None, 1.0))]:
            voice = found.voice
            if voice is not None:
                _count(voice, text, draft.content)
            made.append(
                Statement(
                    id=f"t{len(made) + 1}",
                    kind=kind,
                    content=draft.content,
                    cue=draft.cue,
                    source_mention=_mention(speaker, draft),
                    source_id=voice.id if voice else None,
                    via=tuple(dict.fromkeys(name for name in via if voice is None or name != voice.id)),
                    rule=draft.rule,
                    confidence=round(calibrated(draft.rule, draft.confidence) * found.sureness, 2),
                    candidates=tuple(candidate.id for candidate in found.candidates),
                )
            )
    return tuple(made)


def _one_each(resolved: list[tuple[Speaker | None, Resolution]]) -> list[tuple[Speaker | None, Resolution]]:
    """One of each source: both halves of a name with "and" in it name one."""
    voices = [found.voice for _, found in resolved]
    return [
        pair for place, pair in enumerate(resolved) if pair[1].voice is None or pair[1].voice not in voices[:place]
    ]


def _mention(speaker: Speaker | None, draft: StatementDraft) -> Spans:
    return () if speaker is None or draft.carried else (speaker.span,)


def _count(voice: SourceDraft, text: str, content: Spans) -> None:
    voice.statements += 1
    voice.words += sum(words_in(span.of(text)) for span in content)


def _kind(content: Spans, outermost: Sequence[Span]) -> StatementKind:
    """How much of the content stands in quotations, whose outer spans are apart and in order."""
    quoted = 0
    for span in content:
        place = bisect_right(outermost, span.start, key=lambda outer: outer.end)
        while place < len(outermost) and outermost[place].start < span.end:
            quoted += len(span.clip(outermost[place]) or ())
            place += 1
    if quoted >= _DIRECT * total_length(content):
        return StatementKind.DIRECT
    return StatementKind.MIXED if quoted else StatementKind.INDIRECT


def _quotations(
    text: str, quotes: Sequence[QuotedSpan], blocks: Sequence[Block], statements: Sequence[Statement]
) -> Iterable[Quotation]:
    headings = [block.span for block in blocks if block.kind in HEADINGS]
    held = sorted((span, statement.id) for statement in statements for span in statement.content)
    heading = place = 0
    for quote in quotes:
        while heading < len(headings) and headings[heading].end <= quote.outer.start:
            heading += 1
        while place < len(held) and held[place][0].end <= quote.span.start:
            place += 1
        holder = next(
            (
                name
                for span, name in held[place : place + 4]
                if 2 * len(span.clip(quote.span) or ()) > len(quote.span)
            ),
            None,
        )
        in_heading = heading < len(headings) and headings[heading].covers(quote.span)
        yield Quotation(quote.span, _role(text, quote, in_heading, holder), holder)


def _role(text: str, quote: QuotedSpan, in_heading: bool, holder: str | None) -> QuotationRole:
    if in_heading:
        return QuotationRole.HEADLINE
    words = text[quote.span.start : min(quote.span.end, quote.span.start + _LONGEST_TITLE)].split()
    capitals = sum(word[:1].isupper() for word in words)
    titled = _TITLE_BEFORE.search(text[max(0, quote.outer.start - 40) : quote.outer.start])
    if (titled or _TITLE_BEHIND.match(text, quote.outer.end)) and capitals * 2 >= len(words):
        return QuotationRole.TITLE
    if holder is not None or len(words) > _SHORT:
        return QuotationRole.SPEECH
    return QuotationRole.SCARE


def _source(voice: SourceDraft) -> Source:
    mentions = set(voice.mentions)
    if voice.entity is not None:
        mentions |= {
            span for span in voice.entity.mentions if not any(span.overlaps(own) for own in voice.mentions)
        }
    return Source(
        id=voice.id,
        name=voice.name,
        kind=voice.kind,
        role=voice.role,
        entity=voice.entity.id if voice.entity else None,
        mentions=tuple(_apart(mentions)),
        statements=voice.statements,
        words=voice.words,
    )


def _apart(spans: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
