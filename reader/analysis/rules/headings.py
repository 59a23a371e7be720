"""The rule for headings that name their source before a colon: 'Mayor: Dam will hold', 'Poll: Few want it'."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span as TokenSpan

from reader.analysis.clauses.cues import may_speak
from reader.analysis.drafts import Speaker, StatementDraft
from reader.analysis.lexicon import speaker_words, word_set
from reader.analysis.passage import Passage
from reader.model.span import Span

_MAX_LABEL = 6
_MIN_CLAIM = 3
_CONFIDENCE = 0.7


def heading_draft(passage: Passage, passages: Sequence[Passage]) -> StatementDraft | None:
    """The statement of a heading whose words before the colon name nothing but a source of the article."""
    doc = passage.doc
    colon = next((token.i for token in doc if token.text == ":"), 0)
    if not 0 < colon <= _MAX_LABEL or not all(map(passage.outside, doc[: colon + 1])):
        return None
    said = [token for token in doc[colon + 1 :] if not token.is_space]
    if sum(token.is_alpha for token in said) < _MIN_CLAIM or not _is_source(doc[:colon], passages, passage):
        return None
    first, last = said[0].i, said[-1].i
    if doc[last].text == "." and passage.outside(doc[last]):
        last -= 1
    who = Speaker(passage, 0, colon, colon - 1)
    return StatementDraft((_content(passage, first, last),), (), (who,), "heading", _CONFIDENCE)


def _content(passage: Passage, first: int, last: int) -> Span:
    """The span of the tokens; without the marks if they are one quotation."""
    number = passage.quote_of[first]
    if number >= 0 and number == passage.quote_of[last]:
        return passage.quotes[number].span
    return passage.span(first, last + 1)


def _is_source(label: TokenSpan, passages: Sequence[Passage], heading: Passage) -> bool:
    last = label[-1]
    lower = last.lower_
    if lower in word_set("heading-labels") or any(token.pos_ in ("VERB", "AUX", "ADP") for token in label):
        return False
    if lower in speaker_words() or lower.removesuffix("s") in speaker_words():
        return True
    named = last.is_title or last.is_upper
    return named and may_speak(last) and any(last.text in body.text for body in passages if body is not heading)
