"""Words that may report something, each in its construction: what it would report, and whose it would be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from reader.analysis.clauses.content_ranges import (
    Range,
    around,
    bounded,
    clause_end,
    without_aside,
    without_next,
    without_that,
)
from reader.analysis.clauses.cues import Cue, is_aside, may_speak, with_extent
from reader.analysis.clauses.syntax import agent_of, is_passive, phrase, subject_above, subject_of, verb_words
from reader.analysis.lexicon import word_set, words
from reader.analysis.passage import Passage, Sentence

_QUESTION_WORDS = frozenset(("what", "whether", "if", "how", "why", "who", "when", "where", "which"))
_COMPANY = frozenset(("to", "by", "with", "from", "in", "at", "during", "after", "before"))
_OWNERS = frozenset(("by", "from", "among", "of"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
_LONGEST_CUE = 8
_NAMING = frozenset(("know", "name", "title", "nickname", "call", "dub", "code-name"))
_LINES = frozenset(("phone", "telephone", "radio"))
_MANNERS = frozenset(("use",))
_JUDGING = frozenset(("call", "dub", "title"))
_MEASURES = ("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY")
_OCCASIONS = frozenset(("during", "after", "before", "at", "amid", "throughout", "since", "following"))
_PREDICATES = frozenset(("oprd", "xcomp", "ccomp", "advcl", "prep", "prt"))
_SUPPOSING = frozenset(("if", "when", "whenever", "unless"))
_GIVEN = word_set("given-not-said")
_WON = word_set("won-not-said")


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A word that may be a cue, the name of its construction, and the tokens that it would report."""

    cue: Cue
    construction: str
    ranges: tuple[Range, ...]


def candidates(passage: Passage, sentence: Sentence, cues: Sequence[Cue]) -> Iterator[Candidate]:
    """Every word of a frame that stands as a cue may, outside of quotations, in order."""
    known = {cue.verb.i: cue for cue in cues}
    spent = {number for cue in cues for number in range(*cue.words)} - known.keys()
    for token in passage.doc[sentence.start : sentence.end]:
        if token.i in spent or not passage.outside(token) or is_aside(token) or _is_never_report(sentence, token):
            continue
        found: Candidate | None = None
        if token.pos_ == "VERB" or token.i in known:
            found = _verb(passage, sentence, token, known.get(token.i), cues)
        elif token.pos_ == "ADJ":
            found = _adjective(passage, sentence, token)
        elif token.pos_ == "NOUN":
            found = _noun(passage, sentence, token)
        if found is not None:
            yield _with_other_subject(found)


def _only_names(verb: Token) -> bool:
    """'a man known as …', 'a ship named …'."""
    return verb.tag_ == "VBN" and verb.lemma_ in _NAMING and verb.dep_ in ("acl", "advcl", "amod")


def _is_never_report(sentence: Sentence, token: Token) -> bool:
    """'a man known as …', 'called by phone', 'with attacking play', 'if you want …', 'Why did she want …?'."""
    if _only_names(token):
        return True
    if token.lemma_ == "call" and any(word.lemma_ in _LINES for child in token.rights for word in child.rights):
        return True
    before = {child.dep_: child for child in token.lefts}
    subject, helper = before.get("nsubj"), before.get("aux")
    if subject is None:
        return token.tag_ == "VBG" and token.dep_ == "pcomp" and token.head.lower_ == "with"
    if subject.lower_ == "you" and any(child.lower_ in _SUPPOSING for child in token.lefts):
        return True
    asked = token.doc[sentence.end - 1].text == "?" and token.dep_ == "ROOT"
    return asked and helper is not None and helper.i < subject.i


def _with_other_subject(found: Candidate) -> Candidate:
    """The candidate without a subject that stands in what it would report."""
    subject = found.cue.subject
    if subject is None or not any(start <= subject.i < end for start, end in found.ranges):
        return found
    words = found.cue.words
    return replace(found, cue=replace(found.cue, subject=None, start=words[0], end=words[1]))


def _verb(
    passage: Passage, sentence: Sentence, verb: Token, known: Cue | None, cues: Sequence[Cue]
) -> Candidate | None:
    passive = is_passive(verb)
    if passive and verb.lemma_ in _GIVEN and any(child.dep_ == "dobj" for child in verb.rights):
        return None
    cue = known
    if cue is None:
        subject = agent_of(verb) if passive else subject_of(verb)
        if subject is not None and not passage.outside(subject):
            subject = None
        cue = with_extent(passage, verb, "", subject)
    below = _complement(passage, sentence, cue)
    if passive and below is not None:
        return Candidate(cue, f"passive-{below[0]}", (*_patient(passage, verb, below[0]), below[1]))
    ranges = around(passage, sentence, cue, cues)
    behind = cue.subject is not None and cue.subject.i > verb.i
    if below is not None and _is_clause(below[0]) and not (ranges and behind):
        return Candidate(cue, below[0], (below[1],))
    if ranges:
        return Candidate(cue, "around", tuple(ranges))
    if below is not None and not _is_headline_passive(passage, verb, below[0]):
        return Candidate(cue, below[0], (below[1],))
    if passive and (patient := _patient(passage, verb, "to")):
        return Candidate(cue, "passive", tuple(patient))
    return None


