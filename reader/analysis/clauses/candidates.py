"""Words that may be cues without a quotation: each with its construction and the tokens that it would report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from reader.analysis.clauses.content_ranges import (
    around_cue,
    bounded,
    clause_end,
    completed,
    is_occasion,
    without_aside,
    without_next_act,
    without_occasion,
    without_that,
)
from reader.analysis.clauses.cues import Cue, is_parenthetical, may_speak, with_extent
from reader.analysis.clauses.idioms import idiom_of
from reader.analysis.clauses.no_reports import has_no, is_gathered, is_label, is_no_report, never_reports
from reader.analysis.clauses.syntax import (
    FINITE,
    SUBJECT,
    Range,
    agent_of,
    is_passive,
    phrase,
    subject_above,
    subject_of,
    verb_words,
    with_dep,
)
from reader.analysis.lexicon import verb_frames, word_set, words
from reader.analysis.passage import Passage, Sentence

_ESTIMATING = frozenset(("put", "place", "peg", "pin"))
QUESTION_WORDS = frozenset(("what", "whether", "if", "how", "why", "who", "when", "where", "which"))
"""The words that open a question in a report."""
_COMPANY = frozenset(("to", "by", "with", "from", "in", "at", "during", "after", "before"))
"""Prepositions that say when, where or with whom something is said, not what."""
_OWNERS = frozenset(("by", "from", "among", "of"))
_MAX_CUE = 8
_CLAUSES = frozenset(("that", "bare", "question", "to", "object-to", "doing"))
"""The constructions in which a verb reports a clause."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A word that may be a cue, the name of its construction, and the tokens that it would report."""

    cue: Cue
    construction: str
    ranges: tuple[Range, ...]

    @property
    def kind(self) -> str:
        """The first part of the construction: "noun" for "noun-that-possessive"."""
        return self.construction.split("-")[0]


def candidates(sentence: Sentence, cues: Sequence[Cue]) -> Iterator[Candidate]:
    """The candidates of a sentence, outside of its quotations, in order."""
    passage = sentence.passage
    known = {cue.verb.i: cue for cue in cues}
    spent = {number for cue in cues for number in range(*cue.words)} - known.keys()
    for token in sentence.tokens:
        if (
            token.i in spent
            or not passage.outside(token)
            or is_parenthetical(token)
            or never_reports(sentence, token)
        ):
            continue
        found: Candidate | None = None
        if token.pos_ == "VERB" or token.i in known:
            found = _verb(sentence, token, known.get(token.i), cues)
        elif token.pos_ == "ADJ":
            found = _adjective(sentence, token)
        elif token.pos_ == "NOUN":
            found = _noun(sentence, token)
        if found is not None:
            yield _with_outer_subject(found)


def _with_outer_subject(found: Candidate) -> Candidate:
    """The candidate; it loses a subject that is part of what it would report."""
    subject = found.cue.subject
    if subject is None or not any(start <= subject.i < end for start, end in found.ranges):
        return found
    start, end = found.cue.words
    return replace(found, cue=replace(found.cue, subject=None, start=start, end=end))


def _verb(sentence: Sentence, verb: Token, known: Cue | None, cues: Sequence[Cue]) -> Candidate | None:
    passage, passive = sentence.passage, is_passive(verb)
    if passive and verb.lemma_ in word_set("given-not-said") and any(with_dep(verb.rights, "dobj")):
        return None
    cue = known
    if cue is None:
        subject = agent_of(verb) if passive else subject_of(verb)
        cue = with_extent(passage, verb, "", passage.unquoted(subject))
    if not passive and (idiom := idiom_of(sentence, verb)) is not None:
        return _idiomatic(sentence, cue, *idiom)
    below = _complement(sentence, cue)
    if passive and is_label(verb):
        return None
    if passive and below is not None:
        return Candidate(cue, f"passive-{below[0]}", (*_patient(passage, verb, below[0]), below[1]))
    ranges = around_cue(sentence, cue, cues)
    inverted = cue.subject is not None and cue.subject.i > verb.i
    if below is not None and below[0] in _CLAUSES and not (ranges and inverted):
        return Candidate(cue, below[0], (below[1],))
    if ranges:
        return Candidate(cue, "around", tuple(ranges))
    if below is not None and not _is_headline_passive(passage, verb, below[0]):
        return Candidate(cue, below[0], (below[1],))
    if passive and (patient := _patient(passage, verb, "to")):
        return Candidate(cue, "passive", tuple(patient))
    return None


def _idiomatic(sentence: Sentence, cue: Cue, words: Range, about: Range) -> Candidate | None:
    """'railed at | the council', 'laughed the offer off'."""
    start, end = without_occasion(sentence.passage, cue.verb, *about)
    found = bounded(sentence, cue.verb.i + 1, start, end)
    if found is None or cue.subject is None:
        return None
    last = max(cue.words[1], words[1])
    cue = replace(cue, words=(cue.words[0], last), end=max(cue.end, last))
    return Candidate(cue, "idiom", (without_aside(sentence.passage, *found),))


