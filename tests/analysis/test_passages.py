"""Short passages, a file a phenomenon, each with what the analysis must find in it and what it must not."""

from __future__ import annotations

from collections import Counter

import pytest

from reader.analysis.pipeline import Pipeline
from reader.analysis.protocol import engine
from reader.ingest import read_bytes
from reader.model.analysis import Analysis
from reader.text.wording.explanation import REASONS
from tests.analysis.conftest import Found
from tests.analysis.passage_set import CHECKS, PassageCase, absent, ambiguous, failures, gaps, passages

pytestmark = pytest.mark.xdist_group("passages")

PASSAGES = passages()
GAPS = frozenset(gaps())


def _parameter(case: PassageCase) -> object:
    known = pytest.mark.xfail(strict=True, raises=AssertionError, reason="listed in passages/gaps.txt")
    return pytest.param(case, id=f"{case.phenomenon}/{case.id}", marks=[known] if case.id in GAPS else [])


@pytest.mark.parametrize("case", [_parameter(case) for case in PASSAGES])
def test_passage(pipeline: Pipeline, case: PassageCase) -> None:
    article = read_bytes(case.text.encode(), f"{case.id}.txt")
    found = Found(article.text, pipeline.analyse(article.text, article.blocks, article.published))
    wrong = failures(case, found)
    assert not wrong, "\n".join([f"{case.phenomenon}/{case.id}:", *wrong])


def test_every_rule_of_the_passages_has_its_words(pipeline: Pipeline) -> None:
    articles = [read_bytes(case.text.encode(), f"{case.id}.txt") for case in PASSAGES]
    analyses = [pipeline.analyse(article.text, article.blocks, article.published) for article in articles]
    rules = {statement.rule for analysis in analyses for statement in analysis.statements}
    assert rules - REASONS.keys() == set()
    assert REASONS.keys() - rules <= {"person", "added", "continued", "woven"}


def test_the_set_is_large_and_its_ids_are_unique() -> None:
    assert len(PASSAGES) >= 130
    assert [name for name, times in Counter(case.id for case in PASSAGES).items() if times > 1] == []


def test_gaps_are_passages_and_stand_once_in_order() -> None:
    assert gaps() == sorted(GAPS)
    assert {case.id for case in PASSAGES} >= GAPS


def test_expectations_speak_of_their_passage() -> None:
    assert {case.id: unknown for case in PASSAGES if (unknown := case.expected.keys() - CHECKS.keys())} == {}
    assert {case.id: words for case in PASSAGES if (words := list(absent(case)))} == {}
    assert {case.id: words for case in PASSAGES if (words := list(ambiguous(case)))} == {}


@pytest.mark.parametrize("kind", ["quotations", "statements", "sources", "entities", "one_entity"])
def test_an_analysis_that_finds_nothing_fails_every_passage(kind: str) -> None:
    nothing = Analysis(engine(), (), (), (), ())
    cases = [case for case in PASSAGES if kind in case.expected]
    assert cases
    assert [case.id for case in cases if not failures(case, Found(case.text, nothing))] == []
