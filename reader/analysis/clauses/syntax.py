"""Grammar of one parsed clause: its subject, the phrase around a noun, a verb's words. No rule of attribution."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from spacy.tokens import Token

_CLAUSAL = frozenset(("relcl", "acl", "advcl", "ccomp", "parataxis", "xcomp", "csubj"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl"))
_RELATIVE = frozenset(("who", "which", "that", "whom"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
_HELPERS = frozenset(("aux", "auxpass", "neg"))
_TIMES = frozenset(("DATE", "TIME"))
_LOOSE_ENDS = frozenset(("ADP", "CCONJ", "PART", "SPACE"))
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_DEEPEST = 8


def is_aged(head: Token) -> bool:
    """Whether a word ends an age that stands for somebody: 'the 34-year-old'."""
    lower = head.lower_
    return lower.endswith("-year-old") or (lower == "old" and head.i > 1 and head.nbor(-1).text == "-")


def _is_time(token: Token) -> bool:
    return token.ent_type_ in _TIMES and not is_aged(token)


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """The head of the phrase that does what `verb` says, through relative pronouns, conjuncts and participles."""
    own = next((child for child in verb.lefts if child.dep_ in _SUBJECTS and not _is_time(child)), None)
    if own is None:
        own = next((child for child in verb.rights if child.dep_ in _SUBJECTS and child.dep_ != "expl"), None)
    if own is not None:
        if own.lower_ in _RELATIVE and verb.dep_ in ("relcl", "ccomp", "acl"):
            return verb.head if verb.head.pos_ in _NOMINAL else None
        return own if own.pos_ in _NOMINAL or own.tag_ in ("DT", "CD", "JJ", "NNP", "JJS") else None
    if depth > _DEEPEST:
        return None
    return _borrowed(verb, depth) or _misnamed(verb)


def _misnamed(verb: Token) -> Token | None:
    """A noun in front of a finite verb that the parse takes for something else than its subject."""
    if verb.tag_ not in _FINITE or verb.dep_ in _CLAUSAL or verb.dep_ == "conj":
        return None
    nouns = (child for child in reversed(list(verb.lefts)) if child.dep_ in ("npadvmod", "dep", "nmod", "attr"))
    own = next((noun for noun in nouns if noun.pos_ in _NOMINAL and noun.ent_type_ not in _TIMES), None)
    return own or _misplaced(verb)


def _misplaced(verb: Token) -> Token | None:
    """A name before the verb that the parse hangs on the clause in front: 'Speaking for us, | Berg, QC, said'."""
    if verb.i < 2 or verb.nbor(-1).text != ",":
        return None
    near = verb.nbor(-2)
    above = (word for word in (near, *near.ancestors) if word.dep_ == "npadvmod" and word.i < verb.i)
    return next((name for name in above if name.pos_ == "PROPN" and name.right_edge.i <= verb.i - 1), None)


def _borrowed(verb: Token, depth: int) -> Token | None:
    """The subject that a verb without one shares with the verb or noun above it."""
    above = verb.head
    if above.i == verb.i:
        return None
    if verb.dep_ == "acl" and above.pos_ in _NOMINAL and verb.tag_ == "VBG":
        return above
    if verb.dep_ == "conj" and above.pos_ in ("VERB", "AUX", "ADJ"):
        if verb.tag_ == "VBG" and above.tag_ == "VB" and above.head.tag_ == "VBG":
            above = above.head
        return subject_of(above, depth + 1)
    if verb.dep_ == "xcomp" and above.pos_ in ("VERB", "AUX", "ADJ"):
        return _object(above) or subject_of(above, depth + 1)
    if verb.dep_ == "advcl" and verb.tag_ in ("VB", "VBN") and above.pos_ in ("VERB", "AUX"):
        return None if _is_conditional(verb) else subject_of(above, depth + 1)
    if verb.dep_ in ("acl", "relcl") and verb.tag_ == "VB" and above.dep_ == "dobj":
        return subject_of(above.head, depth + 1)
    if verb.dep_ in ("advcl", "ccomp", "dep", "nsubj") and verb.tag_ == "VBG" and above.pos_ in ("VERB", "AUX"):
        return subject_of(above, depth + 1)
    return _borrowed_by_phrase(verb, depth)


def _borrowed_by_phrase(verb: Token, depth: int) -> Token | None:
    """The same for what is no clause: '[they] are | quick to …', 'praised him for | saying …'."""
    above = verb.head
    if verb.dep_ == "acomp" and above.pos_ in ("VERB", "AUX"):
        return subject_of(above, depth + 1)
    return subject_above(above) if verb.dep_ == "pcomp" else None


def subject_above(token: Token) -> Token | None:
    """The subject of the nearest verb above a word."""
    for above in token.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            return subject_of(above, _DEEPEST)
    return None


def after_verb(verb: Token) -> Token | None:
    """A noun right after the verb that may be its subject: 'said Smith', however it was parsed."""
    place = verb.i + 1
    doc = verb.doc
    while place < len(doc) and doc[place].pos_ in ("DET", "ADJ", "NUM", "ADV") and place < verb.i + 5:
        place += 1
    if place >= len(doc) or doc[place].pos_ not in _NOMINAL or doc[place].ent_type_ in _TIMES:
        return None
    head = doc[place]
    while head.dep_ in ("compound", "poss", "amod", "nmod") and head.head.i > head.i and head.head.i < head.i + 6:
        head = head.head
    return head if head.pos_ in _NOMINAL else None


def agent_of(verb: Token) -> Token | None:
    """Who did it, in a passive: 'was praised by her'."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((noun for noun in child.children if noun.dep_ == "pobj"), None)
    return None


