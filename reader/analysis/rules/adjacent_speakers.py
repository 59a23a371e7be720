"""Who stands beside a quotation, told by place where the parse is led astray by what is quoted."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from reader.analysis.clauses.cues import may_speak
from reader.analysis.clauses.syntax import phrase
from reader.analysis.drafts import Speaker
from reader.analysis.passage import Passage

_NAMES = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
_NO_BEGINNING = frozenset(("ADP", "SCONJ", "CCONJ", "VERB", "AUX", "ADV", "PART"))
_ACTING = frozenset(("VB", "VBD", "VBP", "VBZ"))
_NICKNAME = 4
_LONGEST = 30
_STEPS = 6
_JOINTS = frozenset(("of", "for", "and", "at", "the", "'s"))
_PEOPLE = frozenset(("he", "she", "they", "i", "we"))


def speaker_between(passage: Passage, start: int, end: int, anybody: bool = False) -> Speaker | None:
    """The speaker whom the tokens `start` up to `end` name, when they are one phrase and nothing else.

    With `anybody` whatever the phrase names may speak, as before a verb that can only report.
    """
    doc = passage.doc
    while start < end and (doc[start].is_punct or doc[start].is_space):
        start += 1
    start += start < end and doc[start].lower_ == "as"
    while start < end and (_is_pause(doc[end - 1]) or _is_helper(doc[end - 1])):
        end -= 1
    if not 0 < end - start <= _LONGEST or not all(_is_spoken_of(passage, token) for token in doc[start:end]):
        return None
    head = _head(doc[start:end].root, start, end)
    if head is None or (head.ent_type_ in ("DATE", "TIME") and head.pos_ != "ADJ"):
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
    """The name or pronoun that stands right before a verb, with its brackets: 'Rep. Jane Doe (D-Ohio) said'."""
    doc = passage.doc
    last = verb
    while last > floor and (doc[last - 1].pos_ == "ADV" or doc[last - 1].dep_ in ("aux", "neg")):
        last -= 1
    if last - 1 > floor and doc[last - 1].text == ",":
        last -= doc[last - 2].text == ")" or _is_apposed(doc, last - 2)
    name = _before_bracket(passage, last, floor)
    if name <= floor or not passage.outside(doc[name - 1]):
        return None
    head = doc[name - 1]
    if head.pos_ == "PRON":
        return Speaker(passage, name - 1, last, head.i) if head.lower_ in _PEOPLE else None
    if head.pos_ != "PROPN" or head.ent_type_ in ("DATE", "TIME", "GPE", "LOC") or head.dep_ == "pobj":
        return None
    start = name - 1
    while start > floor and _continues(doc[start - 1]) and passage.outside(doc[start - 1]):
        start -= 1
    return Speaker(passage, start, last, head.i)


def hangs_behind(passage: Passage, verb: int) -> bool:
    """Whether a participle hangs on the whole sentence before it: '…, saying', '… while chanting'."""
    before = passage.doc[verb - 1] if verb else None
    return before is not None and (_is_pause(before) or before.lower_ in ("while", "before", "after", "by"))


def labelled(passage: Passage, colon: int, floor: int) -> Speaker | None:
    """The name that a colon sets before a quotation: 'Polls agree - Jane Doe: "…"', 'More from Doe: "…"'."""
    doc = passage.doc
    start = colon
    while start > floor and (doc[start - 1].pos_ == "PROPN" or (start < colon and doc[start - 1].text == "and")):
        start -= 1
    while start < colon and doc[start].text == "and":
        start += 1
    if start == colon or doc[colon - 1].ent_type_ in ("DATE", "TIME", "GPE", "LOC"):
        return None
    whole = _name_and_office(passage, floor, colon)
    if whole is not None:
        return whole
    before = doc[start - 1] if start > floor else None
    if before is None or before.text in ("-", "–", "—", "From") or before.lower_ == "from":
        return Speaker(passage, start, colon, colon - 1)
    return None


def _name_and_office(passage: Passage, start: int, colon: int) -> Speaker | None:
    """A name with what it stands for behind a comma, and nothing else: 'Jane Doe, The Daily Post: "…"'."""
    doc = passage.doc
    comma = next((n for n in range(start + 1, colon) if doc[n].text == ","), None)
    if comma is None or colon - start > _LONGEST // 2:
        return None
    if any(t.pos_ in ("VERB", "AUX") or not passage.outside(t) for t in doc[start:colon]):
        return None
    if doc[comma - 1].pos_ != "PROPN" or not all(
        t.text[:1].isupper() or t.dep_ == "prep" for t in doc[start:comma]
    ):
        return None
    return Speaker(passage, start, comma, comma - 1)


def main_subject(passage: Passage, verb: Token) -> Token | None:
    """The nearest subject above a verb that has none of its own, of those who can speak."""
    above = verb
    for _ in range(_STEPS):
        if above.head.i == above.i:
            return None
        above = above.head
        for child in above.lefts:
            if child.dep_ in ("nsubj", "nsubjpass") and passage.outside(child) and may_speak(child):
                return child
    return None


def widened(passage: Passage, found: Speaker) -> Speaker:
    """The speaker whose name stands before the brackets, where the words found are those in brackets."""
    doc = passage.doc
    opening = next((n for n in range(found.start - 1, max(0, found.start - 5), -1) if doc[n].text == "("), None)
    if opening is None or not opening or doc[opening - 1].pos_ != "PROPN":
        return found
    start, _ = phrase(doc[opening - 1], passage.inside)
    return Speaker(passage, min(start, opening - 1), opening, opening - 1)


def _head(root: Token, start: int, end: int) -> Token | None:
    if root.pos_ in _NAMES:
        return root
    if root.doc[start].pos_ == "DET" and root.doc[end - 1].pos_ == "ADJ":
        return root.doc[end - 1]
    return next((token for token in reversed(root.doc[start:end]) if token.pos_ in _NAMES), None)


def _may_begin(token: Token) -> bool:
    """Whether a word that is no noun may begin a name for all that: 'retired judge Ann Lee', 'Fight for Life'."""
    return token.text[:1].isupper() or token.tag_ == "VB" or token.dep_ in ("amod", "compound")


def _is_helper(token: Token) -> bool:
    return token.pos_ == "ADV" or token.dep_ in ("aux", "neg")


def _is_spoken_of(passage: Passage, token: Token) -> bool:
    """Whether a token may be part of a name: outside of quotations, or in one that is a nickname."""
    if passage.outside(token):
        return True
    start, end = passage.quote_tokens(passage.inside[token.i])
    return end - start <= _NICKNAME


def _is_pause(token: Token) -> bool:
    return token.text in (",", "—", "–", "-") or token.is_space


def _is_apposed(doc: Doc, name: int) -> bool:
    """Whether a personal name ends here that stands between commas: 'her adviser, Jane Doe, said'."""
    start = name
    while start >= 0 and doc[start].pos_ == "PROPN":
        start -= 1
    named = doc[name].ent_type_ == "PERSON" or start < name - 1
    return 0 <= start < name and doc[start].text == "," and named


def _before_bracket(passage: Passage, last: int, floor: int) -> int:
    doc = passage.doc
    if last <= floor or doc[last - 1].text != ")":
        return last
    return next((n for n in range(last - 1, max(floor, last - 10), -1) if doc[n].text == "("), last)


def _continues(token: Token) -> bool:
    return token.pos_ == "PROPN" or token.dep_ in ("compound", "poss") or token.lower_ in _JOINTS - {"and", "at"}
