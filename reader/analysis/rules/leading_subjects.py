"""The subject of a cue whose sentence the parser divides wrongly, found by word order."""

from __future__ import annotations

from spacy.tokens import Token

from reader.analysis.clauses.cues import Cue, may_speak
from reader.analysis.clauses.syntax import FINITE
from reader.analysis.drafts import Speaker
from reader.analysis.passage import Passage, Sentence
from reader.analysis.rules.adjacent_speakers import named_before

_OPENING = frozenset(("CCONJ", "SCONJ", "ADV", "PUNCT", "SPACE"))
_PAUSES = frozenset((",", "—", "–", "-", "--", "(", "who"))
_CLOSING = frozenset((",", "—", "–", "-", "--", ")"))
_INTRODUCTIONS = frozenset(("ADP", "VERB", "ADV", "SCONJ"))
_PARTS = frozenset(("amod", "compound", "det", "poss"))
_TIMES = ("DATE", "TIME")


def leading_subject(sentence: Sentence, cue: Cue) -> Speaker | None:
    """Who a finite verb without a subject has before it: 'Berg, the chair, | said the dam was safe'."""
    passage, first = sentence.passage, cue.words[0]
    if cue.subject is not None or cue.verb.tag_ not in FINITE or first <= sentence.start:
        return None
    if passage.doc[first - 1].text in _CLOSING:
        return _before_pause(sentence, first)
    return _right_before(passage, first, sentence.start) or named_before(passage, first, sentence.start)


def _right_before(passage: Passage, verb: int, floor: int) -> Speaker | None:
    """The noun next to the verb: '$3 more than | officials say it costs'."""
    noun = passage.doc[verb - 1]
    if noun.pos_ not in ("NOUN", "PROPN", "PRON") or noun.ent_type_ in _TIMES or not may_speak(noun):
        return None
    if not passage.outside(noun):
        return None
    start = noun.i
    while start > floor and _describes(passage.doc[start - 1], noun):
        start -= 1
    return Speaker(passage, start, verb, noun.i)


def _describes(word: Token, noun: Token) -> bool:
    """Return True for a word of the noun's own phrase, unless the parser has it after a preposition."""
    return noun.dep_ != "pobj" and word.dep_ in _PARTS and word.pos_ != "NUM" and word.head.i == noun.i


def _before_pause(sentence: Sentence, verb: int) -> Speaker | None:
    """The noun phrase that heads the sentence and is followed by something between pauses."""
    passage = sentence.passage
    start = _heading(sentence, verb)
    if start is None:
        return None
    noun = _head_at(passage, start)
    if noun is None or not may_speak(noun) or not passage.outside(noun):
        return None
    end = noun.i + 1
    followed = end < verb and passage.doc[end].text in _PAUSES
    return Speaker(passage, start, end, noun.i) if followed else None


def _heading(sentence: Sentence, verb: int) -> int | None:
    """The first token of the clause, after its conjunction or an introduction: 'In May, | Berg …'."""
    doc, start = sentence.passage.doc, sentence.start
    while start < verb and doc[start].pos_ in _OPENING:
        start += 1
    if start < verb and doc[start].pos_ in _INTRODUCTIONS:
        comma = next((token.i for token in doc[start:verb] if token.text == ","), verb)
        start = comma + 1
    return start if start < verb - 1 else None


def _head_at(passage: Passage, start: int) -> Token | None:
    """The head of the noun phrase that begins at a token."""
    head = passage.doc[start]
    while head.dep_ in ("compound", "det", "amod", "poss", "nummod", "nmod") and head.head.i > head.i:
        head = head.head
    return head if head.pos_ in ("NOUN", "PROPN", "PRON") and head.ent_type_ not in _TIMES else None
