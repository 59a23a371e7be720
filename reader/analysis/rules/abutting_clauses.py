"""A clause that ends at a quotation is its cue if its subject can speak: 'She banged the bar, "…"'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from spacy.tokens import Token

from reader.analysis.clauses.cues import Cue, may_speak, speaker_of
from reader.analysis.clauses.negation import is_negated
from reader.analysis.clauses.syntax import FINITE, SUBJECT, subject_of, verb_words, with_dep
from reader.analysis.drafts import StatementDraft
from reader.analysis.lexicon import verb_frames, word_set
from reader.analysis.passage import Passage, Sentence
from reader.analysis.quotations.titles import is_title_case
from reader.analysis.rules.adjacent_speakers import colon_label, named_before

_MIN_WORDS = 4
"""The fewest words of a quotation with a verb that is speech whatever stands before it."""
_REACH = 40
_MAX_STEPS = 8
_PAUSES = frozenset((",", "—", "–", "-", "--"))


def abutting_drafts(
    sentence: Sentence, cues: Sequence[Cue], left: Sequence[int], used: set[int]
) -> Iterator[StatementDraft]:
    """The statements of the quotations `left` whose clause ends right before them; adds the verbs to `used`."""
    for number in left:
        draft = _abutting(sentence, number, cues, used)
        if draft is not None:
            yield draft


def _abutting(sentence: Sentence, number: int, cues: Sequence[Cue], used: set[int]) -> StatementDraft | None:
    passage, doc = sentence.passage, sentence.passage.doc
    start, _ = passage.quote_tokens(number)
    if start - 1 <= sentence.start or not passage.outside(doc[start - 1]):
        return None
    verb = _last_verb(passage, max(sentence.start, start - _REACH), start)
    subject = passage.unquoted(subject_of(verb)) if verb is not None else None
    if verb is None or subject is None or verb.i in used:
        return None
    if verb.dep_ == "advcl" and any(cue.can_quote and cue.verb.i < verb.i for cue in cues):
        return None
    puts = verb.lemma_ == "put" and verb.i + 1 < start and doc[verb.i + 1].lower_ == "it"
    confidence = 0.8 if puts and doc[start - 1].text == "," else _confidence(sentence, number, verb, subject)
    if not confidence:
        return None
    used.add(verb.i)
    who = named_before(passage, verb.i, sentence.start) or speaker_of(passage, subject)
    first, last = verb_words(verb)
    cue = passage.span(first, max(last, verb.i + 1 + puts))
    content = (passage.quotes[number].span,)
    return StatementDraft(
        content, (cue,), (who,), "cue-quotation", confidence, negated=is_negated(passage, verb, subject)
    )


def _confidence(sentence: Sentence, number: int, verb: Token, subject: Token) -> float:
    """How sure it is that the subject of the clause speaks the quotation; 0 if it is not."""
    passage, doc = sentence.passage, sentence.passage.doc
    start, end = passage.quote_tokens(number)
    mark = doc[start - 1]
    if _is_reported(verb) or any(
        "q" in verb_frames().get(t.lemma_, "") for t in doc[verb.i + 1 : start] if t.pos_ == "VERB"
    ):
        return 0
    if not may_speak(subject) or not passage.starts_like_sentence(number) or is_title(passage, number):
        return 0
    if mark.text == ":":
        named = colon_label(passage, start - 1, sentence.start) is not None
        told = any(map(_is_message, doc[verb.i + 1 : start - 1]))
        return 0.7 if told and not named else 0
    ending = passage.quote_ending(number)
    if (
        mark.text not in _PAUSES
        or doc[start - 2].pos_ in ("SCONJ", "CCONJ")
        or (passage.has_words(end, sentence.end) and ending not in ",!?")
    ):
        return 0
    if ending in ".!?" and _is_sentence(passage, number):
        return 0.6
    if _is_message(doc[start - 2]):
        return 0.6
    if mark.text != "," and ending in ".!?" and passage.has_words(start + 2, end):
        return 0.5
    called = ending in "!?" or (ending == "," and doc[start - 2].pos_ in ("ADP", "ADV", "VERB", "PART"))
    return 0.5 if called and doc[start - 2].lemma_.lower() not in word_set("works") else 0


def _is_reported(verb: Token) -> bool:
    """Return True for the verb of a clause that another verb before it reports: 'she said that he | laughed'."""
    for above in (verb, *islice(verb.ancestors, _MAX_STEPS)):
        if above.dep_ == "conj" and any(child.pos_ != "PRON" for child in with_dep(above.lefts, *SUBJECT)):
            return False
        if above.dep_ == "ccomp" and above.head.i < above.i and "c" in verb_frames().get(above.head.lemma_, ""):
            return True
    return False


def _is_message(token: Token) -> bool:
    return token.lemma_.lower() in word_set("message-nouns")


def _last_verb(passage: Passage, start: int, end: int) -> Token | None:
    verbs = (t for t in reversed(passage.doc[start:end]) if t.pos_ == "VERB" and _is_finite(t))
    return passage.unquoted(next((verb for verb in verbs if verb.dep_ != "relcl"), None))


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in FINITE or any(child.tag_ in FINITE for child in with_dep(verb.lefts, "aux"))


def _is_sentence(passage: Passage, number: int) -> bool:
    """Return True for a quotation that is a sentence with a verb."""
    start, end = passage.quote_tokens(number)
    inside = [token for token in passage.doc[start:end] if not token.is_punct]
    acts = any(token.pos_ in ("VERB", "AUX") and token.tag_ != "VBG" for token in inside)
    commands = bool(inside) and inside[0].tag_ == "VB"
    return acts and (commands or len(inside) >= _MIN_WORDS)


def is_title(passage: Passage, number: int) -> bool:
    """Return True for a quotation that is written like a title: every word but small ones has a capital."""
    words = [word.strip(",.;:!?'()") for word in passage.quote_text(number).split()]
    words = [word for word in words if word[:1].isalpha()]
    if passage.quote_ending(number) in "!?" or not words:
        return False
    return is_title_case(words)
