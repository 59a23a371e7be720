"""The confidence of a statement: a logistic model of how often statements like it are right, source included.

The weights of its features, confidence.tsv, are fitted on annotated articles.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from reader.analysis.clauses.cue_classifier import likelihood, score, subject_class
from reader.analysis.clauses.syntax import Range
from reader.analysis.drafts import StatementDraft
from reader.analysis.lexicon import confidence_weights
from reader.analysis.passage import Passage
from reader.model.span import Span

_STEPS = 20
"""The classes of the confidence that a rule gives."""
_MOST = 4
"""The number of verbs from which on more make no difference."""
_DISTANCE = 5
"""The code points between source and cue that make one class of distance."""
_FARTHEST = 6


class ConfidenceModel:
    """The confidence of the statements in the passages of an article."""

    def __init__(self, passages: Sequence[Passage], weights: Mapping[str, float] | None = None) -> None:
        self._passages = passages
        self._offsets = [passage.offset for passage in passages]
        self._weights = confidence_weights() if weights is None else weights

    def of(self, draft: StatementDraft) -> float:
        """The share of statements like `draft` whose content and source are both right."""
        return likelihood(score(self.features(draft), self._weights))

    def features(self, draft: StatementDraft) -> list[str]:
        """The features of a statement, by their names in the table."""
        return ["any", *self._rule(draft), *self._cue(draft), *self._content(draft)]

    @staticmethod
    def _rule(draft: StatementDraft) -> Iterator[str]:
        yield f"rule {draft.rule}"
        yield f"given {draft.rule} {round(draft.confidence * _STEPS)}"
        if draft.speakers:
            noun = draft.speakers[0].noun
            yield f"who {subject_class(noun)}"
            yield f"who {subject_class(noun)} {draft.rule}"
            yield f"who place {noun.dep_} {draft.rule}"

    def _cue(self, draft: StatementDraft) -> Iterator[str]:
        if not draft.cue:
            return
        passage = self._passage(draft.cue[0].start)
        words = passage.doc[slice(*self._tokens(passage, draft.cue[0]))]
        verb = next((word for word in reversed(words) if word.pos_ in ("VERB", "NOUN", "ADJ")), None)
        if verb is not None:
            lemma = verb.lemma_.lower()
            yield f"cue {lemma}"
            yield f"cue {lemma} {draft.rule}"
            yield f"cue place {verb.dep_}"
        if draft.speakers:
            distance = draft.cue[0].start - draft.speakers[0].span.end
            yield f"distance {'after' if distance < 0 else min(distance // _DISTANCE, _FARTHEST)} {draft.rule}"

    def _content(self, draft: StatementDraft) -> Iterator[str]:
        whole = Span(draft.content[0].start, draft.content[-1].end)
        passage = self._passage(whole.start)
        yield f"before {_character(passage, whole.start - 1)} {draft.rule}"
        yield f"after {_character(self._passage(draft.content[-1].start), whole.end)} {draft.rule}"
        start, end = self._tokens(passage, whole)
        if start == end:
            return
        sentence = passage.sentences[passage.sentence_of[start]]
        inside = passage.finite_verbs(start, end)
        outside = passage.finite_verbs(sentence.start, sentence.end) - inside
        yield f"verbs {min(inside, _MOST)} {draft.rule}"
        yield f"verbs outside {min(max(outside, 0), _MOST)} {draft.rule}"

    def _passage(self, offset: int) -> Passage:
        return self._passages[max(0, bisect_right(self._offsets, offset) - 1)]

    @staticmethod
    def _tokens(passage: Passage, span: Span) -> Range:
        """The tokens of a span that are in a passage."""
        every = range(len(passage.doc))
        start, end = (bisect_left(every, offset, key=passage.start_of) for offset in (span.start, span.end))
        return start, end


def _character(passage: Passage, offset: int) -> str:
    """The character at an offset into the article, "a" for any letter or digit, "end" outside of the passage."""
    place = offset - passage.offset
    if not 0 <= place < len(passage.text):
        return "end"
    character = passage.text[place]
    return "a" if character.isalnum() else "space" if character.isspace() else character
