"""Ends quotations whose closing mark is missing at the cue that follows them: '"It is late, | said Berg.'."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from reader.analysis.clauses.syntax import FINITE, noun_after, subject_of, with_dep
from reader.analysis.lexicon import speaker_words, verb_frames, word_set
from reader.analysis.quotations.scanner import QuotedSpan, nested
from reader.model.span import Span

_PAUSES = frozenset((",", "?", "!", "—", "–", "-", "…"))
_SPEAKERS = frozenset(("he", "she", "they"))
_LISTENERS = frozenset(("dobj", "dative"))
_CLAUSES = ("ccomp", "xcomp", "attr", "oprd")
_MAX_SUBJECT = 16
_FIRST_PERSON = frozenset(("i", "we", "you", "my", "our", "your", "me", "us"))


def ended_at_cues(quotes: Sequence[QuotedSpan], parsed: Iterable[tuple[int, Doc]]) -> tuple[QuotedSpan, ...]:
    """The quotations, those without a closing mark up to the cue inside them; each parse with its offset.

    A quotation that holds no cue stays open, as it goes on in the next paragraph.
    """
    found = list(quotes)
    starts = [quote.outer.start for quote in quotes]
    for offset, doc in parsed:
        first = bisect_left(starts, offset)
        last = bisect_left(starts, offset + len(doc.text), first)
        for place in range(first, last):
            if found[place].open:
                found[place] = _ended(found[place], offset, doc)
    return tuple(quotes) if found == list(quotes) else nested(found)


def _ended(quote: QuotedSpan, offset: int, doc: Doc) -> QuotedSpan:
    start, end = quote.span.start - offset, quote.span.end - offset
    for token in doc:
        if start < token.idx < end and token.i > 1 and doc[token.i - 1].text in _PAUSES and _begins_cue(token):
            last = doc[token.i - 1]
            stop = offset + last.idx + len(last)
            if stop > quote.span.start + 1:
                return replace(
                    quote, span=Span(quote.span.start, stop), outer=Span(quote.outer.start, stop), open=False
                )
    return quote


def _begins_cue(first: Token) -> bool:
    """Return True for 'said | Berg', 'Berg, a baker, | said', 'she | said' at the token after a pause."""
    if _quotes(first):
        noun = noun_after(first)
        return noun is not None and _is_somebody(noun) and noun.dep_ not in _LISTENERS and _only_reports(first)
    if first.pos_ not in ("PROPN", "NOUN", "PRON", "DET", "ADJ") or first.lower_ in _FIRST_PERSON:
        return False
    for verb in first.doc[first.i + 1 : first.sent.end][:_MAX_SUBJECT]:
        subject = subject_of(verb) if _quotes(verb) else None
        if subject is not None and subject.left_edge.i == first.i and subject.i < verb.i:
            return _is_somebody(subject) and _only_reports(verb)
    return False


def _quotes(verb: Token) -> bool:
    return verb.pos_ == "VERB" and verb.tag_ in FINITE and "q" in verb_frames().get(verb.lemma_.lower(), "")


def _is_somebody(noun: Token) -> bool:
    """Return True for a third person who can speak."""
    if noun.pos_ == "PRON":
        return noun.lower_ in _SPEAKERS
    if any(child.lower_ in _FIRST_PERSON for child in noun.lefts):
        return False
    return noun.pos_ == "PROPN" or noun.lemma_.lower() in speaker_words()


def _only_reports(verb: Token) -> bool:
    """Return True for a verb without a clause or a thing as its object, so that it reports what is before it."""
    if verb.dep_ in ("relcl", "acl") or any(with_dep(verb.rights, *_CLAUSES)):
        return False
    addressing = verb.lemma_.lower() in word_set("addressing-verbs")
    objects = with_dep(verb.rights, *_LISTENERS)
    return all(addressing or noun.pos_ == "PRON" or _is_somebody(noun) for noun in objects)
