"""Where the content of a report ends: the places where its sentence may break off, weighed by content_end.tsv."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import accumulate, islice

from spacy.tokens import Token

from reader.analysis.clauses.candidates import Candidate
from reader.analysis.clauses.content_ranges import without_occasion
from reader.analysis.clauses.cue_classifier import likelihood, score
from reader.analysis.clauses.syntax import SUBJECT, Range, with_dep
from reader.analysis.lexicon import content_end_weights, word_set
from reader.analysis.passage import Sentence
from reader.model.values import value_class

FIXED_ENDS = ("around", "passive")
"""Constructions whose content ends where the parse has it."""
_DEPENDENT = word_set("hanging-phrases")
_LENGTHS = (3, 6, 10, 16, 25)
_MAX_BREAKS = 40
"""How many breaks are compared: more than any but an endless sentence has."""
_NEGLIGIBLE = 0.005
"""The probability that the content goes on below which no further break is considered."""
_MIN_GAIN = 0.15
"""The expected overlap that another end must have over the parsed one to be preferred."""


@value_class(frozen=True, slots=True)
class Break:
    """A token before which the content may end, and the features of that place."""

    token: int
    features: tuple[str, ...]


def with_likely_end(sentence: Sentence, candidate: Candidate) -> Candidate:
    """The candidate with the likeliest end of its last range."""
    if candidate.construction in FIXED_ENDS:
        return candidate
    if _ends_in_aside(sentence, candidate):
        whole = (candidate.ranges[-1][0], last_end(sentence, candidate))
        candidate = replace(candidate, ranges=(*candidate.ranges[:-1], whole))
    parsed = candidate.ranges[-1]
    found = islice(breaks(sentence, candidate), _MAX_BREAKS)
    end = likely_end(found, parsed, last_end(sentence, candidate), content_end_weights())
    return replace(candidate, ranges=(*candidate.ranges[:-1], (parsed[0], end)))


def _ends_in_aside(sentence: Sentence, candidate: Candidate) -> bool:
    """Return True if the parsed end is that of words in brackets, and the clause goes on after them."""
    doc, end = sentence.passage.doc, candidate.ranges[-1][1]
    return end < sentence.end and doc[end - 1].text == ")" and not doc[end].is_punct


def last_end(sentence: Sentence, candidate: Candidate) -> int:
    """The last place where the content may end: the end of the parser's sentence, or an occasion."""
    start, parsed = candidate.ranges[-1]
    last = max(parsed, min(sentence.end, sentence.passage.doc[start].sent.end))
    settled = candidate.kind == "object" and without_occasion(
        sentence.passage, candidate.cue.verb, start, last
    ) == (start, parsed)
    return parsed if settled or candidate.kind == "idiom" else last


def likely_end(found: Iterable[Break], parsed: Range, last: int, weights: Mapping[str, float]) -> int:
    """The end with the highest expected overlap with the true one, given the probability of each break."""
    start, given = parsed
    reached, chances = 1.0, {}
    for each in found:
        stops = likelihood(score(each.features, weights))
        chances[each.token] = reached * stops
        reached *= 1.0 - stops
        if reached < _NEGLIGIBLE:
            break
    chances[last] = chances.get(last, 0.0) + reached
    expected = _expected_overlap({given: 0.0} | chances, start)
    best = max(expected, key=lambda end: (expected[end], end))
    return best if expected[best] > expected[given] + _MIN_GAIN else given


def _expected_overlap(chances: Mapping[int, float], start: int) -> dict[int, float]:
    """For each end the expected ratio of the shorter to the longer of its content and the true one."""
    ends = sorted(chances)
    lengths = [end - start for end in ends]
    shorter = accumulate(chances[end] * length for end, length in zip(ends, lengths, strict=True))
    longer = [0.0, *accumulate(chances[end] / (end - start) for end in reversed(ends))]
    return {
        end: before / length + after * length
        for end, length, before, after in zip(ends, lengths, shorter, reversed(longer[:-1]), strict=True)
    }


def breaks(sentence: Sentence, candidate: Candidate) -> Iterator[Break]:
    """The breaks between the start of a candidate's content and the last place where it may end."""
    doc, quote_of = sentence.passage.doc, sentence.passage.quote_of
    start, end = candidate.ranges[-1]
    for token in doc[start + 1 : last_end(sentence, candidate)]:
        place = token.i
        quoted = quote_of[place] >= 0 and quote_of[place] == quote_of[place - 1]
        if token.is_punct or token.is_space or quoted or doc[place - 1].dep_ == "cc" or doc[place - 1].text == ")":
            continue
        top = _phrase_head(token)
        above = top.head.i
        depends = top.dep_ in _DEPENDENT and above < place
        leaves = above == top.i or (above > place and top.head.left_edge.i < start)
        if depends or leaves or place == end:
            yield Break(place, tuple(dict.fromkeys(_features(candidate, token, top))))


def _phrase_head(first: Token) -> Token:
    """The head of the largest phrase that begins with a token."""
    top = first
    while top.head.i != top.i and top.head.left_edge.i >= first.i:
        top = top.head
    return top


def _features(candidate: Candidate, first: Token, top: Token) -> Iterator[str]:
    verb, kind = candidate.cue.verb, candidate.kind
    start, end = candidate.ranges[-1]
    before = first.nbor(-1)
    mark = before.text if before.is_punct else ""
    dep, what = top.dep_, _conjunct(top)
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
    yield from _dependent_features(first, top, what, f"{place} {mark}", kind)
    size = sum(first.i - start > limit for limit in _LENGTHS)
    rest = sum(top.right_edge.i - top.left_edge.i > limit for limit in _LENGTHS)
    yield f"size {size} {kind}"
    yield f"size {size} {dep}"
    yield f"rest {rest} {dep} {mark}"
    yield f"by {verb.lemma_.lower()} {dep}"


def _dependent_features(first: Token, top: Token, what: Token, place: str, kind: str) -> Iterator[str]:
    """The features of prepositional phrases and of coordination."""
    if top.dep_ == "prep":
        noun = next(with_dep(top.children, "pobj"), None)
        if noun is not None:
            yield f"prep {first.lower_} {noun.ent_type_} {place}"
            yield f"prep {noun.ent_type_} {place}"
    if top.dep_ in ("cc", "conj"):
        own = any(with_dep(what.lefts, *SUBJECT))
        yield f"joined {what.pos_} {what.head.pos_} {own} {place}"
        yield f"joined {what.tag_} {what.head.tag_} {own}"
        yield f"joined {kind} {what.tag_} {what.head.tag_} {own}"


def _conjunct(top: Token) -> Token:
    """The conjunct that a conjunction introduces; any other word is itself."""
    if top.dep_ != "cc":
        return top
    return next((child for child in with_dep(top.head.rights, "conj") if child.i > top.i), top)
