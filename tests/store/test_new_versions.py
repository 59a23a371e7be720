"""New versions: annotations, bookmarks and the reading place move with their words."""

from uuid import uuid4

from reader.model.annotation import AnchorState, Annotation
from reader.model.span import Span
from reader.store import Added, Store
from reader.text.anchoring.anchors import anchor_of
from tests.store.samples import article

OLD = (
    "Ferry sank at its pier\n\nThe captain said “the engine was never tested” on Monday. Rain fell.\n\n"
    "The owner disagreed in a letter to the harbour office.\n\nNobody was hurt."
)
NEW = (
    "Ferry sank at its pier\n\nThis article was corrected.\n\nThe captain said “the engine was hardly ever tested”"
    " on Monday. Rain fell.\n\nThe owner disagreed in a letter to the harbour office."
)


def annotate(store: Store, added: Added, words: str) -> str:
    start = OLD.index(words)
    anchor = anchor_of(OLD, Span(start, start + len(words)))
    return store.annotations.save(Annotation(str(uuid4()), added.document.id, added.version.id, anchor)).id


def test_annotations_find_their_words_again_or_are_orphans(store: Store) -> None:
    added = store.add(article(OLD, path="/a"))
    kept, quoted, gone = (
        annotate(store, added, words) for words in ("The owner", "the engine was never tested", "Nobody was hurt")
    )
    store.add(article(NEW, path="/a"))
    placed = {it.annotation.id: it.placement for it in store.annotations.of(added.document.id)}
    assert {id: it.state for id, it in placed.items()} == {
        kept: AnchorState.MOVED,
        quoted: AnchorState.CHANGED,
        gone: AnchorState.ORPHAN,
    }
    assert [it.span.of(NEW) for it in placed.values() if it.span] == [
        "the engine was hardly ever tested",
        "The owner",
    ]
    assert store.check() == []


def test_bookmarks_and_the_reading_place_move_with_their_words(store: Store) -> None:
    added = store.add(article(OLD, path="/a"))
    at = OLD.index("The owner")
    store.bookmarks.add(added.document.id, added.version.id, at, "The owner")
    store.documents.set_place(added.document.id, at)
    store.add(article(NEW, path="/a"))
    assert [bookmark.offset for bookmark in store.bookmarks.of(added.document.id)] == [NEW.index("The owner")]
    assert store.documents.row(added.document.id).reading.place == NEW.index("The owner")
    store.add(article(OLD, path="/a"))
    assert [bookmark.offset for bookmark in store.bookmarks.of(added.document.id)] == [at]
    assert store.documents.row(added.document.id).reading.place == at


def test_a_reading_place_at_the_beginning_stays_there(store: Store) -> None:
    added = store.add(article(OLD, path="/a"))
    store.add(article("A line before.\n\n" + OLD, path="/a"))
    assert store.documents.row(added.document.id).reading.place == 0