def is_passive(verb: Token) -> bool:
    """Whether the verb is in the passive."""
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)


def phrase(head: Token, inside: list[int], reach: int = sys.maxsize) -> tuple[int, int]:
    """The tokens of the noun phrase around `head`, without clauses that hang on it, nor a quotation's edge.

    What stands farther than `reach` tokens from `head` may be left out.
    """
    kept = {token.i for token in _without_clauses(head, reach)}
    start = head.i
    while start - 1 in kept and inside[start - 1] == inside[head.i]:
        start -= 1
    end = head.i + 1
    while end in kept and inside[end] == inside[head.i]:
        end += 1
    doc = head.doc
    while end - 1 > head.i and (doc[end - 1].is_punct or doc[end - 1].pos_ in _LOOSE_ENDS):
        if doc[end - 1].text in (")", "]", "."):
            break
        end -= 1
    while start < head.i and (doc[start].is_punct or doc[start].is_space or doc[start].dep_ == "cc"):
        start += 1
    return start, end


def relative_of(verb: Token) -> Token | None:
    """The pronoun that stands for the subject in a relative clause: 'the man | who said'."""
    if verb.dep_ != "relcl":
        return None
    return next((child for child in verb.lefts if child.dep_ in _SUBJECTS and child.lower_ in _RELATIVE), None)


def with_clauses(head: Token, end: int, inside: list[int]) -> int:
    """The end of the phrase around `head` with the clause right behind it: 'the people | who live there'."""
    for child in head.subtree:
        if child.dep_ in ("relcl", "acl") and child.left_edge.i == end:
            reach = child.right_edge.i + 1
            if all(number < 0 for number in inside[end:reach]):
                return reach
    return end


def conjuncts(head: Token) -> list[Token]:
    """`head` and the nouns joined to it by commas and 'and'."""
    joined = [head]
    for token in joined:
        joined += [child for child in token.rights if child.dep_ == "conj" and child.pos_ in _NOMINAL]
        if len(joined) > _DEEPEST:
            break
    return joined + [noun for noun in head.head.lefts if _is_as_well(head, noun)]


def _is_as_well(first: Token, other: Token) -> bool:
    """Whether a subject is joined to the one before it by 'as well as', which parses as no conjunction."""
    if other.i <= first.i or other.dep_ != first.dep_ or other.pos_ not in _NOMINAL:
        return False
    return [token.lower_ for token in first.doc[first.i + 1 : other.left_edge.i]] == ["as", "well", "as"]


def verb_words(verb: Token) -> tuple[int, int]:
    """The tokens of a verb with the helpers and adverbs right before it and its particle."""
    start = verb.i
    while start and _belongs_before(verb.doc[start - 1], verb):
        start -= 1
    while start < verb.i and verb.doc[start].pos_ == "ADV":
        start += 1
    end = verb.i + 1
    if end < len(verb.doc) and verb.doc[end].dep_ == "prt" and verb.doc[end].head.i == verb.i:
        end += 1
    return start, end


def _belongs_before(token: Token, verb: Token) -> bool:
    return token.dep_ in _HELPERS or (token.pos_ == "ADV" and token.head.i == verb.i)


def _object(verb: Token) -> Token | None:
    objects = (child for child in verb.children if child.dep_ in ("dobj", "dative") and child.pos_ in _NOMINAL)
    return next(objects, None)


def _is_conditional(verb: Token) -> bool:
    return any(child.dep_ == "mark" for child in verb.children)


def _without_clauses(head: Token, reach: int) -> Iterable[Token]:
    waiting = [head]
    while waiting:
        token = waiting.pop()
        yield token
        if abs(token.i - head.i) <= reach:
            waiting += [child for child in token.children if not _hangs_on(child)]


def _hangs_on(child: Token) -> bool:
    if child.dep_ in _CLAUSAL:
        return True
    return child.dep_ in ("conj", "appos") and child.pos_ in ("VERB", "AUX")
