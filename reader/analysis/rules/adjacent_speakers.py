"""Speakers next to a quotation, found by word order where the quotation misleads the parser."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from reader.analysis.clauses.cues import may_speak
from reader.analysis.clauses.syntax import SUBJECT, phrase, with_dep
from reader.analysis.drafts import Speaker
from reader.analysis.lexicon import word_set
from reader.analysis.passage import Passage

_NAMES = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
_NO_BEGINNING = frozenset(("ADP", "SCONJ", "CCONJ", "VERB", "AUX", "ADV", "PART"))
_ACTING = frozenset(("VB", "VBD", "VBP", "VBZ"))
_NO_SPEAKERS = frozenset(("DATE", "TIME", "GPE", "LOC"))
_MAX_NICKNAME = 4
_MAX_NAME = 30
_MAX_LABEL = 15
_MAX_STEPS = 6
_JOINTS = frozenset(("of", "for", "the", "'s"))
_PEOPLE = frozenset(("he", "she", "they", "i", "we"))


def speaker_between(passage: Passage, start: int, end: int, anybody: bool = False) -> Speaker | None:
    """The speaker that the tokens `start` up to `end` name, if they are a single noun phrase.

    With `anybody`, as before a verb that can only report, the phrase may name what otherwise does not speak.
    """
    doc = passage.doc
    while start < end and (doc[start].is_punct or doc[start].is_space):
        start += 1
    start += start < end and doc[start].lower_ == "as"
    while start < end and (_is_pause(doc[end - 1]) or _is_helper(doc[end - 1])):
        end -= 1
    if not 0 < end - start <= _MAX_NAME or not all(_may_be_in_name(passage, token) for token in doc[start:end]):
        return None
    head = _head(doc[start:end].root, start, end)
    if head is None or (head.ent_type_ in ("DATE", "TIME") and head.pos_ != "ADJ" and not _is_periodical(head)):
        return None
    if not (anybody or may_speak(head)):
        return None
    if doc[start].pos_ in _NO_BEGINNING and not _may_begin(doc[start]):
        return None
    if doc[end - 1].lower_ in _PEOPLE and end - start > 1:
        return None
    if any(token.tag_ in _ACTING and token.dep_ not in ("relcl", "acl") for token in doc[start + 1 : end]):
        return None
    return Speaker(passage, start, end, head.i)


def named_before(passage: Passage, verb: int, floor: int) -> Speaker | None:
    """The name or pronoun right before a verb, with its brackets: 'Rep. Jane Doe (D-Ohio) | said'."""
    doc = passage.doc
    last = verb
    while last > floor and _is_helper(doc[last - 1]):
        last -= 1
    if last - 1 > floor and doc[last - 1].text == ",":
        last -= doc[last - 2].text == ")" or _is_apposed(doc, last - 2)
    name = _before_bracket(doc, last, floor)
    if name <= floor or not passage.outside(doc[name - 1]):
        return None
    head = doc[name - 1]
    if head.pos_ == "PRON":
        return Speaker(passage, name - 1, last, head.i) if head.lower_ in _PEOPLE else None
    if head.pos_ != "PROPN" or head.ent_type_ in _NO_SPEAKERS or head.dep_ == "pobj":
        return None
    start = name - 1
    while start > floor and _continues_name(doc[start - 1]) and passage.outside(doc[start - 1]):
        start -= 1
    return Speaker(passage, start, last, head.i)


def follows_clause(passage: Passage, verb: int) -> bool:
    """Return True for a participle that modifies the sentence before it: '…, | saying', '… while | chanting'."""
    before = passage.doc[verb - 1] if verb else None
    return before is not None and (_is_pause(before) or before.lower_ in ("while", "before", "after", "by"))


def colon_label(passage: Passage, colon: int, floor: int) -> Speaker | None:
    """The name before a colon: 'Polls agree - | Jane Doe: "…"', 'More from | Doe: "…"'."""
    doc = passage.doc
    start = colon
    while start > floor and (doc[start - 1].pos_ == "PROPN" or (start < colon and doc[start - 1].text == "and")):
        start -= 1
    while start < colon and doc[start].text == "and":
        start += 1
    if start == colon or doc[colon - 1].ent_type_ in _NO_SPEAKERS:
        return None
    named = _name_and_office(passage, floor, colon)
    if named is None and (
        start == floor or doc[start - 1].text in ("-", "–", "—") or doc[start - 1].lower_ == "from"
    ):
        return Speaker(passage, start, colon, colon - 1)
    return named


def _name_and_office(passage: Passage, start: int, colon: int) -> Speaker | None:
    """A name, and the body or office that a comma adds to it: '| Jane Doe, The Daily Post: "…"'."""
    doc = passage.doc
    comma = next((n for n in range(start + 1, colon) if doc[n].text == ","), None)
    if comma is None or colon - start > _MAX_LABEL or doc[comma - 1].pos_ != "PROPN":
        return None
    if any(token.pos_ in ("VERB", "AUX") or not passage.outside(token) for token in doc[start:colon]):
        return None
    named = all(token.text[:1].isupper() or token.dep_ == "prep" for token in doc[start:comma])
    return Speaker(passage, start, comma, comma - 1) if named else None


def main_subject(passage: Passage, verb: Token) -> Token | None:
    """The nearest subject above a verb that can speak."""
    above = verb
    for _ in range(_MAX_STEPS):
        if above.head.i == above.i:
            return None
        above = above.head
        found = speaking_subject(passage, above)
        if found is not None:
            return found
    return None


def speaking_subject(passage: Passage, verb: Token) -> Token | None:
    """The subject before a verb, outside of quotations, if it can speak."""
    subjects = filter(passage.outside, with_dep(verb.lefts, *SUBJECT))
    return next(filter(may_speak, subjects), None)


def before_brackets(found: Speaker) -> Speaker:
    """The speaker; if these are words in brackets, the one whose name precedes them: '| Jane Doe (D-Ohio)'."""
    passage = found.passage
    doc = passage.doc
    opening = next((n for n in range(found.start - 1, max(0, found.start - 5), -1) if doc[n].text == "("), None)
    if opening is None or doc[opening - 1].pos_ != "PROPN":
        return found
    start, _ = phrase(passage, doc[opening - 1])
    return Speaker(passage, min(start, opening - 1), opening, opening - 1)


def is_nickname(passage: Passage, quote: int) -> bool:
    """Return True for a quotation short enough to be a nickname: 'Jane "Red" Doe'."""
    start, end = passage.quote_tokens(quote)
    return end - start <= _MAX_NICKNAME


def _is_periodical(noun: Token) -> bool:
    """Return True for an outlet that is named by when it appears: 'the | weekly'."""
    return noun.lower_ in word_set("outlet-kinds")


def _head(root: Token, start: int, end: int) -> Token | None:
    if root.pos_ in _NAMES:
        return root
    if root.doc[start].pos_ == "DET" and root.doc[end - 1].pos_ == "ADJ":
        return root.doc[end - 1]
    return next((token for token in reversed(root.doc[start:end]) if token.pos_ in _NAMES), None)


def _may_begin(token: Token) -> bool:
    """Return True for a word that may begin a name though it is no noun: 'retired judge', 'Fight for Life'."""
    return token.text[:1].isupper() or token.tag_ == "VB" or token.dep_ in ("amod", "compound")


def _is_helper(token: Token) -> bool:
    return token.pos_ == "ADV" or token.dep_ in ("aux", "neg")


def _may_be_in_name(passage: Passage, token: Token) -> bool:
    return passage.outside(token) or is_nickname(passage, passage.quote_of[token.i])


def _is_pause(token: Token) -> bool:
    return token.text in (",", "—", "–", "-") or token.is_space


def _is_apposed(doc: Doc, name: int) -> bool:
    """Return True for the end of a personal name between commas: 'her adviser, Jane | Doe, said'."""
    start = name
    while start >= 0 and doc[start].pos_ == "PROPN":
        start -= 1
    named = doc[name].ent_type_ == "PERSON" or start < name - 1
    return 0 <= start < name and doc[start].text == "," and named


def _before_bracket(doc: Doc, last: int, floor: int) -> int:
    if last <= floor or doc[last - 1].text != ")":
        return last
    return next((n for n in range(last - 1, max(floor, last - 10), -1) if doc[n].text == "("), last)


def _continues_name(token: Token) -> bool:
    return token.pos_ == "PROPN" or token.dep_ in ("compound", "poss") or token.lower_ in _JOINTS
