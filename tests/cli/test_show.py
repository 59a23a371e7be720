"""`reader show`: files without a library, articles of the library, and errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.analysis.protocol import engine
from reader.cli.main import run
from reader.config.paths import library_path, settings_path
from reader.ingest import read_file
from reader.model.analysis import (
    Analysis,
    Entity,
    EntityType,
    Source,
    SourceKind,
    Statement,
    StatementKind,
)
from reader.model.correction import CorrectedThing, CorrectionAct
from reader.model.span import Span
from reader.store import Store
from reader.text.anchoring.anchors import anchor_of

ARTICLE = "Harbour plan is unworkable\n\nAnna Berg said on Tuesday that it would not work, and left for Oslo.\n"


@pytest.fixture(autouse=True)
def _own_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READER_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("READER_CONFIG", str(tmp_path / "config"))
    for name in ("COLORTERM", "COLORFGBG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def keep(article: Path) -> None:
    """Add the article to the library, with an analysis that found Oslo."""
    read = read_file(article)
    start = read.text.index("Oslo")
    oslo = Entity("e1", "Oslo", EntityType.PLACE, (Span(start, start + 4),))
    with Store.open(library_path()) as store:
        store.add(read)
        store.analyses.save(read.sha256, Analysis(engine(), entities=(oslo,)))


def test_a_file_is_shown_without_a_library(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", str(article), "--no-analysis"]) == 0
    out, err = capsys.readouterr()
    assert "Anna Berg said on Tuesday" in out
    assert (err, "\x1b" in out) == ("", False)
    assert not library_path().exists()


@pytest.mark.parametrize("by_id", [True, False])
def test_the_analysis_in_the_library_is_shown(
    article: Path, by_id: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(article)
    assert run(["show", "1" if by_id else str(article), "--format", "bbcode"]) == 0
    assert "[color=#2c642a]Oslo[/color]" in capsys.readouterr().out
    assert run(["show", str(article), "--format", "bbcode", "--no-analysis"]) == 0
    assert "[color=#2c642a]" not in capsys.readouterr().out


def test_the_theme_comes_from_the_settings_or_the_option(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings_path().parent.mkdir()
    settings_path().write_text('theme = "paper"')
    command = ["show", str(article), "--no-analysis", "--format", "html"]
    run(command)
    assert "#faf7f0" in capsys.readouterr().out
    run([*command, "--theme", "ink"])
    assert "#14161b" in capsys.readouterr().out


def test_a_broken_theme_or_setting_is_reported_and_the_article_printed(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings_path().parent.mkdir()
    settings_path().write_text("theme = ")
    (settings_path().parent / "themes").mkdir()
    (settings_path().parent / "themes" / "dusk.toml").write_text("dark = 1")
    assert run(["show", str(article), "--no-analysis"]) == 0
    out, err = capsys.readouterr()
    assert "Anna Berg" in out
    assert ["settings.toml" in line or "dusk.toml" in line for line in err.splitlines()] == [True, True]


def test_an_article_is_shown_even_if_the_analysis_fails(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings_path().parent.mkdir()
    settings_path().write_text('model = "no_such_model"')
    assert run(["show", str(article)]) == 0
    out, err = capsys.readouterr()
    assert "Anna Berg" in out
    assert err.startswith("reader: not analysed: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("argv", "complaint"),
    [
        (["nowhere.txt"], "not in the library"),
        (["17"], "not in the library"),
        (["."], "folder"),
        (["{article}", "--format", "nope"], "no format 'nope'"),
        (["{article}", "--theme", "nope"], "no theme 'nope'"),
    ],
)
def test_what_cannot_be_shown_gives_a_one_line_error(
    article: Path, argv: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["show", *(part.format(article=article) for part in argv)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert complaint in err
    assert err.count("\n") == 1


def test_a_file_is_shown_even_if_the_library_cannot_be_opened(
    article: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("READER_DATA", str(article / "no folder"))
    assert run(["show", str(article), "--no-analysis"]) == 0
    assert "Anna Berg" in capsys.readouterr().out
    assert run(["show", "1"]) == 1
    assert list(article.parent.iterdir()) == [article]


def test_why_prints_the_source_of_each_statement_and_the_evidence(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    read = read_file(article)

    def span(words: str) -> Span:
        start = read.text.index(words)
        return Span(start, start + len(words))

    berg = Source("s1", "Anna Berg", SourceKind.PERSON, None, None, (span("Anna Berg"),), 1, 5)
    said = Statement(
        "t1",
        StatementKind.INDIRECT,
        (span("that it would not work"),),
        (span("said"),),
        (span("Anna Berg"),),
        "s1",
        (),
        "cue-clause",
        0.9,
    )
    with Store.open(library_path()) as store:
        store.add(read)
        store.analyses.save(read.sha256, Analysis(engine(), sources=(berg,), statements=(said,)))
    assert run(["show", "1", "--why"]) == 0
    assert capsys.readouterr().out == (
        "0.90  “that it would not work” is Anna Berg's: subject of “said”, which reports the clause\n"
    )


def test_corrections_are_applied_to_a_document_of_the_library(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(article)
    with Store.open(library_path()) as store:
        version = store.versions.newest(1)
        start = version.text.index("it would not work")
        words = anchor_of(version.text, Span(start, start + 17))
        store.corrections.add(
            1, version.id, CorrectedThing.STATEMENT, CorrectionAct.SPEAKER, words, value="Anna Berg"
        )
    assert run(["show", "1", "--why"]) == 0
    assert "1.00  “it would not work” is Anna Berg's: added by you" in capsys.readouterr().out
