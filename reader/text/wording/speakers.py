"""Who says some words of an article: the speaker of the one statement that they lie in, or nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.model.analysis import Analysis, Statement, StatementKind
from reader.model.span import Span, envelope
from reader.text.wording.formatting import listed

_LETTERS = re.compile(r"\w+")


def speaker_of(span: Span | None, words: str, analysis: Analysis | None) -> str:
    """Return the name of who says the `words` at `span`, or '' if they do not lie within one statement.

    Several sources that say the same words are all named: "Seoul, Washington and Kyiv". Of nested statements the
    innermost counts. A report of what was not said has no speaker.
    """
    if span is None or analysis is None:
        return ""
    names = {source.id: source.name for source in analysis.sources}
    return listed(names.get(each.source_id or "", "") for each in _saying(span, words, analysis))


def attribution_of(span: Span, words: str, analysis: Analysis | None, *, is_quoted: bool) -> str:
    """Return how a citation names the speaker: "Berg, via AFP"; words that no marks quote are "reported of" them.

    '' where `speaker_of` names nobody.
    """
    speaker = speaker_of(span, words, analysis)
    if not speaker or analysis is None:
        return ""
    names = {source.id: source.name for source in analysis.sources}
    chain = (names[each] for said in _saying(span, words, analysis) for each in said.via if each in names)
    via = ", ".join(dict.fromkeys(chain))
    return f"{'' if is_quoted else 'reported of '}{speaker}{f', via {via}' if via else ''}"


def _saying(span: Span, words: str, analysis: Analysis) -> list[Statement]:
    """Return the statements of named speakers that hold the words, all on the same content."""
    near = [each for each in analysis.statements if each.content and envelope(each.content).overlaps(span)]
    found = [match.span() for match in _LETTERS.finditer(words)] if near else []
    holding = [each for each in near if _holds(each, span, words, found)]
    if not holding:
        return []
    inner = min(holding, key=lambda each: len(envelope(each.content))).content
    together = [each for each in holding if each.content == inner]
    silent = any(each.source_id is None or each.kind is StatementKind.NEGATED for each in together)
    return [] if silent else together


def _holds(statement: Statement, span: Span, words: str, found: Sequence[tuple[int, int]]) -> bool:
    """Return True if all words `found` in the span are the statement's, or if the span is the whole statement."""
    if not found:
        return False
    if (found[0][0], found[-1][1]) == _ends(statement, span, words):
        return True
    parts = [(part.start - span.start, part.end - span.start) for part in statement.content]
    return all(any(first <= start and end <= last for first, last in parts) for start, end in found)


def _ends(statement: Statement, span: Span, words: str) -> tuple[int, int] | None:
    """Return where the statement's words, without marks, are in those of a span that covers it, else None."""
    whole = envelope(statement.content)
    if not span.covers(whole):
        return None
    start = whole.start - span.start
    own = [*_LETTERS.finditer(words[start : whole.end - span.start])]
    return (start + own[0].start(), start + own[-1].end()) if own else None
