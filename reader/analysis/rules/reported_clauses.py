"""The rules for indirect speech: 'according to …', 'as … put it', and the cues that the classifier accepts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from reader.analysis.clauses.candidates import QUESTION_WORDS, Candidate, candidates
from reader.analysis.clauses.claimants import claimed
from reader.analysis.clauses.content_end import with_likely_end
from reader.analysis.clauses.content_ranges import spans_of
from reader.analysis.clauses.cue_classifier import (
    depth_feature,
    features_of,
    likelihood,
    score,
    subject_class,
)
from reader.analysis.clauses.cues import Cue, account_words, may_speak, set_phrases, speaker_of, speakers_of
from reader.analysis.clauses.intermediaries import reporter
from reader.analysis.clauses.syntax import Range, conjuncts, phrase, subject_of, with_dep
from reader.analysis.drafts import Speaker, StatementDraft, is_covered, overlap
from reader.analysis.lexicon import cue_weights, verb_frames, word_set, words
from reader.analysis.passage import Passage, Sentence
from reader.analysis.rules.direct_quotes import report_draft
from reader.analysis.rules.leading_subjects import leading_subject
from reader.model.span import Span, Spans

_LISTED = 0.27
"""The least probability of a report for a word of the lexicon."""
_UNLISTED = 0.4
"""The same for a word that the lexicon does not have."""
_OWNED_NOUN = 0.15
"""The same for a noun of the lexicon with a that-clause and an owner: 'her claim that …'."""
_SOURCELESS = 0.45
"""The same without a subject that can speak."""
_UNLISTED_NOUN = 0.55
"""The same for a noun that the lexicon does not have."""
_THING = 0.55
"""The same for an act of a thing: 'the frost claimed the vines'."""
_PLAIN = 0.6
_OF_SOMEBODY = ("object", "prep", "to", "doing")
_VERBAL = frozenset(("that", "bare", "question", "to", "object", "prep", "doing", "around", "small"))
"""The kinds of candidates whose cue is a verb in the active."""
_MAX_NAME = 16
_MAX_OBJECT = 3
"""The most words of a pronoun and of what joins it to the quotation that judges it."""
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
    sentence: Sentence,
    cues: Sequence[Cue],
    used: set[int],
    taken: Sequence[Span],
    weights: Mapping[str, float] | None = None,
) -> Iterator[StatementDraft]:
    """The statements of the cues that report no quotation; `weights` replaces the fitted ones."""
    passage = sentence.passage
    found = open_candidates(sentence, cues, used, taken)
    chances = probabilities(passage, found, weights or cue_weights())
    scored = [(one, max(chance, _least(passage, one))) for one, chance in zip(found, chances, strict=True)]
    kept: list[tuple[Candidate, float]] = []
    for candidate, chance in sorted(scored, key=lambda pair: (not _is_owned_noun(pair[0]), -pair[1])):
        clashes = any(_clash(candidate, other) for other, _ in kept)
        if not clashes and _is_likely(sentence, candidate, chance):
            kept.append((candidate, chance))
    for candidate, chance in kept:
        others = [other for other, _ in kept if other is not candidate]
        passing = reporter(passage, candidate.cue, cues)
        account = (passing.start, passing.end) if passing else account_words(passage, candidate.cue)
        content = _content(sentence, candidate, others, taken, account)
        rule = _RULES.get(candidate.kind, "cue-object")
        cue = claimed(candidate)
        known = leading_subject(sentence, candidate.cue) if candidate.kind in _VERBAL else None
        draft = report_draft(passage, cue, cues, content, rule, 1.0, known)
        yield replace(draft, confidence=round(chance, 3))


def _content(
    sentence: Sentence,
    candidate: Candidate,
    others: Sequence[Candidate],
    taken: Sequence[Span],
    account: Range | None,
) -> Spans:
    """The content up to its likeliest end, or up to the parsed one if the former clashes with another report."""
    given = spans_of(sentence.passage, _without(candidate.ranges, account))
    judged = _judgement(sentence.passage, candidate) if candidate.kind == "object" else None
    if judged is not None:
        return (judged,)
    wanted = with_likely_end(sentence, candidate)
    content = spans_of(sentence.passage, _without(wanted.ranges, account))
    clashes = any(_clash(wanted, other) for other in others)
    return given if not content or clashes or _total(content, taken) > _total(given, taken) else content


def _without(ranges: Sequence[Range], part: Range | None) -> list[Range]:
    """The ranges without some tokens in them."""
    if part is None:
        return list(ranges)
    cut = (
        ((start, min(end, part[0])) for start, end in ranges),
        ((max(start, part[1]), end) for start, end in ranges),
    )
    return sorted({(start, end) for pieces in cut for start, end in pieces if start < end})


def _judgement(passage: Passage, candidate: Candidate) -> Span | None:
    """The quotation that judges what a pronoun stands for: 'called it | "a loss"', 'denied it | as "talk"'."""
    start, end = candidate.ranges[-1]
    quote = passage.quote_of[end - 1]
    if quote < 0:
        return None
    opening, closing = passage.quote_tokens(quote)
    before = passage.doc[start:opening]
    if closing < end or not 0 < len(before) <= _MAX_OBJECT or before[0].pos_ != "PRON":
        return None
    if passage.has_quoted(start, opening) or any(token.pos_ in ("VERB", "AUX", "NOUN") for token in before):
        return None
    return passage.quotes[quote].span


def _total(content: Spans, taken: Sequence[Span]) -> int:
    return sum(overlap(span, taken) for span in content)


def _is_owned_noun(candidate: Candidate) -> bool:
    """Return True for 'her claim that …', 'his vow to …', whatever the sentence says of it."""
    owned = candidate.construction in ("noun-that-possessive", "noun-that-by", "noun-to-possessive")
    return owned and candidate.cue.verb.lemma_.lower() in words("nouns")


def _is_likely(sentence: Sentence, candidate: Candidate, chance: float) -> bool:
    """Return True if the probability suffices; less is needed if part of the content is quoted."""
    if chance >= _threshold(candidate, quoted=False):
        return True
    if chance < _threshold(candidate, quoted=True):
        return False
    return any(sentence.passage.has_quoted(*each) for each in with_likely_end(sentence, candidate).ranges)


def _threshold(candidate: Candidate, quoted: bool) -> float:
    if _is_owned_noun(candidate):
        return _OWNED_NOUN
    kind = candidate.kind
    who = subject_class(candidate.cue.subject)
    if who == "thing" and (kind == "idiom" or not _is_listed(candidate)) and not quoted:
        return _THING
    sourceless = who == "nobody" and (kind in _OF_SOMEBODY or candidate.construction == "passive-prep-on")
    if _is_listed(candidate) and (quoted or not sourceless):
        return _LISTED
    if kind == "noun" and not quoted:
        return _UNLISTED_NOUN
    return _SOURCELESS if who in ("thing", "nobody") else _UNLISTED


def _least(passage: Passage, candidate: Candidate) -> float:
    """The probability of a construction that nothing but a report has, whatever its words."""
    if candidate.construction == "estimate" or _finds(passage, candidate) or _charges(passage, candidate):
        return _PLAIN
    noun = candidate.cue.verb
    word = candidate.construction == "noun-that-above" and noun.head.lower_ == "on" and noun.i == noun.head.i + 1
    return _PLAIN if word and noun.lemma_.lower() in words("nouns") else 0.0


def _charges(passage: Passage, candidate: Candidate) -> bool:
    """Return True for an idiom with the reason for it: 'rounded on | the porter for being late'."""
    if candidate.kind != "idiom" or not _speaks(candidate.cue.subject):
        return False
    start, end = candidate.ranges[-1]
    below = (token for token in passage.doc[start + 1 : end] if token.tag_ == "VBG" and token.dep_ == "pcomp")
    return any(token.nbor(-1).lower_ == "for" for token in below)


def _speaks(subject: Token | None) -> bool:
    return subject is not None and may_speak(subject)


def _finds(passage: Passage, candidate: Candidate) -> bool:
    """Return True for a judgement in quotation marks on what precedes it: 'we consider | the fare "an insult"'."""
    start, end = candidate.ranges[-1]
    quote = passage.quote_of[end - 1]
    if quote < 0 or candidate.kind not in ("object", "bare", "small"):
        return False
    opening, _ = passage.quote_tokens(quote)
    judged = start < opening and passage.doc[opening - 1].pos_ in ("NOUN", "PROPN", "PRON")
    return judged and candidate.cue.verb.lemma_ in word_set("finding-verbs")


def _asks(candidate: Candidate) -> bool:
    """Return True for a question after a preposition: 'argued about | who should pay'."""
    first = candidate.cue.verb.doc[candidate.ranges[-1][0]]
    return candidate.kind == "prep" and first.lower_ in QUESTION_WORDS


def _is_listed(candidate: Candidate) -> bool:
    lemma = candidate.cue.verb.lemma_.lower()
    frames = verb_frames().get(lemma, "")
    if candidate.kind in ("idiom", "estimate") or _asks(candidate):
        return True
    if candidate.construction == "passive-prep-as":
        return lemma in word_set("opinion-verbs")
    if candidate.kind == "object":
        return "o" in frames
    if candidate.kind == "to":
        return "x" in frames
    return bool(frames) or (candidate.kind == "noun" and lemma in words("nouns"))


def open_candidates(
    sentence: Sentence, cues: Sequence[Cue], used: set[int], taken: Sequence[Span]
) -> list[Candidate]:
    """The candidates whose content is not `taken` by quotations and that do not pass on another cue's report."""
    passage = sentence.passage
    passing = {other.verb.i for cue in cues if (other := reporter(passage, cue, cues))} | used
    return [
        candidate
        for candidate in candidates(sentence, cues)
        if candidate.cue.verb.i not in passing
        and (content := spans_of(passage, candidate.ranges))
        and not any(is_covered(span, taken) for span in content)
    ]


