"""The rule for transcripts: paragraphs that begin with who speaks, a name, a role or a letter, and a colon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from reader.analysis.drafts import Speaker, StatementDraft
from reader.analysis.lexicon import word_set
from reader.analysis.passage import Passage
from reader.model.span import Span

_ASIDE_BEHIND = r"(?: [(\[][^()\[\]\n]{1,60}[)\]])?"
_CAPITALS = re.compile(rf"[\"'\s]*([A-Z][A-Z.'\-]+(?: [A-Z][A-Z.'\-]+){{0,5}}){_ASIDE_BEHIND}:\s*(?=\S)")
_NAME = r"[A-Z][\w.'’\-]*(?: (?:[A-Z][\w.'’\-]*|of|the|de|da|van|von|le|la|al)){0,5}"
_NAMED = re.compile(rf"[\"'\s]*({_NAME}){_ASIDE_BEHIND}:\s+(?=\S)")
_LETTER = re.compile(r"[\"'\s]*(Q|A|Question|Answer)[.:]\s+(?=\S)")
_ASIDE = re.compile(r"[\"'\s]*[(\[].*[)\]]?[\"'\s]*$")
_ENOUGH = 2
_ENOUGH_NAMES = 3
_NO_SPEAKERS = word_set("label-words")
_Openings = Mapping[int, re.Match[str]]


def transcript_drafts(passages: Sequence[Passage]) -> dict[int, StatementDraft | None]:
    """For each passage of a transcript, by its place, what is said there; None for asides and what goes on.

    One such paragraph alone is none, as headings too end in colons. Names that are not in capitals must be several
    and come again; "Q" and "A" are nobody's names, so that nobody is said to speak there.
    """
    openings = _openings(passages)
    found: dict[int, StatementDraft | None] = {}
    for place, match in openings.items():
        passage = passages[place]
        content = [_rest(passage, match.end())]
        following = place + 1
        while following < len(passages) and following not in openings and _goes_on(passages[following]):
            found[following] = None
            if not _ASIDE.match(passages[following].text):
                content.append(_rest(passages[following], 0))
            following += 1
        who = None if match.re is _LETTER else _speaker(passage, match)
        spans = tuple(span for span in content if span is not None)
        sure = 0.9 if who else 0.45
        found[place] = StatementDraft(spans, (), (who,) if who else (), "transcript", sure) if spans else None
    return found


def _openings(passages: Sequence[Passage]) -> _Openings:
    """The beginnings of speeches: of the first way to mark them that the article uses."""
    for form in (_CAPITALS, _LETTER, _NAMED):
        matches = {place: match for place, passage in enumerate(passages) if (match := form.match(passage.text))}
        openings = {place: match for place, match in matches.items() if _may_label(match[1])}
        if _suffices(form, [match[1] for match in openings.values()]):
            return openings
    return {}


def _suffices(form: re.Pattern[str], labels: Sequence[str]) -> bool:
    if form is not _NAMED:
        return len(labels) >= _ENOUGH
    by_last_word = Counter(label.split()[-1] for label in labels)
    return len(labels) >= _ENOUGH_NAMES and len(by_last_word) >= _ENOUGH and max(by_last_word.values()) >= _ENOUGH


def _may_label(label: str) -> bool:
    return not any(word in _NO_SPEAKERS for word in label.lower().split())


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
