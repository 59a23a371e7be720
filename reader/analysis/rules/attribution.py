"""The order in which the rules of attribution are applied, and how overlapping statements are settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from reader.analysis.clauses.cues import Cue, cues_in
from reader.analysis.drafts import StatementDraft, is_covered
from reader.analysis.passage import Passage, Sentence
from reader.analysis.rules.abutting_clauses import abutting_drafts
from reader.analysis.rules.direct_quotes import QuoteAttributor
from reader.analysis.rules.discourse_state import DiscourseState
from reader.analysis.rules.headings import heading_draft
from reader.analysis.rules.mixed_quotes import mixed_quote_drafts
from reader.analysis.rules.quoted_words import quoted_word_drafts
from reader.analysis.rules.reported_clauses import clause_drafts, phrase_drafts
from reader.analysis.rules.transcripts import quoted_turns, transcript_drafts
from reader.model.document import BlockKind
from reader.model.span import Span

ClauseRule = Callable[[Sentence, Sequence[Cue], set[int], Sequence[Span]], Iterable[StatementDraft]]
"""Finds the statements of the cues that report no quotation, given the verbs used and the spans taken so far."""


def attribute(passages: Sequence[Passage], clauses: ClauseRule = clause_drafts) -> tuple[StatementDraft, ...]:
    """The statements of an article, in text order."""
    state = DiscourseState()
    transcript = transcript_drafts(passages)
    for place, passage in enumerate(passages):
        state.start_passage(passage)
        heading = heading_draft(passage, passages) if passage.is_heading else None
        state.drafts += [draft for draft in (transcript.get(place), heading) if draft is not None]
        if place in transcript or heading is not None:
            continue
        if passage.block.kind is BlockKind.BLOCK_QUOTE and (not passage.quotes or passage.is_one_quotation()):
            state.add_block_quote(passage)
            continue
        for sentence in passage.sentences:
            _attribute_sentence(sentence, state, clauses)
        if passage.is_heading and not _is_quoted_sentence(passage):
            state.reset()
    return tuple(sorted(state.drafts, key=lambda draft: (draft.content[0], draft.rule)))


def _attribute_sentence(sentence: Sentence, state: DiscourseState, clauses: ClauseRule) -> None:
    passage = sentence.passage
    cues = cues_in(sentence)
    kept = _Kept(sentence)
    for number, turns in quoted_turns(sentence, kept.quotes_left()):
        kept.add(turns)
        kept.taken.append(passage.quotes[number].span)
    kept.add(phrase_drafts(sentence, cues))
    attributor = QuoteAttributor(sentence, cues, kept.quotes_left())
    own, reported = attributor.drafts()
    kept.add(own)
    kept.add(abutting_drafts(sentence, cues, kept.quotes_left(), attributor.used))
    kept.add(quoted_word_drafts(sentence, kept.quotes_left(), attributor.used))
    kept.add(clauses(sentence, cues, attributor.used, kept.taken))
    cue_spans = {span for draft in kept.drafts for span in draft.cue}
    used = attributor.used | {cue.verb.i for cue in cues if passage.span(*cue.words) in cue_spans}
    kept.add(mixed_quote_drafts(sentence, cues, kept.quotes_left(), used))
    kept.add(reported)
    state.finish_sentence(sentence, kept.drafts, kept.quotes_left(), cues)


def _is_quoted_sentence(passage: Passage) -> bool:
    """Return True for a quotation with a full stop, which is text that only stands where a headline may."""
    return passage.is_one_quotation() and passage.quote_ending(0) in ".!?"


class _Kept:
    """The statements of a sentence, of which each is kept unless most of it is in an earlier one."""

    def __init__(self, sentence: Sentence) -> None:
        self._sentence = sentence
        self.drafts: list[StatementDraft] = []
        self.taken: list[Span] = []
        """The content of the statements; a rule that is still finding more sees it grow."""

    def add(self, drafts: Iterable[StatementDraft]) -> None:
        for draft in drafts:
            if not any(is_covered(span, self.taken) for span in draft.content):
                self.drafts.append(draft)
                self.taken.extend(draft.content)

    def quotes_left(self) -> list[int]:
        """The numbers of the quotations that no statement covers."""
        passage = self._sentence.passage
        numbers = passage.quotes_by_sentence[passage.sentence_of[self._sentence.start]]
        return [number for number in numbers if not is_covered(passage.quotes[number].span, self.taken)]
