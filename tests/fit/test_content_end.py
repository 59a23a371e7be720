"""The fit of where content ends, on an article small enough to count by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.analysis.pipeline import Pipeline
from tests.analysis.conftest import pipeline as pipeline
from tests.fit.content_end import article_steps, fit
from tests.fit.cues import SEEN

TEXT = "Berg said the dam held, which surprised many."


def annotated(folder: Path, end: int) -> Path:
    (folder / "text").mkdir()
    (folder / "attributions").mkdir()
    article = folder / "text" / "dam.txt"
    article.write_text(TEXT, encoding="utf-8")
    (folder / "attributions" / "dam_abcd.ann").write_text(
        f"T1\tCue 5 9\tsaid\nT2\tContent 10 {end}\t{TEXT[10:end]}\nE1\tAttribution:T1 Cue:T1 Content:T2\n",
        encoding="utf-8",
    )
    return article


@pytest.mark.parametrize(("last", "ends"), [("held", [True]), ("many", [False])])
def test_each_place_up_to_the_annotated_end_is_an_example(
    pipeline: Pipeline, tmp_path: Path, last: str, ends: list[bool]
) -> None:
    steps = article_steps(pipeline, annotated(tmp_path, TEXT.index(last) + len(last)))
    assert [stops for features, stops in steps if any(" which" in feature for feature in features)] == ends


def test_what_ends_reports_weighs_more_than_what_goes_on() -> None:
    weights = fit([(["any", "stop"], True), (["any", "on"], False)] * SEEN * 4)
    assert weights["stop"] > 0 > weights["on"]
