"""Constructions that report nothing, though their word may: 'known as …', 'claimed a victory', 'if you want …'."""

from __future__ import annotations

from itertools import chain

from spacy.tokens import Token

from reader.analysis.clauses.cues import may_speak
from reader.analysis.clauses.syntax import SUBJECT, with_dep
from reader.analysis.lexicon import word_set, words
from reader.analysis.passage import Passage, Sentence

_JUDGING = frozenset(("call", "dub", "title"))
_NAMING = _JUDGING | {"know", "name", "nickname", "code-name"}
_MEASURES = ("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY")
_PREDICATES = ("oprd", "xcomp", "ccomp", "advcl", "prep", "prt")
_CONDITIONS = frozenset(("if", "when", "whenever", "unless"))


def never_reports(sentence: Sentence, token: Token) -> bool:
    """Return True for 'a man known as …', 'called by phone', 'if you want …', 'Why did she want …?'."""
    if _is_put_to(token):
        return True
    if token.tag_ == "VBN" and token.lemma_ in _NAMING and token.dep_ in ("acl", "advcl", "amod"):
        return True
    lemmas = (word.lemma_ for child in token.rights for word in child.rights)
    if token.lemma_ == "call" and any(lemma in ("phone", "telephone", "radio") for lemma in lemmas):
        return True
    before = {child.dep_: child for child in token.lefts}
    subject, helper = before.get("nsubj"), before.get("aux")
    if subject is None:
        return token.tag_ == "VBG" and token.dep_ == "pcomp" and token.head.lower_ == "with"
    if subject.lower_ == "you" and any(child.lower_ in _CONDITIONS for child in token.lefts):
        return True
    asked = token.doc[sentence.end - 1].text == "?" and token.dep_ == "ROOT"
    return asked and helper is not None and helper.i < subject.i


def _is_put_to(token: Token) -> bool:
    """Return True for what was put to the speaker: '| Asked about it, she said …', '…, he said when | pressed'."""
    if token.lemma_.lower() not in word_set("putting-verbs") or token.tag_ not in ("VBN", "VBD"):
        return False
    if token.dep_ not in ("advcl", "dep", "pcomp") or any(with_dep(token.children, *SUBJECT, "agent")):
        return False
    before = token.nbor(-1).lower_ if token.i else ""
    return token.text[:1].isupper() or before in ("when", "if", "being", "once", ",", "then")


def is_label(verb: Token) -> bool:
    """Return True for a name that a thing has: 'know it as', 'is known as'."""
    objects = (below for noun in with_dep(verb.rights, "dobj") for below in noun.rights)
    after = (child.lower_ for child in chain(verb.rights, objects) if child.dep_ == "prep")
    return verb.lemma_ == "know" and "as" in after


def is_no_report(passage: Passage, verb: Token, noun: Token) -> bool:
    """Return True for 'remember the 1980s', 'claimed a victory', 'called the next case', 'knew Anna Berg'."""
    if verb.lemma_ == "call" and noun.dep_ == "dobj":
        quoted = passage.has_quoted(noun.i, noun.right_edge.i + 1)
        judged = quoted or any(with_dep(verb.rights, *_PREDICATES))
        return not judged and noun.pos_ == "NOUN" and not any(with_dep(noun.children, "nmod"))
    if verb.lemma_ == "know" and noun.ent_type_ == "PERSON":
        return True
    if verb.lemma_ in _NAMING - _JUDGING and _gets_a_name(verb, noun):
        return True
    if is_gathered(verb, noun) or is_label(verb) or _is_told(verb, noun) or _is_withheld(verb, noun):
        return True
    if verb.lemma_ == "question" and may_speak(noun):
        return True
    if verb.lemma_ == "read" and noun.lemma_.lower() in words("document_words"):
        return True
    won = verb.lemma_ in ("claim", "concede") and noun.lemma_.lower() in word_set("won-not-said")
    return won or noun.ent_type_ in _MEASURES


def _is_told(verb: Token, noun: Token) -> bool:
    """Return True for what has been told before: 'told | it slowly'."""
    return (
        verb.lemma_ == "tell" and noun.pos_ == "PRON" and not any(with_dep(verb.rights, "ccomp", "xcomp", "oprd"))
    )


def _is_withheld(verb: Token, noun: Token) -> bool:
    """Return True for 'offered | no comment', 'gave | no reason for it'."""
    return has_no(noun) and verb.lemma_ in word_set("giving-verbs") and noun.lemma_.lower() in word_set("answers")


def is_gathered(verb: Token, noun: Token) -> bool:
    """Return True for 'sought | information about pumps'."""
    return verb.lemma_ in word_set("gathering-verbs") and noun.lemma_ in word_set("gathered")


def has_no(noun: Token) -> bool:
    """Return True for '| no comment'."""
    return any(child.lower_ == "no" for child in with_dep(noun.lefts, "det"))


def _gets_a_name(verb: Token, noun: Token) -> bool:
    """Return True for 'named the ship Seagull', 'named their ship …'."""
    return any(with_dep(verb.rights, "oprd")) or any(with_dep(noun.lefts, "poss"))
