"""The rules for quotations that no other rule took: part of what a plain verb reports, or after another verb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from reader.analysis.clauses.content_ranges import spans_of
from reader.analysis.clauses.cues import Cue, may_speak, speaker_of
from reader.analysis.clauses.negation import is_negated
from reader.analysis.clauses.syntax import FINITE, Range, subject_of
from reader.analysis.drafts import Speaker, StatementDraft
from reader.analysis.passage import Passage, Sentence
from reader.analysis.rules.adjacent_speakers import named_before

_MIN_WORDS = 4
"""The fewest words of speech after a verb that is no verb of saying."""
_MAX_STEPS = 3
_PAUSES = frozenset((",", ";", ":", "—", "–", "-", "--", ")"))


def mixed_quote_drafts(
    sentence: Sentence, cues: Sequence[Cue], left: Sequence[int], used: set[int]
) -> Iterator[StatementDraft]:
    """The statements of the quotations `left` in a sentence, by cues whose verbs are not in `used`."""
    for number in left:
        draft = _after_comma(sentence, number) or _mixed(sentence, number, cues, used)
        if draft is not None:
            yield draft


def _after_comma(sentence: Sentence, number: int) -> StatementDraft | None:
    """'As the choir sang in May, "They will turn us …"', 'as she puts it, "…"'."""
    passage, doc = sentence.passage, sentence.passage.doc
    start, _ = passage.quote_tokens(number)
    if start - 1 <= sentence.start or doc[start - 1].text != "," or not passage.outside(doc[start - 1]):
        return None
    verb = _last_verb(passage, sentence.start, start)
    subject = passage.unquoted(subject_of(verb)) if verb is not None else None
    if verb is None or subject is None:
        return None
    puts = verb.lemma_ == "put" and verb.i + 1 < start and doc[verb.i + 1].lower_ == "it"
    if not puts and not (may_speak(subject) and _is_speech(sentence, number)):
        return None
    who = named_before(passage, verb.i, sentence.start) or speaker_of(passage, subject)
    cue = passage.span(verb.i, verb.i + 1 + puts)
    content, confidence = (passage.quotes[number].span,), 0.8 if puts else 0.6
    return StatementDraft(
        content, (cue,), (who,), "cue-quotation", confidence, negated=is_negated(passage, verb, subject)
    )


def _last_verb(passage: Passage, start: int, end: int) -> Token | None:
    verbs = (t for t in reversed(passage.doc[start:end]) if t.pos_ == "VERB" and t.tag_ in FINITE)
    return passage.unquoted(next((verb for verb in verbs if verb.dep_ != "relcl"), None))


def _is_speech(sentence: Sentence, number: int) -> bool:
    """Return True for a quotation that is a sentence with a verb and ends the article's sentence."""
    passage = sentence.passage
    start, end = passage.quote_tokens(number)
    inside = [token for token in passage.doc[start:end] if not token.is_punct]
    acts = any(token.pos_ in ("VERB", "AUX") and token.tag_ != "VBG" for token in inside)
    if not acts or passage.has_words(end, sentence.end) or len(inside) < _MIN_WORDS:
        return False
    return passage.starts_like_sentence(number) and passage.quote_ending(number) in ".!?"


def _mixed(sentence: Sentence, number: int, cues: Sequence[Cue], used: set[int]) -> StatementDraft | None:
    """'Doe predicted that the party will take "every state"', 'The tide, he said, was "cruel" to them'."""
    passage, doc = sentence.passage, sentence.passage.doc
    start, _ = passage.quote_tokens(number)
    before = [cue for cue in cues if "p" in cue.frames and cue.words[1] <= start and cue.end <= start]
    cue = before[-1] if before else None
    if cue is None or cue.verb.i in used or cue.verb.tag_ == "VB" or cue.verb.dep_ == "relcl":
        return None
    if not all(map(passage.outside, doc[cue.end : start])):
        return None
    who = _speaker(sentence, cue)
    stop = _content_stop(sentence, number)
    right = (_content_start(passage, cue.end, start), stop)
    ranges: list[Range] = [right]
    if doc[cue.end].text == "," and doc[cue.start - 1].text == "," and cue.start > sentence.start + 1:
        ranges = [(sentence.start, cue.start - 1), (cue.end, stop)]
    elif not any(token.pos_ in ("VERB", "AUX") for token in doc[slice(*right)]):
        return None
    content = spans_of(passage, ranges)
    if who is None or not content:
        return None
    return StatementDraft(
        content,
        (passage.span(*cue.words),),
        (who,),
        "woven",
        0.6,
        negated=is_negated(passage, cue.verb, cue.subject),
    )


def _speaker(sentence: Sentence, cue: Cue) -> Speaker | None:
    if cue.subject is not None:
        return speaker_of(sentence.passage, cue.subject)
    return named_before(sentence.passage, cue.words[0], sentence.start)


def _content_stop(sentence: Sentence, number: int) -> int:
    """Where the words around a quotation end: at a pause, or before a coordinated finite verb."""
    passage, doc = sentence.passage, sentence.passage.doc
    _, end = passage.quote_tokens(number)
    if passage.quote_ending(number) == ",":
        return end
    for token in doc[end : sentence.end]:
        if passage.outside(token):
            joined = token.dep_ == "cc" and token.i + 1 < sentence.end and doc[token.i + 1].tag_ in FINITE
            if token.text in _PAUSES or joined:
                return token.i
    return sentence.end


def _content_start(passage: Passage, start: int, quote: int) -> int:
    """Where the content begins: after 'that', or after the listener and the time."""
    doc = passage.doc
    that = next((token.i for token in doc[start:quote] if token.lower_ == "that" and token.dep_ == "mark"), None)
    if that is not None:
        return that + 1
    for _ in range(_MAX_STEPS):
        first = doc[start]
        passing = first.dep_ in ("prep", "dobj", "dative", "npadvmod", "advmod") and first.right_edge.i + 1 < quote
        if not passing or not passage.outside(first):
            break
        start = first.right_edge.i + 1
    return start
