"""The tokens that a cue reports: where its clause ends, what breaks it off, and token ranges as spans."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from reader.analysis.clauses.cues import Cue
from reader.analysis.clauses.intermediaries import reporter
from reader.analysis.clauses.syntax import FINITE, SUBJECT, Range, with_dep
from reader.analysis.drafts import merged
from reader.analysis.lexicon import verb_frames, word_set
from reader.analysis.passage import Passage, Sentence, is_word
from reader.model.span import Span, Spans
from reader.model.values import value_class

_STOPS = frozenset((",", ".", ";", "—", "–", "-", ":", "!", "?", ")"))
_FINITE = FINITE | {"MD"}
_STOPPING = frozenset((";", "—", "–", "--"))
_TIMES = ("DATE", "TIME")
_OCCASIONS = frozenset(("during", "after", "before", "at", "amid", "throughout", "since", "following"))
_SETTINGS = frozenset(("in", "on", "via", "through", "over", "into", "from"))
_BEFORE_CUE = frozenset((",", '"', "—", "–", "-"))


def clause_end(verb: Token, clause: Token) -> int:
    """The end of a clause, with the clauses of time, cause and condition that follow it."""
    end = clause.right_edge.i + 1
    for child in with_dep(verb.rights, "advcl", "ccomp", "conj"):
        if child.i > clause.i and child.left_edge.lower_ in word_set("trailing-marks"):
            end = max(end, child.right_edge.i + 1)
    return end


def completed(sentence: Sentence, start: int, end: int) -> int:
    """The end of a that-clause that the parser breaks off: '… | that "nothing" (not even the roof) was safe'."""
    breaks, end = _breaks(sentence.passage), min(end, sentence.end)
    if _has_open_bracket(sentence.passage, start, end):
        closing = _first(breaks.closings, end, sentence.end)
        return end if closing == sentence.end else _first(breaks.stops, closing + 1, sentence.end)
    if _first(breaks.finite, start, end) < end:
        return end
    return _first(breaks.stops, end, sentence.end)


def _has_open_bracket(passage: Passage, start: int, end: int) -> bool:
    """Return True if a round bracket opens between two tokens and does not close there."""
    brackets = _breaks(passage).brackets
    return brackets[end] > brackets[start]


def bounded(sentence: Sentence, after: int, start: int, end: int) -> Range | None:
    """The range within its sentence, after the token `after` and before the next report that follows."""
    start, end = max(start, after, sentence.start), min(end, sentence.end)
    end = _first(_breaks(sentence.passage).reports, start + 1, end)
    return (start, end) if end > start else None


def without_next_act(passage: Passage, start: int, end: int) -> Range:
    """The range up to a coordinated verb of another act: 'called it absurd | and thanked them'."""
    breaks = _breaks(passage)
    act = _first(breaks.acts, start, end)
    if act == end:
        return start, end
    place = bisect_left(breaks.conjunctions, act)
    cut = breaks.conjunctions[place - 1] if place and breaks.conjunctions[place - 1] >= start else act
    return (start, cut) if cut > start else (start, end)


def without_aside(passage: Passage, start: int, end: int) -> Range:
    """The range up to a non-restrictive relative clause: 'the bank | , which is old'."""
    asides = _breaks(passage).asides
    for verb, first in asides[bisect_left(asides, (start + 1, 0)) :]:
        if verb >= end:
            break
        if first > start + 1:
            return start, min(end, first - 1)
    return start, end


def is_occasion(child: Token) -> bool:
    """Return True for when or on what occasion something is said: 'criticised the law | during a visit'."""
    if child.dep_ != "prep":
        return False
    times = (noun for noun in with_dep(child.children, "pobj") if noun.ent_type_ in _TIMES)
    return child.lower_ in _OCCASIONS or any(times)


def without_occasion(passage: Passage, verb: Token, start: int, end: int) -> Range:
    """The range up to when, where or how it was said: 'attacked her | in a tweet', 'aired doubts | on air'."""
    mistaken = (below for noun in with_dep(verb.rights, "dobj") for below in noun.rights if _is_medium(below))
    for child in chain(mistaken, verb.rights):
        if child.i > start and child.i < end and passage.outside(child) and _is_setting(child):
            first = child.left_edge.i
            first -= passage.doc[first - 1].dep_ == "advmod" and passage.doc[first - 1].head.i == child.i
            charged = any(map(_is_charge, verb.doc[child.right_edge.i + 1 : end]))
            return (start, first) if first > start and not charged else (start, end)
    return start, end


def _is_medium(child: Token) -> bool:
    """Return True for a means of speaking that the parser attaches to the object: 'rejected it | in a ruling'."""
    nouns = with_dep(child.children, "pobj")
    one = (any(det.lower_ in ("a", "an") for det in noun.lefts) for noun in nouns)
    return child.dep_ == "prep" and child.lower_ == "in" and any(one)


def _is_charge(token: Token) -> bool:
    """Return True for what follows the occasion: 'thanked her on Sunday | for staying', '… | as a fool'."""
    return token.dep_ == "prep" and (token.lower_ == "as" or any(with_dep(token.children, "pcomp")))


def _is_setting(child: Token) -> bool:
    """Return True for a phrase below a verb of speaking that says when, where or by what means."""
    if child.dep_ == "npadvmod":
        return child.ent_type_ in _TIMES
    if child.dep_ == "advmod":
        return child.lower_ in ("late", "early", "yesterday", "earlier", "later", "today", "recently", "again")
    if is_occasion(child):
        return True
    nouns = with_dep(child.children, "pobj")
    if child.dep_ != "prep" or child.lower_ not in _SETTINGS:
        return child.dep_ == "prep" and child.lower_ == "with" and child.nbor(-1).text == ","
    return any(noun.lemma_.lower() in word_set("occasions") for noun in nouns)


def around_cue(sentence: Sentence, cue: Cue, cues: Sequence[Cue]) -> list[Range] | None:
    """The sentence that a cue follows or interrupts: '…, she said', '…, she said, …'."""
    doc = sentence.passage.doc
    if cue.subject is None or cue.start <= sentence.start + 1 or doc[cue.start - 1].text not in _BEFORE_CUE:
        return None
    outer = reporter(sentence.passage, cue, cues)
    end = outer.end if outer else cue.end
    before = (
        other.end
        for other in cues
        if other.end < cue.start and other.words[1] < cue.start - 2 and _is_main_report(other, cue)
    )
    left = doc[max((sentence.start, *before)) : cue.start - 1]
    if _has_open_bracket(sentence.passage, left.start, left.end):
        return None
    interrupted = end + 1 < sentence.end and doc[end].text == "," and _continues(doc[end + 1], left)
    if not interrupted and not any(token.pos_ in ("VERB", "AUX") for token in left):
        return None
    if end < sentence.end and doc[end].text not in _STOPS and any(with_dep(cue.verb.rights, "ccomp")):
        return None
    reason = end + 1 < sentence.end and doc[end].text == "," and doc[end + 1].lower_ in word_set("reasons")
    if interrupted or reason or _belongs_to(doc[end : sentence.end], left, cues):
        return [(left.start, left.end), (end, sentence.end)]
    return [(left.start, left.end)]


def _continues(token: Token, left: TokenSpan) -> bool:
    """Return True if the clause goes on after the cue: 'The dam, | said Berg, was never safe'."""
    if token.tag_ not in _FINITE:
        return False
    verb = token.head if token.dep_ in ("aux", "auxpass") else token
    own = any(left.start <= child.i < left.end for child in with_dep(verb.children, *SUBJECT))
    return own or not any(word.tag_ in _FINITE for word in left)


def _is_main_report(other: Cue, cue: Cue) -> bool:
    """Return True if an earlier cue heads the sentence, so that this one is no part of what it reports."""
    return other.verb.i == cue.verb.head.i and other.verb.dep_ == "ROOT" and other.subject is not None


def _belongs_to(rest: TokenSpan, left: TokenSpan, cues: Sequence[Cue]) -> bool:
    """Return True if what follows the cue and a comma depends on the clause before: '…, she said, | despite …'."""
    numbers = {token.i for token in rest[1:]}
    if not numbers or rest[0].text != "," or any(cue.verb.i in numbers for cue in cues):
        return False
    tops = [token for token in rest[1:] if token.head.i not in numbers and not token.is_punct]
    return bool(tops) and all(left.start <= token.head.i < left.end for token in tops)


def without_that(passage: Passage, start: int) -> int:
    """The token after an opening 'that'."""
    doc = passage.doc
    return start + 1 if doc[start].lower_ == "that" and start + 1 < len(doc) else start


@value_class(frozen=True, slots=True)
class _Breaks:
    """The tokens of a passage at which a report may break off, by number, in order."""

    reports: list[int]
    """Verbs of another report."""
    acts: list[int]
    """Coordinated verbs of another act."""
    asides: list[tuple[int, int]]
    """The verbs of relative clauses after a comma, each with the first token of its clause."""
    conjunctions: list[int]
    finite: list[int]
    """Finite verbs."""
    closings: list[int]
    """Closing round brackets."""
    stops: list[int]
    """Semicolons and dashes."""
    brackets: list[int]
    """Before each token the number of round brackets that are open; at last that after all of them."""


@lru_cache(maxsize=1)
def _breaks(passage: Passage) -> _Breaks:
    """The breaks of the current passage; reports, acts and asides are outside of quotations."""
    breaks = _Breaks([], [], [], [], [], [], [], [0])
    for token in passage.doc:
        _note_marks(breaks, token)
        if token.dep_ == "cc":
            breaks.conjunctions.append(token.i)
        if not passage.outside(token):
            continue
        if token.i and _is_next_report(token):
            breaks.reports.append(token.i)
        if token.dep_ == "relcl" and (first := token.left_edge.i) and passage.doc[first - 1].text == ",":
            breaks.asides.append((token.i, first))
        if token.dep_ == "conj" and token.tag_ in FINITE and token.head.pos_ not in ("VERB", "AUX"):
            breaks.acts.append(token.i)
    return breaks


def _note_marks(breaks: _Breaks, token: Token) -> None:
    """Add a token to the lists of verbs and of marks."""
    text = token.text
    breaks.brackets.append(breaks.brackets[-1] + (text == "(") - (text == ")"))
    if token.tag_ in _FINITE:
        breaks.finite.append(token.i)
    elif text == ")":
        breaks.closings.append(token.i)
    elif text in _STOPPING:
        breaks.stops.append(token.i)


def _first(numbers: Sequence[int], start: int, end: int) -> int:
    """The first of some ascending numbers from `start` on, or `end` if that is less."""
    place = bisect_left(numbers, start)
    return min(numbers[place], end) if place < len(numbers) else end


def _is_next_report(token: Token) -> bool:
    """Return True for a verb of saying without a subject after a comma or 'and': ', adding that …'."""
    if token.pos_ != "VERB" or "p" not in verb_frames().get(token.lemma_, ""):
        return False
    if token.nbor(-1).text not in (",", "and") or any(with_dep(token.children, "nsubj")):
        return False
    return token.tag_ in ("VBG", "VBD") and token.dep_ in ("advcl", "conj", "acl")


def spans_of(passage: Passage, ranges: Iterable[Range]) -> Spans:
    """The ranges as spans, without punctuation at their ends; quotations are included whole.

    A quotation's marks are left out where it is the whole span, and are both in the span where it is a part.
    """
    trimmed = (_trimmed(passage, start, end) for start, end in ranges)
    return merged(tuple(span for span in trimmed if span is not None))


def _trimmed(passage: Passage, start: int, end: int) -> Span | None:
    doc, quote_of = passage.doc, passage.quote_of
    while start < end and quote_of[start] < 0 and not is_word(doc[start]) and doc[start].text != "(":
        start += 1
    while end > start and quote_of[end - 1] < 0 and (not is_word(doc[end - 1]) or doc[end - 1].dep_ == "cc"):
        if doc[end - 1].text == ")" and any(token.text == "(" for token in doc[start:end]):
            break
        end -= 1
    if start >= end:
        return None
    first, last = quote_of[start], quote_of[end - 1]
    if first >= 0 and first == last:
        return passage.quotes[first].span
    begin = passage.quotes[first].outer.start if first >= 0 else passage.start_of(start)
    finish = passage.quotes[last].outer.end if last >= 0 else passage.end_of(end - 1)
    return Span(begin, finish) if begin < finish else None
