"""Words have a speaker only if they lie within one statement."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.analysis import Analysis, Engine, Source, SourceKind, Statement, StatementKind
from reader.model.span import Span
from reader.text.wording.speakers import attribution_of, speaker_of

TEXT = "“The dam holds,” Berg said on Monday. “It will hold.” AFP reported that the gates were shut, he said."


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def _statement(
    id: str, source: str | None, *content: str, kind: StatementKind = StatementKind.DIRECT
) -> Statement:
    return Statement(id, kind, tuple(map(_span, content)), (), (), source, (), "quotation-cue", 0.9)


def _analysis(*statements: Statement) -> Analysis:
    names = {"s1": "Berg", "s2": "AFP", "s3": "Lund"}
    sources = (Source(id, name, SourceKind.PERSON, None, None, (), 1, 1) for id, name in names.items())
    return Analysis(Engine("e", "1", "m"), sources=tuple(sources), statements=statements)


BERG = _statement("t1", "s1", "The dam holds,", "It will hold.")
AFP = _statement("t2", "s2", "the gates were shut", kind=StatementKind.INDIRECT)
OUTER = _statement("t3", "s1", "AFP reported that the gates were shut", kind=StatementKind.INDIRECT)

WORDS = [
    ("dam holds", "Berg"),
    ("“The dam holds,”", "Berg"),
    ("It will hold.", "Berg"),
    ("“The dam holds,” Berg said on Monday. “It will hold.”", "Berg"),
    ("The dam holds,” Berg said on Monday. “It will hold.", "Berg"),
    ("The dam holds,” Berg said", ""),
    ("dam holds,” Berg said on Monday. “It will hold", ""),
    ("Berg said on Monday", ""),
    ("It will hold.” AFP reported that the gates", ""),
    ("gates were shut", "AFP"),
    ("AFP reported that the gates", "Berg"),
    (TEXT, ""),
    ("“", ""),
]


@pytest.mark.parametrize(("words", "speaker"), WORDS)
def test_a_speaker_only_within_one_statement(words: str, speaker: str) -> None:
    assert speaker_of(_span(words), words, _analysis(BERG, AFP, OUTER)) == speaker


def test_sources_that_say_the_same_words_are_all_named() -> None:
    both = _analysis(BERG, _statement("t9", "s3", "The dam holds,", "It will hold."))
    assert speaker_of(_span("dam"), "dam", both) == "Berg and Lund"


def test_a_citation_names_the_chain_and_what_is_only_reported() -> None:
    passed_on = replace(AFP, via=("s3", "s1"))
    span = _span("gates were shut")
    given = span.of(TEXT), _analysis(passed_on)
    assert attribution_of(span, *given, is_quoted=True) == "AFP, via Lund, Berg"
    assert attribution_of(span, *given, is_quoted=False) == "reported of AFP, via Lund, Berg"
    assert attribution_of(_span("Monday"), "Monday", _analysis(passed_on), is_quoted=False) == ""


def test_nobody_speaks_where_no_source_is_named_or_nothing_was_said() -> None:
    negated = _statement("t2", "s2", "the gates were shut", kind=StatementKind.NEGATED)
    for statement in (_statement("t2", None, "the gates were shut"), negated):
        assert speaker_of(_span("gates"), "gates", _analysis(statement)) == ""
    assert speaker_of(None, "", _analysis(BERG)) == speaker_of(_span("dam"), "dam", None) == ""


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_any_named_speaker_said_every_word_or_exactly_this(one: int, other: int) -> None:
    span = Span(min(one, other), max(one, other))
    words = span.of(TEXT)
    speaker = speaker_of(span, words, _analysis(BERG, AFP, OUTER))
    whole = _span("The dam holds,” Berg said on Monday. “It will hold")
    if speaker and not span.covers(whole):
        said = [
            c for s in (BERG, AFP, OUTER) for c in s.content if s.source_id == {"Berg": "s1", "AFP": "s2"}[speaker]
        ]
        letters = [span.start + n for n, each in enumerate(words) if each.isalnum()]
        assert all(any(at in content for content in said) for at in letters)
