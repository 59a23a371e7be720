"""Cues: the verbs and fixed phrases that report, each with who speaks and how far its words reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from reader.analysis.clauses.syntax import (
    after_verb,
    agent_of,
    conjuncts,
    is_aged,
    is_passive,
    phrase,
    relative_of,
    subject_of,
    verb_words,
    with_clauses,
)
from reader.analysis.drafts import Speaker
from reader.analysis.lexicon import verb_frames, word_set, words
from reader.analysis.passage import Passage, Sentence
from reader.model.span import Span

_SPEAKING_PRONOUNS = word_set("speaking-pronouns")
_LISTENERS = frozenset(("dobj", "dative", "iobj"))
_SAYING = "q"
_TURNING = frozenset(("said", "says", "wrote", "writes", "added", "adds", "replied"))


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """A verb that reports. `start` up to `end` are the tokens of its subject and itself together."""

    verb: Token
    frames: str
    subject: Token | None
    words: tuple[int, int]
    start: int
    end: int
    via: Token | None = None
    """Who quotes the speaker: 'was quoted as saying by …', 'told …' where that is an outlet."""

    @property
    def can_quote(self) -> bool:
        """Whether a quotation may be what it reports."""
        return _SAYING in self.frames


def cues_in(passage: Passage, sentence: Sentence) -> list[Cue]:
    """The cues of a frame that stand outside of its quotations, in order."""
    found: list[Cue] = []
    verbs: set[int] = set()
    for token in passage.doc[sentence.start : sentence.end]:
        if not passage.outside(token) or token.i in verbs or is_aside(token):
            continue
        cue = _quoted_as(passage, token) or _verb(passage, sentence, token, found)
        if cue is not None:
            found.append(cue)
            verbs.add(cue.verb.i)
    return found


def speakers_of(passage: Passage, subject: Token | None, verb: Token | None = None) -> tuple[Speaker, ...]:
    """The speakers that the subject of a verb names: one, or several proper names joined by 'and'."""
    if subject is None:
        return ()
    joined = conjuncts(subject)
    if len(joined) > 1 and all(noun.pos_ == "PROPN" or noun.ent_type_ for noun in joined):
        return tuple(_one_of_several(passage, noun) for noun in joined)
    one = speaker(passage, subject)
    return (one if verb is None else replace(one, mention=_mention(passage, one, subject, verb)),)


def speaker(passage: Passage, head: Token) -> Speaker:
    """The speaker that one noun heads."""
    start, end = phrase(head, passage.inside)
    return Speaker(passage, start, end, head.i)


def _mention(passage: Passage, one: Speaker, subject: Token, verb: Token) -> Span | None:
    """The pronoun of a relative clause, or the phrase with the clauses that hang on it, where they part it."""
    relative = relative_of(verb)
    if relative is not None and passage.outside(relative):
        return passage.span(relative.i, relative.i + 1)
    end = with_clauses(subject, one.end, passage.inside)
    return passage.span(one.start, end) if end > one.end and not one.end <= verb.i < end else None


def may_speak(token: Token) -> bool:
    """Whether a noun can be somebody who speaks, thinks or writes."""
    lower = token.lower_
    if is_aged(token):
        return True
    if token.pos_ == "PRON":
        return lower in _SPEAKING_PRONOUNS
    if token.pos_ == "PROPN" or token.ent_type_ in ("PERSON", "ORG", "NORP", "GPE"):
        return token.ent_type_ not in ("DATE", "TIME", "MONEY", "PERCENT")
    known = (lower, token.lemma_.lower())
    return any(word in words(table) for table in _SPEAKERS for word in known)


_SPEAKERS = ("roles", "people", "outlet_words", "document_words", "organisation_words")


def _one_of_several(passage: Passage, head: Token) -> Speaker:
    start, _ = phrase(head, passage.inside)
    own = [
        token.i for token in head.subtree if token.dep_ in ("compound", "amod", "det") and token.head.i == head.i
    ]
    first = min([head.i, *[number for number in own if start <= number < head.i]])
    return Speaker(passage, first, head.i + 1, head.i)


def _verb(passage: Passage, sentence: Sentence, token: Token, earlier: Sequence[Cue]) -> Cue | None:
    frames = verb_frames().get(token.lemma_.lower()) if token.pos_ == "VERB" else None
    if frames is None:
        frames = _misread(passage, sentence, token)
    if frames is None or _is_unreal(token):
        return None
    subject = _inverted(token) or subject_of(token)
    if is_passive(token):
        subject = agent_of(token)
        if subject is None:
            return None
    elif "p" in frames and (outer := _report_above(token, earlier)) is not None:
        subject = outer.subject
    elif subject is None or (subject.i < token.i and not _in_reach(passage, subject)):
        subject = after_verb(token)
        if subject is not None and _is_object(subject, token):
            subject = None
    if subject is not None and not passage.outside(subject):
        subject = None
    if subject is not None and not may_speak(subject) and ("c" not in frames or "s" in frames):
        return None
    return with_extent(passage, token, frames, subject)


def _inverted(verb: Token) -> Token | None:
    """Who says it, behind a plain verb of saying and a comma: 'The dam, said | Berg, was safe'."""
    if verb.lower_ not in _TURNING or verb.i == 0 or verb.nbor(-1).text != ",":
        return None
    noun = after_verb(verb)
    return noun if noun is not None and noun.pos_ == "PROPN" else None


def _report_above(verb: Token, earlier: Sequence[Cue]) -> Cue | None:
    """The report that a further one is parsed as a part of: 'She said the dam was safe, | adding that …'."""
    if not (verb.dep_ == "advcl" and verb.tag_ == "VBG") and verb.dep_ != "conj":
        return None
    above, below = verb.head, verb
    while above.i != below.i and above.dep_ in ("conj", "advcl"):
        above, below = above.head, above
    if above.dep_ != "ccomp" or any(child.dep_ == "nsubj" for child in verb.children):
        return None
    same = verb.tag_ if verb.dep_ == "conj" else ""
    reports = (cue for cue in earlier if cue.verb.i == above.head.i and cue.can_quote and cue.subject is not None)
    return next((cue for cue in reports if same in ("", cue.verb.tag_)), None)


def with_extent(passage: Passage, verb: Token, frames: str, subject: Token | None) -> Cue:
    """A cue whose extent takes in the phrase of its subject, where that is near."""
    start, end = verb_words(verb)
    first, last = start, end
    if subject is not None:
        left, right = phrase(subject, passage.inside)
        if left <= verb.i + 8 and right >= verb.i - 40:
            first, last = min(first, left), max(last, right)
    return Cue(verb, frames, subject, (start, end), first, last)


def _quoted_as(passage: Passage, token: Token) -> Cue | None:
    """'X was quoted as saying (by Y)', 'Y quoted X as saying'."""
    if token.lower_ not in ("quoted", "cited", "reported", "heard"):
        return None
    place = token.i + 1
    saying = next(
        (
            word
            for word in passage.doc[place : place + 12]
            if word.lower_ in ("saying", "telling") and word.nbor(-1).lower_ == "as"
        ),
        None,
    )
    if saying is None:
        return None
    if is_passive(token) or saying.i == token.i + 2:
        subject = subject_of(token)
        via = agent_of(saying) or agent_of(token)
    else:
        subject = next((child for child in token.rights if child.dep_ == "dobj"), None)
        via = subject_of(token)
    cue = with_extent(passage, token, "qcp", subject)
    end = saying.i + 1
    last = phrase(via, passage.inside)[1] if via is not None and via.i > saying.i else end
    return Cue(saying, "qcp", subject, (cue.words[0], end), min(cue.start, cue.words[0]), max(end, last), via)


def _misread(passage: Passage, sentence: Sentence, token: Token) -> str | None:
    """The frames of a plain word of saying that the tagger took for something else, beside a quotation's end."""
    if token.lower_ not in ("said", "says", "asked", "added", "wrote", "told", "tweeted", "replied"):
        return None
    return verb_frames().get(
        {"said": "say", "says": "say", "wrote": "write", "told": "tell"}.get(token.lower_, token.lemma_)
    )


