"""How likely a candidate is a report: what is looked at, and the weights fitted for it in cues.tsv."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import exp

from spacy.tokens import Token

from reader.analysis.clauses.candidates import Candidate
from reader.analysis.clauses.cues import may_speak
from reader.analysis.clauses.syntax import conjuncts
from reader.analysis.lexicon import verb_frames, word_set, words
from reader.analysis.passage import Passage

_SPEAKING = word_set("speaking-pronouns")
_SHORT, _MIDDLE, _LONG = 2, 5, 12
_STEPS = (0.1, 0.3, 0.6)


def score(features: Sequence[str], weights: Mapping[str, float]) -> float:
    """The weights of the features summed up; above 0 is more likely than not."""
    return sum(weights.get(feature, 0.0) for feature in features)


def likelihood(total: float) -> float:
    """A score as a probability."""
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))


def features_of(passage: Passage, candidate: Candidate) -> list[str]:
    """What of a candidate is looked at, each as a name in the table."""
    return list(dict.fromkeys(_features(passage, candidate)))


def depth_feature(outer: Sequence[float]) -> str:
    """The name for standing inside what other candidates of these scores would report."""
    chance = likelihood(max(outer)) if outer else 0.0
    return f"inside {sum(chance > step for step in _STEPS)}"


def _features(passage: Passage, candidate: Candidate) -> Iterator[str]:
    cue, shape = candidate.cue, candidate.construction
    head = cue.verb
    lemma = head.lemma_.lower()
    kind = shape.split("-")[0]
    who = subject_class(cue.subject)
    yield "any"
    yield f"shape {shape}"
    yield f"word {lemma}"
    yield f"word {lemma} {shape}"
    yield f"who {who}"
    yield f"who {who} {kind}"
    yield f"who {who} {lemma}"
    yield from _grammar(head, kind, lemma)
    yield from _listed(head, shape, lemma)
    yield from _reported(passage, candidate, kind)
    if cue.subject is not None and cue.subject.pos_ == "NOUN":
        yield f"source {cue.subject.lemma_.lower()}"


def subject_class(noun: Token | None) -> str:
    """What kind of source a noun would be."""
    if noun is None:
        return "nobody"
    lower = noun.lower_
    if noun.pos_ == "PRON" or noun.tag_ == "PRP$":
        return lower if len(lower) < _LONG else "pronoun"
    if noun.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return noun.ent_type_.lower()
    if noun.pos_ == "PROPN":
        return "name"
    return "speaker" if may_speak(noun) else "thing"


def _grammar(head: Token, kind: str, lemma: str) -> Iterator[str]:
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


def _listed(head: Token, shape: str, lemma: str) -> Iterator[str]:
    kind = shape.split("-")[0]
    if head.pos_ == "NOUN":
        listed = "listed" if lemma in words("nouns") else "unlisted"
        yield f"noun {listed}"
        yield f"noun {listed} {shape.split('-')[1]}"
        return
    frames = verb_frames().get(lemma, "")
    for letter in frames or "-":
        yield f"listed {letter} {kind}"


def _reported(passage: Passage, candidate: Candidate, kind: str) -> Iterator[str]:
    size = sum(end - start for start, end in candidate.ranges)
    bucket = sum(size > limit for limit in (_SHORT, _MIDDLE, _LONG, 2 * _LONG))
    yield f"size {bucket} {kind}"
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
