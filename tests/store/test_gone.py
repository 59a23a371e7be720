"""A library whose file is deleted, moved away or replaced while it is open."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from reader.model.errors import StoreError, StoreGoneError, StoreReadOnlyError
from reader.store import Store
from reader.store.schema import CURRENT
from tests.store.samples import article

CHANGE_SCHEMA = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1], isolation_level=None)
for statement in sys.argv[2:]:
    other.executescript(statement)
    print("done", flush=True)
    sys.stdin.readline()
"""
"""Another process, which goes on after each statement when it is told to."""
CHECKPOINT = "PRAGMA wal_checkpoint(TRUNCATE)"
INSERT = "INSERT INTO facts (key, value) VALUES ('other', 'kept')"


def test_nothing_is_written_to_a_file_that_is_gone(library: Path, tmp_path: Path) -> None:
    with Store.open(library) as store:
        id = store.add(article()).document.id
        assert store.look_and_reopen() == ""
        moved = tmp_path / "moved.sqlite3"
        library.rename(moved)
        with pytest.raises(StoreGoneError, match="no reader running"):
            store.documents.set_read(id, True)
        assert store.read_only
        assert "was deleted or moved" in store.look_and_reopen()
        assert store.documents.row(id).document.title == "Harbour reopens"
        assert list(library.parent.iterdir()) == []
        with Store.open(moved) as other:
            assert other.documents.count() == 1, "what was in the log is in the file"
            assert other.check() == []


def test_a_library_that_is_back_is_written_to_again(library: Path, tmp_path: Path) -> None:
    with Store.open(library) as store:
        id = store.add(article()).document.id
        library.rename(tmp_path / "moved.sqlite3")
        assert store.look_and_reopen()
        (tmp_path / "moved.sqlite3").rename(library)
        assert store.look_and_reopen() == ""
        store.documents.set_read(id, True)
        with Store.open(library) as other:
            assert other.documents.row(id).reading.read
            other.documents.set_starred(id, True)
        assert store.changed()
        assert store.documents.row(id).reading.starred
        assert store.check() == []
    assert [file.name for file in library.parent.iterdir()] == [library.name]


