"""The rules for a few quoted words: inscriptions ('painted "Row!" on it') and judgements ('… off as "absurd"')."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from reader.analysis.clauses.content_ranges import spans_of
from reader.analysis.clauses.cues import may_speak, speaker_of
from reader.analysis.clauses.negation import is_negated
from reader.analysis.clauses.syntax import agent_of, is_passive, subject_of, verb_words, with_dep
from reader.analysis.drafts import StatementDraft
from reader.analysis.lexicon import word_set
from reader.analysis.passage import Sentence
from reader.analysis.rules.abutting_clauses import is_title
from reader.analysis.rules.mixed_quotes import content_stop
from reader.model.span import Spans

_CONFIDENCE = 0.6
_SURFACES = frozenset(("on", "onto", "across", "over", "along", "above", "under", "beneath", "around"))
_PARTICLES = frozenset(("off", "aside", "away", "down", "out", "up"))
_REACH = 40
_LIKENING = frozenset(("liken", "compare", "equate"))


def quoted_word_drafts(sentence: Sentence, left: Sequence[int], used: set[int]) -> Iterator[StatementDraft]:
    """The statements of the quotations `left` that are written somewhere or judge something; adds to `used`."""
    for number in left:
        found = _inscribed(sentence, number) or _judged(sentence, number) or _likened(sentence, number)
        if found is None or found[0].i in used:
            continue
        verb, content = found
        subject = agent_of(verb) if is_passive(verb) else subject_of(verb)
        inscribes = verb.lemma_ in word_set("inscribing-verbs") and subject is not None and subject.pos_ != "PRON"
        if (
            subject is None
            or not (inscribes or may_speak(subject))
            or not sentence.passage.outside(subject)
            or not content
        ):
            continue
        used.add(verb.i)
        who, cue = speaker_of(sentence.passage, subject), sentence.passage.span(*verb_words(verb))
        negated = is_negated(sentence.passage, verb, subject)
        yield StatementDraft(content, (cue,), (who,), "cue-quotation", _CONFIDENCE, negated=negated)


def _inscribed(sentence: Sentence, number: int) -> tuple[Token, Spans] | None:
    """The verb of writing on something whose object a quotation is: 'she | chalked "No rent" on the gate'."""
    passage, doc = sentence.passage, sentence.passage.doc
    start, end = passage.quote_tokens(number)
    before = start - 1
    if before > sentence.start and doc[before].lemma_.lower() in word_set("message-nouns"):
        before = doc[before].left_edge.i - 1
    verb = _passive_after(sentence, number) or (doc[before] if before > sentence.start else None)
    if verb is None or verb.pos_ != "VERB" or (verb.tag_ in ("VBG", "VBN") and not _has_helper(verb)):
        return None
    if verb.lemma_ not in word_set("inscribing-verbs") or not passage.outside(verb):
        return None
    text = passage.quote_text(number)
    word = " " not in text and end < sentence.end and doc[end].lower_ in _SURFACES
    if is_title(passage, number) and not (word or text.isupper()):
        return None
    return verb, (passage.quotes[number].span,)


def _passive_after(sentence: Sentence, number: int) -> Token | None:
    """The verb of '"No rent" was | chalked on the gate by a lodger'."""
    passage = sentence.passage
    start, end = passage.quote_tokens(number)
    if start != sentence.start:
        return None
    near = passage.doc[end : min(end + 4, sentence.end)]
    return next((token for token in near if token.tag_ == "VBN" and is_passive(token)), None)


def _has_helper(verb: Token) -> bool:
    return any(with_dep(verb.lefts, "aux", "auxpass"))


def _judged(sentence: Sentence, number: int) -> tuple[Token, Spans] | None:
    """The verb of a judgement whose object precedes its particle: 'she | wrote the poll off as "a fable"'."""
    passage, doc = sentence.passage, sentence.passage.doc
    start, _ = passage.quote_tokens(number)
    as_ = start - 1 - (doc[start - 1].pos_ == "DET")
    if as_ - 2 <= sentence.start or doc[as_].lower_ != "as" or doc[as_ - 1].lower_ not in _PARTICLES:
        return None
    near = (token for token in reversed(doc[max(sentence.start, as_ - 12) : as_ - 2]) if passage.outside(token))
    verb = next((token for token in near if token.pos_ == "VERB"), None)
    if verb is None or not any(with_dep(verb.rights, "dobj")):
        return None
    return verb, spans_of(passage, [(as_ + 1, passage.quote_tokens(number)[1])])


def _likened(sentence: Sentence, number: int) -> tuple[Token, Spans] | None:
    """The verb of a comparison, and what something is compared to: 'she | likened it to "a slow flood"'."""
    passage, doc = sentence.passage, sentence.passage.doc
    start, _ = passage.quote_tokens(number)
    verbs = [
        token
        for token in doc[max(sentence.start, start - _REACH) : start]
        if token.lemma_ in _LIKENING and token.pos_ == "VERB"
    ]
    if not verbs or not passage.outside(verbs[-1]) or is_passive(verbs[-1]):
        return None
    to = next(
        (t.i for t in doc[verbs[-1].i : start] if t.lower_ in ("to", "with") and t.nbor().tag_ != "VB"), None
    )
    if to is None or not all(map(passage.outside, doc[verbs[-1].i : start])):
        return None
    return verbs[-1], spans_of(passage, [(to + 1, content_stop(sentence, number))])
