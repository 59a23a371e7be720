"""Libraries of older schemas, opened by this program."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from reader.model.annotation import AnnotationFilter
from reader.model.document_list import Order, ReadingState
from reader.model.errors import StoreError
from reader.store import Store, schema
from reader.store.sqlite import Database
from tests.store.make_library_v1 import FIXTURE
from tests.store.make_library_v2 import FIXTURE as FIXTURE_2
from tests.store.samples import ENGINE, TEXT, analysis
from tests.store.test_annotations import annotation


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return Path(shutil.copy(FIXTURE, tmp_path / "library.sqlite3"))


def _version(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


@pytest.mark.parametrize("fixture", [FIXTURE, FIXTURE_2], ids=["first", "second"])
def test_an_older_schema_opens_with_all_its_content(tmp_path: Path, fixture: Path) -> None:
    old = Path(shutil.copy(fixture, tmp_path / "library.sqlite3"))
    with Store.open(old) as store:
        assert store.notice is None
        assert store.check() == []
        assert [row.document.title for row in store.documents.page(Order.TITLE, 0, 9)] == [
            "Harbour reopens",
            "Élan",
        ]
        row = store.documents.row(1)
        assert (row.version_id, row.words, row.quotations, row.bookmarks) == (2, 9, 1, 1)
        assert row.reading == ReadingState(7, True, True, "2026-01-02T03:04:05+00:00")
        assert (store.documents.count(), store.documents.count_unread()) == (2, 1)
        assert store.versions.newest(1).text == TEXT
        assert store.versions.newest(2).text == "Verve \0 and ardour.\n"
        assert store.analyses.get(store.versions.newest(1).sha256, ENGINE) == analysis()
        assert [bookmark.id for bookmark in store.bookmarks.of(1)] == ["b-1"]
        assert store.samples_given() == (fixture == FIXTURE_2)
        store.bookmarks.restore("b-2")
        store.documents.restore(3)
        assert (store.documents.row(1).bookmarks, store.documents.count()) == (2, 3)
        assert store.check() == []


def test_the_second_schema_opens_and_takes_annotations(tmp_path: Path) -> None:
    old = Path(shutil.copy(FIXTURE_2, tmp_path / "library.sqlite3"))
    with Store.open(old) as store:
        assert store.notice is None
        assert store.check() == []
        assert store.samples_given()
        assert (store.documents.row(1).bookmarks, store.documents.row(1).annotations) == (1, 0)
        assert (store.annotations.count(AnnotationFilter()), store.aliases.all(), store.corrections.of(1)) == (
            0,
            [],
            [],
        )
        version = store.versions.newest(1)
        added = type("Added", (), {"document": store.documents.get(1), "version": version})
        store.annotations.save(annotation(added))  # type: ignore[arg-type] # as much of one as is asked
        assert store.documents.row(1).annotations == 1
        assert store.check() == []
    assert old.with_name("library.sqlite3.before-4-from-2").exists()


def test_a_copy_of_the_old_file_is_kept(old: Path) -> None:
    Store.open(old).close()
    kept = old.with_name(f"library.sqlite3.before-{schema.CURRENT}-from-1")
    assert (_version(old), _version(kept)) == (schema.CURRENT, 1)
    Store.open(old).close()
    assert sorted(path.name for path in old.parent.iterdir()) == [old.name, kept.name]


def test_a_migration_that_fails_changes_nothing(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = {1: schema.statements(1), 2: ["INSERT INTO nowhere VALUES (1)"]}
    monkeypatch.setattr(schema, "statements", broken.__getitem__)
    with pytest.raises(StoreError, match="nowhere"):
        Store.open(old)
    monkeypatch.undo()
    assert _version(old) == 1
    with Store.open(old) as store:
        assert store.check() == []


def test_an_inconsistent_file_is_left_unchanged(old: Path) -> None:
    connection = sqlite3.connect(old)
    connection.execute("UPDATE bookmarks SET document_id = 77")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match="is inconsistent"):
        Store.open(old)
    assert _version(old) == 1


def test_all_migrations_run_in_one_transaction(old: Path) -> None:
    db = Database.connect(old)
    statements: list[str] = []
    db.connection.set_trace_callback(statements.append)
    schema.migrate(db, lambda _: None)
    db.close()
    assert statements.count("BEGIN IMMEDIATE") == statements.count("COMMIT") == 1
    assert statements.index("BEGIN IMMEDIATE") < statements.index("PRAGMA foreign_key_check")
    assert statements.index("PRAGMA foreign_key_check") < statements.index("COMMIT")


def test_foreign_keys_hold_after_a_migration(old: Path) -> None:
    with Store.open(old) as store, pytest.raises(StoreError, match="FOREIGN KEY"):
        store._db.run("UPDATE bookmarks SET document_id = 77")


def test_an_old_file_that_cannot_be_written_is_read_from_memory(old: Path) -> None:
    from reader.store.opening import _readable

    db = _readable(Database.connect_read_only(old, "opened read-only"))
    with Store(db, "opened read-only", lambda: None) as store:  # type: ignore[arg-type, return-value] # not asked
        assert store.read_only
        assert store.documents.row(1).words == 9
    assert _version(old) == 1


def test_every_version_of_the_schema_has_its_sql() -> None:
    versions = range(1, schema.CURRENT + 1)
    assert {path.name for path in schema.MIGRATIONS.iterdir()} == {f"{version}.sql" for version in versions}
    assert all([*schema.statements(version)] for version in versions)
