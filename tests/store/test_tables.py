"""Reading state, bookmarks, analyses and facts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reader.model.analysis import Engine
from reader.model.document_list import ReadingState
from reader.model.errors import NotFoundError
from reader.store import Store
from tests.store.conftest import FakeClock
from tests.store.samples import ENGINE, TEXT, analysis, article


def test_reading_state_is_kept(store: Store, library: Path) -> None:
    id = store.add(article()).document.id
    assert store.documents.row(id).reading == ReadingState()
    store.documents.set_place(id, 12)
    store.documents.set_read(id, True)
    store.documents.set_starred(id, True)
    store.documents.set_opened(id, "2026-05-02T08:00:00+00:00")
    with Store.open(library) as other:
        assert other.documents.row(id).reading == ReadingState(12, True, True, "2026-05-02T08:00:00+00:00")


def test_a_place_stays_inside_the_text(store: Store) -> None:
    id = store.add(article("0123456789", path="/a")).document.id
    store.documents.set_place(id, 99)
    assert store.documents.row(id).reading.place == 10
    store.documents.set_place(id, -1)
    assert store.documents.row(id).reading.place == 0
    store.documents.set_place(id, 8)
    store.add(article("0123", path="/a"))
    assert store.documents.row(id).reading.place == 4


def test_bookmarks_are_in_text_order(store: Store, clock: FakeClock) -> None:
    added = store.add(article())
    late = store.bookmarks.add(added.document.id, added.version.id, 20, "ferries\ud800")
    clock.pass_minutes(1)
    early = store.bookmarks.add(added.document.id, added.version.id, 0, "Harbour")
    assert store.bookmarks.of(added.document.id) == [early, late]
    assert early.created == "2026-05-01T12:01:00+00:00"


def test_a_deleted_bookmark_can_be_restored(store: Store) -> None:
    added = store.add(article())
    bookmark = store.bookmarks.add(added.document.id, added.version.id, 4, "our")
    store.bookmarks.delete(bookmark.id)
    store.bookmarks.delete(bookmark.id)
    assert store.bookmarks.of(added.document.id) == []
    store.bookmarks.restore(bookmark.id)
    assert store.bookmarks.of(added.document.id) == [bookmark]
    assert store._db.integer("SELECT revision FROM bookmarks") == 3


def test_a_bookmark_needs_a_place_in_its_version(store: Store) -> None:
    first, second = store.add(article("one")), store.add(article("two"))
    for version, offset in ((second.version.id, 0), (first.version.id, 4), (first.version.id, -1)):
        with pytest.raises(NotFoundError):
            store.bookmarks.add(first.document.id, version, offset, "")
    with pytest.raises(NotFoundError, match="bookmark nothing"):
        store.bookmarks.delete("nothing")
    assert store.bookmarks.of(first.document.id) == []


def test_bookmarks_are_durable_and_reading_places_are_not(store: Store) -> None:
    statements: list[str] = []
    added = store.add(article())
    store._db.connection.set_trace_callback(statements.append)
    store.bookmarks.add(added.document.id, added.version.id, 4, "our")
    assert statements[:2] == ["PRAGMA synchronous = FULL", "BEGIN IMMEDIATE"]
    statements.clear()
    store.documents.set_place(added.document.id, 4)
    assert statements[:2] == ["PRAGMA synchronous = NORMAL", "BEGIN IMMEDIATE"]


def test_an_analysis_is_found_by_text_and_engine(store: Store) -> None:
    added = store.add(article())
    store.analyses.save(added.version.sha256, analysis())
    assert store.analyses.get(added.version.sha256, ENGINE) == analysis()
    assert store.analyses.get("0" * 64, ENGINE) is None
    for other in (replace(ENGINE, version="2"), replace(ENGINE, model="large"), replace(ENGINE, name="other")):
        assert store.analyses.get(added.version.sha256, other) is None


def test_the_analysis_of_a_newer_engine_replaces_the_old_one(store: Store) -> None:
    added = store.add(article())
    newer = Engine("rules", "2", "small")
    store.analyses.save(added.version.sha256, analysis())
    store.analyses.save(added.version.sha256, analysis(newer, speech=3))
    assert store.analyses.get(added.version.sha256, newer) == analysis(newer, speech=3)
    assert store.analyses.get(added.version.sha256, ENGINE) is None
    assert store.documents.row(added.document.id).quotations == 3


def test_a_damaged_analysis_counts_as_missing(store: Store) -> None:
    added = store.add(article())
    store.analyses.save(added.version.sha256, analysis())
    store._db.run("UPDATE analyses SET body = x'00'")
    assert store.analyses.get(added.version.sha256, ENGINE) is None


def test_an_analysis_of_an_unknown_text_is_refused(store: Store) -> None:
    with pytest.raises(NotFoundError, match="not in the library"):
        store.analyses.save("0" * 64, analysis())


def test_samples_are_given_once(store: Store, library: Path) -> None:
    assert not store.samples_given()
    store.set_samples_given()
    store.set_samples_given()
    with Store.open(library) as other:
        assert other.samples_given()


def test_changes_by_another_process_are_noticed(store: Store, library: Path) -> None:
    id = store.add(article()).document.id
    assert not store.changed()
    with Store.open(library) as other:
        assert not store.changed()
        other.documents.set_starred(id, True)
        assert store.changed()
        assert not store.changed()
        assert not other.changed()
    assert store.documents.row(id).reading.starred


def test_a_store_in_memory_works_and_says_why() -> None:
    with Store.in_memory("nothing will be kept") as store:
        assert store.notice == "nothing will be kept"
        assert not store.read_only
        assert store.add(article()).version.text == TEXT
