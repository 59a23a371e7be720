"""A rule for headings that name their source before a colon: 'Mayor: Dam will hold', 'Poll: Few want it'."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span as ParsedSpan

from reader.analysis.clauses.cues import may_speak
from reader.analysis.drafts import Speaker, StatementDraft
from reader.analysis.lexicon import word_set, words
from reader.analysis.passage import Passage
from reader.model.span import Span

_LONGEST = 6
_SHORTEST_CLAIM = 3
_CONFIDENCE = 0.7
_SPEAKERS = ("roles", "people", "outlet_words", "document_words", "organisation_words")


def heading_draft(passage: Passage, passages: Sequence[Passage]) -> StatementDraft | None:
    """What follows the colon, where a source that the article knows stands before it, and nothing else."""
    doc = passage.doc
    colon = next((token.i for token in doc if token.text == ":"), 0)
    if not 0 < colon <= _LONGEST or not all(passage.outside(token) for token in doc[: colon + 1]):
        return None
    said = [token for token in doc[colon + 1 :] if not token.is_space]
    if sum(token.is_alpha for token in said) < _SHORTEST_CLAIM or not _is_source(doc[:colon], passages, passage):
        return None
    first, last = said[0].i, said[-1].i
    if doc[last].text == "." and passage.outside(doc[last]):
        last -= 1
    return StatementDraft(
        (_content(passage, first, last),), (), (Speaker(passage, 0, colon, colon - 1),), "heading", _CONFIDENCE
    )


def _content(passage: Passage, first: int, last: int) -> Span:
    """From the first to the last word; a quotation that is all there is goes without its marks."""
    number = passage.inside[first]
    if number >= 0 and number == passage.inside[last]:
        return passage.quotes[number].span
    return passage.span(first, last + 1)


def _is_source(label: ParsedSpan, passages: Sequence[Passage], heading: Passage) -> bool:
    last = label[-1]
    lower = last.lower_
    if lower in word_set("heading-labels") or any(token.pos_ in ("VERB", "AUX", "ADP") for token in label):
        return False
    if any(lower in words(table) or lower.removesuffix("s") in words(table) for table in _SPEAKERS):
        return True
    named = last.is_title or last.is_upper
    return named and may_speak(last) and any(last.text in body.text for body in passages if body is not heading)
