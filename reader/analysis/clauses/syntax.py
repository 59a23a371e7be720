"""The syntax of a parsed clause: its subject, the noun phrase around a head, the words of a verb."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import chain

from spacy.tokens import Token

from reader.analysis.lexicon import verb_frames
from reader.analysis.passage import Passage

_CLAUSAL = frozenset(("relcl", "acl", "advcl", "ccomp", "parataxis", "xcomp", "csubj"))
SUBJECT = ("nsubj", "nsubjpass")
"""The labels of subjects."""
_WITH_EXPLETIVE = (*SUBJECT, "expl")
_RELATIVE = frozenset(("who", "which", "that", "whom"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
_VERBAL = frozenset(("VERB", "AUX"))
_HELPERS = frozenset(("aux", "auxpass", "neg"))
_TIMES = frozenset(("DATE", "TIME"))
_LOOSE_ENDS = frozenset(("ADP", "CCONJ", "PART", "SPACE"))
_SHARING = frozenset(("conj", "xcomp", "dobj", "acomp", "attr"))
"""The labels of words below a verb that share its subject."""
FINITE = frozenset(("VBD", "VBZ", "VBP"))
_PREDICATES = frozenset(("oprd", "acomp"))
"""The labels of an adjective that completes a verb; the parser may join the next verb to it."""
"""The tags of verbs in the past or present tense."""
_MAX_DEPTH = 8

Range = tuple[int, int]
"""The first of some tokens of a passage, and the token after the last."""


def with_dep(tokens: Iterable[Token], *labels: str) -> Iterator[Token]:
    """The tokens with one of these dependency labels."""
    return (token for token in tokens if token.dep_ in labels)


def is_aged(head: Token) -> bool:
    """Return True for the end of an age that stands for a person: 'the 34-year-old'."""
    lower = head.lower_
    return lower.endswith("-year-old") or (lower == "old" and head.i > 1 and head.nbor(-1).text == "-")


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """The head of a verb's subject; relative clauses, conjuncts and participles take theirs from above."""
    before = [child for child in with_dep(verb.lefts, *_WITH_EXPLETIVE) if not _is_time(child)]
    if len(before) > 1 and _is_as_well(before[0], before[-1]):
        before = before[:1]
    own = next(chain(reversed(before), with_dep(verb.rights, *SUBJECT)), None)
    if own is not None:
        if own.lower_ in _RELATIVE and verb.dep_ in ("relcl", "ccomp", "acl"):
            return verb.head if verb.head.pos_ in _NOMINAL else None
        nominal = own.pos_ in _NOMINAL or own.tag_ in ("DT", "CD", "JJ", "NNP", "JJS") or _is_capital(own)
        return own if nominal else None
    if depth > _MAX_DEPTH:
        return None
    return _shared_subject(verb, depth) or _mislabelled_subject(verb)


def _is_capital(token: Token) -> bool:
    """Return True for a name that is tagged as another word: '| Ham said'."""
    return token.text[:1].isupper() and token.dep_ in SUBJECT and token.pos_ != "ADV" and token.tag_ != "VBG"


def _is_time(token: Token) -> bool:
    return token.ent_type_ in _TIMES and not is_aged(token)


def _mislabelled_subject(verb: Token) -> Token | None:
    """A noun before a finite verb that the parser labels as something other than its subject."""
    if verb.tag_ not in FINITE or verb.dep_ in _CLAUSAL or verb.dep_ == "conj":
        return None
    nouns = with_dep(reversed(list(verb.lefts)), "npadvmod", "dep", "nmod", "attr")
    own = next((noun for noun in nouns if noun.pos_ in _NOMINAL and noun.ent_type_ not in _TIMES), None)
    return own or _misattached_subject(verb)


def _misattached_subject(verb: Token) -> Token | None:
    """A name that the parser attaches to the clause in front: 'Speaking for us, | Berg, QC, said'."""
    if verb.i < 2 or verb.nbor(-1).text != ",":
        return None
    near = verb.nbor(-2)
    above = (word for word in (near, *near.ancestors) if word.dep_ == "npadvmod" and word.i < verb.i)
    return next((name for name in above if name.pos_ == "PROPN" and name.right_edge.i <= verb.i - 1), None)


