"""A library of the third schema with annotations, corrections, aliases, drafts and tombstones."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.model.analysis import Engine, Source, SourceKind
from reader.model.annotation import AnchorState, Annotation, AnnotationFilter, NoteDraft, Placement
from reader.model.correction import CorrectedThing, CorrectionAct
from reader.model.document import Markup, MarkupKind
from reader.model.document_list import Order, ReadingState
from reader.model.span import Span
from reader.store import Store
from tests.store.make_library_v3 import FIXTURE, make

HALF = "\ud83d"
"""Half of a surrogate pair, which SQLite does not take as text."""

VERSIONS = (1, 2, 3)
"""Those of the first document; the annotations below were made in the first one."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(Path(shutil.copy(FIXTURE, tmp_path / "library.sqlite3"))) as opened:
        assert opened.notice is not None
        yield opened
        assert opened.check() == []


def uuid(number: int) -> str:
    """The id that the library has for its n-th thing."""
    return f"00000000-0000-4000-8000-{number:012d}"


def number(id: str) -> int:
    """The inverse of `uuid`."""
    return int(id.rpartition("-")[2])


def test_the_file_holds_the_rows_of_the_script(tmp_path: Path) -> None:
    make(tmp_path / "made.sqlite3")
    assert dump(FIXTURE) == dump(tmp_path / "made.sqlite3")


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as connection:
        return [str(connection.execute("PRAGMA user_version").fetchone()), *connection.iterdump()]


def test_it_is_sound_as_it_was_written(store: Store) -> None:
    assert store.check() == []


def test_documents_and_their_versions_are_there(store: Store) -> None:
    assert [row.document.title for row in store.documents.page(Order.TITLE, 0, 9)] == [
        "Ferry sank at its pier",
        f"Élan {HALF}",
    ]
    assert (store.documents.count(), store.documents.count_unread(), store.samples_given()) == (2, 1, True)
    row = store.documents.row(1)
    assert (row.version_id, row.words, row.quotations, row.bookmarks, row.annotations) == (3, 42, 1, 2, 9)
    assert row.reading == ReadingState(147, True, True, "2026-02-01T08:37:00+00:00")
    assert (row.document.outlet, row.document.authors) == ("Harbour Post", ("Ann Lee", "Élodie Roß"))
    assert store.versions.ids(1) == [*VERSIONS]
    assert [len(store.versions.get(id).text) for id in VERSIONS] == [227, 228, 242]
    link = store.versions.newest(1).markups[0]
    assert link == Markup(Span(186, 200), MarkupKind.LINK, f"https://example.org/{HALF}")
    assert store.versions.newest(2).text == f"Élan\n\nVerve \0 and ardour {HALF}.\n"


def test_the_analysis_of_each_version_is_there(store: Store) -> None:
    for id, mention in zip(VERSIONS, (37, 66, 72), strict=True):
        analysis = store.analyses.get(store.versions.get(id).sha256, Engine("rules", "1", "small"))
        assert analysis is not None
        name = Span(mention, mention + 9)
        assert analysis.sources == (Source("p1", "Mara Lind", SourceKind.PERSON, "captain", "e1", (name,), 1, 5),)
        assert name.of(store.versions.get(id).text) == "Mara Lind"


def test_annotations_of_every_state_are_there(store: Store) -> None:
    annotations = {number(it.annotation.id): it for it in store.annotations.of(1)}
    assert {id: (it.placement.state, it.placement.decided) for id, it in annotations.items()} == {
        1: (AnchorState.EXACT, False),
        4: (AnchorState.CHANGED, True),
        3: (AnchorState.MOVED, False),
        9: (AnchorState.MOVED, False),
        2: (AnchorState.MOVED, False),
        5: (AnchorState.CHANGED, True),
        24: (AnchorState.ORPHAN, False),
        6: (AnchorState.ORPHAN, True),
        7: (AnchorState.ORPHAN, False),
    }
    kept: dict[int, Annotation] = {id: it.annotation for id, it in annotations.items()}
    assert (kept[1].anchor, kept[1].note, kept[1].tags) == (None, "Read this *again*.", ("todo",))
    assert (kept[2].note, kept[2].tags, kept[2].label) == (
        "Which letter?\n\nAsk for it.",
        ("letter", "to check"),
        "b",
    )
    assert (kept[3].note, kept[3].colour, kept[3].revision) == ("Checked: it did.", "green", 2)
    assert (kept[4].speaker, kept[4].author) == ("Mara Lind", "ann")
    assert kept[7].note == f"By whose word? {HALF}"
    assert (kept[9].note, kept[9].beside) == ("It did not.", uuid(3))
    assert (kept[24].created, kept[24].revision) == ("2025-12-24T10:00:00+00:00", 3)
    text = store.versions.newest(1).text
    assert [it.placement.span.of(text) for it in annotations.values() if it.placement.span] == [
        "hardly ever tested",
        "Rain fell",
        "Rain fell",
        "The owner disagreed",
        "stays closed until early May",
    ]


def test_annotations_have_their_places_in_the_older_versions(store: Store) -> None:
    at = {id: {number(it.annotation.id): it.placement for it in store.annotations.of(1, id)} for id in VERSIONS}
    assert at[1][5] == Placement(AnchorState.EXACT, Span(205, 225))
    assert at[2][5] == Placement(AnchorState.MOVED, Span(206, 226))
    assert at[2][6] == Placement(AnchorState.ORPHAN, None, decided=True)
    assert at[1][24] == Placement(AnchorState.ORPHAN, None)


