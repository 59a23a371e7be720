"""The order in which the rules of attribution are applied, and how overlapping statements are settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from reader.analysis.clauses.cues import Cue, cues_in
from reader.analysis.drafts import StatementDraft, is_covered
from reader.analysis.passage import Passage, Sentence
from reader.analysis.rules.abutting_clauses import abutting_drafts
from reader.analysis.rules.digests import digest_draft
from reader.analysis.rules.direct_quotes import QuoteAttributor
from reader.analysis.rules.discourse_state import DiscourseState
from reader.analysis.rules.headings import heading_draft, is_like_heading
from reader.analysis.rules.mixed_quotes import mixed_quote_drafts
from reader.analysis.rules.quoted_words import quoted_word_drafts
from reader.analysis.rules.reported_clauses import clause_drafts, phrase_drafts
from reader.analysis.rules.transcripts import quoted_turns, transcript_drafts
from reader.model.document import BlockKind
from reader.model.span import Span

_SELF = frozenset(("i", "we", "you"))
"""Pronouns that name the speaker of a turn, or whoever is spoken to."""
ClauseRule = Callable[[Sentence, Sequence[Cue], set[int], Sequence[Span]], Iterable[StatementDraft]]
"""Finds the statements of the cues that report no quotation, given the verbs used and the spans taken so far."""


def attribute(passages: Sequence[Passage], clauses: ClauseRule = clause_drafts) -> tuple[StatementDraft, ...]:
    """The statements of an article, in text order."""
    state = DiscourseState()
    transcript = transcript_drafts(passages)
    turn: StatementDraft | None = None
    for place, passage in enumerate(passages):
        state.start_passage(passage)
        if place in transcript:
            turn = transcript[place] or turn
            state.drafts += [draft for draft in (transcript[place],) if draft is not None]
            state.drafts += _inside_turn(passage, turn) if turn is not None else ()
            continue
        heading = heading_draft(passage, passages) if is_like_heading(passage) else None
        heading = heading or digest_draft(passage, passages[place - 1] if place else None)
        if heading is not None:
            state.drafts.append(heading)
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
    cues = cues_in(sentence)
    kept, inner = _found(sentence, cues, clauses)
    state.finish_sentence(sentence, kept.drafts, kept.quotes_left(), cues)
    state.drafts += [passed for draft in inner if (passed := _passed_on(draft, kept.drafts)) is not None]


def _found(sentence: Sentence, cues: Sequence[Cue], clauses: ClauseRule) -> tuple[_Kept, list[StatementDraft]]:
    """The statements of a sentence, and those of quotations inside of its reports."""
    passage = sentence.passage
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
    return kept, kept.add(reported)


def _inside_turn(passage: Passage, turn: StatementDraft) -> Iterator[StatementDraft]:
    """The speech of others that a turn of a transcript quotes: 'MR DOE: He told me, | "It is late."'."""
    first = max(passage.offset, turn.content[0].start)
    for sentence in passage.sentences:
        start = next(
            (n for n in range(sentence.start, sentence.end) if passage.start_of(n) >= first), sentence.end
        )
        if not passage.has_quoted(start, sentence.end):
            continue
        part = Sentence(passage, start, sentence.end)
        kept, _ = _found(part, cues_in(part), lambda *_: ())
        for draft in kept.drafts:
            quoted = any(quote.outer.overlaps(span) for quote in passage.quotes for span in draft.content)
            others = draft.speakers and draft.speakers[0].noun.lower_ not in _SELF
            if quoted and others:
                yield replace(draft, via=(*draft.via, *turn.speakers))


def _passed_on(inner: StatementDraft, kept: Sequence[StatementDraft]) -> StatementDraft | None:
    """Speech inside a report, by way of whoever reports it: 'Berg said the mayor told her, | "It is late."'."""
    outer = next((draft for draft in kept if all(is_covered(span, draft.content) for span in inner.content)), None)
    if outer is None or not inner.speakers or not outer.speakers or outer.cue == inner.cue:
        return None
    return replace(inner, via=(*inner.via, *outer.speakers, *outer.via))


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

    def add(self, drafts: Iterable[StatementDraft]) -> list[StatementDraft]:
        """Add the statements, and return those that are not kept."""
        left_out = []
        for draft in drafts:
            if any(is_covered(span, self.taken) for span in draft.content):
                left_out.append(draft)
            else:
                self.drafts.append(draft)
                self.taken.extend(draft.content)
        return left_out

    def quotes_left(self) -> list[int]:
        """The numbers of the quotations that may be speech and that no statement covers."""
        passage = self._sentence.passage
        numbers = passage.quotes_by_sentence[passage.sentence_of[self._sentence.start]]
        speech = (number for number in numbers if number not in passage.titles)
        return [number for number in speech if not is_covered(passage.quotes[number].span, self.taken)]
