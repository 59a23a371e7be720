"""What a person is said to be: titles before a name, appositions behind it, and "is the former mayor of"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from reader.analysis.entities import names
from reader.analysis.lexicon import titles, words
from reader.analysis.passage import Passage

_LONGEST_TITLE = 6
_LONGEST_ROLE = 80
_ENDS = frozenset((",", "(", "—", "–", ";", ":"))
_BEING = frozenset(("be", "become", "remain"))


def title_start(passage: Passage, start: int, end: int) -> int:
    """Where the title begins that stands right before a name: 'Russian President', 'Kremlin aide'."""
    doc = passage.doc
    first = start
    while first and _is_title_part(doc[first - 1]) and passage.quote_of[first - 1] == passage.quote_of[start]:
        first -= 1
    while first < start and (doc[first].dep_ == "case" or doc[first].is_punct):
        first += 1
    has_role = any(is_role(token) for token in doc[first:start])
    return first if has_role and start - first <= _LONGEST_TITLE else start


def role_of(passage: Passage, title: int, start: int, end: int) -> str | None:
    """The role that stands before a name ("Russian President") or after it ("…, editor of the Post,")."""
    if title < start:
        return passage.doc[title:start].text
    return _apposed(passage, end - 1)


def further_roles(passage: Passage, start: int, end: int) -> Iterator[str]:
    """All else that a name is said to be here: 'Sen.' before it, an apposition, 'is the governor of …'."""
    doc = passage.doc
    before = doc[start - 1].lower_.rstrip(".") if start else ""
    for word in (before, doc[start].lower_.rstrip(".")):
        if word in titles():
            yield titles()[word]
    apposed = _apposed(passage, end - 1)
    if apposed:
        yield apposed
    head = doc[end - 1]
    if head.dep_ == "appos" and is_role(head.head) and head.head.i < start:
        yield doc[head.head.left_edge.i : head.head.i + 1].text
    if head.dep_ in ("nsubj", "nsubjpass") and head.head.lemma_ in _BEING:
        yield from (_said(passage, child) for child in head.head.rights if child.dep_ == "attr" and is_role(child))


def is_role(token: Token) -> bool:
    """Whether a word says what a person is or does; so does the last part of "co-founder"."""
    return token.lemma_.lower() in words("roles") or token.lower_ in words("roles")


def _apposed(passage: Passage, last: int) -> str | None:
    for child in passage.doc[last].rights:
        if child.dep_ == "appos" and is_role(child) and passage.doc[child.left_edge.i - 1].text == ",":
            return _said(passage, child)
    return None


def _said(passage: Passage, noun: Token) -> str:
    """The words of a role, up to what only hangs on it."""
    hung = {t.i for child in noun.subtree if child.dep_ in ("relcl", "acl", "advcl") for t in child.subtree}
    stop = next(
        (t.i for t in noun.subtree if t.i > noun.i and (t.text in _ENDS or t.i in hung)), noun.right_edge.i + 1
    )
    said = names.without_article(passage.doc[noun.left_edge.i : stop].text)
    return said if len(said) < _LONGEST_ROLE else noun.text


def _is_title_part(token: Token) -> bool:
    if token.is_punct:
        return token.text == "-"
    if token.dep_ in ("compound", "amod", "nmod", "case", "poss") or token.tag_ in ("NN", "NNP", "JJ"):
        other = token.ent_type_ in ("DATE", "TIME") or (token.ent_type_ == "PERSON" and not is_role(token))
        return token.pos_ in ("NOUN", "PROPN", "ADJ", "PART") and not other
    return False
