"""Particulars that a person set: kept through versions, taken back, and dates that resolve anew."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.errors import NotFoundError
from reader.store import Store, particulars
from reader.store.particulars import FIELDS, Value, said_by_article
from tests.store.samples import ENGINE, TEXT, analysis, article


def test_what_is_edited_is_shown_sorted_and_cited(store: Store) -> None:
    id = store.add(article(path="/a.txt")).document.id
    changes: dict[str, Value] = {
        "title": "Zebra",
        "outlet": "AFP",
        "authors": ("Ann O.", "Bo"),
        "published": "2024-06-18",
        "url": "https://example.org/a",
    }
    store.documents.edit(id, changes)
    document = store.documents.row(id).document
    assert {field: getattr(document, field) for field in changes} == changes
    assert store.documents.titled("zebra") == [document]
    assert store.check() == []


def test_a_new_version_does_not_replace_what_a_person_set(store: Store) -> None:
    id = store.add(article("one", path="/a.txt", outlet="Wire")).document.id
    store.documents.edit(id, {"outlet": "AFP"})
    store.add(article("one two", path="/a.txt", title="Two", outlet="The Wire", published="2024-06-18"))
    document = store.documents.get(id)
    assert (document.title, document.outlet, document.published) == ("Two", "AFP", "2024-06-18")
    assert said_by_article(store._db, id) == {"outlet": "The Wire"}
    store.documents.edit(id, {"outlet": "The Wire"})
    assert said_by_article(store._db, id) == {}
    store.add(article("one two three", path="/a.txt", outlet="Reuters"))
    assert store.documents.get(id).outlet == "Reuters"
    assert store.check() == []


def test_another_date_forgets_the_analysis_and_the_same_one_keeps_it(store: Store) -> None:
    added = store.add(article(path="/a.txt", published="2024-06-18"))
    store.analyses.save(added.version.sha256, analysis())
    store.documents.edit(added.document.id, {"outlet": "AFP", "published": "2024-06-18"})
    assert store.analyses.get(added.version.sha256, ENGINE) is not None
    store.documents.edit(added.document.id, {"published": "2024-06-19"})
    assert store.analyses.get(added.version.sha256, ENGINE) is None
    assert store.documents.row(added.document.id).quotations is None
    assert store.check() == []


def test_the_same_text_with_another_date_is_analysed_again(store: Store) -> None:
    added = store.add(article(path="/a.txt", published="2024-06-18"))
    store.analyses.save(added.version.sha256, analysis())
    store.add(article(path="/a.txt", published="2024-06-18"))
    assert store.analyses.get(added.version.sha256, ENGINE) is not None
    store.add(article(path="/a.txt", published="2024-06-20"))
    assert store.analyses.get(added.version.sha256, ENGINE) is None


def test_a_document_that_is_missing_cannot_be_edited(store: Store) -> None:
    with pytest.raises(NotFoundError):
        store.documents.edit(9, {"outlet": "AFP"})


DAMAGED = b"\xff half of it"
NEW: dict[str, Value] = {
    "title": "Zebra",
    "outlet": "AFP",
    "authors": ("Ann O.",),
    "published": "2024-06-18",
    "url": "https://example.org/a",
}


@pytest.mark.parametrize("damaged", FIELDS)
@pytest.mark.parametrize("edited", FIELDS)
def test_editing_one_field_leaves_a_damaged_other_one_alone(store: Store, damaged: str, edited: str) -> None:
    id = store.add(article(path="/a.txt", outlet="Wire", url="https://example.org/b")).document.id
    before = store._db.one(f"SELECT {damaged}_key FROM documents") if damaged in _WITH_KEY else None
    store._db.run(f"UPDATE documents SET {damaged} = ?", (DAMAGED,))
    store.documents.edit(id, {edited: NEW[edited]})
    if edited == damaged:
        assert getattr(store.documents.get(id), edited) == NEW[edited]
        return
    # As the form does, which gives back what it could show.
    shown = particulars.read(store._db, id)
    assert shown is not None
    store.documents.edit(id, shown)
    assert store._db.one(f"SELECT {damaged} FROM documents") == (DAMAGED,)
    if before is not None:
        assert store._db.one(f"SELECT {damaged}_key FROM documents") == before


@pytest.mark.parametrize("field", FIELDS)
def test_a_new_version_leaves_alone_what_a_person_set_even_if_damaged(store: Store, field: str) -> None:
    id = store.add(article("one", path="/a.txt", outlet="Wire")).document.id
    store.documents.edit(id, {field: NEW[field]})
    store._db.run(f"UPDATE documents SET {field} = ?", (DAMAGED,))
    store.add(article("one two", path="/a.txt", title="Two"))
    assert store._db.one(f"SELECT {field} FROM documents") == (DAMAGED,)


_WITH_KEY = ("title", "outlet", "published")
TEXT_FIELDS = st.sampled_from(["title", "outlet", "published", "url"])


@settings(max_examples=60)
@given(st.lists(st.tuples(TEXT_FIELDS, st.sampled_from(["a", "b", "2024-06-18", "\ud800"])), max_size=8))
def test_edits_undone_in_turn_lead_back(changes: list[tuple[str, str]]) -> None:
    with Store.in_memory() as store:
        id = store.add(article(TEXT, path="/a.txt", outlet="a", published="2024-06-18", url="b")).document.id
        first = store.documents.get(id)
        undo: list[tuple[str, Value]] = []
        for field, value in changes:
            undo.append((field, getattr(store.documents.get(id), field)))
            store.documents.edit(id, {field: value})
        for field, before in reversed(undo):
            store.documents.edit(id, {field: before})
        assert store.documents.get(id) == first
        assert said_by_article(store._db, id) == {}
        assert store.check() == []
