"""The roles of persons: titles before a name, appositions after it, and "is the former mayor of"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from reader.analysis.entities import names
from reader.analysis.lexicon import titles, words
from reader.analysis.passage import Passage

_MAX_TITLE = 6
_MAX_ROLE = 80
_ENDS = frozenset((",", "(", "—", "–", ";", ":"))


def title_start(passage: Passage, start: int, end: int) -> int:
    """The first token of the title before a name: '| Russian President', '| Kremlin aide'."""
    doc = passage.doc
    first = start
    while first and _is_title_part(doc[first - 1]) and passage.quote_of[first - 1] == passage.quote_of[start]:
        first -= 1
    while first < start and (doc[first].dep_ == "case" or doc[first].is_punct):
        first += 1
    has_role = any(is_role(token) for token in doc[first:start])
    return first if has_role and start - first <= _MAX_TITLE else start


def role_of(passage: Passage, title: int, start: int, end: int) -> str | None:
    """The role before a name ("Russian President"), or after it ("…, editor of the Post,")."""
    if title < start:
        return passage.doc[title:start].text
    return _apposed(passage.doc[end - 1])


def further_roles(passage: Passage, start: int, end: int) -> Iterator[str]:
    """All other roles at a name: 'Sen.' before it, an apposition, 'is the governor of …'."""
    doc = passage.doc
    for token in doc[max(0, start - 1) : start + 1]:
        if is_title(token):
            yield titles()[token.lower_.rstrip(".")]
    head = doc[end - 1]
    apposed = _apposed(head)
    if apposed:
        yield apposed
    if head.dep_ == "appos" and is_role(head.head) and head.head.i < start:
        yield doc[head.head.left_edge.i : head.head.i + 1].text
    if head.dep_ in ("nsubj", "nsubjpass") and head.head.lemma_ in ("be", "become", "remain"):
        yield from (role_text(child) for child in head.head.rights if child.dep_ == "attr" and is_role(child))


def is_role(token: Token) -> bool:
    """Return True for a word for what a person is or does; the last part of "co-founder" is one too."""
    return token.lemma_.lower() in words("roles") or token.lower_ in words("roles")


def is_title(token: Token) -> bool:
    """Return True for a short title: 'Sen.'."""
    return token.lower_.rstrip(".") in titles()


def apposed_role(name: Token) -> Token | None:
    """The noun of a role in apposition: '…, editor of the Post,'."""
    for child in name.rights:
        if child.dep_ == "appos" and is_role(child) and name.doc[child.left_edge.i - 1].text == ",":
            return child
    return None


def _apposed(name: Token) -> str | None:
    role = apposed_role(name)
    return role_text(role) if role is not None else None


def role_text(noun: Token) -> str:
    """The noun phrase of a role, without the clauses that depend on it, but with all its prepositions.

    'editor | at large at the Post': the parser may attach the second to the verb of the sentence.
    """
    doc = noun.doc
    clauses = {t.i for child in noun.subtree if child.dep_ in ("relcl", "acl", "advcl") for t in child.subtree}
    stops = (t.i for t in noun.subtree if t.i > noun.i and (t.text in _ENDS or t.i in clauses))
    stop = next(stops, noun.right_edge.i + 1)
    while noun.dep_ == "appos" and stop < len(doc) and doc[stop].pos_ == "ADP" and stop not in clauses:
        edge = doc[stop].right_edge.i + 1
        if edge <= stop + 1 or any(t.text in _ENDS or t.pos_ in ("VERB", "AUX") for t in doc[stop:edge]):
            break
        stop = edge
    said = names.without_article(doc[noun.left_edge.i : stop].text)
    return said if len(said) < _MAX_ROLE else noun.text


def _is_title_part(token: Token) -> bool:
    if token.is_punct:
        return token.text == "-"
    if token.dep_ in ("compound", "amod", "nmod", "case", "poss") or token.tag_ in ("NN", "NNP", "JJ"):
        other = token.ent_type_ in ("DATE", "TIME") or (token.ent_type_ == "PERSON" and not is_role(token))
        return token.pos_ in ("NOUN", "PROPN", "ADJ", "PART") and not other
    return False
