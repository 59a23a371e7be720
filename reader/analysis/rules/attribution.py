"""The order in which the rules of attribution look at an article, and how clashes between them are settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from reader.analysis.clauses.cues import Cue, cues_in
from reader.analysis.drafts import StatementDraft, shared
from reader.analysis.passage import Passage, Sentence
from reader.analysis.rules.direct_quotes import QuoteAttributor
from reader.analysis.rules.discourse_state import DiscourseState
from reader.analysis.rules.headings import heading_draft
from reader.analysis.rules.mixed_quotes import woven_drafts
from reader.analysis.rules.reported_clauses import clause_drafts, phrase_drafts
from reader.analysis.rules.transcripts import transcript_drafts
from reader.model.document import BlockKind
from reader.model.span import Span

ClauseRule = Callable[[Passage, Sentence, Sequence[Cue], set[int], Sequence[Span]], Iterable[StatementDraft]]
"""Finds the statements of a frame whose cues (verbs not among the used ones) report no quotation of their own."""


def attribute(passages: Sequence[Passage], clauses: ClauseRule = clause_drafts) -> tuple[StatementDraft, ...]:
    """Who says what, passage by passage; what a heading says leads to nothing below it."""
    carry = DiscourseState()
    transcript = transcript_drafts(passages)
    for place, passage in enumerate(passages):
        carry.enter(passage)
        spoken = transcript.get(place)
        if spoken is not None:
            carry.drafts.append(spoken)
        labelled = heading_draft(passage, passages) if passage.is_heading else None
        if labelled is not None:
            carry.drafts.append(labelled)
        if place in transcript or labelled is not None:
            continue
        if passage.block.kind is BlockKind.BLOCK_QUOTE and (not passage.quotes or passage.is_quoted_whole()):
            carry.quote_block(passage)
            continue
        for sentence in passage.sentences:
            _read_sentence(passage, sentence, carry, clauses)
        if passage.is_heading:
            carry.forget()
    return tuple(sorted(carry.drafts, key=lambda draft: (draft.content[0], draft.rule)))


def _read_sentence(passage: Passage, sentence: Sentence, carry: DiscourseState, clauses: ClauseRule) -> None:
    cues = cues_in(passage, sentence)
    quotes = passage.quotes_by_sentence[passage.sentence_of[sentence.start]]
    taken: list[Span] = []
    found: list[StatementDraft] = []
    for draft in phrase_drafts(passage, sentence):
        _keep(draft, found, taken)
    quoted = QuoteAttributor(passage, sentence, cues, [n for n in quotes if not _covered(passage, n, taken)])
    own, told = quoted.drafts()
    for draft in own:
        _keep(draft, found, taken)
    for draft in clauses(passage, sentence, cues, quoted.used, taken):
        _keep(draft, found, taken)
    held = {span for draft in found for span in draft.cue}
    used = quoted.used | {cue.verb.i for cue in cues if passage.span(*cue.words) in held}
    for draft in woven_drafts(
        passage, sentence, cues, [n for n in quotes if not _covered(passage, n, taken)], used
    ):
        _keep(draft, found, taken)
    for draft in told:
        _keep(draft, found, taken)
    left = [n for n in quotes if not _covered(passage, n, taken)]
    carry.leave(passage, sentence, found, left, cues)


def _keep(draft: StatementDraft, found: list[StatementDraft], taken: list[Span]) -> None:
    """Add the draft unless most of it is already said: an outer report holds those inside it."""
    if any(shared(span, taken) * 2 > len(span) for span in draft.content):
        return
    found.append(draft)
    taken.extend(draft.content)


def _covered(passage: Passage, number: int, taken: Sequence[Span]) -> bool:
    return shared(passage.quotes[number].span, taken) * 2 > len(passage.quotes[number].span)
