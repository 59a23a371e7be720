"""What `reader analyze` prints."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.cli import analyze
from reader.cli.analyses import Analyses
from reader.model.analysis import Analysis
from reader.model.document import Article
from reader.model.errors import AnalysisError

KEYS = ["id", "title", "text", "blocks", "entities", "quotations", "sources", "statements", "engine"]
INNER = {
    "blocks": ["kind", "start", "end"],
    "entities": ["id", "name", "type", "mentions", "reckoned"],
    "quotations": ["start", "end", "role", "statement"],
    "sources": ["id", "name", "kind", "role", "entity", "mentions", "statements", "words"],
    "statements": [
        *["id", "kind", "content", "cue", "source", "source_id", "via", "rule", "confidence", "candidates"],
    ],
}
ARTICLE = "Pier 'Safe' Again\n\n“It is safe,” Karin Lund of Tromsø told Reuters. She said the pier was new.\n"


@pytest.fixture(autouse=True)
def own_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("READER_DATA", str(tmp_path / "data"))


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "pier.one.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_one_line_a_file_with_the_keys_of_the_design_in_their_order(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Nothing is said here.\n", encoding="utf-8")
    assert analyze.run([str(article), str(other)], as_json=True) == 0
    printed = capsys.readouterr().out
    rows = [json.loads(line) for line in printed.splitlines()]
    assert [row["id"] for row in rows] == ["pier.one", "other"]
    assert all(list(row) == KEYS for row in rows)
    assert rows[0]["text"] == ARTICLE
    assert "Tromsø" in printed
    for part, keys in INNER.items():
        assert rows[0][part], part
        assert all(list(entry) == keys for entry in rows[0][part])
    assert list(rows[0]["engine"]) == ["name", "version", "model"]
    assert not (tmp_path / "data" / "library.sqlite3").exists()


def test_a_bad_file_costs_only_its_own_answer(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    binary = tmp_path / "picture.txt"
    binary.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00")
    missing = tmp_path / "missing\x1b[2J.txt"
    assert analyze.run([str(binary), str(article), str(missing)], as_json=True) == 1
    out, err = capsys.readouterr()
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["pier.one"]
    assert len(err.splitlines()) == 2
    assert "picture.txt" in err
    assert "\x1b" not in err


def test_the_model_is_the_one_asked_for_or_that_of_the_settings(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refused(analyses: Analyses, _article: Article) -> Analysis:
        raise AnalysisError(f"{analyses._engine.model} cannot be used")

    monkeypatch.setattr(Analyses, "of", refused)
    monkeypatch.setenv("READER_CONFIG", str(tmp_path))
    (tmp_path / "settings.toml").write_text('model = "in_the_settings"\n', encoding="utf-8")
    for model in (None, "asked_for"):
        assert analyze.run([str(article)], model=model) == 1
    err = capsys.readouterr().err
    assert err == "reader: in_the_settings@unknown cannot be used\nreader: asked_for@unknown cannot be used\n"


def test_a_summary_for_people(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert analyze.run([str(article)]) == 0
    out = capsys.readouterr().out
    assert "pier.one.txt: Pier 'Safe' Again" in out
    assert "Karin Lund" in out