def probabilities(passage: Passage, found: Sequence[Candidate], weights: Mapping[str, float]) -> list[float]:
    """The probability that each candidate is a report, given those that enclose it."""
    totals = [score(features_of(passage, candidate), weights) for candidate in found]
    return [
        likelihood(total + weights.get(depth_feature([totals[n] for n in outer]), 0.0))
        for outer, total in zip(enclosing(found), totals, strict=True)
    ]


def enclosing(found: Sequence[Candidate]) -> list[list[int]]:
    """For each candidate the places of those whose content holds its cue."""
    ranges = [(start, end, place) for place, other in enumerate(found) for start, end in other.ranges]
    verbs = [candidate.cue.verb.i for candidate in found]
    return [
        [place for start, end, place in ranges if start <= verb < end and place != own]
        for own, verb in enumerate(verbs)
    ]


def _clash(one: Candidate, other: Candidate) -> bool:
    """Return True if the contents overlap, or one holds the other's cue."""
    return any(
        start <= other.cue.verb.i < end
        or other_start <= one.cue.verb.i < other_end
        or (start < other_end and other_start < end)
        for start, end in one.ranges
        for other_start, other_end in other.ranges
    )


def phrase_drafts(sentence: Sentence, cues: Sequence[Cue]) -> Iterator[StatementDraft]:
    """The statements of set phrases: 'according to …', 'as … put it'."""
    yield from _according_to(sentence, {cue.via.i for cue in cues if cue.via is not None})
    yield from _put_it(sentence)