def test_annotations_are_found(store: Store) -> None:
    def found(wanted: AnnotationFilter) -> list[int]:
        return [number(row.placed.annotation.id) for row in store.annotations.page(wanted, 0, 99)]

    assert found(AnnotationFilter(tag="to check")) == [7, 2]
    assert found(AnnotationFilter(text="rain FELL")) == [9, 3]
    assert found(AnnotationFilter(speaker="Mara Lind")) == [4]
    assert found(AnnotationFilter(author="bob")) == [24]
    assert found(AnnotationFilter(label="b")) == [3, 2]
    assert store.annotations.tags() == ["to check", "letter", "todo"]


def test_corrections_of_every_act_are_there(store: Store) -> None:
    corrections = {number(it.correction.id): it for it in store.corrections.of(1)}
    statement, entity, source = CorrectedThing.STATEMENT, CorrectedThing.ENTITY, CorrectedThing.SOURCE
    acts = {id: (it.correction.thing, it.correction.act, it.correction.value) for id, it in corrections.items()}
    assert acts == {
        12: (statement, CorrectionAct.ACCEPT, ""),
        13: (statement, CorrectionAct.REJECT, ""),
        14: (statement, CorrectionAct.SPAN, "Mara Lind"),
        15: (statement, CorrectionAct.SPEAKER, "The harbour office"),
        16: (statement, CorrectionAct.SPEAKER, ""),
        17: (entity, CorrectionAct.TYPE, "organisation"),
        18: (entity, CorrectionAct.REJECT, ""),
        19: (source, CorrectionAct.ACCEPT, "The officials"),
        26: (statement, CorrectionAct.SPEAKER, "Harbour Post"),
    }
    span = corrections[14]
    assert span.correction.words is not None
    assert span.correction.words.exact == "the engine was never tested” on Monday"
    assert span.words == Placement(AnchorState.CHANGED, Span(89, 133))
    assert (span.correction.author, corrections[26].correction.author) == ("ann", "bob")


def test_aliases_are_there(store: Store) -> None:
    assert [(number(it.id), it.name, it.becomes, it.author) for it in store.aliases.all()] == [
        (21, "Officials", "Mara Lind", "ann"),
        (23, "The owner", f"The owner, Ltd {HALF}", "bob"),
    ]


def test_aliases_of_sources_that_no_article_has_hold_in_none(store: Store) -> None:
    assert [it.unplaced for it in store.aliases.all()] == [True, True]
    assert (store.aliases.of(1), store.aliases.of(2)) == ([], [])
    assert store.notice == (
        "2 names of unnamed sources now hold only where you gave them, 2 nowhere: see :aliases"
    )


def test_drafts_are_offered(store: Store) -> None:
    anchors = store.annotations.get(uuid(2)).anchor, store.drafts.abandoned()[1].anchor
    assert anchors[1] is not None
    assert anchors[1].exact == "closed until early May"
    assert store.drafts.abandoned() == [
        NoteDraft(
            uuid(28),
            uuid(2),
            document_id=1,
            version_id=1,
            anchor=anchors[0],
            text="Which letter?\n\nAsk for it. And",
            base_revision=1,
            holder="elsewhere 4242 1",
            modified="2026-02-01T08:44:00+00:00",
        ),
        NoteDraft(
            uuid(29), uuid(30), 1, 3, anchors[1], "Why so", 0, "elsewhere 4243 1", "2026-02-01T08:45:00+00:00"
        ),
        NoteDraft(
            uuid(31),
            uuid(32),
            document_id=2,
            version_id=4,
            anchor=None,
            text=f"Of the whole {HALF}",
            base_revision=0,
            holder="elsewhere 4244 1",
            modified="2026-02-01T08:46:00+00:00",
        ),
    ]


def test_bookmarks_are_there(store: Store) -> None:
    assert [(number(it.id), it.offset, it.excerpt) for it in store.bookmarks.of(1)] == [
        (10, 147, "The owner disagreed"),
        (25, 203, "The pier stays"),
    ]


def test_what_was_deleted_can_be_restored(store: Store) -> None:
    assert store.annotations.is_deleted(uuid(8))
    assert store.annotations.restore(uuid(8)).tags == ("gone",)
    store.bookmarks.restore(uuid(11))
    store.corrections.restore(uuid(20))
    store.aliases.restore(uuid(22))
    store.documents.restore(3)
    row = store.documents.row(1)
    assert (row.bookmarks, row.annotations, store.documents.count()) == (3, 10, 3)
    assert store.bookmarks.of(1)[0].excerpt == "Ferry sank"
    assert {number(it.correction.id): it.correction.value for it in store.corrections.of(1)}[20] == "place"
    assert [it.name for it in store.aliases.all()] == ["Officials", "Captain Lind", "The owner"]
    assert [it.annotation.note for it in store.annotations.of(3)] == ["Still here."]
    assert "gone" in store.annotations.tags()


def test_it_can_be_worked_on(store: Store) -> None:
    draft = store.drafts.abandoned()[0]
    stored = store.annotations.get(draft.annotation_id)
    assert store.drafts.take_over(draft, "here") is not None
    saved = store.annotations.save(stored, draft.id)
    assert saved.revision == stored.revision + 1
    assert len(store.drafts.abandoned()) == 2
    store.corrections.withdraw(uuid(12))
    store.annotations.delete(uuid(1))
    assert store.documents.row(1).annotations == 8
