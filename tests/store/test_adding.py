"""Which document an article becomes, and which version."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.document import AddOutcome, text_hash
from reader.model.errors import NotFoundError
from reader.store import Store
from tests.store.conftest import FakeClock
from tests.store.samples import TEXT, article

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)


def test_an_article_round_trips(store: Store) -> None:
    given_article = article(
        path="/news/a.txt",
        url="https://example.org/a",
        outlet="AFP",
        published="2024-06-18",
        authors=("Ann O.", "Bo"),
    )
    added = store.add(given_article)
    assert added.outcome is AddOutcome.ADDED
    assert added.document == store.documents.get(added.document.id)
    assert added.document.authors == ("Ann O.", "Bo")
    assert added.document.path == "/news/a.txt"
    assert added.document.added == "2026-05-01T12:00:00+00:00"
    assert added.version == store.versions.newest(added.document.id) == store.versions.get(added.version.id)
    assert added.version.blocks == given_article.blocks
    assert added.version.markups == given_article.markups
    assert added.version.provenance == given_article.provenance


@settings(max_examples=100)
@given(text=ANY_TEXT, name=ANY_TEXT, author=ANY_TEXT)
def test_any_text_and_name_round_trip_to_the_code_point(text: str, name: str, author: str) -> None:
    with Store.in_memory() as store:
        added = store.add(article(text, title=name, outlet=name, path=f"/{name}", authors=(author,)))
        version = store.versions.newest(added.document.id)
        document = store.documents.find(f"/{name}")
        assert version.text == text
        assert version.sha256 == text_hash(text)
        assert (document.title, document.outlet, document.authors) == (name, name, (author,))
        assert store.check() == []


@pytest.mark.parametrize(
    "text", ["\0", "a\0b", "\ud800", chr(0xD83D) + chr(0xDE00), "\udc80\ud800", "\ufeff", "a\r\nb\rc\n"]
)
def test_awkward_texts_round_trip(store: Store, text: str) -> None:
    added = store.add(article(text, title=text, authors=(text,)))
    assert store.versions.newest(added.document.id).text == text
    assert store.documents.get(added.document.id).authors == (text,)


def test_the_same_text_is_one_document_wherever_it_comes_from(store: Store) -> None:
    first = store.add(article(path="/a.txt"))
    second = store.add(article(path="/copy/of/a.txt", title="Another name"))
    assert second.outcome is AddOutcome.KNOWN
    assert second.document == first.document
    assert second.version == first.version
    assert store.documents.count() == 1


def test_a_copy_from_a_file_adds_its_path_to_a_text_from_standard_input(store: Store) -> None:
    store.add(article())
    assert store.add(article(path="/a.txt", url="https://example.org/a")).document.path == "/a.txt"
    assert store.documents.find("https://example.org/a").path == "/a.txt"


@pytest.mark.parametrize("place", [("/a.txt", None), (None, "https://example.org/a")])
def test_a_changed_text_from_the_same_place_is_a_new_version(
    store: Store, place: tuple[str | None, str | None]
) -> None:
    path, url = place
    first = store.add(article("one", path=path, url=url))
    second = store.add(article("one two", title="Now longer", path=path, url=url))
    assert second.outcome is AddOutcome.CHANGED
    assert second.document.id == first.document.id
    assert second.document.title == "Now longer"
    assert store.versions.newest(first.document.id).text == "one two"
    assert store.versions.get(first.version.id).text == "one"
    assert store.documents.count() == 1
    assert store.documents.row(first.document.id).words == 2


def test_an_earlier_text_at_its_path_is_the_newest_again(store: Store) -> None:
    first = store.add(article("one", path="/a.txt"))
    store.add(article("two", path="/a.txt"))
    again = store.add(article("one", path="/a.txt"))
    assert again.outcome is AddOutcome.CHANGED
    assert store.versions.newest(first.document.id).id == first.version.id


def test_a_changed_document_says_so_until_it_is_opened(store: Store) -> None:
    id = store.add(article("one", path="/a.txt")).document.id
    store.add(article("one two", path="/a.txt"))
    assert not store.documents.row(id).changed
    store.documents.set_opened(id)
    assert not store.documents.row(id).changed
    store.add(article("one two three", path="/a.txt"))
    store.add(article("one", path="/a.txt"))
    assert store.documents.row(id).changed
    store.documents.set_opened(id)
    assert not store.documents.row(id).changed


def test_an_old_text_from_elsewhere_does_not_become_the_newest(store: Store) -> None:
    first = store.add(article("one", path="/a.txt"))
    store.add(article("two", path="/a.txt"))
    elsewhere = store.add(article("one", path="/old/a.txt"))
    assert elsewhere.outcome is AddOutcome.KNOWN
    assert elsewhere.version.id == first.version.id
    assert store.versions.newest(first.document.id).text == "two"


def test_a_new_title_for_the_same_text_is_stored(store: Store) -> None:
    store.add(article(path="/a.md", title="Draft"))
    assert store.add(article(path="/a.md", title="Final", outlet="BBC")).document.title == "Final"
    assert store.check() == []


def test_two_texts_without_a_path_are_two_documents(store: Store) -> None:
    assert store.add(article("one")).document.id != store.add(article("two")).document.id


def test_a_removed_document_is_not_listed_and_can_be_restored(store: Store) -> None:
    id = store.add(article(path="/a.txt")).document.id
    store.documents.remove(id)
    assert store.documents.count() == store.documents.count_unread() == 0
    with pytest.raises(NotFoundError):
        store.documents.row(id)
    with pytest.raises(NotFoundError, match=r"/a\.txt: not in the library"):
        store.documents.find("/a.txt")
    assert store.documents.get(id).path == "/a.txt"
    store.documents.restore(id)
    assert store.documents.count() == store.documents.count_unread() == 1


def test_adding_a_removed_text_lists_its_document_first(store: Store, clock: FakeClock) -> None:
    id = store.add(article()).document.id
    store.documents.set_starred(id, True)
    store.documents.remove(id)
    clock.pass_minutes(5)
    back = store.add(article())
    assert back.outcome is AddOutcome.ADDED
    assert back.document.id == id
    assert back.document.added == "2026-05-01T12:05:00+00:00"
    assert store.documents.row(id).reading.starred


def test_documents_are_found_by_id_path_and_url(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    id = store.add(article(path=str(tmp_path / "a.txt"), url="https://example.org/a")).document.id
    for key in (str(id), "a.txt", "./a.txt", str(tmp_path / "a.txt"), "https://example.org/a"):
        assert store.documents.find(key).id == id


@pytest.mark.parametrize("key", ["7", "9" * 40, "²", "no.txt", "", "a\0b", "\ud800"])
def test_an_unknown_key_is_not_found(store: Store, key: str) -> None:
    store.add(article())
    with pytest.raises(NotFoundError):
        store.documents.find(key)


def test_errors_name_an_unknown_id(store: Store) -> None:
    for ask in (
        store.documents.get,
        store.versions.newest,
        store.documents.row,
        store.documents.remove,
        store.documents.restore,
    ):
        with pytest.raises(NotFoundError, match="document 5"):
            ask(5)
    with pytest.raises(NotFoundError, match="version 5"):
        store.versions.get(5)


def test_a_failed_add_leaves_nothing(store: Store, library: Path) -> None:
    store._db.run("CREATE TRIGGER no BEFORE INSERT ON versions BEGIN SELECT raise(ABORT, 'no'); END")
    with pytest.raises(Exception, match="SQLite error: no"):
        store.add(article(TEXT))
    assert store._db.integer("SELECT count(*) FROM documents") == 0
    assert store.documents.count() == 0


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE documents SET place = CAST(x'ff' AS TEXT)",
        "UPDATE documents SET title = x'ff'",
        "UPDATE documents SET authors = '{'",
        "UPDATE documents SET edited = '[' || hex(zeroblob(9))",
        "UPDATE bookmarks SET offset = -1",
        "UPDATE bookmarks SET offset = 'x'",
        "UPDATE annotations SET tags = '{'",
        "UPDATE corrections SET act = 'x'",
    ],
)
def test_a_new_version_of_a_damaged_row_is_added(store: Store, damage: str) -> None:
    added = store.add(article(path="/a"))
    store.bookmarks.add(added.document.id, added.version.id, 4, "our")
    store._db.run(damage)
    again = store.add(article("Another text", path="/a"))
    assert again.version.id != added.version.id
    assert again.document.title == "Harbour reopens"
