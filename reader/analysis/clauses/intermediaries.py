"""The outlets between a speaker and the article: agencies that quote, are told, or report what others report."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from reader.analysis.clauses.cues import Cue, speaker_of
from reader.analysis.clauses.syntax import phrase, with_dep
from reader.analysis.drafts import Speaker
from reader.analysis.lexicon import phrases, word_set, words
from reader.analysis.passage import Passage

_PUBLISHING = frozenset(("publish", "carry", "release", "issue", "print", "run", "quote"))


def is_outlet(passage: Passage, noun: Token) -> bool:
    """Return True for an agency, a paper or a broadcaster."""
    if noun.pos_ == "PROPN" and noun.lower_ in word_set("mastheads"):
        return True
    start, end = phrase(passage, noun)
    if noun.lower_ in words("outlet_words"):
        return noun.lower_ not in word_set("outlet-or-not") or _publishes(passage.doc[start : noun.i])
    name = passage.doc[start:end].text.removeprefix("the ").removeprefix("The ").removeprefix("official ")
    return name in phrases("outlets") or noun.text in phrases("outlets")


def _publishes(before: TokenSpan) -> bool:
    """Return True unless the words before an "agency" or a "station" say that it is of another kind."""
    said = [token for token in before if token.dep_ in ("compound", "amod", "nmod", "poss")]
    lower = {token.lower_ for token in said}
    if lower & word_set("publishing-words") or any(token.text in phrases("outlets") for token in said):
        return True
    return not any(token.pos_ == "NOUN" or token.lower_ in word_set("official-words") for token in said)


def passed_on_by(passage: Passage, cue: Cue, cues: Sequence[Cue]) -> tuple[Speaker, ...]:
    """The outlets that passed on what a cue reports, nearest to its speaker first."""
    outer = reporter(passage, cue, cues)
    found = (cue.via, _listener(passage, cue), _publisher(passage, cue), outer.subject if outer else None)
    by_number = {noun.i: noun for noun in found if noun is not None}
    return tuple(speaker_of(passage, noun) for noun in by_number.values())


def reporter(passage: Passage, cue: Cue, cues: Sequence[Cue]) -> Cue | None:
    """The cue of an outlet after this one: '…, she wrote, | AFP reported', 'She said that …, | AFP reported'."""
    last = cues[-1] if cues else None
    if last is not None and last is not cue and _closes_report(passage, cue, last):
        return last
    for other in cues:
        if other.subject is None or not 0 < other.start - cue.end <= 2:
            continue
        if all(token.is_punct for token in passage.doc[cue.end : other.start]):
            return other if is_outlet(passage, other.subject) else None
    return None


def _closes_report(passage: Passage, cue: Cue, last: Cue) -> bool:
    """Return True if the outlet's cue ends the sentence of a report: 'She told them that …, | AFP reported.'"""
    if last.subject is None or cue.subject is None or cue.verb.dep_ != "ROOT" or not cue.end < last.start:
        return False
    doc, before = passage.doc, passage.doc[last.start - 1]
    ends = last.end >= len(doc) or doc[last.end].text in (".", ";")
    return ends and before.text == "," and last.subject.i < last.verb.i and is_outlet(passage, last.subject)


def cited(cue: Cue) -> Token | None:
    """Whom the subject of a cue cites: 'Citing | an aide, agencies reported …'."""
    for child in cue.verb.children:
        if child.lower_ in ("citing", "quoting") and child.dep_ in ("advcl", "prep", "acl"):
            return next(with_dep(child.children, "dobj", "pobj"), None)
    return None


def _listener(passage: Passage, cue: Cue) -> Token | None:
    """The outlet that is told: 'told | AFP', 'said to | the Post'."""
    if cue.verb.lemma_ not in ("tell", "say", "speak", "write", "inform"):
        return None
    for child in cue.verb.rights:
        noun = child
        if child.dep_ == "prep" and child.lower_ == "to":
            noun = next(with_dep(child.children, "pobj"), child)
        elif child.dep_ not in ("dobj", "dative", "iobj"):
            continue
        if noun.pos_ == "PROPN" and is_outlet(passage, noun):
            return noun
    return None


def _publisher(passage: Passage, cue: Cue) -> Token | None:
    """The outlet that published what a relative clause reports from: 'published by | AFP, where he said …'."""
    head = cue.verb.head
    if cue.verb.dep_ != "relcl" or not is_outlet(passage, head):
        return None
    return head if head.dep_ == "pobj" and head.head.head.lemma_ in _PUBLISHING else None
