"""The rule for quotations that no other rule took, as part of what a plain verb reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.analysis.clauses.content_ranges import spans_of
from reader.analysis.clauses.cues import Cue, speaker_of
from reader.analysis.clauses.negation import is_negated
from reader.analysis.clauses.syntax import FINITE, Range
from reader.analysis.drafts import Speaker, StatementDraft
from reader.analysis.passage import Passage, Sentence
from reader.analysis.rules.adjacent_speakers import named_before

_MAX_STEPS = 3
_PAUSES = frozenset((",", ";", ":", "—", "–", "-", "--", "(", ")"))


def mixed_quote_drafts(
    sentence: Sentence, cues: Sequence[Cue], left: Sequence[int], used: set[int]
) -> Iterator[StatementDraft]:
    """The statements of the quotations `left` in a sentence, by cues whose verbs are not in `used`."""
    for number in left:
        draft = _mixed(sentence, number, cues, used)
        if draft is not None:
            yield draft


def _mixed(sentence: Sentence, number: int, cues: Sequence[Cue], used: set[int]) -> StatementDraft | None:
    """'Doe predicted that the party will take "every state"', 'The tide, he said, was "cruel" to them'."""
    passage, doc = sentence.passage, sentence.passage.doc
    start, _ = passage.quote_tokens(number)
    before = [cue for cue in cues if "p" in cue.frames and cue.words[1] <= start and cue.end <= start]
    cue = before[-1] if before else None
    if cue is None or cue.verb.i in used or cue.verb.tag_ == "VB" or cue.verb.dep_ == "relcl":
        return None
    if not all(map(passage.outside, doc[cue.end : start])):
        return None
    who = _speaker(sentence, cue)
    stop = content_stop(sentence, number)
    right = (_content_start(passage, cue.end, start), stop)
    ranges: list[Range] = [right]
    if doc[cue.end].text == "," and doc[cue.start - 1].text == "," and cue.start > sentence.start + 1:
        ranges = [(sentence.start, cue.start - 1), (cue.end, stop)]
    elif not any(token.pos_ in ("VERB", "AUX") for token in doc[slice(*right)]):
        return None
    content = spans_of(passage, ranges)
    if who is None or not content:
        return None
    return StatementDraft(
        content,
        (passage.span(*cue.words),),
        (who,),
        "woven",
        0.6,
        negated=is_negated(passage, cue.verb, cue.subject),
    )


def _speaker(sentence: Sentence, cue: Cue) -> Speaker | None:
    if cue.subject is not None:
        return speaker_of(sentence.passage, cue.subject)
    return named_before(sentence.passage, cue.words[0], sentence.start)


def content_stop(sentence: Sentence, number: int) -> int:
    """Where the words around a quotation end: at a pause, or before a coordinated finite verb."""
    passage, doc = sentence.passage, sentence.passage.doc
    _, end = passage.quote_tokens(number)
    if passage.quote_ending(number) == ",":
        return end
    for token in doc[end : sentence.end]:
        if passage.outside(token):
            joined = token.dep_ == "cc" and token.i + 1 < sentence.end and doc[token.i + 1].tag_ in FINITE
            hyphen = token.text == "-" and not doc[token.i - 1].whitespace_
            if (token.text in _PAUSES and not hyphen) or joined:
                return token.i
    return sentence.end


def _content_start(passage: Passage, start: int, quote: int) -> int:
    """Where the content begins: after 'that', or after the listener and the time."""
    doc = passage.doc
    that = next((token.i for token in doc[start:quote] if token.lower_ == "that" and token.dep_ == "mark"), None)
    if that is not None:
        return that + 1
    for _ in range(_MAX_STEPS):
        first = doc[start]
        while first.head.i > first.i and first.head.left_edge.i == start:
            first = first.head
        passing = (
            first.dep_ in ("prep", "dobj", "dative", "npadvmod", "advmod") and first.right_edge.i + 1 <= quote
        )
        if not passing or not passage.outside(first):
            break
        start = first.right_edge.i + 1
        start += start < quote and doc[start].text == ","
    return start
