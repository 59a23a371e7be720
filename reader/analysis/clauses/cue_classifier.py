"""A logistic classifier of cue candidates: their features, scored by the weights of cues.tsv."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import exp

from spacy.tokens import Token

from reader.analysis.clauses.candidates import Candidate
from reader.analysis.clauses.cues import may_speak
from reader.analysis.clauses.syntax import conjuncts
from reader.analysis.lexicon import verb_frames, word_set, words
from reader.analysis.passage import Passage

_SIZES = (2, 5, 12, 24)
"""Lengths of content, in tokens, that divide it into classes."""
_MAX_PRONOUN = 12
_ENCLOSING = (0.1, 0.3, 0.6)
"""Probabilities of the enclosing candidates that divide candidates into classes."""


def score(features: Sequence[str], weights: Mapping[str, float]) -> float:
    """The sum of the features' weights, in log-odds."""
    return sum(weights.get(feature, 0.0) for feature in features)


def likelihood(total: float) -> float:
    """A score as a probability."""
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))


def features_of(passage: Passage, candidate: Candidate) -> list[str]:
    """The features of a candidate, by their names in the table."""
    return list(dict.fromkeys(_features(passage, candidate)))


def depth_feature(outer: Sequence[float]) -> str:
    """The feature for being in the content of other candidates with these scores."""
    chance = likelihood(max(outer)) if outer else 0.0
    return f"inside {sum(chance > step for step in _ENCLOSING)}"


def _features(passage: Passage, candidate: Candidate) -> Iterator[str]:
    cue, kind = candidate.cue, candidate.kind
    lemma = cue.verb.lemma_.lower()
    who = subject_class(cue.subject)
    yield "any"
    yield f"shape {candidate.construction}"
    yield f"word {lemma}"
    yield f"word {lemma} {candidate.construction}"
    yield f"who {who}"
    yield f"who {who} {kind}"
    yield f"who {who} {lemma}"
    yield from _syntax_features(cue.verb, kind, lemma)
    yield from _lexicon_features(candidate, lemma)
    yield from _content_features(passage, candidate)
    if cue.subject is not None and cue.subject.pos_ == "NOUN":
        yield f"source {cue.subject.lemma_.lower()}"


def subject_class(noun: Token | None) -> str:
    """The class of a possible source: a pronoun, an entity type, or one of a few words from "name" to "nobody"."""
    if noun is None:
        return "nobody"
    lower = noun.lower_
    if noun.pos_ == "PRON" or noun.tag_ == "PRP$":
        return lower if len(lower) < _MAX_PRONOUN else "pronoun"
    if noun.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return noun.ent_type_.lower()
    if noun.pos_ == "PROPN":
        return "name"
    if noun.lemma_.lower() in word_set("evidence"):
        return "evidence"
    return "speaker" if may_speak(noun) else "thing"


def _syntax_features(head: Token, kind: str, lemma: str) -> Iterator[str]:
    yield f"place {kind} {head.dep_}"
    yield f"form {kind} {head.tag_}"
    for child in head.children:
        if child.dep_ in ("aux", "auxpass", "neg") and child.i < head.i:
            yield f"helper {child.lemma_.lower()} {kind}"
            if child.dep_ == "neg":
                yield f"not {lemma}"
        elif child.dep_ == "mark":
            yield f"mark {child.lower_}"
    above = head.head
    if above.i != head.i:
        yield f"under {head.dep_} {above.lemma_.lower()}"
        if head.pos_ == "NOUN" and head.dep_ in ("dobj", "pobj"):
            yield f"pair {above.lemma_.lower()} {lemma}"


def _lexicon_features(candidate: Candidate, lemma: str) -> Iterator[str]:
    if candidate.cue.verb.pos_ == "NOUN":
        listed = "listed" if lemma in words("nouns") else "unlisted"
        yield f"noun {listed}"
        yield f"noun {listed} {candidate.construction.split('-')[1]}"
        return
    for letter in verb_frames().get(lemma, "-"):
        yield f"listed {letter} {candidate.kind}"


def _content_features(passage: Passage, candidate: Candidate) -> Iterator[str]:
    kind = candidate.kind
    size = sum(end - start for start, end in candidate.ranges)
    yield f"size {sum(size > limit for limit in _SIZES)} {kind}"
    start, end = candidate.ranges[-1]
    first = passage.doc[start]
    yield f"first {first.tag_} {kind}"
    yield f"first {first.lower_}"
    if any(passage.has_quoted(*each) for each in candidate.ranges):
        yield f"quoted {kind}"
    if kind in ("object", "prep", "passive"):
        top = next((token for token in passage.doc[start:end] if not start <= token.head.i < end), first)
        yield f"object {top.lemma_.lower()}"
        yield f"object {subject_class(top)}"
        yield f"object {candidate.cue.verb.lemma_.lower()} {subject_class(top)}"
        if len(conjuncts(top)) > 1:
            yield f"objects {kind}"