def _according_to(sentence: Sentence, accounts: set[int]) -> Iterator[StatementDraft]:
    passage, doc = sentence.passage, sentence.passage.doc
    for start, end in set_phrases(sentence):
        noun = next(with_dep(doc[end - 1].children, "pobj", "nsubj", "pcomp"), None)
        if noun is None or noun.i in accounts:
            continue
        if not passage.outside(noun) or (noun.dep_ == "pcomp" and not noun.is_title):
            continue
        restrictive = start > sentence.start and not doc[start - 1].is_punct
        if restrictive and not may_speak(noun):
            continue
        who, right = _named(passage, noun)
        right = max(right, end + 1)
        ranges = _with_words(passage, (sentence.start, start), (right, sentence.end))
        if start > sentence.start and len(ranges) == 2 and not doc[right].is_punct:
            ranges = ranges[:1]
        content = spans_of(passage, ranges)
        if content:
            yield StatementDraft(content, (passage.span(start, end),), who, "according-to", 0.9)


def _with_words(passage: Passage, *ranges: Range) -> list[Range]:
    return [part for part in ranges if passage.has_words(*part)]


def _named(passage: Passage, noun: Token) -> tuple[tuple[Speaker, ...], int]:
    """Whom 'according to' names, and where that ends; a name that is tagged as a verb is a single word."""
    if noun.dep_ == "pcomp":
        return (Speaker(passage, noun.i, noun.i + 1, noun.i),), noun.i + 1
    who, right = speakers_of(passage, noun), _end_with_clauses(passage, noun)
    cut = next((n for n in range(noun.i + 1, right - 1) if _begins_sentence(passage.doc[n])), right)
    return tuple(replace(each, end=cut) if each.end > cut > each.head else each for each in who), cut


def _begins_sentence(comma: Token) -> bool:
    """Return True for a comma before the main clause: 'According to the coach | , in their match, …'."""
    after = comma.nbor()
    return comma.text == "," and after.dep_ == "prep" and after.lower_ in _TIMES


def _end_with_clauses(passage: Passage, noun: Token) -> int:
    """The end of a noun phrase with its conjuncts and a relative clause: 'Berg, | who lives there'."""
    joined = conjuncts(noun)
    end = max(phrase(passage, each)[1] for each in joined)
    clauses = (child for each in joined for child in with_dep(each.rights, "relcl"))
    return max([end, *(child.right_edge.i + 1 for child in clauses if end <= child.left_edge.i <= end + 1)])


def _put_it(sentence: Sentence) -> Iterator[StatementDraft]:
    """'…, as the poet once put it': the rest of the sentence is the poet's."""
    passage, doc = sentence.passage, sentence.passage.doc
    for place in range(sentence.start, sentence.end - 1):
        if passage.lower_words[place] not in ("put", "puts") or passage.lower_words[place + 1] != "it":
            continue
        verb = doc[place]
        if not passage.outside(verb):
            continue
        before = doc[max(sentence.start, verb.i - _MAX_NAME + 1) : verb.i]
        opening = next((token.i for token in reversed(before) if token.lower_ == "as"), None)
        subject = subject_of(verb)
        if opening is None or subject is None or not opening < subject.i < verb.i:
            continue
        ranges = _with_words(passage, (sentence.start, opening), (verb.i + 2, sentence.end))
        content = spans_of(passage, ranges[:1])
        if content:
            cue = (passage.span(verb.i, verb.i + 2),)
            yield StatementDraft(content, cue, (speaker_of(passage, subject),), "as-put", 0.85)