def _is_headline_passive(passage: Passage, verb: Token, construction: str) -> bool:
    """Whether a heading leaves out 'was', as headings do: 'Team honored for …'."""
    return passage.is_heading and verb.tag_ in ("VBD", "VBN") and construction.startswith("prep")


def _complements(rights: Sequence[Token]) -> Sequence[Token]:
    """What may be the clause of a verb: nothing behind what one is charged with, 'accused of losing files'."""
    charge = next((child for child in rights if child.dep_ == "prep"), None)
    if charge is None or not any(below.dep_ == "pcomp" and below.tag_ == "VBG" for below in charge.children):
        return rights
    return [child for child in rights if child.i < charge.i]


def _is_clause(construction: str) -> bool:
    return construction in ("that", "bare", "question", "to", "object-to", "doing")


def _complement(passage: Passage, sentence: Sentence, cue: Cue) -> tuple[str, Range] | None:
    """What stands after a verb: its construction and its tokens."""
    verb = cue.verb
    behind = cue.words[1]
    rights = [child for child in verb.rights if child.right_edge.i >= behind]
    for child in _complements(rights):
        if child.dep_ in ("ccomp", "xcomp") and (name := _clause_name(verb, child)):
            start = without_that(passage, child.left_edge.i)
            if name == "object-to" and (noun := _object(verb)) is not None:
                start = min(start, noun.left_edge.i)
            found = bounded(passage, sentence, behind, start, clause_end(verb, child))
            return (name, found) if found else None
    objects = [child for child in rights if child.dep_ in ("dobj", "oprd", "attr", "acomp")]
    others = [child for child in rights if child.dep_ == "prep" and child.lower_ not in _COMPANY]
    if objects and _is_no_report(verb, objects[0]):
        return None
    if objects:
        kept = [*objects, *[other for other in rights if other.dep_ in ("prep", "xcomp") and not _is_aside(other)]]
        end = max(child.right_edge.i for child in kept) + 1
        found = bounded(passage, sentence, behind, objects[0].left_edge.i, end)
        tail = next((other.lower_ for other in others), "")
        return (
            (f"object-{tail}" if tail else "object", without_aside(passage, *without_next(passage, *found)))
            if found
            else None
        )
    if others:
        found = bounded(passage, sentence, behind, others[0].i + 1, others[0].right_edge.i + 1)
        return (f"prep-{others[0].lower_}", found) if found else None
    return None


def _is_aside(child: Token) -> bool:
    """When or on what occasion it was said: 'criticised the law | during a visit'."""
    if child.dep_ != "prep":
        return False
    if child.lower_ in _OCCASIONS:
        return True
    return any(noun.dep_ == "pobj" and noun.ent_type_ in _MEASURES[:2] for noun in child.children)


def _is_no_report(verb: Token, noun: Token) -> bool:
    """'remember the 1980s', 'claimed a victory', 'called the next case', 'knew Anna Berg'."""
    if verb.lemma_ == "call" and noun.dep_ == "dobj":
        said_of_it = any(child.dep_ in _PREDICATES for child in verb.rights)
        return not said_of_it and noun.pos_ == "NOUN" and not any(child.dep_ == "nmod" for child in noun.children)
    if verb.lemma_ == "know" and noun.ent_type_ == "PERSON":
        return True
    if verb.lemma_ in _NAMING - _JUDGING and _gets_a_name(verb, noun):
        return True
    if verb.lemma_ == "question" and may_speak(noun):
        return True
    if verb.lemma_ == "read" and noun.lemma_.lower() in words("document_words"):
        return True
    return noun.ent_type_ in _MEASURES or (verb.lemma_ in ("claim", "concede") and noun.lemma_.lower() in _WON)


def _gets_a_name(verb: Token, noun: Token) -> bool:
    """'named the ship Seagull', 'named their ship …'."""
    return any(child.dep_ == "oprd" for child in verb.rights) or any(child.dep_ == "poss" for child in noun.lefts)


def _object(verb: Token) -> Token | None:
    return next((child for child in verb.rights if child.dep_ in ("dobj", "dative")), None)


def _clause_name(verb: Token, clause: Token) -> str | None:
    """The construction of a clause below a verb."""
    first = clause.left_edge
    lefts = list(clause.lefts)
    if first.lower_ == "that" and first.dep_ in ("mark", "det", "nsubj", "dobj") and clause.dep_ == "ccomp":
        return "that"
    if any(child.lower_ == "to" and child.dep_ == "aux" for child in lefts):
        own = any(child.dep_ in ("nsubj", "nsubjpass") for child in lefts)
        return "object-to" if own or _object(verb) else "to"
    if first.lower_ in _QUESTION_WORDS:
        return "question"
    if clause.tag_ == "VBG" and clause.dep_ == "xcomp":
        return None if clause.lemma_ in _MANNERS else "doing"
    return "bare" if clause.dep_ == "ccomp" else "small"


