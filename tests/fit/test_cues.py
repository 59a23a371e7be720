"""The fit of the table of cues, on examples small enough to work out by hand."""

from __future__ import annotations

from pathlib import Path

from reader.model.span import Span
from tests.fit.cues import (
    HELD,
    SEEN,
    Example,
    annotated_statements,
    fit,
    fitted_texts,
    regression,
    words_in,
    write,
)


def test_a_feature_of_right_examples_weighs_more_than_one_of_wrong_ones() -> None:
    weights = regression([["any", "good"], ["any", "bad"]] * SEEN * 4, [True, False] * SEEN * 4)
    assert weights["good"] > 0.5
    assert weights["bad"] < -0.5
    assert abs(weights["any"]) < 0.1


def test_rare_features_get_no_weight() -> None:
    rows = [["any"]] * (SEEN - 1) + [["any", "rare"]]
    assert set(regression(rows, [True] * SEEN)) == {"any"}


def test_standing_inside_a_report_counts_against_an_example() -> None:
    group = [Example(["outer"], [], True), Example(["inner"], [0], False)]
    alone = [Example(["inner"], [], True)]
    weights = fit([group, alone] * SEEN * 4)
    assert weights["inside 3"] < weights["inside 0"]


def test_marks_are_read_with_their_parts(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    article = tmp_path / "text" / "dam.txt"
    article.write_text("Berg said the dam held.", encoding="utf-8")
    (tmp_path / "attributions" / "dam_abcd.ann").write_text(
        "T1\tSource 0 4\tBerg\nT2\tCue 5 9\tsaid\nT3\tContent 10 13;14 22\tthe dam held\n"
        "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\nA1\tSomething E1\n",
        encoding="utf-8",
    )
    assert annotated_statements(article) == [([Span(10, 13), Span(14, 22)], [Span(5, 9)])]


def test_the_held_articles_are_known_by_their_names_alone(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    for number in range(HELD + 3):
        (tmp_path / "text" / f"{number}.txt").touch()
    assert [path.name for path in fitted_texts(tmp_path)] == ["106.txt", "118.txt", "14.txt"]


def test_words_are_known_by_where_they_start() -> None:
    assert words_in('"The dam," he', [Span(0, 9)]) == {1, 5}


def test_the_table_leaves_out_what_is_worth_nothing(tmp_path: Path) -> None:
    path = tmp_path / "cues.tsv"
    write({"b": -0.5, "a": 1.25, "c": 0.0}, path)
    assert path.read_text(encoding="utf-8").splitlines()[1:] == ["a\t1.25", "b\t-0.5"]
