"""How far what a cue reports reaches: clauses with what trails behind them, and ranges of tokens made spans."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from reader.analysis.clauses.cues import Cue
from reader.analysis.clauses.intermediaries import reporter
from reader.analysis.drafts import merged
from reader.analysis.lexicon import verb_frames, word_set
from reader.analysis.passage import Passage, Sentence
from reader.model.span import Span, Spans
from reader.model.values import value_class

_TRAILING = frozenset(("advcl", "ccomp", "conj"))
_MARKS = word_set("trailing-marks")
_STOPS = frozenset((",", ".", ";", "—", "–", "-", ":", "!", "?", ")"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_BEFORE_CUE = frozenset((",", '"', "—", "–", "-"))
_DONE = frozenset(("VBD", "VBZ", "VBP"))

Range = tuple[int, int]


def clause_end(verb: Token, clause: Token) -> int:
    """Where a clause ends, with the clauses of time, cause and condition that trail behind it."""
    end = clause.right_edge.i + 1
    for child in verb.rights:
        if child.i > clause.i and child.dep_ in _TRAILING and child.left_edge.lower_ in _MARKS:
            end = max(end, child.right_edge.i + 1)
    return end


def bounded(passage: Passage, sentence: Sentence, behind: int, start: int, end: int) -> Range | None:
    """The range kept inside its frame, behind a token, and before the next report that follows on its own."""
    start, end = max(start, behind, sentence.start), min(end, sentence.end)
    end = _first(_turns(passage).reports, start + 1, end)
    return (start, end) if end > start else None


def without_next(passage: Passage, start: int, end: int) -> Range:
    """The range up to a further thing that is done: 'called it absurd | and thanked them'."""
    turns = _turns(passage)
    deed = _first(turns.deeds, start, end)
    if deed == end:
        return start, end
    place = bisect_left(turns.joints, deed)
    cut = turns.joints[place - 1] if place and turns.joints[place - 1] >= start else deed
    return (start, cut) if cut > start else (start, end)


def without_aside(passage: Passage, start: int, end: int) -> Range:
    """The range up to a clause behind a comma that only adds to it: 'the bank | , which is old'."""
    asides = _turns(passage).asides
    for place in range(bisect_left(asides, (start + 1, 0)), len(asides)):
        verb, first = asides[place]
        if verb >= end:
            break
        if first > start + 1:
            return start, min(end, first - 1)
    return start, end


def around(passage: Passage, sentence: Sentence, cue: Cue, cues: Sequence[Cue]) -> list[Range] | None:
    """The sentence that the cue stands at the end of, or inside: '…, she said', '…, she said, …'."""
    doc = passage.doc
    if cue.subject is None or cue.start <= sentence.start + 1 or doc[cue.start - 1].text not in _BEFORE_CUE:
        return None
    outer = reporter(passage, cue, cues)
    end = outer.end if outer else cue.end
    before = [
        other.end
        for other in cues
        if other.end < cue.start and other.words[1] < cue.start - 2 and _leads(other, cue)
    ]
    left = (max([sentence.start, *before]), cue.start - 1)
    parted = end + 1 < sentence.end and doc[end].text == "," and _goes_on(doc[end + 1], doc[slice(*left)])
    if not parted and not any(token.pos_ in ("VERB", "AUX") for token in doc[slice(*left)]):
        return None
    if end < sentence.end and doc[end].text not in _STOPS and any(t.dep_ == "ccomp" for t in cue.verb.rights):
        return None
    if parted or _follows(doc[end : sentence.end], left, cues):
        return [left, (end, sentence.end)]
    return [left]


def _goes_on(token: Token, left: Tokens) -> bool:
    """Whether a clause goes on behind the cue that parts it: 'The dam, | said Berg, | was never safe'."""
    if token.tag_ not in _FINITE:
        return False
    verb = token.head if token.dep_ in ("aux", "auxpass") else token
    own = any(child.dep_ in ("nsubj", "nsubjpass") and left.start <= child.i < left.end for child in verb.children)
    return own or not any(word.tag_ in _FINITE for word in left)


def without_that(passage: Passage, start: int) -> int:
    """The token after 'that', where it opens a clause."""
    doc = passage.doc
    return start + 1 if doc[start].lower_ == "that" and start + 1 < len(doc) else start


def spans_of(passage: Passage, ranges: Iterable[Range]) -> Spans:
    """The ranges as spans: no loose marks at their edges, and each quotation they touch held whole."""
    found = []
    for start, end in ranges:
        trimmed = _trimmed(passage, start, end)
        if trimmed is not None:
            found.append(trimmed)
    return merged(tuple(found))


def _leads(other: Cue, cue: Cue) -> bool:
    """Whether an earlier verb reports beside this one rather than inside what this one reports."""
    return other.verb.i == cue.verb.head.i and other.verb.dep_ == "ROOT" and other.subject is not None


def _follows(rest: Tokens, left: Range, cues: Sequence[Cue]) -> bool:
    """Whether what stands behind a cue and a comma belongs to the clause before: '…, she said, | despite …'."""
    numbers = {token.i for token in rest[1:]}
    if not numbers or rest[0].text != "," or any(cue.verb.i in numbers for cue in cues):
        return False
    tops = [token for token in rest[1:] if token.head.i not in numbers and not token.is_punct]
    return bool(tops) and all(left[0] <= token.head.i < left[1] for token in tops)


@value_class(frozen=True, slots=True)
class _Turns:
    """The tokens of a passage at which what is reported may break off, by their numbers, in order."""

    reports: list[int]
    """Verbs that report anew."""
    deeds: list[int]
    """Verbs of a further thing that is done."""
    asides: list[tuple[int, int]]
    """The verbs of clauses behind a comma, each with its clause's first token."""
    joints: list[int]
    """'and' and its like."""


