"""The shared article with its gold: every check of its tool holds, and every shared article is answered."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reader.analysis.pipeline import Pipeline
from reader.cli import analyze
from reader.ingest import read_file
from tests.shared_files import SHARED, needs_shared

pytestmark = needs_shared
SEED = SHARED / "articles" / "000_6d9064bd1dbd574f.txt"


def test_the_seed_article_as_its_gold_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("READER_DATA", str(tmp_path))
    assert analyze.run([str(SEED)], as_json=True) == 0
    line = capsys.readouterr().out
    check = [sys.executable, str(SHARED / "tools" / "seed_check.py")]
    result = subprocess.run(check, input=line, capture_output=True, text=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stdout


def test_every_shared_article_is_answered_within_its_own_text(pipeline: Pipeline) -> None:
    for path in sorted((SHARED / "articles").rglob("*.*")):
        article = read_file(Path(path))
        analysis = pipeline.analyse(article.text, article.blocks)
        spans = [span for s in analysis.statements for span in (*s.content, *s.cue, *s.source_mention)]
        spans += [span for e in analysis.entities for span in e.mentions]
        spans += [quotation.span for quotation in analysis.quotations]
        assert spans, path.name
        assert all(span and span.end <= len(article.text) for span in spans), path.name
        known = {source.id for source in analysis.sources} | {None}
        assert {s.source_id for s in analysis.statements} <= known
        assert {via for s in analysis.statements for via in s.via} <= known
