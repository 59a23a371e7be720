"""Cues found by their place right after a quotation, whatever the parser makes of them: '…," the email read'."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from reader.analysis.clauses.cues import Cue
from reader.analysis.clauses.syntax import FINITE, noun_after, phrase, verb_words, with_dep
from reader.analysis.drafts import Speaker
from reader.analysis.lexicon import verb_frames, word_set
from reader.analysis.passage import Passage
from reader.analysis.rules.abutting_clauses import is_title
from reader.analysis.rules.adjacent_speakers import is_nickname, speaker_between

_FORMS = word_set("plain-sayings")
_PAST = frozenset(("VBD", "VBN", "VBZ"))
_REACH = 40
_UNFINISHED = frozenset((",", "?", "!", "…", "-", "—", "–"))
"""Endings after which the sentence of a quotation goes on."""


def cue_after(passage: Passage, quote: int, limit: int) -> tuple[Cue, Speaker] | None:
    """The verb that follows a quotation, and the noun phrase between the two: '…," she pressed'."""
    _, end = passage.quote_tokens(quote)
    unfinished = passage.quote_ending(quote) in _UNFINISHED
    reach = _reach(passage, end, limit)
    for verb in _verbs(passage, end, reach):
        known = is_plain(verb) or _puts_it(verb)
        alone = unfinished and _is_last(passage, verb, reach)
        found = speaker_between(passage, end, verb.i, anybody=known or alone)
        abuts = passage.quote_ending(quote) in ",?!" and not is_title(passage, quote)
        if found is None or not (unfinished or known) or (_acts_on(verb) and not known and not abuts):
            continue
        return Cue(verb, "q", passage.doc[found.head], verb_words(verb), found.start, verb.i + 1), found
    return _inverted(passage, end, limit) if unfinished else None


def _inverted(passage: Passage, end: int, limit: int) -> tuple[Cue, Speaker] | None:
    """The verb right after a quotation and the noun phrase after it: '…," moaned | the old captain'."""
    verb = passage.doc[end] if end + 1 < limit else None
    if verb is None or verb.pos_ != "VERB" or verb.tag_ not in _PAST or not verb.text.islower():
        return None
    noun = noun_after(verb)
    if noun is None or not passage.outside(noun) or noun.i >= limit or noun.lower_ in ("it", "them", "him", "her"):
        return None
    start, stop = phrase(passage, noun)
    who = Speaker(passage, max(start, end + 1), stop, noun.i)
    return Cue(verb, "q", noun, (end, end + 1), end, stop), who


def is_plain(verb: Token) -> bool:
    """Return True for a form that may follow any quotation, whatever its tag: 'said', 'the email read'."""
    if verb.lower_ in _FORMS:
        return True
    return verb.tag_ in FINITE and "q" in verb_frames().get(verb.lemma_.lower(), "")


def _puts_it(verb: Token) -> bool:
    return verb.lemma_ == "put" and verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == "it"


def _reach(passage: Passage, start: int, limit: int) -> int:
    """The end of the tokens that may hold a cue: the sentence's, or the next quotation that is no nickname."""
    stop = min(limit, start + _REACH)
    for token in passage.doc[start:stop]:
        quote = passage.quote_of[token.i]
        stops = token.text in (".", ";", ":", "!", "?") if quote < 0 else not is_nickname(passage, quote)
        if stops:
            return token.i
    return stop


def _verbs(passage: Passage, start: int, stop: int) -> Iterator[Token]:
    tokens = [token for token in passage.doc[start:stop] if passage.outside(token)]
    if tokens and tokens[0].lower_ == "as":
        yield from (token for token in tokens if token.lemma_ == "put" and token.i + 1 < stop)
    for token in tokens:
        if (
            token.pos_ == "VERB"
            and (token.tag_ in FINITE or _ends_clause(passage, token, stop))
            and token.dep_ not in ("relcl", "aux", "auxpass")
        ):
            yield token
        elif token.pos_ == "AUX" and token.dep_ not in ("aux", "auxpass"):
            break
    # The parser takes a lone verb after a long quotation for a noun, or for the next word of a name.
    yield from (token for token in reversed(tokens) if _is_plain_form(token, stop) and token.tag_ not in FINITE)


def _is_plain_form(token: Token, stop: int) -> bool:
    return token.lower_ in _FORMS or (token.lower_ in ("write", "say") and token.i + 1 >= stop)


def _ends_clause(passage: Passage, verb: Token, stop: int) -> bool:
    """Return True for a past tense that is tagged as a participle: '…," Jane Doe | bellowed'."""
    helped = any(with_dep(verb.lefts, "aux", "auxpass"))
    return verb.tag_ == "VBN" and not helped and _is_last(passage, verb, stop)


def _is_last(passage: Passage, verb: Token, stop: int) -> bool:
    """Return True if nothing but a particle or an adverb follows a verb in its clause."""
    after = verb.i + 1
    if after < stop and passage.doc[after].pos_ in ("ADP", "ADV", "PART"):
        after += 1
    return after >= stop or passage.doc[after].is_punct


def _acts_on(verb: Token) -> bool:
    """Return True for a verb with a thing as its object: '"Selma," | she directed it'."""
    return any(child.pos_ != "PROPN" for child in with_dep(verb.rights, "dobj"))
