"""The rule for transcripts: paragraphs that begin with a speaker's name in capitals and a colon."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.analysis.drafts import Draft, Speaker
from reader.analysis.passage import Passage
from reader.model.span import Span

_NAMED = re.compile(r"[\"'\s]*([A-Z][A-Z.'\-]+(?: [A-Z][A-Z.'\-]+){0,4}):\s+(?=\S)")
_ASIDE = re.compile(r"[\"'\s]*[(\[].*[)\]]?[\"'\s]*$")
_ENOUGH = 2


def transcript_drafts(passages: Sequence[Passage]) -> dict[int, Draft | None]:
    """For each passage of a transcript, by its place, what is said there; None for asides and what goes on.

    One such paragraph alone is none: it takes two, as headings too end in colons.
    """
    openings = {place: match for place, passage in enumerate(passages) if (match := _NAMED.match(passage.text))}
    if len(openings) < _ENOUGH:
        return {}
    found: dict[int, Draft | None] = {}
    for place, match in openings.items():
        passage = passages[place]
        content = [_rest(passage, match.end())]
        following = place + 1
        while following < len(passages) and following not in openings and _goes_on(passages[following]):
            found[following] = None
            if not _ASIDE.match(passages[following].text):
                content.append(_rest(passages[following], 0))
            following += 1
        who = _speaker(passage, match)
        spans = tuple(span for span in content if span is not None)
        found[place] = Draft(spans, (), (who,) if who else (), "transcript", 0.9) if spans else None
    return found


def _goes_on(passage: Passage) -> bool:
    """Whether a paragraph is part of the speech or an aside in it: quoted whole, or in brackets."""
    if passage.is_heading:
        return False
    whole = len(passage.quotes) == 1 and passage.quote_tokens(0) == (0, len(passage.doc))
    return whole or bool(_ASIDE.match(passage.text))


def _rest(passage: Passage, start: int) -> Span | None:
    text = passage.text
    begin = start + len(text[start:]) - len(text[start:].lstrip("\"' "))
    end = len(text.rstrip("\"' "))
    return Span(passage.offset + begin, passage.offset + end) if begin < end else None


def _speaker(passage: Passage, match: re.Match[str]) -> Speaker | None:
    name = passage.doc.char_span(*match.span(1), alignment_mode="expand")
    return Speaker(passage, name.start, name.end, name.end - 1) if name is not None else None
