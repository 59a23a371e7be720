"""The confidence of statements: what it is read from, and that it tells sure from unsure."""

from __future__ import annotations

import pytest

from reader.analysis import lexicon
from reader.analysis.drafts import StatementDraft
from reader.analysis.passage import Passage
from reader.analysis.rules.attribution import attribute
from reader.analysis.rules.confidence import ConfidenceModel
from tests import analysed
from tests.fit.confidence import together

# The language model is loaded by one worker.
pytestmark = pytest.mark.xdist_group("analysis")

TEXT = (
    "“We sail on Monday,” said Anna Berg.\n\nThe harbour said the pier, it seems, would close and open and close."
)


@pytest.fixture
def found() -> tuple[list[Passage], tuple[StatementDraft, ...]]:
    passages = analysed.pipeline().passages(TEXT, ())
    return passages, attribute(passages)


def test_the_weights_of_the_features_are_added_up(
    found: tuple[list[Passage], tuple[StatementDraft, ...]],
) -> None:
    passages, drafts = found
    even = ConfidenceModel(passages, {})
    assert [even.of(draft) for draft in drafts] == [0.5, 0.5]
    quoted = ConfidenceModel(passages, {"any": 1.0, "cue say quotation-cue": 1.0})
    assert quoted.of(drafts[0]) == pytest.approx(0.881, abs=0.001)
    assert quoted.of(drafts[1]) == pytest.approx(0.731, abs=0.001)


def test_a_statement_is_known_by_its_rule_cue_source_and_surroundings(
    found: tuple[list[Passage], tuple[StatementDraft, ...]],
) -> None:
    passages, drafts = found
    assert ConfidenceModel(passages).features(drafts[0]) == [
        "any",
        "rule quotation-cue",
        "given quotation-cue 19",
        "who person",
        "who person quotation-cue",
        "who place nsubj quotation-cue",
        "cue say",
        "cue say quotation-cue",
        "cue place ROOT",
        "distance after quotation-cue",
        'before " quotation-cue',
        'after " quotation-cue',
        "verbs 1 quotation-cue",
        "verbs outside 1 quotation-cue",
    ]


def test_the_table_that_comes_with_the_program_tells_sure_from_unsure(
    found: tuple[list[Passage], tuple[StatementDraft, ...]],
) -> None:
    passages, (quoted, reported) = found
    model = ConfidenceModel(passages)
    assert model.of(quoted) > 0.9 > model.of(reported)
    assert "given quotation-cue 19" in lexicon.confidence_weights()


def test_what_several_say_together_is_one_statement_with_all_their_words() -> None:
    rows: list[dict[str, object]] = [
        {"content": [[0, 5]], "source": [[7, 9]], "rule": "cue-clause"},
        {"content": [[0, 5]], "source": [[12, 15]], "rule": "cue-clause"},
        {"content": [[20, 25]], "source": None, "rule": "unattributed"},
    ]
    assert [row["source"] for row in together(rows)] == [[[7, 9], [12, 15]], []]
