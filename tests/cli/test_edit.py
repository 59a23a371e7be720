"""`reader edit`: the particulars of an article from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.cli.main import run
from reader.config.paths import library_path
from reader.store import Store


@pytest.fixture(autouse=True)
def _own_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READER_DATA", str(tmp_path / "data"))
    (tmp_path / "a.txt").write_text("Harbour reopens\n\nThe ferries sail again, Mara Lind said on Tuesday.\n")
    assert run(["add", str(tmp_path / "a.txt")]) == 0


def test_particulars_are_set_and_printed(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    options = [
        "--outlet",
        "The  Gazette",
        "--author",
        "Lind, Mara",
        "--author",
        "Bo Day",
        "--published",
        "18 June 2024",
    ]
    assert run(["edit", "1", *options]) == 0
    assert "outlet: The Gazette\nauthors: Lind, Mara; Bo Day\npublished: 2024-06-18\nurl: not known" in (
        capsys.readouterr().out
    )
    with Store.open(library_path()) as store:
        assert store.documents.get(1).authors == ("Lind, Mara", "Bo Day")
    assert run(["edit", "1", "--outlet", "", "--author", ""]) == 0
    with Store.open(library_path()) as store:
        assert (store.documents.get(1).outlet, store.documents.get(1).authors) == (None, ())


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "nothing to edit"),
        (["--title", " "], "an article needs a title"),
        (["--published", "last Tuesday"], "last Tuesday: is no date"),
        (["--published", "2024-02-31"], "2024-02-31: is no date"),
    ],
)
def test_what_cannot_be_is_refused(options: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["edit", "1", *options]) == 1
    assert message in capsys.readouterr().err


def test_an_article_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["edit", "9", "--outlet", "AFP"]) == 1
    assert "not in the library" in capsys.readouterr().err
