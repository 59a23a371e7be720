"""What commands take as articles: files, standard input, and numbers of the library, a file of that name first."""

from __future__ import annotations

import io
import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.analysis.client import AnalysisClient
from reader.analysis.protocol import engine
from reader.cli import interface
from reader.cli.console import flush_output
from reader.cli.main import run
from reader.config.paths import library_path
from reader.ingest import read_file
from reader.model.analysis import Analysis, Source, SourceKind, Statement, StatementKind
from reader.model.correction import CorrectedThing, CorrectionAct
from reader.model.span import Span
from reader.store import Store
from reader.text.anchoring.anchors import anchor_of

ARTICLE = "Harbour plan is unworkable\n\nAnna Berg said it would not work. The port is old, officials said.\n"
OTHER = "Bridge opens\n\nThe bridge was opened on Monday, and nobody said a word.\n"
NOWHERE = "no such file, and not in the library; `reader list` shows what is"
COMMANDS = [["notes"], ["corrections"], ["export", "--format", "csv"], ["remove"], ["edit", "--title", "x"]]
FOUND, ADDED = "it would not work", "The port is old"


def span(words: str) -> Span:
    return Span(ARTICLE.index(words), ARTICLE.index(words) + len(words))


def said(id: str, words: str, confidence: float, source: str | None = "s1", kind: str = "indirect") -> Statement:
    return Statement(id, StatementKind(kind), (span(words),), (), (), source, (), "cue-clause", confidence)


