"""Cues that their place beside a quotation makes cues, whatever the parse takes them for: '…," the email read'."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from reader.analysis.clauses.cues import Cue
from reader.analysis.clauses.syntax import verb_words
from reader.analysis.drafts import Speaker
from reader.analysis.lexicon import verb_frames, word_set
from reader.analysis.passage import Passage
from reader.analysis.rules.adjacent_speakers import speaker_between

_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_REACH = 40
_ENDS = frozenset((".", ";", ":", "!", "?"))
_NICKNAME = 4
_OPEN_ENDED = frozenset((",", "?", "!", "…", "-", "—", "–"))


def cue_after(passage: Passage, quote: int, limit: int) -> tuple[Cue, Speaker] | None:
    """'…," she pressed', '…," the mayor said': a phrase and a verb right behind speech, and who the phrase is."""
    _, end = passage.quote_tokens(quote)
    open_ended = passage.words_of(quote).rstrip(" '’”")[-1:] in _OPEN_ENDED
    for verb in _verbs(passage, end, _reach(passage, end, limit)):
        known = is_plain(verb) or _puts_it(verb)
        alone = open_ended and (verb.i + 1 >= limit or passage.doc[verb.i + 1].is_punct)
        found = speaker_between(passage, end, verb.i, anybody=known or alone)
        if found is None or not (open_ended or known) or (_acts_on(verb) and not known):
            continue
        return Cue(verb, "q", passage.doc[found.head], verb_words(verb), found.start, verb.i + 1), found
    return None


def is_plain(verb: Token) -> bool:
    """Whether a word is, by its form, one of the verbs that may follow any quotation: 'said', 'the email read'."""
    lower = verb.lower_
    if lower in _FORMS:
        return True
    frames = verb_frames().get(verb.lemma_.lower(), "")
    return verb.tag_ in _FINITE and "q" in frames


def _puts_it(verb: Token) -> bool:
    return verb.lemma_ == "put" and verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == "it"


def _reach(passage: Passage, start: int, limit: int) -> int:
    """The token up to which a cue may stand: the sentence's end, or the next quotation but for a nickname."""
    for number in range(start, min(limit, start + _REACH)):
        token = passage.doc[number]
        quote = passage.inside[number]
        if quote >= 0:
            first, last = passage.quote_tokens(quote)
            if last - first > _NICKNAME:
                return number
        elif token.text in _ENDS:
            return number
    return min(limit, start + _REACH)


def _verbs(passage: Passage, start: int, stop: int) -> Iterator[Token]:
    tokens = [token for token in passage.doc[start:stop] if passage.outside(token)]
    if tokens and tokens[0].lower_ == "as":
        yield from (token for token in tokens if token.lemma_ == "put" and token.i + 1 < stop)
    for token in tokens:
        if token.pos_ == "VERB" and token.tag_ in _FINITE and token.dep_ not in ("relcl", "aux", "auxpass"):
            yield token
        elif token.pos_ == "AUX" and token.dep_ not in ("aux", "auxpass"):
            break
    # The parser takes a lone verb behind a long quotation for a noun, or for the next word of a name.
    yield from (token for token in reversed(tokens) if token.lower_ in _FORMS and token.tag_ not in _FINITE)


def _acts_on(verb: Token) -> bool:
    """Whether a verb has a thing as its object, as in '"Selma," she directed it'."""
    return any(child.dep_ == "dobj" and child.pos_ != "PROPN" and child.i > verb.i for child in verb.children)


_FORMS = word_set("plain-sayings")
