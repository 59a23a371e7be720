"""A new library starts with the sample articles; they are added once and never again."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.cli.interface import open_library
from reader.cli.main import run
from reader.config.paths import library_path
from reader.store import Store


@pytest.fixture(autouse=True)
def _own_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READER_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("READER_CONFIG", str(tmp_path / "config"))


def test_a_new_library_has_five_articles_the_welcome_first() -> None:
    with open_library() as store:
        from reader.model.document_list import Order

        rows = store.documents.page(Order.ADDED, 0, 10)
        assert len(rows) == 5
        assert rows[0].document.title == "Welcome to reader"


def test_removed_samples_do_not_return() -> None:
    open_library().close()
    assert run(["remove", *"12345"]) == 0
    with open_library() as store:
        assert store.documents.count() == 0


def test_a_library_with_an_article_gets_no_samples(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("A headline\n\nSome text that follows it.\n")
    run(["add", str(article)])
    with open_library() as store:
        assert store.documents.count() == 1


def test_a_library_that_cannot_be_written_is_kept_in_memory_with_a_notice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("READER_DATA", str(tmp_path / "file" / "data"))
    store = open_library()
    assert store.notice is not None
    assert "nothing will be kept" in store.notice
    assert not library_path().exists()
    assert isinstance(store, Store)
