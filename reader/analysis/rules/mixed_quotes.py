"""Rules for quotations that no other rule took: woven into what a plain verb reports, or behind another verb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from reader.analysis.clauses.content_ranges import Range, spans_of
from reader.analysis.clauses.cues import Cue, may_speak, speaker
from reader.analysis.clauses.syntax import subject_of
from reader.analysis.drafts import Speaker, StatementDraft
from reader.analysis.passage import Passage, Sentence
from reader.analysis.rules.adjacent_speakers import named_before

_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_WORDS = 4
"""The fewest words of speech behind a verb that is no verb of saying."""
_STEPS = 3
_PAUSES = frozenset((",", ";", ":", "—", "–", "-", "--", ")"))


def woven_drafts(
    passage: Passage, sentence: Sentence, cues: Sequence[Cue], left: Sequence[int], used: set[int]
) -> Iterator[StatementDraft]:
    """The statements of the quotations `left` in a frame, by cues whose verbs are not among the used ones."""
    for number in left:
        draft = _behind(passage, sentence, number) or _woven(passage, sentence, number, cues, used)
        if draft is not None:
            yield draft


def _behind(passage: Passage, sentence: Sentence, number: int) -> StatementDraft | None:
    """'As the choir sang in May, "They will turn us …"', 'as she puts it, "…"'."""
    doc = passage.doc
    start, end = passage.quote_tokens(number)
    if start - 1 <= sentence.start or doc[start - 1].text != "," or not passage.outside(doc[start - 1]):
        return None
    verb = _last_verb(passage, sentence.start, start)
    if verb is None or (subject := subject_of(verb)) is None or not passage.outside(subject):
        return None
    puts = verb.lemma_ == "put" and verb.i + 1 < start and doc[verb.i + 1].lower_ == "it"
    if not puts and not (may_speak(subject) and _is_speech(passage, number, end, sentence)):
        return None
    who = named_before(passage, verb.i, sentence.start) or speaker(passage, subject)
    cue = passage.span(verb.i, verb.i + 1 + puts)
    return StatementDraft((passage.quotes[number].span,), (cue,), (who,), "cue-quotation", 0.8 if puts else 0.6)


def _last_verb(passage: Passage, start: int, end: int) -> Token | None:
    for token in reversed(passage.doc[start:end]):
        if token.pos_ == "VERB" and token.tag_ in _FINITE and token.dep_ != "relcl":
            return token if passage.outside(token) else None
    return None


def _is_speech(passage: Passage, number: int, end: int, sentence: Sentence) -> bool:
    """Whether a quotation is a sentence of its own that ends the article's: capital, verb, full stop."""
    words = passage.words_of(number).rstrip(" '’”")
    inside = [token for token in passage.doc[slice(*passage.quote_tokens(number))] if not token.is_punct]
    acts = any(token.pos_ in ("VERB", "AUX") and token.tag_ != "VBG" for token in inside)
    alone = not passage.has_words(end, sentence.end)
    return acts and alone and len(inside) >= _WORDS and passage.is_sentence_like(number) and words[-1:] in ".!?"


def _woven(
    passage: Passage, sentence: Sentence, number: int, cues: Sequence[Cue], used: set[int]
) -> StatementDraft | None:
    """'Doe predicted that the party will take "every state"', 'The tide, he said, was "cruel" to them'."""
    start, _ = passage.quote_tokens(number)
    before = [cue for cue in cues if "p" in cue.frames and cue.words[1] <= start and cue.end <= start]
    cue = before[-1] if before else None
    if cue is None or cue.verb.i in used or cue.verb.tag_ == "VB" or cue.verb.dep_ == "relcl":
        return None
    if not all(map(passage.outside, passage.doc[cue.end : start])):
        return None
    who = _speaker(passage, sentence, cue)
    stop = _clause_end(passage, number, sentence)
    right = (_clause_start(passage, cue.end, start), stop)
    ranges: list[Range] = [right]
    if (
        passage.doc[cue.end].text == ","
        and passage.doc[cue.start - 1].text == ","
        and cue.start > sentence.start + 1
    ):
        ranges = [(sentence.start, cue.start - 1), (cue.end, stop)]
    elif not any(token.pos_ in ("VERB", "AUX") for token in passage.doc[slice(*right)]):
        return None
    content = spans_of(passage, ranges)
    if who is None or not content:
        return None
    return StatementDraft(content, (passage.span(*cue.words),), (who,), "woven", 0.6)


def _speaker(passage: Passage, sentence: Sentence, cue: Cue) -> Speaker | None:
    if cue.subject is not None:
        return speaker(passage, cue.subject)
    return named_before(passage, cue.words[0], sentence.start)


def _clause_end(passage: Passage, number: int, sentence: Sentence) -> int:
    """Where the words that a quotation is woven into end: at a pause, or where somebody does something more."""
    doc = passage.doc
    _, end = passage.quote_tokens(number)
    if passage.words_of(number).rstrip(" '’”")[-1:] == ",":
        return end
    for token in doc[end : sentence.end]:
        if not passage.outside(token):
            continue
        joined = token.dep_ == "cc" and token.i + 1 < sentence.end and doc[token.i + 1].tag_ in _FINITE
        if token.text in _PAUSES or joined:
            return token.i
    return sentence.end


def _clause_start(passage: Passage, start: int, quote: int) -> int:
    """Where what is reported begins: behind 'that', or behind whom and when it was said."""
    doc = passage.doc
    that = next((token.i for token in doc[start:quote] if token.lower_ == "that" and token.dep_ == "mark"), None)
    if that is not None:
        return that + 1
    for _ in range(_STEPS):
        first = doc[start]
        passing = first.dep_ in ("prep", "dobj", "dative", "npadvmod", "advmod") and first.right_edge.i + 1 < quote
        if not passing or not passage.outside(first):
            break
        start = first.right_edge.i + 1
    return start
