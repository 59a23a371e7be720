"""Annotations: written, merged, deleted, placed in new versions, decided, and searched."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock
from uuid import UUID, uuid4

import pytest

from reader.model.annotation import (
    AnchorState,
    Annotation,
    AnnotationFilter,
    NoteDraft,
    Placement,
)
from reader.model.errors import ConflictError, NotFoundError
from reader.model.span import Span
from reader.store import Added, Store
from reader.store.annotations import _where
from reader.text.anchoring.anchors import anchor_of
from tests.store.conftest import FakeClock
from tests.store.samples import TEXT, article

FERRIES = Span(TEXT.index("The ferries"), TEXT.index(" again"))


def annotation(added: Added, span: Span | None = FERRIES, note: str = "", **fields: object) -> Annotation:
    """An annotation of some words of a version, or of the article, not stored yet."""
    anchor = anchor_of(added.version.text, span) if span is not None else None
    made = Annotation(str(uuid4()), added.document.id, added.version.id, anchor, note)
    return replace(made, **fields)  # type: ignore[arg-type] # fields of Annotation


@pytest.fixture
def added(store: Store) -> Added:
    return store.add(article(path="/a"))


def test_an_annotation_round_trips(store: Store, library: Path, added: Added) -> None:
    made = annotation(
        added,
        note="who\ud800 *says*",
        tags=("ferry", "Hafen ⚓"),
        label="p",
        colour="blue",
        author="Ann",
        speaker="Mara",
    )
    saved = store.annotations.save(made)
    assert saved == replace(made, created="2026-05-01T12:00:00+00:00", modified="2026-05-01T12:00:00+00:00")
    with Store.open(library) as other:
        (placed,) = other.annotations.of(added.document.id)
        assert placed.annotation == saved == other.annotations.get(made.id)
        assert placed.placement == Placement(AnchorState.EXACT, FERRIES)
        assert other.documents.row(added.document.id).annotations == 1
        assert other.check() == []


def test_annotations_are_in_text_order(store: Store, added: Added) -> None:
    late, early, whole = (annotation(added, span) for span in (Span(30, 33), Span(0, 7), None))
    for made in (late, early, whole):
        store.annotations.save(made)
    assert [placed.annotation.id for placed in store.annotations.of(added.document.id)] == [
        whole.id,
        early.id,
        late.id,
    ]


def test_a_write_must_be_based_on_the_newest_revision(
    store: Store, library: Path, added: Added, clock: FakeClock
) -> None:
    first = store.annotations.save(annotation(added, note="one"))
    with Store.open(library, clock) as other:
        clock.pass_minutes(1)
        theirs = other.annotations.save(replace(first, note="theirs"))
    assert (theirs.revision, theirs.created, theirs.modified[:16]) == (2, first.created, "2026-05-01T12:01")
    with pytest.raises(ConflictError, match="was changed meanwhile"):
        store.annotations.save(replace(first, note="mine"))
    with pytest.raises(ConflictError):
        store.annotations.delete(first.id, first.revision)
    assert store.annotations.get(first.id) == theirs


def test_a_merge_is_one_durable_transaction(
    store: Store, added: Added, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading what others wrote, both notes and the draft's end: all of it happens, or nothing does."""
    base = store.annotations.save(annotation(added, note="as it was"))
    store.annotations.save(replace(base, note="theirs"))
    draft = NoteDraft("d", base.id, base.document_id, base.version_id, base.anchor, "mine", 1, "holder", "")
    store.drafts.save(draft)
    mine = replace(base, note="mine", tags=("sea",))
    with monkeypatch.context() as patched:
        patched.setattr("reader.store.drafts.discard", Mock(side_effect=RuntimeError))
        with pytest.raises(RuntimeError):
            store.annotations.merge(base, mine, author="Ann", draft_id=draft.id)
    clock.pass_minutes(9)
    assert [placed.annotation.note for placed in store.annotations.of(1)] == ["theirs"]
    assert len(store.drafts.abandoned()) == 1
    statements: list[str] = []
    store._db.connection.set_trace_callback(statements.append)
    merged = store.annotations.merge(base, mine, author="Ann", draft_id=draft.id)
    store._db.connection.set_trace_callback(None)
    assert statements[:2] == ["PRAGMA synchronous = FULL", "BEGIN IMMEDIATE"]
    assert [each for each in statements if each in ("BEGIN IMMEDIATE", "COMMIT")] == ["BEGIN IMMEDIATE", "COMMIT"]
    assert (merged.before.note, merged.saved.note, merged.saved.tags) == ("theirs", "theirs", ("sea",))
    assert merged.beside is not None
    assert (merged.beside.note, merged.beside.author, merged.beside.beside) == ("mine", "Ann", base.id)
    assert (len(store.annotations.of(1)), store.drafts.abandoned()) == (2, [])


