"""Reports without quotation marks, as the counted table weighs them, one construction after the other."""

from __future__ import annotations

import pytest

from reader.analysis.clauses.cue_classifier import depth_feature, likelihood, score
from reader.analysis.lexicon import cue_weights
from tests.analysis.conftest import Read

REPORTS = [
    ("The senator's claim that the dam had burst was wrong.", "the dam had burst", "claim", "The senator"),
    ("Anna Berg is confident that the dam will hold.", "the dam will hold", "is confident", "Anna Berg"),
    ("Critics accused the mayor of hiding the bill.", "hiding the bill", "accused", "Critics"),
    ("Anna Berg has called for a new vote on the dam.", "a new vote on the dam", "has called", "Anna Berg"),
    ("The plan was condemned by Anna Berg.", "The plan", "was condemned", "Anna Berg"),
    ("Anna Berg refused to sign the contract.", "to sign the contract", "refused", "Anna Berg"),
]


@pytest.mark.parametrize(("text", "part", "cue", "name"), REPORTS)
def test_reports_in_many_constructions(read: Read, text: str, part: str, cue: str, name: str) -> None:
    found = read(text)
    statement = found.statement(part)
    assert found.words(statement.cue) == [cue]
    assert found.by(part) == name


def test_a_relative_pronoun_is_the_mention_and_its_noun_the_source(read: Read) -> None:
    found = read("The letter came from Anna Berg, who said that the dam would hold.")
    statement = found.statement("the dam would hold")
    assert found.words(statement.source_mention) == ["who"]
    assert found.by("the dam would hold") == "Anna Berg"


def test_a_mention_takes_in_the_clause_that_parts_it_from_its_cue(read: Read) -> None:
    found = read("A poll conducted in May found that most voters dislike the dam.")
    assert found.words(found.statement("most voters").source_mention) == ["A poll conducted in May"]


def test_the_occasion_is_no_part_of_what_is_said(read: Read) -> None:
    found = read("Anna Berg praised the dam during a visit to Oslo.")
    assert found.words(found.statement("the dam").content) == ["the dam"]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg claimed her second title in a row.",
        "Anna Berg walked to the harbour and bought some fish.",
        "The frost claimed forty trees.",
        "A man known as the Baker left the harbour.",
    ],
)
def test_acts_are_no_reports(read: Read, text: str) -> None:
    assert read(text).said() == []


def test_no_two_statements_of_a_sentence_share_words(read: Read) -> None:
    found = read("Anna Berg said she believes critics want to delay her plan to build the dam.")
    assert len(found.analysis.statements) == 1
    assert found.by("critics want to delay") == "Anna Berg"


def test_the_table_is_small_and_of_plain_numbers() -> None:
    weights = cue_weights()
    assert len(weights) > 1000
    assert all(abs(value) < 20 for value in weights.values())
    assert weights["listed - object"] < 0 < weights["shape that"]


def test_scores_become_probabilities() -> None:
    assert likelihood(0.0) == 0.5
    assert 0.0 < likelihood(-1e9) < likelihood(-1.0) < likelihood(1.0) < likelihood(1e9) < 1.0
    assert score(["a", "b", "unknown"], {"a": 1.0, "b": -0.25}) == 0.75
    assert [depth_feature(outer) for outer in ([], [-9.0], [0.0, -2.0], [9.0])] == [
        "inside 0",
        "inside 0",
        "inside 2",
        "inside 3",
    ]