def is_aside(verb: Token) -> bool:
    """'Citing an aide, agencies reported …': the citing is the reporter's; 'a little milk, say half a cup'."""
    if verb.tag_ == "VBG" and verb.lower_ in ("citing", "quoting"):
        return verb.head.i > verb.i
    if verb.lower_ != "say" or verb.i in (0, len(verb.doc) - 1) or verb.nbor(-1).text != ",":
        return False
    return verb.nbor().pos_ in ("NUM", "DET") or verb.nbor().dep_ == "predet"


def _is_unreal(verb: Token) -> bool:
    """Whether the verb asks or supposes rather than reports: 'if he says', 'you could say'."""
    marks = {child.lower_ for child in verb.children if child.dep_ in ("mark", "aux")}
    return bool(marks & {"if", "unless", "whether"})


def _in_reach(passage: Passage, subject: Token) -> bool:
    return passage.outside(subject)


def _is_object(noun: Token, verb: Token) -> bool:
    return (
        noun.dep_ in _LISTENERS
        and noun.head.i == verb.i
        and noun.pos_ == "PRON"
        and noun.lower_ not in _SPEAKING_PRONOUNS
    )


def cue_words(passage: Passage, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The tokens of each 'according to' and its like, outside of quotations."""
    lowered = [token.lower_ for token in passage.doc[sentence.start : sentence.end]]
    for opening in _OPENINGS:
        for place in range(len(lowered) - len(opening)):
            if (
                tuple(lowered[place : place + len(opening)]) == opening
                and passage.inside[sentence.start + place] < 0
            ):
                yield sentence.start + place, sentence.start + place + len(opening)


_OPENINGS = (
    ("according", "to"),
    ("in", "the", "words", "of"),
    ("in", "the", "view", "of"),
    ("in", "the", "opinion", "of"),
)
