"""`reader export --statements`: who says what as a person corrected it, in three formats."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from reader.analysis.client import AnalysisClient
from reader.analysis.protocol import engine
from reader.cli.main import run
from reader.config.paths import library_path
from reader.model.analysis import Analysis
from reader.model.correction import CorrectedThing, CorrectionAct
from reader.model.errors import AnalysisError
from reader.model.span import Span
from reader.store import Store
from reader.text.anchoring.anchors import anchor_of
from tests.two_texts import FIRST, OFFICIALS, PERSON, SECOND, SPOKESMAN, analysis_of

ADDED = "The talks are over"
EMPTY = "the docks were empty"


@pytest.fixture(autouse=True)
def _library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READER_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("READER_CONFIG", str(tmp_path / "config"))
    with Store.open(library_path()) as store:
        for article in (FIRST, SECOND):
            store.add(article)
            store.analyses.save(article.sha256, analysis_of(article, engine()))


def correct(words: str, act: CorrectionAct, value: str = "", *, adds: bool = False) -> None:
    """Correct the statement on these words of the first article."""
    with Store.open(library_path()) as store:
        version = store.versions.newest(1)
        at = version.text.index(words)
        anchor = anchor_of(version.text, Span(at, at + len(words)))
        subject = "" if adds or act is not CorrectionAct.KIND else OFFICIALS
        made = anchor if adds else None
        statement = CorrectedThing.STATEMENT
        store.corrections.add(1, version.id, statement, act, anchor, words=made, value=value, subject=subject)


@pytest.fixture
def corrected() -> None:
    """The first article, with a statement of two speakers added, one rejected and one negated."""
    correct(ADDED, CorrectionAct.SPEAKER, f"{PERSON}\nThe Kremlin", adds=True)
    correct("nothing had changed", CorrectionAct.REJECT, SPOKESMAN)
    correct("prices would rise", CorrectionAct.KIND, "negated")


def exported(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    capsys.readouterr()
    assert run(["export", "--statements", "--format", "json", *arguments]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def names(row: dict[str, object]) -> list[str]:
    speakers = row["speakers"]
    assert isinstance(speakers, list)
    return [each["name"] for each in speakers]


@pytest.mark.usefixtures("corrected")
def test_what_was_corrected_goes_out(capsys: pytest.CaptureFixture[str]) -> None:
    rows = exported(capsys, "1", "1")
    assert [(row["words"], names(row), row["checked"]) for row in rows] == [
        (ADDED, [PERSON, "The Kremlin"], True),
        ("the talks had failed", [PERSON], False),
    ]
    assert rows[0]["content"] == [{"start": 0, "end": 18, "exact": ADDED}]
    assert rows[1]["cue"] == [{"start": 33, "end": 37, "exact": "said"}]
    assert (rows[1]["confidence"], rows[1]["doubtful"], rows[1]["sha256"]) == (0.88, False, FIRST.sha256)


def test_a_renamed_source_is_told_apart_from_what_the_text_has(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Store.open(library_path()) as store:
        store.aliases.add(OFFICIALS, "Jane Doe", document_id=1)
    rows = {row["document"]: row for row in exported(capsys) if row["words"] in ("prices would rise", EMPTY)}
    assert [(names(rows[id]), rows[id]["text_has"]) for id in (1, 2)] == [
        (["Jane Doe"], [OFFICIALS]),
        ([OFFICIALS], []),
    ]
    path = tmp_path / "talks.txt"
    path.write_text(FIRST.text, encoding="utf-8")
    assert run(["analyze", str(path), "--corrected"]) == 0
    assert f"prices would rise (named by you; the text has “{OFFICIALS}”)" in capsys.readouterr().out


@pytest.mark.usefixtures("corrected")
def test_what_was_not_said_goes_out_if_asked(capsys: pytest.CaptureFixture[str]) -> None:
    rows = exported(capsys, "--negated", "1")
    assert [(row["words"], row["kind"]) for row in rows][-1] == ("prices would rise", "negated")
    assert len(rows) == 3


@pytest.mark.usefixtures("corrected")
def test_the_export_is_what_the_interface_shows(capsys: pytest.CaptureFixture[str]) -> None:
    rows = exported(capsys)
    with Store.read(library_path()) as store:
        for document_id, article in ((1, FIRST), (2, SECOND)):
            version = store.versions.newest(document_id)
            shown = store.corrected(version, analysis_of(article, engine()))
            known = {source.id: source.name for source in shown.sources}
            said = {(each.content[0].of(article.text), known[each.source_id or ""]) for each in shown.statements}
            said -= {("prices would rise", OFFICIALS)} if document_id == 1 else set()
            own = [row for row in rows if row["document"] == document_id]
            assert {(row["words"], name) for row in own for name in names(row)} == said


@pytest.mark.usefixtures("corrected")
def test_tables_and_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, page = tmp_path / "said.csv", tmp_path / "said.md"
    for format, file in (("csv", table), ("markdown", page)):
        assert run(["export", "--statements", "--format", format, "-o", str(file), "1"]) == 0
        assert capsys.readouterr().out == f"{file}: 2 statements of 1 article\n"
    rows = [*csv.DictReader(io.StringIO(table.read_text(encoding="utf-8"), newline=""))]
    assert [row["speakers"] for row in rows] == [f"{PERSON}; The Kremlin", PERSON]
    assert (rows[0]["start"], rows[0]["end"], rows[0]["checked"]) == ("0", "18", "true")
    said_by = f"{PERSON}; The Kremlin (organisation)"
    assert f"> {ADDED}\n>\n> — {said_by}\n\nindirect · 1.00 · checked · 0–18\n" in page.read_text()
    run(["export", "--statements", "--format", "csv", "-o", str(table), "2"])
    assert capsys.readouterr().out == f"{table}: 3 statements of 1 article, in place of what was there\n"


def test_a_device_is_written_to_and_nothing_is_said(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "--statements", "--format", "json", "-o", "/dev/null"]) == 0
    assert capfd.readouterr() == ("", "")
    assert Path("/dev/null").is_char_device()


def test_a_folder_gets_a_file_with_a_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["export", "--statements", "--format", "json", "-o", str(tmp_path)]
    assert run([*command, "2"]) == 0
    assert run(command) == 0
    names = {path.name for path in tmp_path.glob("*.jsonl")}
    assert names == {"the-port-is-shut-statements.jsonl", "statements.jsonl"}
    assert run([*command[:-1], f"{tmp_path}/new/"]) == 0
    assert (tmp_path / "new" / "statements.jsonl").exists()


def test_what_was_not_analysed_yet_is_analysed_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "new.txt"
    path.write_text("New\n\nNothing has been analysed here, officials said.\n", encoding="utf-8")
    run(["add", str(path)])
    asked: list[str] = []

    async def analyse(self: AnalysisClient, text: str, *_: object) -> Analysis:
        asked.append(text)
        if "fails" in text:
            raise AnalysisError("no model")
        return Analysis(engine())

    monkeypatch.setattr(AnalysisClient, "analyse", analyse)
    assert len(exported(capsys)) == 6
    assert len(asked) == 1
    path.write_text("New\n\nThis fails, officials said.\n", encoding="utf-8")
    run(["add", str(path)])
    capsys.readouterr()
    assert run(["export", "--statements", "--format", "json"]) == 1
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 6
    assert err == "reader: document 3: left out, since it cannot be analysed: no model\n"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--format", "json"], "annotations can be written as markdown, w3c, csv, not as json"),
        (["--statements", "--format", "w3c"], "statements can be written as csv, json, markdown, not as w3c"),
        (["--format", "csv", "--negated"], "it needs --statements"),
        (["--statements"], "--format"),
    ],
)
def test_formats_that_do_not_fit_are_refused(
    arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        run(["export", *arguments])
    assert end.value.code == 2
    assert complaint in capsys.readouterr().err


def test_an_empty_library_and_an_unknown_article_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["export", "--statements", "--format", "csv"]
    assert run([*command, "1", "nowhere"]) == 1
    assert capsys.readouterr().out == ""
    monkeypatch.setenv("READER_DATA", str(tmp_path / "other"))
    assert run(command) == 1
    assert "nothing to export" in capsys.readouterr().err
    assert not (tmp_path / "other").exists()
