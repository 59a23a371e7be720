"""Who is behind a report whose cue has a subject that does not speak: somebody else, or nobody."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from reader.analysis.clauses.candidates import Candidate
from reader.analysis.clauses.cues import Cue, may_speak
from reader.analysis.clauses.syntax import agent_of, with_dep
from reader.analysis.lexicon import verb_frames, word_set, words

_RAISING = frozenset(("seem", "appear"))
_PRESS = frozenset(("media", "press", "police", "government", "party", "army", "military"))
_BRINGING = frozenset(("raise", "provide", "bring"))


def claimed(candidate: Candidate) -> Cue:
    """The cue of a candidate, without a subject that does not make the claim."""
    cue = candidate.cue
    subject = cue.subject
    if candidate.kind == "noun" and (owner := _name_in_front(candidate, cue.verb)) is not None:
        return replace(cue, subject=owner)
    if subject is None:
        return cue
    if candidate.kind == "noun":
        false = _is_others_claim(candidate, cue.verb, subject)
    elif _is_asked(cue.verb):
        return replace(cue, subject=agent_of(cue.verb))
    else:
        false = _is_impersonal(cue.verb, subject)
    return replace(cue, subject=None) if false else cue


def _name_in_front(candidate: Candidate, noun: Token) -> Token | None:
    """The body or the person that a noun of saying is compounded with: 'a | Pentagon report that …'."""
    if noun.lemma_.lower() not in words("nouns") or candidate.construction.endswith(("possessive", "by")):
        return None
    names = (child for child in with_dep(noun.lefts, "compound", "nmod", "amod") if child.i < noun.i)
    return next((name for name in names if name.ent_type_ in ("ORG", "PERSON") or name.lower_ in _PRESS), None)


def _is_others_claim(candidate: Candidate, noun: Token, subject: Token) -> bool:
    """'| She faced claims that …', '| she resigned amid claims that …', '| the vote raised fears that …'."""
    shape = candidate.construction.rsplit("-", 1)[-1]
    if shape == "above":
        bare = noun.head.lower_ == "on" and noun.i == noun.head.i + 1
        return bare or noun.head.lower_ in word_set("circumstances") or not may_speak(subject)
    if shape != "verb":
        return False
    verb = noun.head.lemma_
    return verb in word_set("receiving-verbs") or (verb in _BRINGING and not may_speak(subject))


def _is_asked(verb: Token) -> bool:
    """Return True for a participle with the subject of its sentence: '| Asked whether it rained, she left'."""
    return verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl") and not any(with_dep(verb.lefts, "aux", "nsubj"))


def _is_impersonal(verb: Token, subject: Token) -> bool:
    """'| The house seems to lean', 'it appears that …', '| it is hard to imagine that …'."""
    if verb.lemma_ in _RAISING:
        below = (verb_frames().get(child.lemma_, "") for child in with_dep(verb.rights, "xcomp"))
        return not any("c" in frames for frames in below)
    return subject.lower_ == "it" and verb.tag_ == "VB" and subject.head.i != verb.i
