"""Cues: the verbs and set phrases that report, each with its subject and the tokens that the two take up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from reader.analysis.clauses.syntax import (
    SUBJECT,
    Range,
    agent_of,
    conjuncts,
    end_with_clause,
    is_aged,
    is_passive,
    noun_after,
    phrase,
    relative_of,
    subject_of,
    verb_words,
    with_dep,
)
from reader.analysis.drafts import Speaker
from reader.analysis.lexicon import speaker_words, verb_frames, word_set, words
from reader.analysis.passage import Passage, Sentence
from reader.model.span import Span

_SPEAKING_PRONOUNS = word_set("speaking-pronouns")
_INVERTING = ("said", "says", "wrote", "writes", "added", "adds", "replied")
_LEMMAS = {"said": "say", "says": "say", "wrote": "write", "told": "tell"}
_APART = frozenset((",", "—", "–", "-", "(", '"'))
_SET_PHRASES = [
    each.split() for each in ("according to", "in the words of", "in the view of", "in the opinion of")
]


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """A verb that reports. The tokens `start` up to `end` hold its words and its subject, where that is near."""

    verb: Token
    frames: str
    """The letters of verbs.txt for how the verb takes what it reports; empty for a candidate."""
    subject: Token | None
    words: Range
    start: int
    end: int
    via: Token | None = None
    """Who quotes the speaker: 'was quoted as saying by | the agency', 'said, according to | the agency'."""

    @property
    def can_quote(self) -> bool:
        """Return True if the verb may report a quotation."""
        return "q" in self.frames


def cues_in(sentence: Sentence) -> list[Cue]:
    """The verbs of a sentence that report, outside of its quotations, in order."""
    passage = sentence.passage
    found: list[Cue] = []
    verbs: set[int] = set()
    for token in sentence.tokens:
        if not passage.outside(token) or token.i in verbs or is_parenthetical(token):
            continue
        cue = _quoted_as(passage, token) or _verb_cue(passage, token, found)
        if cue is not None:
            found.append(cue)
            verbs.add(cue.verb.i)
    return _with_accounts(sentence, found)


def _with_accounts(sentence: Sentence, found: list[Cue]) -> list[Cue]:
    """The cues, the main one with whose account it is known by: 'Berg said …, according to | the Post'."""
    doc = sentence.passage.doc
    for start, end in set_phrases(sentence) if found else ():
        noun = next(with_dep(doc[end - 1].children, "pobj"), None)
        apart = start == sentence.start or doc[start - 1].text in _APART
        if noun is None or doc[start].lower_ != "according" or not apart or not sentence.passage.outside(noun):
            continue
        for place, cue in enumerate(found):
            adjacent = cue.words[1] == start - 1
            if (
                cue.via is None
                and (adjacent or cue.end <= start or start == sentence.start)
                and _is_main(cue, adjacent)
            ):
                found[place] = replace(cue, via=noun)
                break
    return found


def _is_main(cue: Cue, adjacent: bool) -> bool:
    """Return True for the verb of the sentence or next to the account, with somebody and no count as subject."""
    subject = cue.subject
    if subject is None or not may_speak(subject) or not cue.can_quote:
        return False
    if cue.verb.dep_ not in ("ROOT", "parataxis", "ccomp" if adjacent else "ROOT"):
        return False
    return subject.pos_ != "NUM" and not any(word.pos_ == "NUM" or word.text == "%" for word in subject.subtree)


def account_words(passage: Passage, cue: Cue) -> Range | None:
    """The tokens of the 'according to …' that says whose account a cue is from, with the 'that' after it."""
    noun = cue.via
    first = noun.left_edge.i - 2 if noun is not None else -1
    if noun is None or first < 0 or passage.doc[first].lower_ != "according":
        return None
    end = end_with_clause(passage, noun, phrase(passage, noun)[1])
    while end < len(passage.doc) and passage.doc[end].lower_ in (",", "that"):
        end += 1
    return first, end


def speakers_of(passage: Passage, subject: Token | None, verb: Token | None = None) -> tuple[Speaker, ...]:
    """The speakers that the subject of a verb names: one, or several proper names joined by 'and'."""
    if subject is None:
        return ()
    joined = conjuncts(subject)
    if len(joined) > 1 and all(noun.pos_ == "PROPN" or noun.ent_type_ for noun in joined):
        relative = _relative_pronoun(passage, subject, verb)
        return tuple(replace(_one_of_several(passage, noun), mention=relative) for noun in joined)
    one = speaker_of(passage, subject)
    return (one if verb is None else replace(one, mention=_mention(one, subject, verb)),)


def speaker_of(passage: Passage, noun: Token) -> Speaker:
    """The speaker that the noun phrase around `noun` names."""
    start, end = phrase(passage, noun)
    return Speaker(passage, start, end, noun.i)


def _one_of_several(passage: Passage, noun: Token) -> Speaker:
    start, _ = phrase(passage, noun)
    own = (child.i for child in with_dep(noun.lefts, "compound", "amod", "det") if start <= child.i)
    return Speaker(passage, min(own, default=noun.i), noun.i + 1, noun.i)


def _relative_pronoun(passage: Passage, subject: Token, verb: Token | None) -> Span | None:
    """The pronoun that stands for the subject of a cue in a relative clause: 'Berg, | who said'."""
    relative = passage.unquoted(relative_of(verb)) if verb is not None else None
    if verb is None or relative is None or subject.i >= relative.i or _puts_out(subject, verb):
        return None
    return passage.span(relative.i, relative.i + 1)


def _mention(one: Speaker, subject: Token, verb: Token) -> Span | None:
    """The relative pronoun at the verb, or the phrase with the clause between it and the verb."""
    passage = one.passage
    relative = _relative_pronoun(passage, subject, verb)
    if relative is not None:
        return relative
    end = end_with_clause(passage, subject, one.end)
    return passage.span(one.start, end) if end > one.end and not one.end <= verb.i < end else None


def may_speak(token: Token) -> bool:
    """Return True for a noun that can stand for somebody who speaks, thinks or writes."""
    lower = token.lower_
    if is_aged(token):
        return True
    if token.pos_ == "PRON":
        return lower in _SPEAKING_PRONOUNS
    if token.pos_ == "PROPN" or token.ent_type_ in ("PERSON", "ORG", "NORP", "GPE"):
        return token.ent_type_ not in ("DATE", "TIME", "MONEY", "PERCENT")
    return lower in speaker_words() or token.lemma_.lower() in speaker_words()


def _verb_cue(passage: Passage, token: Token, earlier: Sequence[Cue]) -> Cue | None:
    frames = verb_frames().get(token.lemma_.lower()) if token.pos_ == "VERB" else None
    if frames is None:
        frames = _mistagged_frames(token)
    if frames is None or _is_conditional(token):
        return None
    subject = agent_of(token) if is_passive(token) else _subject(passage, token, frames, earlier)
    if is_passive(token) and subject is None:
        return None
    subject = passage.unquoted(_issuer(subject, token) or subject)
    if token.tag_ == "VB" and token.head.lemma_ == "let" and token.lemma_ == "know":
        subject = passage.unquoted(subject_of(token.head))
    if subject is not None and not may_speak(subject) and ("c" not in frames or "s" in frames):
        return None
    return with_extent(passage, token, frames, subject)


def _subject(passage: Passage, verb: Token, frames: str, earlier: Sequence[Cue]) -> Token | None:
    """The subject of a verb in the active, also where a quotation beside it misleads the parser."""
    if "p" in frames and (outer := _report_above(verb, earlier)) is not None:
        return outer.subject
    subject = _inverted(verb) or subject_of(verb)
    if subject is not None and not passage.outside(subject) and (before := _cue_before(verb, earlier)):
        return before.subject
    if subject is not None and (subject.i > verb.i or passage.outside(subject)):
        return subject
    others = (child for child in with_dep(verb.lefts, "nsubj") if passage.outside(child))
    subject = next(others, None) or noun_after(verb)
    return None if subject is not None and _is_object(subject, verb) else subject


def _issuer(paper: Token | None, verb: Token) -> Token | None:
    """Who puts out what a clause reports from: '| Berg sent a memo saying …', 'held a sign reading …'."""
    if paper is None or verb.dep_ not in ("relcl", "acl") or paper.i > verb.i:
        return None
    above = paper
    while above.dep_ in ("pobj", "prep") and above.head.i < above.i and not _is_message(above):
        above = above.head
    act = above if above.pos_ == "VERB" else above.head
    put_out = next(filter(_is_message, with_dep(act.rights, "dobj")), None)
    if put_out is None or put_out.i > paper.i or act.lemma_.lower() not in word_set("issuing-verbs"):
        return None
    who = agent_of(act) if is_passive(act) else subject_of(act)
    return who if who is not None and who.i < paper.i and not _is_message(who) else None


def _puts_out(subject: Token, verb: Token) -> bool:
    """Return True for the subject of what put out the noun that a relative clause depends on."""
    return subject.head.pos_ == "VERB" and subject.head.i < verb.head.i and subject.dep_ in SUBJECT


def _is_message(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    return lemma in words("document_words") or lemma in word_set("message-nouns")


def _mistagged_frames(token: Token) -> str | None:
    """The frames of a common verb of saying that the tagger takes for another part of speech."""
    if token.lower_ in ("asked", "added", "tweeted", "replied"):
        return verb_frames().get(token.lemma_)
    return verb_frames().get(_LEMMAS.get(token.lower_, ""))


def _is_conditional(verb: Token) -> bool:
    """Return True for a report that is only asked about or supposed: 'if he says'."""
    return any(
        child.dep_ in ("mark", "aux") and child.lower_ in ("if", "unless", "whether") for child in verb.children
    )


def _inverted(verb: Token) -> Token | None:
    """The name after a verb of saying that follows a comma: 'The dam, said | Berg, was safe'."""
    if verb.lower_ not in _INVERTING or verb.i == 0 or verb.nbor(-1).text != ",":
        return None
    noun = noun_after(verb)
    return noun if noun is not None and noun.pos_ == "PROPN" else None


def _report_above(verb: Token, earlier: Sequence[Cue]) -> Cue | None:
    """The report that a cue in its content continues: 'She said it was safe, | adding that …'."""
    if not (verb.dep_ == "advcl" and verb.tag_ == "VBG") and verb.dep_ != "conj":
        return None
    above, below = verb.head, verb
    while above.i != below.i and above.dep_ in ("conj", "advcl"):
        above, below = above.head, above
    if above.dep_ != "ccomp" or any(with_dep(verb.children, "nsubj")):
        return None
    same = verb.tag_ if verb.dep_ == "conj" else ""
    reports = (cue for cue in earlier if cue.verb.i == above.head.i and cue.can_quote and cue.subject is not None)
    return next((cue for cue in reports if same in ("", cue.verb.tag_)), None)


def _cue_before(verb: Token, earlier: Sequence[Cue]) -> Cue | None:
    """The cue that a participle follows, with its infinitive: '"…," she | said, going on to say that …'."""
    first = verb.head if verb.dep_ == "xcomp" and verb.head.i < verb.i else verb
    before = earlier[-1] if earlier and first.tag_ == "VBG" else None
    return before if before is not None and before.end == first.i - 1 and first.nbor(-1).text == "," else None


def _is_object(noun: Token, verb: Token) -> bool:
    """Return True for a pronoun that is the verb's object: 'told | them'."""
    listens = noun.dep_ in ("dobj", "dative", "iobj") and noun.head.i == verb.i
    return listens and noun.pos_ == "PRON" and noun.lower_ not in _SPEAKING_PRONOUNS


