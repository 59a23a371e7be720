"""The whole names of companies and institutions, by the word that they end in: 'Harbour Lines Holding Ltd'."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from reader.analysis.lexicon import word_set
from reader.analysis.passage import Passage

_LEGAL_FORMS = word_set("legal-forms", "corporate")
_ENDINGS = word_set("endings", "corporate")
_MAX_WORDS = 8
_LINKS = frozenset(("&", "-", "+"))
_AFTER_COMMA = frozenset(("inc", "ltd", "llc", "llp", "plc", "corp", "co", "limited", "incorporated", "gmbh"))


def companies(passage: Passage) -> Iterator[tuple[int, int]]:
    """The tokens of names that end in a company's word: 'Keller Brandt & Partners LLP', 'Acme, Inc.'."""
    doc = passage.doc
    reached = 0
    for place, word in enumerate(passage.lower_words):
        if place < reached or word.rstrip(".") not in _LEGAL_FORMS or not _is_legal_form(passage, place):
            continue
        end = place + 1
        while end < len(doc) and _is_ending(doc[end]) and passage.quote_of[end] == passage.quote_of[place]:
            end += 1
        start = _first_token(passage, place)
        if start < place:
            yield start, end
            reached = end


def _is_legal_form(passage: Passage, place: int) -> bool:
    """Return True if a legal form begins with a capital, and no hyphen follows it."""
    return passage.words[place][:1].isupper() and passage.words[place + 1 : place + 2] != ("-",)


def _is_ending(token: Token) -> bool:
    return token.text[:1].isupper() and token.lower_.rstrip(".") in _ENDINGS


def _first_token(passage: Passage, last: int) -> int:
    """The first token of a company's name before its legal form."""
    doc, first = passage.doc, last
    while first > max(0, last - _MAX_WORDS) and passage.quote_of[first - 1] == passage.quote_of[last]:
        before = doc[first - 1]
        if _is_name_word(before):
            first -= 1
        elif first > 1 and _joins(passage, first, last) and _is_name_word(doc[first - 2]):
            first -= 2
        else:
            break
    while first < last and (doc[first].lower_ in ("the", "a", "an") or doc[first].is_punct):
        first += 1
    return first


def _is_name_word(token: Token) -> bool:
    named = token.text[:1].isupper() or token.text.isdigit()
    opens = bool(token.is_sent_start) and token.pos_ not in ("PROPN", "NOUN", "ADJ")
    return named and not opens and token.pos_ not in ("PRON", "DET", "ADP", "AUX", "SCONJ")


def _joins(passage: Passage, place: int, last: int) -> bool:
    """Return True if the token before `place` joins two parts of a name that goes on to `last`."""
    doc, link = passage.doc, passage.doc[place - 1]
    rest = doc[place : last + 1]
    if link.text in _LINKS:
        return True
    if link.text == ",":
        formed = place == last and doc[last].lower_.rstrip(".") in _AFTER_COMMA
        return formed or any(token.text == "&" for token in rest)
    return link.lower_ in ("and", "'s") and all(map(_is_ending, rest))