@lru_cache(maxsize=1)
def _turns(passage: Passage) -> _Turns:
    """The turns of the passage that is being read; all but the joints stand outside of quotations."""
    turns = _Turns([], [], [], [])
    for token in passage.doc:
        if token.dep_ == "cc":
            turns.joints.append(token.i)
        if not passage.outside(token):
            continue
        if token.i and _reports_anew(token):
            turns.reports.append(token.i)
        if token.dep_ == "relcl" and (first := token.left_edge.i) and passage.doc[first - 1].text == ",":
            turns.asides.append((token.i, first))
        if token.dep_ == "conj" and token.tag_ in _DONE and token.head.pos_ not in ("VERB", "AUX"):
            turns.deeds.append(token.i)
    return turns


def _first(numbers: Sequence[int], start: int, end: int) -> int:
    """The first of some rising numbers from `start` on; `end` where it comes before."""
    place = bisect_left(numbers, start)
    return min(numbers[place], end) if place < len(numbers) else end


def _reports_anew(token: Token) -> bool:
    """', adding that …', 'and said …': a plain verb of saying right after a comma or 'and', without a subject."""
    if token.pos_ != "VERB" or "p" not in verb_frames().get(token.lemma_, ""):
        return False
    before = token.nbor(-1)
    if before.text not in (",", "and") or any(child.dep_ == "nsubj" for child in token.children):
        return False
    return token.tag_ in ("VBG", "VBD") and token.dep_ in ("advcl", "conj", "acl")


def _trimmed(passage: Passage, start: int, end: int) -> Span | None:
    doc, inside = passage.doc, passage.inside
    while start < end and inside[start] < 0 and _is_loose(doc[start]) and doc[start].text != "(":
        start += 1
    while end > start and inside[end - 1] < 0 and (_is_loose(doc[end - 1]) or doc[end - 1].dep_ == "cc"):
        if doc[end - 1].text == ")":
            break
        end -= 1
    if start >= end:
        return None
    first, last = inside[start], inside[end - 1]
    begin = passage.quotes[first].span.start if first >= 0 else passage.start_of(start)
    finish = passage.quotes[last].span.end if last >= 0 else passage.end_of(end - 1)
    return Span(begin, finish) if begin < finish else None


def _is_loose(token: Token) -> bool:
    return token.is_punct or token.is_space