def test_a_deleted_annotation_can_be_restored(store: Store, added: Added) -> None:
    saved = store.annotations.save(annotation(added, tags=("a",)))
    deleted = store.annotations.delete(saved.id, saved.revision)
    assert (deleted.revision, store.annotations.is_deleted(saved.id)) == (2, True)
    assert store.annotations.of(added.document.id) == []
    assert (store.documents.row(added.document.id).annotations, store.annotations.tags()) == (0, [])
    assert store.check() == []
    with pytest.raises(ConflictError, match="was deleted meanwhile"):
        store.annotations.save(replace(deleted, note="typed meanwhile"))
    restored = store.annotations.restore(saved.id)
    assert [placed.annotation for placed in store.annotations.of(added.document.id)] == [restored]
    assert (store.documents.row(added.document.id).annotations, store.annotations.tags()) == (1, ["a"])
    assert store.check() == []


def test_an_annotation_needs_its_words_in_its_version(store: Store, added: Added) -> None:
    other = store.add(article("Another text."))
    wrong = annotation(added)
    for bad in (
        replace(wrong, document_id=other.document.id),
        replace(wrong, version_id=other.version.id),
        replace(wrong, anchor=anchor_of("x" * 90, FERRIES)),
    ):
        with pytest.raises(NotFoundError):
            store.annotations.save(bad)
    for act in (store.annotations.get, store.annotations.delete, store.annotations.restore):
        with pytest.raises(NotFoundError, match="annotation nothing"):
            act("nothing")
    assert store.annotations.count(AnnotationFilter()) == 0


def test_a_new_version_finds_the_annotations_again(store: Store, added: Added) -> None:
    kept = store.annotations.save(annotation(added, Span(0, 7)))
    moved = store.annotations.save(annotation(added))
    gone = store.annotations.save(annotation(added, Span(48, 52)))
    newer = store.add(article('Harbour is open.\n\n"The ferries sail again," said Mira.', path="/a"))
    there = {placed.annotation.id: placed.placement for placed in store.annotations.of(added.document.id)}
    assert there[kept.id] == Placement(AnchorState.EXACT, Span(0, 7))
    assert there[moved.id].state is AnchorState.MOVED
    assert there[gone.id] == Placement(AnchorState.ORPHAN, None)
    assert [p.placement.state for p in store.annotations.of(added.document.id, added.version.id)] == ["exact"] * 3
    assert store.check() == []
    back = store.add(article(path="/a"))
    assert back.version.id == added.version.id
    assert [p.placement.state for p in store.annotations.of(added.document.id)] == ["exact"] * 3
    assert newer.version.id != added.version.id


def test_an_annotation_made_in_an_older_version_is_placed_in_the_newest(store: Store, added: Added) -> None:
    store.add(article('News\n\n"The ferries sail again," said Mara Lind.', path="/a"))
    store.annotations.save(annotation(added))
    (placed,) = store.annotations.of(added.document.id)
    assert placed.placement == Placement(AnchorState.MOVED, Span(7, 23))
    assert store.check() == []


def test_a_decision_is_carried_to_later_versions(store: Store, added: Added) -> None:
    more = "Nobody knows for how long, the harbour office says, but everybody hopes."
    saved = store.annotations.save(annotation(added))
    second = store.add(article(f"A ferry sails again. {more}", path="/a"))
    store.annotations.decide(saved.id, second.version.id, Span(2, 13))
    assert store.annotations.of(added.document.id)[0].placement == Placement(
        AnchorState.CHANGED, Span(2, 13), True
    )
    store.add(article(f"At last a ferry sails again. {more}", path="/a"))
    assert store.annotations.of(added.document.id)[0].placement == Placement(
        AnchorState.CHANGED, Span(10, 21), True
    )
    store.annotations.decide(saved.id, second.version.id, None)
    assert store.annotations.of(added.document.id, second.version.id)[0].placement == Placement(
        AnchorState.ORPHAN, None, True
    )
    with pytest.raises(NotFoundError, match="no such place"):
        store.annotations.decide(saved.id, second.version.id, Span(2, 99))
    assert store.check() == []