def with_extent(passage: Passage, verb: Token, frames: str, subject: Token | None) -> Cue:
    """A cue of this verb; its extent includes the phrase of its subject, where that is near."""
    start, end = verb_words(verb)
    first, last = start, end
    if subject is not None:
        left, right = phrase(passage, subject)
        if left <= verb.i + 8 and right >= verb.i - 40:
            first, last = min(first, left), max(last, right)
    return Cue(verb, frames, subject, (start, end), first, last)


def _quoted_as(passage: Passage, token: Token) -> Cue | None:
    """'X was quoted as saying (by Y)', 'Y quoted X as saying'."""
    if token.lower_ not in ("quoted", "cited", "reported", "heard"):
        return None
    near = passage.doc[token.i + 1 : token.i + 13]
    saying = next((t for t in near if t.lower_ in ("saying", "telling") and t.nbor(-1).lower_ == "as"), None)
    if saying is None:
        return None
    if is_passive(token) or saying.i == token.i + 2:
        subject = subject_of(token)
        via = agent_of(saying) or agent_of(token)
    else:
        subject = next(with_dep(token.rights, "dobj"), None)
        via = subject_of(token)
    cue = with_extent(passage, token, "qcp", subject)
    end = saying.i + 1
    last = phrase(passage, via)[1] if via is not None and via.i > saying.i else end
    return Cue(saying, "qcp", subject, (cue.words[0], end), min(cue.start, cue.words[0]), max(end, last), via)


def is_parenthetical(verb: Token) -> bool:
    """Return True for 'Citing an aide, agencies reported …', and for 'a little milk, say half a cup'."""
    if verb.tag_ == "VBG" and verb.lower_ in ("citing", "quoting"):
        return verb.head.i > verb.i
    if verb.lower_ != "say" or verb.i in (0, len(verb.doc) - 1) or verb.nbor(-1).text != ",":
        return False
    return verb.nbor().pos_ in ("NUM", "DET") or verb.nbor().dep_ == "predet"


def set_phrases(sentence: Sentence) -> Iterator[Range]:
    """The tokens of each 'according to', 'in the words of' and the like, outside of quotations."""
    lowered = list(sentence.passage.lower_words[sentence.start : sentence.end])
    for phrase_words in _SET_PHRASES:
        for place in range(len(lowered) - len(phrase_words)):
            start = sentence.start + place
            if lowered[place : place + len(phrase_words)] == phrase_words and sentence.passage.quote_of[start] < 0:
                yield start, start + len(phrase_words)
