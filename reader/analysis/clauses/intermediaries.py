"""Who passed a statement on: agencies that quote, are told, or report what another report says."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from reader.analysis.clauses.cues import Cue, speaker
from reader.analysis.clauses.syntax import phrase
from reader.analysis.drafts import Speaker
from reader.analysis.lexicon import phrases, word_set, words
from reader.analysis.passage import Passage

_PUBLISHING = frozenset(("publish", "carry", "release", "issue", "print", "run", "quote"))
_LISTENERS = frozenset(("dobj", "dative", "iobj"))


def is_outlet(passage: Passage, noun: Token) -> bool:
    """Whether a noun stands for an agency, a paper or a broadcaster."""
    if noun.lower_ in words("outlet_words") or (noun.pos_ == "PROPN" and noun.lower_ in word_set("mastheads")):
        return True
    start, end = phrase(noun, passage.inside)
    return _plain(passage.doc[start:end].text) in _outlets() or noun.text in phrases("outlets")


def passed_on_by(passage: Passage, cue: Cue, cues: Sequence[Cue]) -> tuple[Speaker, ...]:
    """The outlets between the speaker of `cue` and the article, nearest first."""
    found = [cue.via, _listener(passage, cue), _publisher(passage, cue)]
    outer = reporter(passage, cue, cues)
    found.append(outer.subject if outer else None)
    chain: list[Speaker] = []
    for noun in found:
        if noun is not None and noun.i not in [known.head for known in chain]:
            chain.append(speaker(passage, noun))
    return tuple(chain)


def reporter(passage: Passage, cue: Cue, cues: Sequence[Cue]) -> Cue | None:
    """The cue right after this one that passes its words on: '…, she wrote, AFP reported'."""
    for other in cues:
        if other.subject is None or not 0 < other.start - cue.end <= 2:
            continue
        if all(token.is_punct for token in passage.doc[cue.end : other.start]):
            return other if is_outlet(passage, other.subject) else None
    return None


def cited(passage: Passage, cue: Cue) -> Token | None:
    """Whom the reporter cites: 'Citing an aide, agencies reported …'."""
    for child in cue.verb.children:
        if child.lower_ in ("citing", "quoting") and child.dep_ in ("advcl", "prep", "acl"):
            return next((noun for noun in child.children if noun.dep_ in ("dobj", "pobj")), None)
    return None


def _listener(passage: Passage, cue: Cue) -> Token | None:
    if cue.verb.lemma_ not in ("tell", "say", "speak", "write", "inform"):
        return None
    for child in cue.verb.rights:
        noun = child
        if child.dep_ == "prep" and child.lower_ == "to":
            noun = next((below for below in child.children if below.dep_ == "pobj"), child)
        elif child.dep_ not in _LISTENERS:
            continue
        if noun.pos_ == "PROPN" and is_outlet(passage, noun):
            return noun
    return None


def _publisher(passage: Passage, cue: Cue) -> Token | None:
    """The agency that published the piece 'where he stated' it."""
    head = cue.verb.head
    if cue.verb.dep_ != "relcl" or not is_outlet(passage, head):
        return None
    if head.dep_ == "pobj" and head.head.head.lemma_ in _PUBLISHING:
        return head
    return None


def _plain(name: str) -> str:
    return name.removeprefix("the ").removeprefix("The ").removeprefix("official ")


def _outlets() -> frozenset[str]:
    return phrases("outlets")
