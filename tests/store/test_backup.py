"""Backups: complete or not there."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from reader.model.document_list import Order
from reader.model.errors import StoreDamagedError, StoreError
from reader.store import Store
from reader.store.rescue.library import rescue
from tests.store.samples import article


def test_a_backup_is_a_whole_library(store: Store, library: Path, tmp_path: Path) -> None:
    added = store.add(article(path="/a"))
    store.bookmarks.add(added.document.id, added.version.id, 4, "our")
    target = tmp_path / "copy.sqlite3"
    store.backup(target)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["copy.sqlite3"]
    with Store.open(target) as copy:
        assert copy.check() == []
        assert (copy.read_only, copy.notice) == (False, None)
        assert copy.documents.page(Order.ADDED, 0, 9) == store.documents.page(Order.ADDED, 0, 9)
        assert copy.bookmarks.of(1) == store.bookmarks.of(1)
        copy.documents.set_starred(1, True)
    assert not store.documents.row(1).reading.starred


def test_a_read_only_library_can_be_copied(store: Store, library: Path, tmp_path: Path) -> None:
    store.add(article())
    store._db.run("PRAGMA user_version = 99")
    with Store.open(library) as newer:
        assert newer.read_only
        newer.backup(tmp_path / "copy.sqlite3")
    assert (tmp_path / "copy.sqlite3").exists()


def test_nothing_is_overwritten(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "there"
    target.write_text("precious")
    with pytest.raises(StoreError, match="exists already"):
        store.backup(target)
    assert target.read_text() == "precious"
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(StoreError, match="exists already"):
        store.backup(tmp_path / "link")


@pytest.mark.parametrize("module", ["backup", "rescue.library"])
def test_what_appears_at_the_target_meanwhile_is_not_overwritten(
    store: Store, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    store.add(article())
    target = tmp_path / "there"

    def sync_while_another_writes(path: Path) -> None:
        target.write_text("precious")

    monkeypatch.setattr(f"reader.store.{module}.sync", sync_while_another_writes)
    with pytest.raises(StoreError, match="exists already"):
        store.backup(target) if module == "backup" else rescue(library, target)
    assert target.read_text() == "precious"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "there"]


def test_a_missing_folder_is_reported(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written: No such file"):
        store.backup(tmp_path / "no" / "copy")


def test_a_backup_that_fails_leaves_nothing(library: Path, tmp_path: Path) -> None:
    with Store.open(library) as store:
        for number in range(40):
            store.add(article(f"text {number} " * 60))
    whole = bytearray(library.read_bytes())
    page = whole.index(b"text 20 text 20") // 4096 * 4096
    whole[page : page + 4096] = b"\xaa" * 4096
    library.write_bytes(bytes(whole))
    with Store.open(library) as store, pytest.raises(StoreDamagedError):
        store.backup(tmp_path / "copy")
    assert [path for path in tmp_path.iterdir() if path.is_file()] == []


def test_a_name_that_is_not_utf_8_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"SQLite takes only names in UTF-8; choose another name$"):
        store.backup(tmp_path / "copy\udcff.sqlite3")
    assert not [path for path in tmp_path.iterdir() if "copy" in path.name]


@pytest.mark.parametrize("ending", ["-wal", "-shm", "-journal"])
def test_no_copy_takes_a_name_that_sqlite_would_remove(tmp_path: Path, ending: str) -> None:
    library = tmp_path / "library.sqlite3"
    with (
        Store.open(library) as store,
        pytest.raises(StoreError, match=r"a file of the library itself|exists already"),
    ):
        store.backup(library.with_name(library.name + ending))
    with pytest.raises(StoreError, match="a file of the library itself"):
        rescue(library, library.with_name(library.name + ending))


@pytest.mark.parametrize("target", ["nowhere", "link"])
def test_a_link_that_leads_to_no_library_is_what_cannot_be_rescued(tmp_path: Path, target: str) -> None:
    link = tmp_path / "link"
    link.symlink_to(target)
    with pytest.raises(StoreError, match=r"/link: cannot be read: "):
        rescue(link, tmp_path / "new.sqlite3")
    assert [path.name for path in tmp_path.iterdir()] == ["link"]


def test_a_rescue_that_sqlite_cannot_go_on_with_is_told(
    store: Store, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise sqlite3.OperationalError("unable to open database file")

    monkeypatch.setattr("reader.store.rescue.library.collect", fail)
    with pytest.raises(StoreError, match="cannot be rescued: unable to open database file"):
        rescue(library, library.with_name("new.sqlite3"))