@pytest.mark.parametrize(
    ("step", "error"),
    [
        ("sqlite3.connect", sqlite3.OperationalError("unable to open database file")),
        ("Database._schema_version", StoreError("locked")),
    ],
)
def test_a_library_that_cannot_be_opened_again_is_tried_again(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: Exception
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    with Store.open(library) as store:
        id = store.add(article()).document.id
        library.rename(tmp_path / "moved.sqlite3")
        assert store.look_and_reopen()
        (tmp_path / "moved.sqlite3").rename(library)
        with monkeypatch.context() as patch:
            patch.setattr(f"reader.store.sqlite.{step}", fail)
            for attempt in (
                store.look_and_reopen,
                lambda: store.documents.set_read(id, True),
                lambda: store.documents.row(id),
            ):
                with pytest.raises(StoreError):
                    attempt()
            assert store.read_only
        assert store.look_and_reopen() == ""
        assert not store.read_only
        store.documents.set_read(id, True)
        in_another_process(library, store, INSERT, CHECKPOINT)
        assert store._db.one("SELECT value FROM facts WHERE key = 'other'") == ("kept",)
        assert store.check() == []
    with Store.open(library) as other:
        assert other.documents.row(id).reading.read
    assert [file.name for file in library.parent.iterdir()] == [library.name]


def test_closing_a_library_that_could_not_be_opened_again(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(library) as store:
        library.rename(tmp_path / "moved.sqlite3")
        assert store.look_and_reopen()
        (tmp_path / "moved.sqlite3").rename(library)
        monkeypatch.setattr("sqlite3.connect", None)
        with pytest.raises(TypeError):
            store.look_and_reopen()
    assert [file.name for file in library.parent.iterdir()] == [library.name]


def test_the_log_of_a_library_is_not_mixed_into_another(library: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup.sqlite3"
    with Store.open(library) as store:
        store.add(article())
        store.backup(backup)
        store.add(article("a later text", title="Later"))
        library.unlink()
        shutil.copy(backup, library)
        with pytest.raises(StoreGoneError, match="another file"):
            store.set_samples_given()
        with Store.open(library) as other:
            assert other.documents.count() == 1
            other.add(article("one more", title="More"))
        assert "another file" in store.look_and_reopen()
    with Store.open(library) as other:
        assert other.documents.count() == 2
        assert other.check() == []


def test_closing_leaves_no_log_behind(library: Path) -> None:
    with Store.open(library) as store:
        store.add(article())
        library.unlink()
    assert list(library.parent.iterdir()) == []


@pytest.mark.parametrize("with_log", [False, True])
def test_a_backup_that_is_copied_over_an_open_library_stays_as_it_is(
    library: Path, tmp_path: Path, with_log: bool
) -> None:
    backup = tmp_path / "backup.sqlite3"
    with Store.open(library) as store:
        id = store.add(article()).document.id
        store.backup(backup)
        if with_log:
            with Store.open(backup):
                """A program that opens it makes it one with a log."""
        for number in range(50):
            store.add(article(f"a later text {number} " * 99, title=f"Later {number}"))
        shutil.copyfile(backup, library)
        with pytest.raises(StoreGoneError, match="another file"):
            store.documents.set_read(id, True)
        assert store.look_and_reopen()
    assert library.read_bytes() == backup.read_bytes()
    assert list(library.parent.iterdir()) == [library]
    with Store.open(library) as other:
        assert other.documents.count() == 1
        assert other.check() == []


def test_what_sqlite_does_itself_is_no_other_file(library: Path) -> None:
    with Store.open(library) as store, Store.open(library) as other:
        for number in range(5):
            store.add(article(f"a text {number} " * 999, title=f"Text {number}"))
            for each in (store, other):
                each._db.run("PRAGMA wal_checkpoint(TRUNCATE)")
                assert each.look_and_reopen() == ""
        other.set_samples_given()
    with Store.open(library) as store:
        assert store.documents.count() == 5
        assert store.look_and_reopen() == ""


def in_another_process(library: Path, store: Store, *statements: str) -> None:
    """Run statements while the store looks and writes after each of them, if it may."""
    command = [sys.executable, "-c", CHANGE_SCHEMA, str(library), *statements]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        for number, _ in enumerate(statements):
            assert other.stdout.readline() == "done\n"
            if not store.read_only and not store.look_and_reopen():
                store.documents.set_place(1, number)
            other.stdin.write("\n")
            other.stdin.flush()
        assert other.wait(10) == 0


@pytest.mark.parametrize(
    "change",
    ["ANALYZE", "CREATE INDEX other ON facts (value)", "CREATE TABLE other (a)", "VACUUM", "REINDEX"],
)
def test_a_schema_that_another_process_changes_is_no_other_file(library: Path, change: str) -> None:
    with Store.open(library) as store:
        id = store.add(article()).document.id
        again = "CREATE INDEX once_more ON facts (value, key)"
        in_another_process(library, store, change, CHECKPOINT, again, INSERT, CHECKPOINT, "DROP INDEX once_more")
        assert store.look_and_reopen() == ""
        store.documents.set_starred(id, True)
        with Store.open(library) as other:
            assert other._db.one("SELECT value FROM facts WHERE key = 'other'") == ("kept",)
            assert other.documents.row(id).reading.starred
            assert other.check() == []
    with Store.open(library) as store:
        assert store._db.one("SELECT value FROM facts WHERE key = 'other'") == ("kept",)
        assert store.documents.row(id).reading.starred


@pytest.mark.parametrize("with_checkpoint", [False, True])
def test_what_a_newer_reader_migrates_is_written_no_more(library: Path, with_checkpoint: bool) -> None:
    with Store.open(library) as store:
        id = store.add(article()).document.id
        migration = f"BEGIN; CREATE TABLE newer (a); PRAGMA user_version = {CURRENT + 1}; COMMIT"
        in_another_process(library, store, migration, *[CHECKPOINT] * with_checkpoint, INSERT)
        with pytest.raises(StoreReadOnlyError, match="newer reader"):
            store.documents.set_starred(id, True)
        assert store.read_only
        assert "newer reader" in store.look_and_reopen()
        assert store.documents.row(id).document.title == "Harbour reopens"
    with Store.open(library) as other:
        assert other._db.one("SELECT value FROM facts WHERE key = 'other'") == ("kept",)
        assert not other.documents.row(id).reading.starred
        assert other.check() == []
