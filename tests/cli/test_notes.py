"""The commands notes, export and import, over a library with annotations."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import uuid4

import pytest

from reader.cli.main import run
from reader.config.paths import library_path
from reader.model.annotation import Annotation
from reader.model.span import Span
from reader.store import Store
from reader.text.anchoring.anchors import anchor_of

ARTICLE = "Harbour plan is unworkable\n\nThe minister said it would not work, and left.\n"
WORDS = "it would not work"


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("READER_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("READER_CONFIG", str(tmp_path / "config"))
    path = tmp_path / "harbour.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    run(["add", str(path)])
    return path


@pytest.fixture
def annotated(article: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    with Store.open(library_path()) as store:
        document = store.documents.find(str(article))
        version = store.versions.newest(document.id)
        at = version.text.index(WORDS)
        anchor = anchor_of(version.text, Span(at, at + len(WORDS)))
        store.annotations.save(
            Annotation(
                str(uuid4()), document.id, version.id, anchor, "Ask\x1b[2J him", ("ask",), speaker="The minister"
            )
        )
    capsys.readouterr()
    return article


def test_notes_are_listed_and_safe_to_print(annotated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["notes"]) == 0
    assert capsys.readouterr().out == (
        "1: Harbour plan is unworkable\n  “it would not work”  — The minister  Ask␛[2J him  #ask\n"
    )
    assert run(["notes", str(annotated), "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["exact"], row["note"], row["state"], row["tags"]) == (WORDS, "Ask\x1b[2J him", "exact", ["ask"])
    assert ARTICLE[row["start"] : row["end"]] == WORDS


def test_an_export_can_be_imported_into_another_library(
    annotated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "notes.jsonld"
    assert run(["export", "--format", "w3c", "-o", str(file)]) == 0
    assert run(["import", str(file)]) == 0
    assert "0 annotations imported, 1 already known" in capsys.readouterr().out
    monkeypatch.setenv("READER_DATA", str(tmp_path / "other"))
    assert run(["import", str(file)]) == 1
    assert f"{annotated.as_uri()}: not in the library, 1 annotation left out" in capsys.readouterr().err
    run(["add", str(annotated)])
    assert run(["import", str(file)]) == 0
    capsys.readouterr()
    assert run(["notes"]) == 0
    assert "“it would not work”  — The minister" in capsys.readouterr().out


def test_pages_in_a_folder_are_updated(
    annotated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vault = tmp_path / "vault"
    vault.mkdir()
    for _ in range(2):
        assert run(["export", "--format", "markdown", "-o", str(vault)]) == 0
    assert [path.name for path in vault.iterdir()] == ["harbour-plan-is-unworkable.md"]
    page = vault / "harbour-plan-is-unworkable.md"
    assert page.read_text(encoding="utf-8").count("> it would not work") == 1
    page.write_text("Something else\n", encoding="utf-8")
    assert run(["export", "--format", "markdown", "-o", str(vault)]) == 0
    assert page.read_text(encoding="utf-8") == "Something else\n"
    assert (vault / "harbour-plan-is-unworkable-2.md").exists()
    capsys.readouterr()
    assert run(["export", "--format", "markdown", "-o", str(page)]) == 1
    assert "not a page of this article" in capsys.readouterr().err


def test_csv_is_written(annotated: Path, tmp_path: Path) -> None:
    file = tmp_path / "notes.csv"
    assert run(["export", "--format", "csv", "-o", str(file), "1"]) == 0
    assert file.read_bytes().count(b"\r\n") == 2


def test_an_empty_export_and_unreadable_imports_are_errors(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", "--format", "csv"]) == 1
    assert run(["import", str(article)]) == 1
    assert run(["import", "/nowhere.json"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert ["nothing to export" in lines[0], "not JSON" in lines[1], "/nowhere.json" in lines[2]] == [True] * 3


def test_labels_go_by_their_names_out_and_in(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["add", str(article)]) == 0
    with Store.open(library_path()) as store:
        version = store.versions.newest(1)
        anchor = anchor_of(version.text, Span(0, 7))
        kept = store.annotations.save(Annotation(str(uuid4()), 1, version.id, anchor, "mine", label="v"))
    for format in ("w3c", "csv", "markdown"):
        assert run(["export", "--format", format, "-o", str(tmp_path / f"out.{format}")]) == 0
    assert '"verified"' in (tmp_path / "out.w3c").read_text()
    capsys.readouterr()
    run(["notes"])
    assert "[verified]" in capsys.readouterr().out
    with Store.open(library_path()) as store:
        store.annotations.delete(kept.id, kept.revision)
        store._db.run("DELETE FROM annotations")
    run(["import", str(tmp_path / "out.w3c")])
    with Store.open(library_path()) as store:
        assert [each.annotation.label for each in store.annotations.of(1)] == ["v"]