def test_annotations_of_the_library_are_filtered_and_paged(store: Store, added: Added, clock: FakeClock) -> None:
    other = store.add(article("Élan and ardour.", title="Two"))
    plan = (
        annotation(added, note="On ferries", tags=("sea", "x"), author="Ann", speaker="Mara Lind", label="p"),
        annotation(other, Span(0, 4), note="élan vital", tags=("sea",), author="Bob"),
        annotation(added, None, note="the whole", author="Ann", label="o"),
    )
    first, second, third = ((clock.pass_minutes(1), store.annotations.save(made))[1].id for made in plan)

    def ids(**wanted: str) -> list[str]:
        rows = store.annotations.page(AnnotationFilter(**wanted), 0, 9)
        assert store.annotations.count(AnnotationFilter(**wanted)) == len(rows)
        return [row.placed.annotation.id for row in rows]

    assert ids() == [third, second, first]
    assert ids(text="ÉLAN") == [second]
    assert ids(text="ferries SAIL") == [first]
    assert ids(tag="sea") == [second, first]
    assert ids(tag="sea", author="Ann", text="on") == [first]
    assert ids(author="Ann") == [third, first]
    assert (ids(label="p"), ids(speaker="Mara Lind")) == ([first], [first])
    assert ids(since="2026-05-01T12:02", until="2026-05-01T12:03") == [second]
    assert ids(tag="sea", since="2026-05-01T12:02") == [second]
    assert [row.placed.annotation.id for row in store.annotations.page(AnnotationFilter(), 1, 1)] == [second]
    row = store.annotations.page(AnnotationFilter(text="vital"), 0, 1)[0]
    assert (row.title, row.placed.placement.span) == ("Two", Span(0, 4))
    assert store.annotations.tags() == ["sea", "x"]
    assert store.annotations.authors() == ["Ann", "Bob"]
    assert (store.annotations.labels(), store.annotations.speakers()) == (["o", "p"], ["Mara Lind"])
    store.documents.remove(other.document.id)
    assert ids() == [third, first]


@pytest.mark.parametrize("wanted", ["tag", "label", "author", "speaker", "since", ""])
def test_a_page_of_all_annotations_reads_no_more_than_it_shows(store: Store, wanted: str) -> None:
    table, condition, parameters = _where(AnnotationFilter(**({wanted: "x"} if wanted else {})))
    by = "annotation_tags.modified" if wanted == "tag" else "annotations.modified"
    plan = store._db.all(
        f"EXPLAIN QUERY PLAN SELECT annotations.id FROM {table} WHERE {condition}"
        f" ORDER BY {by} DESC, annotations.id DESC LIMIT 40",
        parameters,
    )
    reported = "\n".join(row[3] for row in plan)
    assert "INDEX" in reported or "PRIMARY KEY" in reported
    assert "SCAN annotations\n" not in reported
    if wanted != "tag":
        assert "TEMP B-TREE" not in reported


def test_annotations_of_another_library_are_stored_once(store: Store, added: Added) -> None:
    theirs = annotation(added, note="theirs", created="2020-01-01T00:00:00+00:00", revision=3)
    theirs = replace(theirs, modified="2020-01-02T00:00:00+00:00")
    assert store.annotations.upsert(theirs)
    assert not store.annotations.upsert(theirs)
    assert store.annotations.get(theirs.id) == theirs
    assert store.annotations.upsert(replace(theirs, note="later", revision=4))
    assert not store.annotations.upsert(replace(theirs, note="earlier", revision=3))
    assert store.annotations.get(theirs.id).note == "later"
    assert store.check() == []


def test_ids_may_be_any_text(store: Store, added: Added) -> None:
    odd = replace(annotation(added), id="urn:\ud800 x")
    assert store.annotations.save(odd).id == odd.id
    assert store.annotations.get(odd.id).id == odd.id
    assert UUID(annotation(added).id)
    assert store.check() == []