def _patient(passage: Passage, verb: Token, construction: str) -> list[Range]:
    """The subject of a passive, where it belongs to what is reported: '[the bill] is expected [to pass]'."""
    if construction in ("that", "bare", "question"):
        return []
    noun = next((child for child in verb.lefts if child.dep_ in ("nsubjpass", "nsubj")), None)
    if noun is None or not passage.outside(noun):
        return []
    return [phrase(noun, passage.inside)]


def _adjective(passage: Passage, sentence: Sentence, adjective: Token) -> Candidate | None:
    """'is confident that …', 'is worried about …'."""
    if adjective.dep_ not in ("acomp", "ROOT", "conj", "oprd"):
        return None
    found = _hanging(passage, sentence, adjective)
    if found is None:
        return None
    name, content = found
    subject = subject_of(adjective.head) if adjective.head.i != adjective.i else None
    if subject is not None and (not passage.outside(subject) or subject.dep_ == "expl"):
        subject = None
    start = adjective.i
    if adjective.head.pos_ == "AUX" and 0 < adjective.i - adjective.head.i < 4:
        start = adjective.head.i
    return Candidate(_made(passage, adjective, (start, adjective.i + 1), subject), f"adjective-{name}", (content,))


def _noun(passage: Passage, sentence: Sentence, noun: Token) -> Candidate | None:
    """'her claim that …', 'plans to …', 'accusations of …'."""
    found = _hanging(passage, sentence, noun)
    if found is None:
        return None
    name, content = found
    owner, shape = _owner(passage, noun, content)
    words = (noun.i, noun.i + 1)
    if shape == "verb" and 0 < noun.i - noun.head.i <= _LONGEST_CUE:
        words = (verb_words(noun.head)[0], noun.i + 1)
    return Candidate(_made(passage, noun, words, owner), f"noun-{name}-{shape}", (content,))


def _made(passage: Passage, head: Token, words: Range, subject: Token | None) -> Cue:
    return Cue(head, "", subject, words, words[0], words[1])


def _owner(passage: Passage, noun: Token, content: Range) -> tuple[Token | None, str]:
    """Whose word a noun is, and how that is told: by a possessive, a preposition or the verb above."""
    for child in noun.children:
        if child.dep_ == "poss" and passage.outside(child):
            return child, "possessive"
    for child in noun.rights:
        if (
            child.dep_ == "prep" and child.lower_ in _OWNERS and child.i < content[0] - 1
        ) or child.dep_ == "agent":
            below = next((token for token in child.children if token.dep_ == "pobj"), None)
            if below is not None and below.i < content[0] and passage.outside(below):
                return below, "by"
    if noun.dep_ == "dobj" and noun.head.pos_ == "VERB":
        subject = agent_of(noun.head) if is_passive(noun.head) else subject_of(noun.head)
        if subject is not None and passage.outside(subject):
            return subject, "verb"
    if noun.dep_ == "pobj" and (subject := subject_above(noun)) is not None and passage.outside(subject):
        return subject, "above"
    return None, "none"


def _hanging(passage: Passage, sentence: Sentence, head: Token) -> tuple[str, Range] | None:
    """The clause or the prepositional phrase that hangs on a noun or an adjective."""
    behind = head.i + 1
    for child in [*head.rights, *_owners_clauses(head)]:
        end = child.right_edge.i + 1
        first = child.left_edge
        if child.dep_ in ("acl", "ccomp", "xcomp", "relcl") and (name := _hanging_name(child, first)):
            found = bounded(passage, sentence, behind, without_that(passage, first.i), end)
            return (name, found) if found else None
    for child in head.rights:
        if child.dep_ == "prep" and (child.lower_ not in _COMPANY or child.i == behind):
            found = bounded(passage, sentence, behind, child.i + 1, child.right_edge.i + 1)
            return (child.lower_, found) if found else None
    return None


def _owners_clauses(noun: Token) -> list[Token]:
    """The clause that is parsed as a part of the owner: 'an allegation from a clerk | that files were burnt'."""
    if noun.lemma_.lower() not in words("nouns"):
        return []
    owners = [below for child in noun.rights if child.lower_ in _OWNERS for below in child.children]
    return [clause for owner in owners for clause in owner.rights if clause.left_edge.lower_ == "that"]


def _hanging_name(clause: Token, first: Token) -> str | None:
    if clause.dep_ == "relcl":
        return "that" if first.lower_ == "that" and first.dep_ == "mark" else None
    if first.lower_ == "that":
        return "that" if first.dep_ in ("mark", "det") else None
    if any(child.lower_ == "to" and child.dep_ == "aux" for child in clause.lefts):
        return "to"
    if first.lower_ in _QUESTION_WORDS:
        return "question"
    return "bare" if clause.dep_ == "ccomp" else None
