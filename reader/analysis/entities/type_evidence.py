"""What the words around a name say of its type, however the model types it."""

from __future__ import annotations

from spacy.tokens import Token

from reader.analysis.entities.gazetteer import PlaceKind, is_ambiguous, place_kind
from reader.analysis.entities.given_names import is_given_name
from reader.analysis.entities.roles import apposed_role
from reader.analysis.lexicon import body_words, word_set
from reader.analysis.passage import Passage

_COURTESIES = word_set("courtesies", "naming")
_KIN = word_set("kin", "naming")
_GREETINGS = word_set("greetings", "naming")
_WORDS_TOO = word_set("words-and-names", "naming")
_ROLES_OF_BODIES = word_set("roles-of-bodies", "naming")
_IN_A_PERSON = word_set("in-a-person", "naming")
_PARTICLES = word_set("name-particles")
_PLACE_HEADS = frozenset(("near", "outside"))
_IN = frozenset(("in", "near", "outside", "around", "across", "via"))
_TO = frozenset(("to", "from", "through", "between", "toward", "towards", "into", "at"))
_FROM_A_PLACE = frozenset(("based", "born", "bound", "area"))
_MAX_REGION = 3


def shows_person(passage: Passage, start: int, end: int) -> bool:
    """Return True if only a person can be so called or described here.

    'Ms | Lund', 'his wife | Ana', 'Hi | Ana', '| Ana |' alone on a line, '| Lund |, 44,', '…, who', '…, head of'.
    """
    doc = passage.doc
    if not _may_be_person(passage, start, end):
        return False
    before = doc[start - 1].lower_.strip(".,") if start else ""
    if before in _COURTESIES or before in _KIN:
        return True
    if (start == 1 or (start == 2 and doc[1].text == ",")) and doc[0].lower_ in _GREETINGS:
        return True
    alone = start == 0 and all(token.is_punct for token in doc[end:])
    if alone and end < 4 and is_given_name(doc[0].text) and doc[0].lower_ not in _WORDS_TOO:
        return True
    # In 'the senator of | Ohio |, who' and 'the | Fed |, who' others are described.
    other = before == "the" or doc[end - 1].dep_ == "pobj" or place_kind(doc[start:end].text) is not None
    return not other and _is_described(passage, end)


def _is_described(passage: Passage, end: int) -> bool:
    """Return True before an age, 'who' or a person's role in apposition."""
    doc = passage.doc
    after = doc[end : end + 3]
    whole = len(after) == 3 and after[0].text == ","
    if whole and (after[1].lower_ == "who" or (_is_age(after[1]) and after[2].text in (",", "."))):
        return True
    role = apposed_role(doc[end - 1])
    return role is not None and role.lemma_.lower() not in _ROLES_OF_BODIES


def _may_be_person(passage: Passage, start: int, end: int) -> bool:
    said = passage.doc[start:end]
    if len(said) > 5 or any(map(_is_body, said)):
        return False
    return all(token.text[:1].isupper() or token.lower_ in _PARTICLES or token.is_punct for token in said)


def _is_age(token: Token) -> bool:
    return token.text.isdigit() and 3 < int(token.text) < 115


def shows_place(passage: Passage, start: int, end: int, *, person: bool = False) -> bool:
    """Return True for 'the | Bergen |-based', '| Anson |, Texas', '| Hilla |' after 'near', and a city after 'in'.

    What the model takes for a `person` may be any place after 'in'.
    """
    doc = passage.doc
    after = doc[end : end + 2]
    if len(after) == 2 and after[0].text == "-" and after[1].lower_ in _FROM_A_PLACE:
        return True
    head = doc[end - 1].head
    led = doc[end - 1].dep_ == "pobj" and head.i == start - 1 - _is_the(passage, start)
    if led and _is_in_region(passage, end):
        return True
    if led and head.lower_ in _PLACE_HEADS and head.i == start - 1 and not any(map(_is_body, doc[start:end])):
        return True
    city = _is_city(passage, start, end)
    unknown = person and end - start == 1 and not is_given_name(doc[start].text)
    if led and head.lower_ in _IN and (city or unknown):
        return head.head.lemma_.lower() not in _IN_A_PERSON
    if not city or is_ambiguous(doc[start:end].text):
        return False
    first = doc[end - 1].head if doc[end - 1].dep_ == "conj" else None
    if first is not None and (first.ent_type_ in ("GPE", "LOC") or place_kind(first.text) is not None):
        return True
    return led and head.lower_ in _TO


def _is_body(token: Token) -> bool:
    return token.lower_ in body_words()


def _is_the(passage: Passage, start: int) -> int:
    return int(start > 0 and passage.doc[start - 1].lower_ == "the")


def _is_city(passage: Passage, start: int, end: int) -> bool:
    form = passage.doc[start:end].text
    short = form.isupper() and len(form) < 5
    return not short and place_kind(form) in (PlaceKind.CITY, PlaceKind.CAPITAL)


def _is_in_region(passage: Passage, end: int) -> bool:
    """Return True before ', Texas' and the like."""
    doc = passage.doc
    if doc[end : end + 1].text != ",":
        return False
    forms = (doc[end + 1 : last].text for last in range(end + 2, min(end + 2 + _MAX_REGION, len(doc) + 1)))
    return any(form[:1].isupper() and place_kind(form) in (PlaceKind.REGION, PlaceKind.COUNTRY) for form in forms)
