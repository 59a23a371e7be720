"""The rule for digests: a summary in title case, its quotation, and where it was said, in brackets."""

from __future__ import annotations

from spacy.tokens import Token

from reader.analysis.drafts import Speaker, StatementDraft
from reader.analysis.entities.gazetteer import place_kind
from reader.analysis.lexicon import verb_frames, word_set
from reader.analysis.passage import Passage
from reader.analysis.quotations.titles import is_title_case

_MIN_WORDS = 3
_MAX_NAME = 5
_TOPIC = frozenset(("on", "about", "over", "to", "in", "at", "for", "against"))
_CONFIDENCE = 0.6


def digest_draft(passage: Passage, before: Passage | None) -> StatementDraft | None:
    """The statement of 'Doe Rejects The Toll. "The bridge is paid for." [Town Hall, 3 May]'.

    The summary may also be the passage `before`. If it is in capitals or about a place, the quotation is of the
    outlet in the brackets: 'TOLL DIVIDES TOWN "Few will pay it." [Daily Post]'.
    """
    if len(passage.quotes) != 1 or not passage.starts_like_sentence(0):
        return None
    start, end = passage.quote_tokens(0)
    if not _is_bracketed(passage, end):
        return None
    own = passage.has_words(0, start)
    if not own and (before is None or before.quotes):
        return None
    summary, stop = (passage, start) if own or before is None else (before, len(before.doc))
    if not _is_title_case(summary, stop):
        return None
    who = _summarised(summary, stop) or _outlet(passage, end)
    if who is None:
        return None
    return StatementDraft((passage.quotes[0].span,), (), (who,), "previous-sentence", _CONFIDENCE)


def _is_bracketed(passage: Passage, start: int) -> bool:
    """Return True if the tokens from `start` on are words in one pair of brackets."""
    rest = passage.text[passage.doc[start].idx :].strip(" .\n") if start < len(passage.doc) else ""
    return (
        len(rest) > len("[]") and rest[0] + rest[-1] in ("[]", "()") and not any(c in rest[1:-1] for c in "[]()")
    )


def _is_title_case(passage: Passage, end: int) -> bool:
    words = [token for token in passage.doc[:end] if token.is_alpha]
    return len(words) >= _MIN_WORDS and is_title_case(word.text for word in words)


def _summarised(passage: Passage, end: int) -> Speaker | None:
    """Who a summary in title case is about: the words before its verb or its topic; None for places and things."""
    doc = passage.doc
    words = [token for token in doc[:end] if token.is_alpha]
    stops = (token.i for token in words[1 : _MAX_NAME + 1] if token.lower_ in _TOPIC or _may_be_verb(token))
    stop = next(stops, None)
    if stop is None or any(token.is_punct and token.text not in ".'’-" for token in doc[:stop]):
        return None
    is_place = place_kind(doc[:stop].text) is not None and not _may_be_verb(doc[stop], "q")
    if doc[:end].text.isupper() or doc[0].pos_ == "DET" or is_place:
        return None
    return Speaker(passage, 0, stop, stop - 1)


def _outlet(passage: Passage, start: int) -> Speaker | None:
    """The name in the brackets, if it is no place and time of speaking: '[| Daily Post]'."""
    inside = [token for token in passage.doc[start:] if not token.is_punct and not token.is_space]
    if not inside or not all(token.text[0].isupper() for token in inside):
        return None
    first, last = inside[0].i, inside[-1].i
    whole = last - first == len(inside) - 1
    return Speaker(passage, first, last + 1, last) if whole else None


def _may_be_verb(word: Token, frame: str = "") -> bool:
    """Return True for an inflected verb, by its form, as the parser takes words in title case for names.

    With `frame`, only for a verb that has that letter in verbs.txt.
    """
    lower = word.lower_
    stems = (lower, *(lower.removesuffix(ending) for ending in ("s", "es", "d", "ed") if lower.endswith(ending)))
    if lower in word_set("plain-sayings") or any(
        stem in verb_frames() and frame in verb_frames()[stem] for stem in stems[1:]
    ):
        return True
    uttered = any(stem in word_set("uttering-verbs") for stem in stems[1:])
    return not frame and (uttered or word.pos_ in ("VERB", "AUX"))
