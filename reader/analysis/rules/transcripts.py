"""The rules for transcripts: turns that begin with a name, a role or a letter and a colon ('MR DOE: …')."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from reader.analysis.drafts import Speaker, StatementDraft
from reader.analysis.entities.names import bare, initials
from reader.analysis.lexicon import word_set
from reader.analysis.passage import Passage, Sentence
from reader.model.span import Span

_ASIDE_AFTER = r"(?: [(\[][^()\[\]\n]{1,60}[)\]])?"
_CAPITALS = re.compile(rf"\A[\"'\s]*+([A-Z][A-Z.'\-]+(?: [A-Z][A-Z.'\-]+){{0,5}}){_ASIDE_AFTER}:\s*(?=\S)")
_NAME = r"[A-Z][\w.'’\-]*(?: (?:[A-Z][\w.'’\-]*|of|the|de|da|van|von|le|la|al)){0,5}"
_NAMED = re.compile(rf"\A[\"'\s]*+({_NAME}){_ASIDE_AFTER}:\s+(?=\S)")
_LETTER = re.compile(r"\A[\"'\s]*+(Q|A|Question|Answer)[.:]\s+(?=\S)")
_INLINE = re.compile(rf"(?:\A|(?<=[.?!…'\")\]] ))[\"'\s]*+({_NAME}|Q|A){_ASIDE_AFTER}:\s+(?=\S)")
_QUESTION = re.compile(r"\A(Q)(?: {2,}|\t+)(?=\S)")
_MARKS = frozenset("\"'")
_ASIDE = re.compile(r"\A[\"'\s]*+[(\[].*+[\"'\s]*+\Z")
_MIN_TURNS = 2
_MIN_NAMED_TURNS = 3


def transcript_drafts(passages: Sequence[Passage]) -> dict[int, StatementDraft | None]:
    """For each passage of a transcript, by its place, the statement that begins there.

    None stands for an aside or a continued turn. A single labelled paragraph is no transcript, as headings too end
    in colons. Labels that are not in capitals must be of several speakers, one of them repeated. "Q" and "A" name
    nobody.
    """
    turns = _turns(passages)
    found: dict[int, StatementDraft | None] = {}
    for place, match in turns.items():
        passage = passages[place]
        content = [_rest(passage, match.end())]
        following = place + 1
        while following < len(passages) and following not in turns and _continues(passages[following]):
            found[following] = None
            if not _ASIDE.match(passages[following].text):
                content.append(_rest(passages[following], 0))
            following += 1
        who = None if match.re in (_LETTER, _QUESTION) else _speaker(passage, match)
        spans = tuple(span for span in content if span is not None)
        confidence = 0.9 if who else 0.45
        found[place] = (
            StatementDraft(spans, (), (who,) if who else (), "transcript", confidence) if spans else None
        )
    return found


def quoted_turns(sentence: Sentence, quotes: Sequence[int]) -> Iterator[tuple[int, list[StatementDraft]]]:
    """The turns inside of each quotation that is a piece of a transcript: '"CHAIR: Order! MR DOE: I yield."'."""
    passage = sentence.passage
    for number in quotes:
        text, offset = passage.quote_text(number), passage.quotes[number].span.start - passage.offset
        labels = [match for match in _INLINE.finditer(text) if _names_speaker(passage, match, offset)]
        if len(labels) < _MIN_TURNS or labels[0].start() > 0:
            continue
        ends = [*(match.start() for match in labels[1:]), len(text)]
        turns = zip(labels, ends, strict=True)
        yield number, [_turn(passage, match, offset, len(text[:end].rstrip("\"' "))) for match, end in turns]


def _turn(passage: Passage, match: re.Match[str], offset: int, end: int) -> StatementDraft:
    content = Span(match.end(), end).shift(offset + passage.offset)
    who = None if len(match[1]) == 1 else _speaker(passage, match, offset)
    return StatementDraft((content,), (), (who,) if who else (), "transcript", 0.9 if who else 0.45)


def _names_speaker(passage: Passage, match: re.Match[str], offset: int) -> bool:
    """Return True for a label in capitals, a letter, or a name or noun that is no date."""
    if not _may_label(match[1]):
        return False
    who = None if match[1].isupper() else _speaker(passage, match, offset)
    return who is None or (who.noun.pos_ in ("PROPN", "NOUN") and who.noun.ent_type_ not in ("DATE", "TIME"))


def _turns(passages: Sequence[Passage]) -> Mapping[int, re.Match[str]]:
    """The labels by the place of their passage: the first style that the article uses, and what belongs to it.

    Names beside their initials, and the questions of a briefing, which "Q" begins without a colon.
    """
    for style in (_CAPITALS, _LETTER, _NAMED):
        turns = _labelled(passages, style)
        labels = [match[1] for match in turns.values()]
        if _suffices(style, labels):
            others = {} if style is not _CAPITALS else _labelled(passages, _QUESTION)
            shorts = {label.replace(".", "") for label in labels}
            named = _labelled(passages, _NAMED) if style is _CAPITALS else {}
            others |= {place: match for place, match in named.items() if initials(bare(match[1])) in shorts}
            return dict(sorted((others | turns).items()))
    return {}


def _labelled(passages: Sequence[Passage], style: re.Pattern[str]) -> dict[int, re.Match[str]]:
    matches = {place: match for place, passage in enumerate(passages) if (match := style.match(passage.text))}
    return {place: match for place, match in matches.items() if _may_label(match[1])}


def _suffices(style: re.Pattern[str], labels: Sequence[str]) -> bool:
    if style is not _NAMED:
        return len(labels) >= _MIN_TURNS
    speakers = Counter(label.split()[-1] for label in labels)
    return len(labels) >= _MIN_NAMED_TURNS and len(speakers) > 1 and max(speakers.values()) > 1


def _may_label(label: str) -> bool:
    return word_set("label-words").isdisjoint(label.lower().split())


def _continues(passage: Passage) -> bool:
    """Return True for a paragraph that is part of the turn: quoted whole, or an aside in brackets."""
    return not passage.is_heading and (passage.is_one_quotation() or bool(_ASIDE.match(passage.text)))


def _rest(passage: Passage, start: int) -> Span | None:
    """What is said from `start` on, without marks around all of it; `start` is an offset into the passage."""
    text = passage.text
    begin, end = start + len(text[start:]) - len(text[start:].lstrip()), len(text.rstrip())
    if text.lstrip()[:1] in _MARKS and start:
        end = len(text[:end].rstrip("\"'"))
    whole = next(
        (quote for quote in passage.quotes if quote.outer.shift(-passage.offset) == Span(begin, end)), None
    )
    if whole is not None or begin >= end:
        return whole.span if whole is not None else None
    return Span(passage.offset + begin, passage.offset + end)


def _speaker(passage: Passage, match: re.Match[str], offset: int = 0) -> Speaker | None:
    start, end = match.span(1)
    name = passage.doc.char_span(offset + start, offset + end, alignment_mode="expand")
    return Speaker(passage, name.start, name.end, name.end - 1, label=match[1]) if name is not None else None
