"""What a text says at a name of who bears it: 'Jane Doe, a baker,', 'Sen. Doe of Ohio', 'Doe is a charity'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from reader.analysis.entities.gazetteer import is_nationality
from reader.analysis.entities.roles import is_role, is_title, role_text
from reader.analysis.lexicon import states, word_set
from reader.analysis.passage import Passage

_DETERMINERS = frozenset(("a", "an", "the"))
_MAX_TITLE = 6
_AGE = re.compile(r"(?:,? (?:aged |age )?| \()(\d{1,3})(?= ?[,;.)])")
_AGE_WORD = re.compile(r"\b(\d{1,3})[- ]years?[- ]old")
_NEAR_AGE = 45
"""How many code points before or after a name its age is looked for."""
_STATE = re.compile(r",? ?\(?(D|R|I)\.?[-–—] ?((?:[A-Z]\.?){2}|(?:[A-Z][a-z]+\.?)(?: [A-Z][a-z]+\.?)?)")
_PARTIES = {"D": "Democrat", "R": "Republican", "I": "Independent"}


def introductions(passage: Passage, start: int, end: int) -> Iterator[str]:
    """The nouns that the tokens of a name are introduced with, each with what belongs to it."""
    top = _top(passage, start, end)
    title = _nouns_before(passage, start, top)
    if title:
        yield title
    yield from (role_text(noun) for noun in _equals(top) if noun.tag_ in ("NN", "NNP") and _is_said(noun))
    place, party = _place_after(passage, end)
    yield from (f"{role} of {place}" for role in (title, party) if role and place)


def ages(passage: Passage, start: int, end: int) -> Iterator[int]:
    """The ages given next to a name: 'Jane Doe, 51,', '51-year-old Jane Doe', 'Jane Doe, a 51-year-old baker'."""
    first, last = passage.doc[start], passage.doc[end - 1]
    stop = last.idx + len(last)
    before = passage.text[max(0, first.idx - _NEAR_AGE) : first.idx]
    after = passage.text[stop : stop + _NEAR_AGE]
    behind = _AGE.match(after) or _AGE_WORD.search(re.split(r"[.;]|, (?:and|who)\b| and ", after)[0])
    ahead = _AGE_WORD.search(re.split(r"[.,;]| and ", before)[-1])
    yield from (int(found[1]) for found in (behind, ahead) if found)


def _top(passage: Passage, start: int, end: int) -> Token:
    """The token of a name that all its others depend on."""
    inner = [t for t in passage.doc[start:end] if not start <= t.head.i < end or t.head.i == t.i]
    return inner[-1] if inner else passage.doc[end - 1]


def _nouns_before(passage: Passage, start: int, top: Token) -> str:
    """The words for what somebody is right before a name: 'software maker | Apptech', 'Ohio Gov. | Doe'."""
    doc, first = passage.doc, start
    while first and start - first < _MAX_TITLE and passage.outside(doc[first - 1]):
        before = doc[first - 1]
        depends = before.dep_ in ("compound", "amod", "nmod", "appos") or before.i == top.head.i
        if not depends or before.pos_ not in ("NOUN", "ADJ", "PROPN") or before.tag_ in ("NNS", "NNPS"):
            break
        first -= 1
    nouns = doc[first:start]
    return nouns.text if any(map(_says_what, nouns)) else ""


def _says_what(token: Token) -> bool:
    noun = token.pos_ == "NOUN" or (token.pos_ == "PROPN" and token.text.islower())
    return noun or is_role(token) or is_title(token) or is_nationality(token.text)


def _equals(top: Token) -> Iterator[Token]:
    """The nouns that stand for the same as a name: in apposition, after 'is', 'who was', 'works as', 'named'."""
    yield from (child for child in top.rights if child.dep_ == "appos")
    if top.dep_ == "appos" and top.head.pos_ == "NOUN" and top.head.i < top.i:
        yield top.head
    if top.dep_ in ("nsubj", "nsubjpass", "dobj"):
        yield from _predicates(top.head, top)
    for clause in (child for child in top.rights if child.dep_ == "relcl"):
        yield from _predicates(clause, top)


def _predicates(verb: Token, name: Token) -> Iterator[Token]:
    """The nouns that a verb says of its subject, or of the object that it appoints."""
    appoints = verb.lemma_ in word_set("appointing-verbs") and (name.dep_ != "nsubj" or name.i > verb.i)
    for child in verb.rights:
        if verb.lemma_ in ("be", "become", "remain") and name.dep_ != "dobj" and child.dep_ == "attr":
            yield child
        elif verb.lemma_ in word_set("serving-verbs") and child.lower_ == "as" and child.dep_ == "prep":
            yield from (noun for noun in child.rights if noun.dep_ == "pobj")
        elif appoints and child.dep_ in ("oprd", "attr", "xcomp", "dobj") and child.i != name.i:
            yield child


def _is_said(noun: Token) -> bool:
    """Return True for a role, or a noun with an article or an owner: not a mere word next to the name."""
    if noun.ent_type_ == "PERSON":
        return False
    return is_role(noun) or any(
        left.lower_ in _DETERMINERS or left.tag_ == "PRP$" or left.dep_ == "poss" for left in noun.lefts
    )


def _place_after(passage: Passage, end: int) -> tuple[str, str]:
    """The place of an office, and the party: 'Sen. Doe | of Ohio', 'Sen. Doe | (R-Ohio)'."""
    doc, last = passage.doc, passage.doc[end - 1]
    match = _STATE.match(passage.text, last.idx + len(last))
    if match:
        short = re.sub(r"[. ]", "", match[2]).lower()
        return states().get(short, match[2]), _PARTIES[match[1]]
    stop = end + 1
    if end < len(doc) and doc[end].lower_ in ("of", "from"):
        while stop < len(doc) and doc[stop].ent_type_ in ("GPE", "LOC"):
            stop += 1
    return doc[end + 1 : stop].text, ""