BERG = Source("s1", "Anna Berg", SourceKind.PERSON, "engineer", None, (span("Anna Berg"),), 1, 4)
ANALYSIS = Analysis(engine(), sources=(BERG,), statements=(said("t1", FOUND, 0.4),))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with the article in the library as number 1."""
    monkeypatch.setenv("READER_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("READER_CONFIG", str(tmp_path / "config"))
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    (here / "harbour.txt").write_text(ARTICLE, encoding="utf-8")
    with Store.open(library_path()) as store:
        article = read_file(here / "harbour.txt")
        store.add(article)
        store.analyses.save(article.sha256, ANALYSIS)

    async def analyse(*_: object) -> Analysis:
        return ANALYSIS

    monkeypatch.setattr(AnalysisClient, "analyse", analyse)
    return here


@pytest.fixture
def added() -> None:
    """A statement that a person added to the article."""
    with Store.open(library_path()) as store:
        version = store.versions.newest(1)
        words = anchor_of(version.text, span(ADDED))
        store.corrections.add(
            1,
            version.id,
            CorrectedThing.STATEMENT,
            CorrectionAct.SPEAKER,
            words,
            words=words,
            value="Anna Berg\nThe port office",
        )


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode())))


@pytest.mark.usefixtures("added", "piped")
@pytest.mark.parametrize("name", ["-", "harbour.txt", "1"])
def test_show_prints_the_article_and_then_who_says_what_as_corrected(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["show", name]) == 0
    out = capsys.readouterr().out
    article, _, list = out.partition("\nWho says what\n\n")
    assert article.lstrip("\n") == ARTICLE
    assert list.splitlines() == [
        "Anna Berg, engineer",
        "  0.40 ? it would not work",
        "  1.00 ✓ The port is old",
        "The port office (organisation)",
        "  1.00 ✓ The port is old",
    ]


@pytest.mark.usefixtures("piped")
def test_show_without_analysis_and_html_print_the_article_only(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "-", "--no-analysis"]) == 0
    assert capsys.readouterr().out.lstrip("\n") == ARTICLE
    assert run(["show", "1", "--format", "html"]) == 0
    assert "Who says what" not in capsys.readouterr().out


@pytest.mark.usefixtures("added", "piped")
def test_why_reads_standard_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "-", "--why"]) == 0
    assert "“The port is old” is Anna Berg's: added by you" in capsys.readouterr().out


@pytest.mark.usefixtures("added", "piped")
@pytest.mark.parametrize("name", ["-", "harbour.txt"])
def test_analyze_prints_what_was_corrected_if_asked(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["analyze", name, "--json"]) == 0
    (row,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert [each["id"] for each in row["statements"]] == ["t1"]
    assert "checked" not in row["statements"][0]
    sys.stdin.seek(0)
    assert run(["analyze", name, "--json", "--corrected"]) == 0
    (row,) = map(json.loads, capsys.readouterr().out.splitlines())
    said_by = {source["id"]: source["name"] for source in row["sources"]}
    with Store.read(library_path()) as store:
        version = store.versions.newest(1)
        shown = store.corrected(version, ANALYSIS)
    assert [each["id"] for each in row["statements"]] == [each.id for each in shown.statements]
    assert [said_by[each["source_id"]] for each in row["statements"]] == [
        "Anna Berg",
        "Anna Berg",
        "The port office",
    ]
    assert [each["checked"] for each in row["statements"]] == [False, True, True]
    assert row["document"] == 1


def test_a_text_that_the_library_lacks_is_not_corrected(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bridge.txt").write_text(OTHER, encoding="utf-8")
    assert run(["analyze", "bridge.txt", "harbour.txt", "--corrected", "--json"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["id"] == "harbour"
    assert err.count("\n") == 1
    assert err.startswith("reader: bridge.txt: this text is not in the library")
    assert run(["remove", "1"]) == 0
    assert run(["analyze", "harbour.txt", "--corrected"]) == 1


def test_analyze_for_people_says_who_says_what_and_then_the_counts(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["analyze", "harbour.txt"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "harbour.txt: Harbour plan is unworkable",
        "  Anna Berg, engineer",
        "    0.40 ? it would not work",
        "  1 statement (0 direct, 0 mixed, 1 indirect), 0 quotations, 0 names",
    ]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int | None]]:
    """What the interface would open."""
    found: list[int | None] = []

    def open_first(paths: list[str], low_bandwidth: bool) -> int:
        with Store.open(library_path()) as store:
            id, failed = interface.add_paths(store, paths)
            found.append(id)
        return int(failed)

    monkeypatch.setattr(interface, "_run", open_first)
    monkeypatch.setattr(interface, "_need_terminal", lambda: None)
    monkeypatch.setattr(interface, "_read_keys_from_terminal", lambda: None)
    return found


def test_a_number_opens_that_article_unless_it_is_a_file(
    folder: Path, opened: list[int | None], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["1"]) == 0
    assert opened == [1]
    assert run(["6"]) == 1
    assert (
        capsys.readouterr().err == "reader: 6: no such file, and not in the library; `reader list` shows what is\n"
    )
    (folder / "1").write_text(OTHER, encoding="utf-8")
    assert run(["1"]) == 0
    assert opened == [1, 2]
    assert run(["show", "1", "--no-analysis"]) == 0
    assert "The bridge" in capsys.readouterr().out
    assert run(["2", "harbour.txt"]) == 0
    assert run(["harbour.txt", "2"]) == 0
    assert opened == [1, 2, 2, 1]


def test_a_copy_is_found_by_its_text_unless_something_changes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "copy.txt").write_text(ARTICLE, encoding="utf-8")
    assert run(["export", "--statements", "--format", "json", "copy.txt"]) == 0
    assert json.loads(capsys.readouterr().out)["document"] == 1
    assert run(["notes", "copy.txt"]) == 0
    assert run(["remove", "copy.txt"]) == 1
    assert "copy.txt: this file is not in the library" in capsys.readouterr().err


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_wins_over_a_number_everywhere(
    command: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "1").write_text(OTHER, encoding="utf-8")
    assert run([*command, "1"]) == 1
    assert capsys.readouterr().err == "reader: 1: this file is not in the library; `reader list` shows what is\n"
    assert run([*command, "nowhere.txt"]) == 1
    assert f"nowhere.txt: {NOWHERE}" in capsys.readouterr().err


READING = (
    *("list", "list --json", "show 1", "show 1 --why", "show 1 --format html", "show harbour.txt --no-analysis"),
    *("analyze harbour.txt", "analyze harbour.txt --json --corrected", "keys", "keys --markdown", "man"),
    *("completion fish", "export --statements --format csv", "export --statements --format json"),
    *(
        "export --statements --format markdown",
        "corrections",
        "check",
        "edit 1 --outlet x",
        "remove 1 2",
        "--help",
    ),
)


@pytest.mark.usefixtures("added")
@pytest.mark.parametrize("command", READING)
def test_a_pipe_that_closes_early_ends_a_command_quietly(
    command: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "bridge.txt").write_text(OTHER, encoding="utf-8")
    assert run(["add", "bridge.txt"]) == 0
    capsys.readouterr()
    # It makes the program deaf to interrupts, which the tests need.
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    ours, theirs = os.pipe()
    os.close(ours)
    with os.fdopen(theirs, "w", encoding="utf-8") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        try:
            status = run(command.split())
        except SystemExit as end:
            status = int(end.code or 0)
        assert flush_output(status) == 0
    assert capsys.readouterr().err == ""
    with Store.read(library_path()) as store:
        assert store.documents.count() == (0 if command.startswith("remove") else 2)