def _is_headline_passive(passage: Passage, verb: Token, construction: str) -> bool:
    """Return True for a heading that leaves out 'was': 'Team honored for …'."""
    return passage.is_heading and verb.tag_ in ("VBD", "VBN") and construction.startswith("prep")


def _complement(sentence: Sentence, cue: Cue) -> tuple[str, Range] | None:
    """The construction that follows a verb, and its tokens."""
    verb, after = cue.verb, cue.words[1]
    rights = [child for child in verb.rights if child.right_edge.i >= after]
    for child in _before_charge(rights):
        if child.dep_ in ("ccomp", "xcomp") and (name := _clause_name(verb, child)):
            start = without_that(sentence.passage, child.left_edge.i)
            if name == "object-to" and (noun := _object(verb)) is not None:
                start = min(start, noun.left_edge.i)
            end = clause_end(verb, child)
            found = bounded(sentence, after, start, completed(sentence, start, end) if name == "that" else end)
            return (name, found) if found else None
    prepositions = [child for child in with_dep(rights, "prep") if not _is_company(verb, child)]
    objects = list(with_dep(rights, "dobj", "oprd", "attr", "acomp"))
    if objects and (number := _number(sentence, cue, objects[0])) is not None:
        return "estimate", number
    if objects and (clause := _clause_of(sentence, cue, objects[0])) is not None:
        return "bare", clause
    if objects:
        return _object_complement(sentence, cue, objects, rights, prepositions)
    if prepositions:
        first = prepositions[0]
        found = bounded(sentence, after, first.i + 1, first.right_edge.i + 1)
        return (f"prep-{first.lower_}", found) if found else None
    return None


def _is_company(verb: Token, preposition: Token) -> bool:
    """Return True for a phrase of when, where or with whom, or of whom one works for: 'writes | for the Post'."""
    works = preposition.lower_ == "for" and verb.lemma_ in word_set("working-verbs")
    return works or preposition.lower_ in _COMPANY


def _number(sentence: Sentence, cue: Cue, noun: Token) -> Range | None:
    """What is put at a number: 'An audit put | the losses at two million'."""
    if cue.verb.lemma_ not in _ESTIMATING or cue.subject is None:
        return None
    who = cue.subject
    if not may_speak(who) and who.lemma_.lower() not in word_set("evidence"):
        return None
    for child in with_dep(cue.verb.rights, "prep"):
        below = next(with_dep(child.children, "pobj"), None)
        if child.lower_ == "at" and below is not None and any(token.like_num for token in below.subtree):
            return bounded(sentence, cue.words[1], noun.left_edge.i, child.right_edge.i + 1)
    return None


def _clause_of(sentence: Sentence, cue: Cue, noun: Token) -> Range | None:
    """A clause whose subject is parsed as the object of the cue: 'Tests show | the younger wine won'."""
    if "c" not in verb_frames().get(cue.verb.lemma_.lower(), ""):
        return None
    for verb in with_dep(cue.verb.rights, "conj", "dep", "parataxis"):
        own = any(with_dep(verb.children, *SUBJECT, "expl"))
        between = cue.verb.doc[noun.right_edge.i + 1 : verb.left_edge.i]
        joined = any(child.dep_ == "cc" for child in cue.verb.rights if child.i < verb.i)
        if verb.tag_ in FINITE and not own and not joined and all(token.is_punct for token in between):
            return bounded(sentence, cue.words[1], noun.left_edge.i, verb.right_edge.i + 1)
    return None


def _object_complement(
    sentence: Sentence, cue: Cue, objects: Sequence[Token], rights: Sequence[Token], prepositions: Sequence[Token]
) -> tuple[str, Range] | None:
    """An object with what follows it: 'praised | the crew for its courage'."""
    if is_no_report(sentence.passage, cue.verb, objects[0]):
        return None
    start = objects[0].left_edge.i
    kept = [*objects, *(child for child in with_dep(rights, "prep", "xcomp") if not is_occasion(child))]
    end = max(child.right_edge.i for child in kept) + 1
    found = bounded(sentence, cue.words[1], *without_occasion(sentence.passage, cue.verb, start, end))
    if found is None:
        return None
    name = f"object-{prepositions[0].lower_}" if prepositions else "object"
    return name, without_aside(sentence.passage, *without_next_act(sentence.passage, *found))


def _before_charge(rights: Sequence[Token]) -> Sequence[Token]:
    """The children before a charge: 'accused her | of losing files'."""
    charge = next(with_dep(rights, "prep"), None)
    if charge is None or not any(below.tag_ == "VBG" for below in with_dep(charge.children, "pcomp")):
        return rights
    return [child for child in rights if child.i < charge.i]


def _object(verb: Token) -> Token | None:
    return next(with_dep(verb.rights, "dobj", "dative"), None)


def _clause_name(verb: Token, clause: Token) -> str | None:
    """The construction of a clause below a verb; None for one that reports nothing, as after 'use'."""
    first = clause.left_edge
    if first.lower_ == "that" and first.dep_ in ("mark", "det", "nsubj", "dobj") and clause.dep_ == "ccomp":
        return "that"
    if _is_infinitive(clause):
        return "object-to" if any(with_dep(clause.lefts, *SUBJECT)) or _object(verb) else "to"
    if first.lower_ in QUESTION_WORDS:
        return "question"
    if clause.tag_ == "VBG" and clause.dep_ == "xcomp":
        return None if clause.lemma_ == "use" else "doing"
    return "bare" if clause.dep_ == "ccomp" else "small"


