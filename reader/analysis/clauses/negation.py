"""Reports that somebody did not say something: 'has not said why', 'declined to comment', 'no official said'."""

from __future__ import annotations

from spacy.tokens import Token

from reader.analysis.clauses.syntax import with_dep
from reader.analysis.lexicon import word_set
from reader.analysis.passage import Passage

_SAYING = word_set("saying-verbs")
"""Lemmas of verbs that utter something. Without them a negation is a stance: 'did not think that …'."""
_REFUSING = word_set("refusing-verbs")
"""Lemmas of verbs whose infinitive did not happen: 'declined to say'."""
_NOBODY = word_set("nobody-words")
_NO = ("no", "neither", "hardly", "scarcely")
_NEGATIVE = ("neg", "preconj")
_NEVER = ("not", "n't", "n’t", "never", "neither")
_MAX_CHAIN = 4


def is_negated(passage: Passage, verb: Token, subject: Token | None) -> bool:
    """Return True if the report of a verb says that something was not said; what is quoted does not count."""
    lemma = _lemma(verb)
    if lemma in _REFUSING:
        return not _is_denied(passage, verb) and any(
            _lemma(child) in _SAYING for child in with_dep(verb.rights, "xcomp")
        )
    if verb.dep_ == "conj" and _lemma(verb.head) in _SAYING and verb.i and verb.nbor(-1).lower_ == "nor":
        return True
    return lemma in _SAYING and (names_nobody(subject) or _is_denied(passage, verb) or _is_withheld(passage, verb))


def names_nobody(subject: Token | None) -> bool:
    """Return True for a subject that stands for nobody: 'nobody', 'no official', 'neither side'."""
    if subject is None:
        return False
    return subject.lower_ in _NOBODY or any(child.lower_ in _NO for child in subject.lefts)


def _is_denied(passage: Passage, verb: Token, depth: int = 0) -> bool:
    """Return True for 'did | not say', 'no longer | says', and for a verb that 'or' joins to such a verb."""
    for child in filter(passage.outside, verb.lefts):
        if child.dep_ in _NEGATIVE and child.lower_ in _NEVER:
            return True
        if child.lower_ == "longer" and any(word.lower_ == "no" for word in child.lefts):
            return True
    above = verb.head
    if verb.dep_ != "conj" or depth == _MAX_CHAIN or any(with_dep(verb.lefts, "nsubj", "nsubjpass")):
        return False
    joined = any(word.lower_ in ("or", "nor") for word in with_dep(above.rights, "cc"))
    return joined and _is_denied(passage, above, depth + 1)


def _is_withheld(passage: Passage, verb: Token) -> bool:
    """Return True for 'declined to | say', 'has yet to | say', 'without | saying', 'stopped short of | saying'."""
    above = verb.head
    if verb.dep_ == "conj" and above.i != verb.i and _lemma(above) in _SAYING:
        return not any(with_dep(verb.lefts, "nsubj", "aux")) and _is_withheld(passage, above)
    if verb.dep_ == "pcomp":
        return above.lower_ == "without" or (
            above.lower_ == "of" and above.i > 0 and above.nbor(-1).lower_ in ("short", "instead")
        )
    if verb.dep_ not in ("xcomp", "acl", "advcl") or above.i >= verb.i:
        return False
    yet = _lemma(above) in ("have", "be") and any(child.lower_ == "yet" for child in above.children)
    return yet or (_lemma(above) in _REFUSING and not _is_denied(passage, above))


def _lemma(token: Token) -> str:
    return token.lemma_.lower()
