"""`reader FILE`: a file that has not changed is not read again, in the library that it was found in."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.cli import early_picture
from reader.cli.interface import add_paths
from reader.ingest import read_file
from reader.model.document import Article
from reader.store import Store

WORDS = "The quarry\n\n“We dig,” the keeper said."


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that was found unchanged before the library was opened, as its document 1."""
    path = tmp_path / "quarry.txt"
    path.write_text(WORDS)
    monkeypatch.setattr(early_picture, "unchanged", {str(path): 1})
    monkeypatch.setattr("os.isatty", lambda number: True)
    return path


def test_it_is_not_read_again(path: Path) -> None:
    with Store.in_memory() as store:
        store.add(read_file(path))
        path.write_text("Not looked at")
        assert add_paths(store, [str(path)]) == (1, False)
        assert store.documents.count() == 1


def test_a_library_that_does_not_have_it_gets_it(path: Path) -> None:
    with Store.in_memory() as store:
        store.add(Article("Another", "Another text", ()))
        assert add_paths(store, [str(path)]) == (2, False)
        assert store.versions.newest(2).text == WORDS