def _is_infinitive(clause: Token) -> bool:
    return any(child.lower_ == "to" for child in with_dep(clause.lefts, "aux"))


def _patient(passage: Passage, verb: Token, construction: str) -> list[Range]:
    """The subject of a passive that is part of what is reported: '[the bill] is expected [to pass]'."""
    if construction in ("that", "bare", "question"):
        return []
    noun = next(with_dep(verb.lefts, *SUBJECT), None)
    return [phrase(passage, noun)] if noun is not None and passage.outside(noun) else []


def _adjective(sentence: Sentence, adjective: Token) -> Candidate | None:
    """'is confident that …', 'is worried about …'."""
    if adjective.dep_ not in ("acomp", "ROOT", "conj", "oprd"):
        return None
    found = _dependent(sentence, adjective)
    if found is None:
        return None
    name, content = found
    head = adjective.head
    subject = sentence.passage.unquoted(subject_of(head)) if head.i != adjective.i else None
    if subject is not None and subject.dep_ == "expl":
        subject = None
    start = head.i if head.pos_ == "AUX" and 0 < adjective.i - head.i < 4 else adjective.i
    return Candidate(_cue(adjective, start, subject), f"adjective-{name}", (content,))


def _noun(sentence: Sentence, noun: Token) -> Candidate | None:
    """'her claim that …', 'plans to …', 'accusations of …'."""
    found = _dependent(sentence, noun)
    withheld = has_no(noun) and noun.lemma_.lower() in word_set("answers")
    if found is None or withheld or is_label(noun.head) or is_gathered(noun.head, noun):
        return None
    name, content = found
    owner, shape = _owner(sentence.passage, noun, content)
    near_verb = shape == "verb" and 0 < noun.i - noun.head.i <= _MAX_CUE
    start = verb_words(noun.head)[0] if near_verb else noun.i
    return Candidate(_cue(noun, start, owner), f"noun-{name}-{shape}", (content,))


def _cue(head: Token, start: int, subject: Token | None) -> Cue:
    return Cue(head, "", subject, (start, head.i + 1), start, head.i + 1)


def _owner(passage: Passage, noun: Token, content: Range) -> tuple[Token | None, str]:
    """Whose word a noun is, and what says so: a possessive, a preposition, the verb above or its clause."""
    owner = next(filter(passage.outside, with_dep(noun.children, "poss")), None)
    if owner is not None:
        return owner, "possessive"
    for child in noun.rights:
        preposition = child.dep_ == "prep" and child.lower_ in _OWNERS and child.i < content[0] - 1
        if preposition or child.dep_ == "agent":
            below = next(with_dep(child.children, "pobj"), None)
            if below is not None and below.i < content[0] and passage.outside(below):
                return below, "by"
    if noun.dep_ == "dobj" and noun.head.pos_ == "VERB":
        subject = passage.unquoted(agent_of(noun.head) if is_passive(noun.head) else subject_of(noun.head))
        if subject is not None:
            return subject, "verb"
    subject = passage.unquoted(subject_above(noun)) if noun.dep_ == "pobj" else None
    return subject, "above" if subject is not None else "none"


def _dependent(sentence: Sentence, head: Token) -> tuple[str, Range] | None:
    """The clause or the prepositional phrase that depends on a noun or an adjective."""
    after = head.i + 1
    for child in [*head.rights, *_owners_clauses(head)]:
        if child.dep_ in ("acl", "ccomp", "xcomp", "relcl") and (name := _dependent_clause_name(child)):
            start = without_that(sentence.passage, child.left_edge.i)
            found = bounded(sentence, after, start, child.right_edge.i + 1)
            return (name, found) if found else None
    for child in head.rights:
        if child.dep_ == "prep" and (child.lower_ not in _COMPANY or child.i == after):
            found = bounded(sentence, after, child.i + 1, child.right_edge.i + 1)
            return (child.lower_, found) if found else None
    return None


def _owners_clauses(noun: Token) -> list[Token]:
    """The clause that the parser attaches to the owner: 'an allegation from a clerk | that files were burnt'."""
    if noun.lemma_.lower() not in words("nouns"):
        return []
    owners = [below for child in noun.rights if child.lower_ in _OWNERS for below in child.children]
    return [clause for owner in owners for clause in owner.rights if clause.left_edge.lower_ == "that"]


def _dependent_clause_name(clause: Token) -> str | None:
    first = clause.left_edge
    if clause.dep_ == "relcl":
        return "that" if first.lower_ == "that" and first.dep_ == "mark" else None
    if first.lower_ == "that":
        return "that" if first.dep_ in ("mark", "det") else None
    if _is_infinitive(clause):
        return "to"
    if first.lower_ in QUESTION_WORDS:
        return "question"
    return "bare" if clause.dep_ == "ccomp" else None
