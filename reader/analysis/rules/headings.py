"""The rule for headings that name their source beside a colon, or after a comma.

'Mayor: Dam will hold', 'Doe Tells Judge: “I Won't Pay”', 'Dam Will Hold: Mayor', 'Dam Will Hold, Mayor Says'.
The words are looked at, not their parse: in title case every word is a name to the parser.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from reader.analysis.clauses.cues import may_speak
from reader.analysis.drafts import Speaker, StatementDraft
from reader.analysis.lexicon import speaker_words, verb_frames, word_set
from reader.analysis.passage import Passage
from reader.model.span import Span

_MAX_LINE = 20
"""The most tokens of a line that may be a heading."""
_MAX_LABEL = 6
_MAX_NAME = 3
_MIN_CLAIM = 3
_CONFIDENCE = 0.7
_TOWARDS = frozenset(("to", "on", "in", "at", "over"))
_PAST = {"said": "say", "told": "tell", "wrote": "write"}


def is_like_heading(passage: Passage) -> bool:
    """Return True for a heading, and for a short line that does not end like a sentence."""
    return passage.is_heading or (len(passage.doc) <= _MAX_LINE and passage.text.rstrip()[-1:].isalnum())


def heading_draft(passage: Passage, passages: Sequence[Passage]) -> StatementDraft | None:
    """The statement of a heading whose words before the colon name nothing but a source of the article."""
    doc = passage.doc
    colon = next((token.i for token in doc if token.text == ":" and passage.outside(token)), 0)
    end = len(doc)
    while end and (doc[end - 1].is_space or (doc[end - 1].text == "." and passage.outside(doc[end - 1]))):
        end -= 1
    if colon:
        before = _source_in(passage, 0, colon, passages) if colon <= _MAX_LABEL else None
        if before is not None:
            return _draft(passage, before, colon + 1, end)
        after = _source_in(passage, colon + 1, end, passages) if end - colon - 1 <= _MAX_NAME else None
        named = after is not None and after[1] == after[0].end and _is_named(doc[after[1] - 1], passages, passage)
        return _draft(passage, after, 0, colon) if after is not None and named else None
    comma = next((token.i for token in reversed(doc[:end]) if token.text == "," and passage.outside(token)), end)
    if not 0 < end - comma - 1 <= _MAX_LABEL or passage.has_quoted(0, end):
        return None
    last = _source_in(passage, comma + 1, end, passages)
    return _draft(passage, last, 0, comma) if last is not None and last[1] > last[0].end else None


def _source_in(passage: Passage, start: int, end: int, passages: Sequence[Passage]) -> tuple[Speaker, int] | None:
    """The source that a label names, and the token after its verb: 'Doe | Tells Judge', 'Doe | to Judge'."""
    doc = passage.doc
    label = doc[start:end]
    if not label or not all(map(passage.outside, label)):
        return None
    verb = next((token for token in label[1:] if _reports(token)), None)
    other = next((token for token in label[1:] if token.lower_ in _TOWARDS), None)
    stop = min(token.i for token in (verb, other, None) if token is not None) if verb or other else end
    if not _is_source(doc[start:stop], passages, passage):
        return None
    cue = stop + 1 if verb is not None and stop == verb.i else stop
    return Speaker(passage, start, stop, stop - 1), cue


def _reports(token: Token) -> bool:
    """Return True for a verb that reports, by its form alone; the form of a plural only after a plural."""
    return any("q" in (frames := verb_frames().get(lemma, "")) or "c" in frames for lemma in _lemmas(token))


def _lemmas(token: Token) -> Iterator[str]:
    lower = token.lower_
    if lower in _PAST:
        yield _PAST[lower]
    elif lower.endswith("s"):
        yield lower[:-1]
        yield lower.removesuffix("es")
        yield lower.removesuffix("ies") + "y"
    elif token.nbor(-1).lower_.endswith("s"):
        yield lower


def _draft(passage: Passage, source: tuple[Speaker, int], start: int, end: int) -> StatementDraft | None:
    """The statement of the tokens `start` up to `end`, if they are long enough to claim anything."""
    who, after = source
    said = [token for token in passage.doc[start:end] if not token.is_space]
    if sum(token.is_alpha for token in said) < _MIN_CLAIM:
        return None
    cue = (passage.span(who.end, after),) if after > who.end else ()
    return StatementDraft((_content(passage, said[0].i, said[-1].i),), cue, (who,), "heading", _CONFIDENCE)


def _content(passage: Passage, first: int, last: int) -> Span:
    """The span of the tokens; without the marks if they are one quotation."""
    number = passage.quote_of[first]
    if number >= 0 and number == passage.quote_of[last]:
        return passage.quotes[number].span
    return passage.span(first, last + 1)


def _is_source(label: TokenSpan, passages: Sequence[Passage], heading: Passage) -> bool:
    last = label[-1]
    lower = last.lower_
    if lower in word_set("heading-labels") | word_set("label-words") or any(
        token.pos_ in ("VERB", "AUX", "ADP") for token in label
    ):
        return False
    if lower in speaker_words() or lower.removesuffix("s") in speaker_words():
        return True
    return _is_named(last, passages, heading)


def _is_named(last: Token, passages: Sequence[Passage], heading: Passage) -> bool:
    """Return True for a name that the article has elsewhere, or that can be one where there is nothing else."""
    named = (last.is_title or last.is_upper) and may_speak(last)
    others = [body for body in passages if body is not heading]
    return named and (not others or any(last.text in body.text for body in others))