def _shared_subject(verb: Token, depth: int) -> Token | None:
    """The subject that a verb without its own shares with the verb or noun above it."""
    above = verb.head
    if above.i == verb.i:
        return None
    if verb.dep_ == "acl" and above.pos_ in _NOMINAL and verb.tag_ == "VBG":
        return above
    if verb.dep_ == "conj" and above.pos_ in ("VERB", "AUX", "ADJ"):
        if verb.tag_ == "VBG" and above.tag_ == "VB" and above.head.tag_ == "VBG":
            above = above.head
        if verb.tag_ in FINITE and above.dep_ in _PREDICATES:
            above = above.head
        return subject_of(_nearer_report(verb, above) or above, depth + 1)
    if verb.dep_ == "xcomp" and above.pos_ in ("VERB", "AUX", "ADJ"):
        objects = (child for child in with_dep(above.children, "dobj", "dative") if child.pos_ in _NOMINAL)
        return next(objects, None) or subject_of(above, depth + 1)
    if verb.dep_ == "advcl" and verb.tag_ in ("VB", "VBN") and above.pos_ in _VERBAL:
        return None if any(with_dep(verb.children, "mark")) else subject_of(above, depth + 1)
    if verb.dep_ in ("acl", "relcl") and verb.tag_ == "VB" and above.dep_ == "dobj":
        return subject_of(above.head, depth + 1)
    return _shared_with_verb(verb, depth)


def _nearer_report(verb: Token, above: Token) -> Token | None:
    """The verb in a clause before a coordinated report: 'They watched while he | boasted and claimed that …'."""
    frames = verb_frames()
    if verb.lemma_.lower() not in frames or above.lemma_.lower() in frames:
        return None
    clauses = (child for child in with_dep(above.rights, "advcl") if child.i < verb.i and child.tag_ == verb.tag_)
    own = (child for child in clauses if any(with_dep(child.lefts, *SUBJECT)))
    return next((child for child in own if verb.doc[child.right_edge.i + 1].lower_ == "and"), None)


def _shared_with_verb(verb: Token, depth: int) -> Token | None:
    """The same for '…, | saying', '[they] are | quick to …', 'praised him for | saying …'."""
    above = verb.head
    participle = verb.dep_ in ("advcl", "ccomp", "dep", "nsubj") and verb.tag_ == "VBG"
    if (participle or verb.dep_ == "acomp") and above.pos_ in _VERBAL:
        return subject_of(above, depth + 1)
    return subject_above(above) if verb.dep_ == "pcomp" else None


def subject_above(token: Token) -> Token | None:
    """The subject of the nearest verb above a word."""
    verb = next((above for above in token.ancestors if above.pos_ in _VERBAL), None)
    return subject_of(verb, _MAX_DEPTH) if verb is not None else None


def noun_after(verb: Token) -> Token | None:
    """The head of the noun phrase right after a verb, however it is parsed or tagged: 'said | Smith'."""
    place = verb.i + 1
    doc = verb.doc
    if (
        place + 1 < len(doc)
        and doc[place].is_title
        and doc[place].pos_ in ("ADV", "ADJ")
        and doc[place + 1].is_punct
    ):
        return doc[place]
    while place < len(doc) and doc[place].pos_ in ("DET", "ADJ", "NUM", "ADV") and place < verb.i + 5:
        place += 1
    if place >= len(doc) or doc[place].pos_ not in _NOMINAL or doc[place].ent_type_ in _TIMES:
        return None
    head = doc[place]
    while head.dep_ in ("compound", "poss", "amod", "nmod") and head.head.i > head.i and head.head.i < head.i + 6:
        head = head.head
    return head if head.pos_ in _NOMINAL else None


def agent_of(verb: Token) -> Token | None:
    """The agent of a passive: 'was praised by | her', 'was called a fool by | her'."""
    behind = (below for child in with_dep(verb.rights, "oprd", "attr") for below in child.rights)
    for child in chain(verb.children, behind):
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next(with_dep(child.children, "pobj"), None)
    return None


