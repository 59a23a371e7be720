"""Rules for what is reported in the article's own words: 'according to', and the cues that counts speak for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from reader.analysis.clauses.candidates import Candidate, candidates
from reader.analysis.clauses.content_end import with_likely_end
from reader.analysis.clauses.content_ranges import spans_of
from reader.analysis.clauses.cue_classifier import (
    depth_feature,
    features_of,
    likelihood,
    score,
    subject_class,
)
from reader.analysis.clauses.cues import Cue, cue_words, may_speak, speaker, speakers_of
from reader.analysis.clauses.intermediaries import reporter
from reader.analysis.clauses.syntax import conjuncts, phrase, subject_of
from reader.analysis.drafts import Speaker, StatementDraft, shared
from reader.analysis.lexicon import cue_weights, verb_frames, words
from reader.analysis.passage import Passage, Sentence
from reader.analysis.rules.direct_quotes import reported
from reader.model.span import Span, Spans

THRESHOLD = 0.3
"""From which probability on a candidate is taken for a report."""
_ACT = 0.45
"""The same for what an act may be done to as well: 'questioned the student'."""
_UNKNOWN = 0.45
"""The same for a word that no list of reports has."""
_QUOTING = 0.4
"""The same for such a word where a part of what it would report is quoted."""
_OWNED = 0.15
"""The same for a noun of a report that has its clause and its owner."""
_DOUBTED = 0.6
"""The same where nobody is known to speak, and for a noun that no list has."""
_ACTS = ("object", "prep")
_OF_SOMEBODY = ("object", "prep", "to", "doing")
_OWN_WORDS = ("noun-that-possessive", "noun-that-by")
_LONGEST_NAME = 16
_NAMED = ("pobj", "nsubj", "pcomp")
_TIMES = frozenset(("in", "on", "after", "before", "during", "since", "until"))
_RULES = {
    "that": "cue-clause",
    "bare": "cue-clause",
    "question": "cue-clause",
    "to": "cue-infinitive",
    "around": "clause-cue",
    "passive": "passive",
    "noun": "noun-cue",
    "adjective": "adjective-cue",
}


def clause_drafts(
    passage: Passage,
    sentence: Sentence,
    cues: Sequence[Cue],
    used: set[int],
    taken: Sequence[Span],
    weights: Mapping[str, float] | None = None,
) -> Iterable[StatementDraft]:
    """The statements of the cues that report no quotation of their own; by other weights where they are given."""
    found = open_candidates(passage, sentence, cues, used, taken)
    chances = judged(passage, found, weights or cue_weights())
    kept: list[tuple[Candidate, float]] = []
    for place in sorted(range(len(found)), key=lambda place: (not _is_own_word(found[place]), -chances[place])):
        candidate = found[place]
        clashes = any(_clash(candidate, other) for other, _ in kept)
        if not clashes and _is_likely(passage, sentence, candidate, chances[place]):
            kept.append((candidate, chances[place]))
    for candidate, chance in kept:
        others = [other for other, _ in kept if other is not candidate]
        content = _ended(passage, sentence, candidate, others, taken)
        rule = _RULES.get(candidate.construction.split("-")[0], "cue-object")
        draft = reported(passage, candidate.cue, cues, content, rule, 1.0)
        yield replace(draft, confidence=round(chance, 3))


def _ended(
    passage: Passage, sentence: Sentence, candidate: Candidate, others: Sequence[Candidate], taken: Sequence[Span]
) -> Spans:
    """What a candidate reports, to its likeliest end unless that is in the way of another report."""
    given = spans_of(passage, candidate.ranges)
    wanted = with_likely_end(passage, sentence, candidate)
    content = spans_of(passage, wanted.ranges)
    if not content or any(_clash(wanted, other) for other in others) or _in(content, taken) > _in(given, taken):
        return given
    return content


def _in(content: Spans, taken: Sequence[Span]) -> int:
    """How much of some spans is in others."""
    return sum(shared(span, taken) for span in content)


def _is_own_word(candidate: Candidate) -> bool:
    """'her claim that …', 'accusations by the club that …': whatever the sentence goes on to do with it."""
    owned = candidate.construction in _OWN_WORDS
    return owned and candidate.cue.verb.lemma_.lower() in words("nouns")


def _is_likely(passage: Passage, sentence: Sentence, candidate: Candidate, chance: float) -> bool:
    """Whether a candidate is likely enough; less is enough where a part of what it reports is quoted."""
    if chance >= _needed(candidate, quoted=False):
        return True
    if chance < _needed(candidate, quoted=True):
        return False
    wanted = with_likely_end(passage, sentence, candidate)
    return any(passage.inside[token] >= 0 for start, end in wanted.ranges for token in range(start, end))


def _needed(candidate: Candidate, quoted: bool) -> float:
    if _is_own_word(candidate):
        return _OWNED
    kind = candidate.construction.split("-")[0]
    who = subject_class(candidate.cue.subject)
    sourceless = who == "nobody" and kind in _OF_SOMEBODY and not quoted
    if _is_listed(candidate, kind) and not sourceless:
        act = kind in _ACTS or candidate.construction == "passive"
        return _ACT if act and not quoted else THRESHOLD
    if who in ("thing", "nobody") or (kind == "noun" and not quoted):
        return _DOUBTED
    return _QUOTING if quoted else _UNKNOWN


def _is_listed(candidate: Candidate, kind: str) -> bool:
    lemma = candidate.cue.verb.lemma_.lower()
    frames = verb_frames().get(lemma, "")
    if kind == "object":
        return "o" in frames
    if kind == "to":
        return "x" in frames
    return bool(frames) or (candidate.construction.startswith("noun") and lemma in words("nouns"))


def open_candidates(
    passage: Passage, sentence: Sentence, cues: Sequence[Cue], used: set[int], taken: Sequence[Span]
) -> list[Candidate]:
    """The candidates of a frame that report nothing already `taken` by a quotation, and pass nothing on."""
    passing = {other.verb.i for cue in cues if (other := reporter(passage, cue, cues))} | used
    return [
        candidate
        for candidate in candidates(passage, sentence, cues)
        if candidate.cue.verb.i not in passing and _is_open(passage, candidate, taken)
    ]


def judged(passage: Passage, found: Sequence[Candidate], weights: Mapping[str, float]) -> list[float]:
    """The probability of each candidate, given those around it."""
    totals = [score(features_of(passage, candidate), weights) for candidate in found]
    return [
        likelihood(total + weights.get(depth_feature([totals[n] for n in outer]), 0.0))
        for outer, total in zip(reporters(found), totals, strict=True)
    ]


def reporters(found: Sequence[Candidate]) -> list[list[int]]:
    """For each candidate the places of those that would report its cue."""
    held = [(start, end, place) for place, other in enumerate(found) for start, end in other.ranges]
    verbs = [candidate.cue.verb.i for candidate in found]
    return [
        [place for start, end, place in held if start <= verb < end and place != own]
        for own, verb in enumerate(verbs)
    ]


def _clash(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates report much of the same, or one the other's cue."""
    verb, reported_verb = one.cue.verb.i, other.cue.verb.i
    for start, end in one.ranges:
        if start <= reported_verb < end:
            return True
        for other_start, other_end in other.ranges:
            if other_start <= verb < other_end or (start < other_end and other_start < end):
                return True
    return False


