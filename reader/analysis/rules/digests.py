"""The rule for digests: a summary in title case, its quotation, and where it was said, in brackets."""

from __future__ import annotations

from spacy.tokens import Token

from reader.analysis.drafts import Speaker, StatementDraft
from reader.analysis.lexicon import verb_frames, word_set
from reader.analysis.passage import Passage

_MIN_WORDS = 3
_MAX_NAME = 5
_TOPIC = frozenset(("on", "about", "over", "to", "in", "at", "for", "against"))
_SMALL = frozenset(("a", "an", "the", "of", "and", "or", "but", "nor", "by", "with", "from", "as", *_TOPIC))
_CONFIDENCE = 0.6


def digest_draft(passage: Passage, before: Passage | None) -> StatementDraft | None:
    """The statement of 'Doe Rejects The Toll. "The bridge is paid for." [Town Hall, 3 May]'.

    The summary may also be the passage `before`.
    """
    if len(passage.quotes) != 1 or not passage.starts_like_sentence(0):
        return None
    start, end = passage.quote_tokens(0)
    if not _is_bracketed(passage, end):
        return None
    own = passage.has_words(0, start)
    if not own and (before is None or before.quotes):
        return None
    who = _summarised(passage, start) if own or before is None else _summarised(before, len(before.doc))
    if who is None:
        return None
    return StatementDraft((passage.quotes[0].span,), (), (who,), "previous-sentence", _CONFIDENCE)


def _is_bracketed(passage: Passage, start: int) -> bool:
    """Return True if the tokens from `start` on are words in one pair of brackets."""
    rest = passage.text[passage.doc[start].idx :].strip(" .\n") if start < len(passage.doc) else ""
    return (
        len(rest) > len("[]") and rest[0] + rest[-1] in ("[]", "()") and not any(c in rest[1:-1] for c in "[]()")
    )


def _summarised(passage: Passage, end: int) -> Speaker | None:
    """Who a summary in title case is about: the words before its verb or its topic."""
    doc = passage.doc
    words = [token for token in doc[:end] if token.is_alpha]
    if len(words) < _MIN_WORDS or not all(t.text[0].isupper() or t.lower_ in _SMALL for t in words):
        return None
    stop = next(
        (token.i for token in words[1 : _MAX_NAME + 1] if token.lower_ in _TOPIC or _may_be_verb(token)), None
    )
    if stop is None or any(token.is_punct and token.text not in ".'’-" for token in doc[:stop]):
        return None
    return Speaker(passage, 0, stop, stop - 1)


def _may_be_verb(word: Token) -> bool:
    """Return True for an inflected verb, by its form, as the parser takes words in title case for names."""
    lower = word.lower_
    stems = (lower, *(lower.removesuffix(ending) for ending in ("s", "es", "d", "ed") if lower.endswith(ending)))
    known = any(stem in verb_frames() or stem in word_set("uttering-verbs") for stem in stems[1:])
    return known or lower in word_set("plain-sayings") or word.pos_ in ("VERB", "AUX")