def is_passive(verb: Token) -> bool:
    """Return True if the verb is in the passive."""
    return any(with_dep(verb.children, "auxpass", "nsubjpass"))


def phrase(passage: Passage, head: Token, reach: int = sys.maxsize) -> Range:
    """The tokens of the noun phrase around `head`, without its clauses, on one side of any quotation mark.

    Tokens farther than `reach` from `head` may be left out.
    """
    doc, quote_of = passage.doc, passage.quote_of
    kept = {token.i for token in _without_clauses(head, reach)}
    start = head.i
    while start - 1 in kept and quote_of[start - 1] == quote_of[head.i]:
        start -= 1
    end = head.i + 1
    while end in kept and quote_of[end] == quote_of[head.i]:
        end += 1
    while end - 1 > head.i and (doc[end - 1].is_punct or doc[end - 1].pos_ in _LOOSE_ENDS):
        if doc[end - 1].text in (")", "]", "."):
            break
        end -= 1
    while start < head.i and (doc[start].is_punct or doc[start].is_space or doc[start].dep_ == "cc"):
        start += 1
    return start, end


def _without_clauses(head: Token, reach: int) -> Iterator[Token]:
    waiting = [head]
    while waiting:
        token = waiting.pop()
        yield token
        if abs(token.i - head.i) <= reach:
            waiting += [child for child in token.children if not _is_clause(child) and not _is_when(child)]


def _is_when(child: Token) -> bool:
    """Return True for the time that the parser attaches to a name: 'Berg | this week said'."""
    return child.dep_ == "npadvmod" and child.ent_type_ in _TIMES and child.head.pos_ in _NOMINAL


def _is_clause(child: Token) -> bool:
    return child.dep_ in _CLAUSAL or (child.dep_ in ("conj", "appos") and child.pos_ in _VERBAL)


def relative_of(head: Token) -> Token | None:
    """The relative pronoun that is the subject of a clause: 'the man | who left and said', 'who had doubts'."""
    for _ in range(_MAX_DEPTH):
        if head.dep_ == "relcl":
            before = with_dep(head.lefts, *_WITH_EXPLETIVE)
            return next((child for child in before if child.lower_ in _RELATIVE), None)
        if head.dep_ not in _SHARING or any(with_dep(head.lefts, *_WITH_EXPLETIVE)):
            return None
        head = head.head
    return None


def end_with_clause(passage: Passage, head: Token, end: int) -> int:
    """The end of the phrase around `head` with the clause that follows it: 'the people | who live there'."""
    for child in with_dep(head.subtree, "relcl", "acl"):
        if child.left_edge.i == end:
            reach = child.right_edge.i + 1
            if all(number < 0 for number in passage.quote_of[end:reach]):
                return reach
    return end


def conjuncts(head: Token) -> list[Token]:
    """`head` and the nouns joined to it by commas, 'and' or 'as well as', which the parser does not coordinate."""
    joined = [head]
    for token in joined:
        joined += [child for child in with_dep(token.rights, "conj") if child.pos_ in _NOMINAL]
        if len(joined) > _MAX_DEPTH:
            break
    return joined + [noun for noun in head.head.lefts if _is_as_well(head, noun)]


def _is_as_well(first: Token, other: Token) -> bool:
    if other.i <= first.i or other.dep_ != first.dep_ or other.pos_ not in _NOMINAL:
        return False
    return [token.lower_ for token in first.doc[first.i + 1 : other.left_edge.i]] == ["as", "well", "as"]


def verb_words(verb: Token) -> Range:
    """The tokens of a verb, with the auxiliaries and adverbs before it and its particle."""
    doc, start, end = verb.doc, verb.i, verb.i + 1
    while start and (
        doc[start - 1].dep_ in _HELPERS or (doc[start - 1].pos_ == "ADV" and doc[start - 1].head == verb)
    ):
        start -= 1
    while start < verb.i and doc[start].pos_ == "ADV":
        start += 1
    if end < len(doc) and doc[end].dep_ == "prt" and doc[end].head == verb:
        end += 1
    return start, end