def _is_open(passage: Passage, candidate: Candidate, taken: Sequence[Span]) -> bool:
    content = spans_of(passage, candidate.ranges)
    return bool(content) and not any(2 * shared(span, taken) > len(span) for span in content)


def phrase_drafts(passage: Passage, sentence: Sentence) -> Iterable[StatementDraft]:
    """The statements that fixed phrases report: 'according to …', 'as … put it'."""
    yield from _according(passage, sentence)
    yield from _put(passage, sentence)


def _according(passage: Passage, sentence: Sentence) -> Iterable[StatementDraft]:
    doc = passage.doc
    for start, end in cue_words(passage, sentence):
        noun = next((child for child in doc[end - 1].children if child.dep_ in _NAMED), None)
        if noun is None or not passage.outside(noun) or (noun.dep_ == "pcomp" and not noun.is_title):
            continue
        tied = start > sentence.start and not doc[start - 1].is_punct
        if tied and not may_speak(noun):
            continue
        who, right = _named(passage, noun)
        right = max(right, end + 1)
        ranges = [part for part in ((sentence.start, start), (right, sentence.end)) if passage.has_words(*part)]
        if start > sentence.start and len(ranges) == 2 and not doc[right].is_punct:
            ranges = ranges[:1]
        content = spans_of(passage, ranges)
        if content:
            yield StatementDraft(content, (passage.span(start, end),), who, "according-to", 0.9)


def _named(passage: Passage, noun: Token) -> tuple[tuple[Speaker, ...], int]:
    """Whom 'according to' names, and where that ends: a name that the tagger takes for a verb is one word."""
    if noun.dep_ == "pcomp":
        return (Speaker(passage, noun.i, noun.i + 1, noun.i),), noun.i + 1
    who, right = speakers_of(passage, noun), _end_with_clauses(passage, noun)
    cut = next((n for n in range(noun.i + 1, right - 1) if _opens_time(passage.doc[n], passage.doc[n + 1])), right)
    return tuple(replace(each, end=cut) if each.end > cut > each.head else each for each in who), cut


def _opens_time(comma: Token, behind: Token) -> bool:
    """Whether the sentence itself begins: 'According to the coach, Anna Berg, | in their first match, …'."""
    return comma.text == "," and behind.dep_ == "prep" and behind.lower_ in _TIMES


def _end_with_clauses(passage: Passage, noun: Token) -> int:
    """The end of a noun phrase with the nouns joined to it and a clause that adds to it: '…, who lives there'."""
    end = max(phrase(each, passage.inside)[1] for each in conjuncts(noun))
    clauses = [child for each in conjuncts(noun) for child in each.rights if child.dep_ == "relcl"]
    near = [child.right_edge.i + 1 for child in clauses if end <= child.left_edge.i <= end + 1]
    return max([end, *near])


def _put(passage: Passage, sentence: Sentence) -> Iterable[StatementDraft]:
    """'…, as the poet once put it': the rest of the sentence is the poet's."""
    doc = passage.doc
    for verb in doc[sentence.start : sentence.end - 1]:
        if verb.lower_ not in ("put", "puts") or doc[verb.i + 1].lower_ != "it" or not passage.outside(verb):
            continue
        before = range(verb.i - 1, max(sentence.start - 1, verb.i - _LONGEST_NAME), -1)
        opening = next((number for number in before if doc[number].lower_ == "as"), None)
        subject = subject_of(verb)
        if opening is None or subject is None or not opening < subject.i < verb.i:
            continue
        who = speaker(passage, subject)
        ranges = [
            part for part in ((sentence.start, opening), (verb.i + 2, sentence.end)) if passage.has_words(*part)
        ]
        content = spans_of(passage, ranges[:1])
        if content:
            yield StatementDraft(content, (passage.span(verb.i, verb.i + 2),), (who,), "as-put", 0.85)
