"""Where what a cue reports ends: the places where its sentence may break off, weighed by a counted table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import accumulate, islice

from spacy.tokens import Token

from reader.analysis.clauses.candidates import Candidate
from reader.analysis.clauses.cue_classifier import likelihood, score
from reader.analysis.lexicon import content_end_weights, word_set
from reader.analysis.passage import Passage, Sentence
from reader.model.values import value_class

WHOLE = ("around", "passive")
"""Constructions whose report has no end to be looked for."""
_HANGING = word_set("hanging-phrases")
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_LENGTHS = (3, 6, 10, 16, 25)
_MOST = 40
"""How many breaks are weighed against each other: more than sentences have, but for endless ones."""
_NEGLIGIBLE = 0.005
"""The chance of a report to go on from which on no further break is looked at."""
_GAIN = 0.15
"""How much more another end must share with the likely ends than the one that the parse gives."""


@value_class(frozen=True, slots=True)
class Break:
    """A token before which a report may end, with what is looked at there."""

    token: int
    features: tuple[str, ...]


def with_likely_end(passage: Passage, sentence: Sentence, candidate: Candidate) -> Candidate:
    """The candidate with its last range ended where that is most likely."""
    if candidate.construction in WHOLE:
        return candidate
    start, parsed = candidate.ranges[-1]
    last = furthest(passage, sentence, candidate)
    found = islice(breaks(passage, sentence, candidate), _MOST)
    end = likely_end(found, (start, parsed), last, content_end_weights())
    return replace(candidate, ranges=(*candidate.ranges[:-1], (start, end)))


def furthest(passage: Passage, sentence: Sentence, candidate: Candidate) -> int:
    """Where a report ends at the latest: with its sentence."""
    start, parsed = candidate.ranges[-1]
    return max(parsed, min(sentence.end, passage.doc[start].sent.end))


def likely_end(found: Iterable[Break], parsed: tuple[int, int], last: int, weights: Mapping[str, float]) -> int:
    """The end that shares most with all the ends there may be, each by its chance."""
    start, given = parsed
    reached, chances = 1.0, {}
    for each in found:
        stops = likelihood(score(each.features, weights))
        chances[each.token] = reached * stops
        reached *= 1.0 - stops
        if reached < _NEGLIGIBLE:
            break
    chances[last] = chances.get(last, 0.0) + reached
    worth = _worth({given: 0.0} | chances, start)
    best = max(worth, key=lambda end: (worth[end], end))
    return best if worth[best] > worth[given] + _GAIN else given


def _worth(chances: Mapping[int, float], start: int) -> dict[int, float]:
    """How much each end is expected to share with the true one: the shorter length as a part of the longer."""
    ends = sorted(chances)
    lengths = [end - start for end in ends]
    shorter = accumulate(chances[end] * length for end, length in zip(ends, lengths, strict=True))
    longer = [0.0, *accumulate(chances[end] / (end - start) for end in reversed(ends))]
    behind = reversed(longer[:-1])
    return {
        end: before / length + after * length
        for end, length, before, after in zip(ends, lengths, shorter, behind, strict=True)
    }


def breaks(passage: Passage, sentence: Sentence, candidate: Candidate) -> Iterator[Break]:
    """The breaks between the start of what a candidate would report and the end of its sentence."""
    doc, inside = passage.doc, passage.inside
    start, end = candidate.ranges[-1]
    for token in doc[start + 1 : furthest(passage, sentence, candidate)]:
        place = token.i
        quoted = inside[place] >= 0 and inside[place] == inside[place - 1]
        if token.is_punct or token.is_space or quoted or doc[place - 1].dep_ == "cc":
            continue
        top = _top(token)
        above = top.head.i
        hangs = top.dep_ in _HANGING and above < place
        leaves = above == top.i or (above > place and top.head.left_edge.i < start)
        if hangs or leaves or place == end:
            yield Break(place, tuple(dict.fromkeys(_features(passage, candidate, token, top))))


def _top(first: Token) -> Token:
    """The word highest up whose phrase begins with this token."""
    top = first
    while top.head.i != top.i and top.head.left_edge.i >= first.i:
        top = top.head
    return top


def _features(passage: Passage, candidate: Candidate, first: Token, top: Token) -> Iterator[str]:
    verb = candidate.cue.verb
    kind = candidate.construction.split("-")[0]
    start, end = candidate.ranges[-1]
    before = passage.doc[first.i - 1]
    mark = before.text if before.is_punct else ""
    dep, what = top.dep_, _joined(top)
    above = what.head.i
    place = "above" if above >= first.i else "cue" if above == verb.i else "outside" if above < start else "inside"
    yield "any"
    yield f"kind {kind}"
    for base in (dep, f"{dep} {what.tag_}", f"{dep} {first.lower_}"):
        yield base
        yield f"{base} {mark}"
        yield f"{base} {place}"
        yield f"{base} {mark} {place}"
        yield f"{base} {kind} {mark}"
    if first.i == end:
        yield "parsed"
        yield f"parsed {kind}"
        yield f"parsed {dep} {place}"
    yield from _hanging(first, top, what, f"{place} {mark}", kind)
    size = sum(first.i - start > limit for limit in _LENGTHS)
    rest = sum(top.right_edge.i - top.left_edge.i > limit for limit in _LENGTHS)
    yield f"size {size} {kind}"
    yield f"size {size} {dep}"
    yield f"rest {rest} {dep} {mark}"
    yield f"by {verb.lemma_.lower()} {dep}"


def _hanging(first: Token, top: Token, what: Token, place: str, kind: str) -> Iterator[str]:
    """What is looked at in a prepositional phrase, and in what is joined by 'and'."""
    if top.dep_ == "prep":
        noun = next((child for child in top.children if child.dep_ == "pobj"), None)
        if noun is not None:
            yield f"prep {first.lower_} {noun.ent_type_} {place}"
            yield f"prep {noun.ent_type_} {place}"
    if top.dep_ in ("cc", "conj"):
        own = any(child.dep_ in _SUBJECTS for child in what.lefts)
        yield f"joined {what.pos_} {what.head.pos_} {own} {place}"
        yield f"joined {what.tag_} {what.head.tag_} {own}"
        yield f"joined {kind} {what.tag_} {what.head.tag_} {own}"


def _joined(top: Token) -> Token:
    """What an 'and' joins on; any other word is itself."""
    if top.dep_ != "cc":
        return top
    return next((child for child in top.head.rights if child.dep_ == "conj" and child.i > top.i), top)
