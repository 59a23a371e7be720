"""The check: each kind of damage, made by hand, is reported in one line."""

from __future__ import annotations

import pytest

from reader.model.annotation import Annotation, NoteDraft
from reader.model.correction import CorrectedThing, CorrectionAct
from reader.model.span import Span
from reader.store import Store
from reader.text.anchoring.anchors import anchor_of
from tests.store.samples import analysis, article


@pytest.fixture
def filled(store: Store) -> Store:
    added = store.add(article(path="/a"))
    store.analyses.save(added.version.sha256, analysis())
    store.bookmarks.add(added.document.id, added.version.id, 4, "our")
    store.add(article("another text", title="Two"))
    anchor = anchor_of(added.version.text, Span(0, 7))
    ids = added.document.id, added.version.id
    store.annotations.save(Annotation("n", *ids, anchor, note="a note", tags=("t",)))
    store.corrections.add(*ids, CorrectedThing.ENTITY, CorrectionAct.TYPE, anchor, value="place")
    store.drafts.save(NoteDraft("d", "m", *ids, anchor, "half", 0, "", ""))
    store._db.run("INSERT INTO placements SELECT id, '', 1, 'moved', 0, 0, NULL FROM bookmarks")
    return store


def test_a_sound_library_has_no_problems(filled: Store) -> None:
    assert filled.check() == []


@pytest.mark.parametrize(
    ("damage", "reported"),
    [
        ("UPDATE versions SET text = CAST(upper(text) AS BLOB) WHERE id = 1", "SHA-256 differs"),
        ("UPDATE versions SET text = x'ff' WHERE id = 1", "version 1 of document 1: cannot be read"),
        ("UPDATE versions SET blocks = '[{]' WHERE id = 1", "cannot be read"),
        ("UPDATE versions SET text = 'x' WHERE id = 1", "cannot be read"),
        (
            'UPDATE versions SET blocks = \'[{"kind": "code", "start": 0, "end": 99}]\' WHERE id = 1',
            "ends at 99, after",
        ),
        ("UPDATE versions SET length = length + 1 WHERE id = 1", "its length or word count"),
        ("UPDATE documents SET words = 1 WHERE id = 1", "its word count"),
        ("UPDATE documents SET quotations = NULL WHERE id = 1", "its quotation count"),
        ("UPDATE documents SET quotations = 0 WHERE id = 2", "document 2: its quotation count"),
        ("UPDATE documents SET bookmarks = 2 WHERE id = 1", "its bookmark count"),
        ("UPDATE documents SET place = 99 WHERE id = 1", "its reading place is outside the text"),
        ("UPDATE documents SET version_id = 2 WHERE id = 1", "document 1: has no version"),
        ("UPDATE documents SET title_key = 'x' WHERE id = 1", "its sort keys"),
        ("UPDATE totals SET unread = 1", "the count of documents or of unread"),
        ("UPDATE analyses SET body = x'00'", "cannot be read"),
        ("UPDATE analyses SET quotations = 7", "its quotation count"),
        ("UPDATE analyses SET model = 'x'", "another engine"),
        ("UPDATE bookmarks SET offset = 99", "its place is not in a version"),
        ("UPDATE bookmarks SET version_id = 2", "its place is not in a version"),
        ("UPDATE documents SET annotations = 2 WHERE id = 1", "its annotation count"),
        ("UPDATE annotations SET exact = 'x'", "annotation n: its words are not in the text"),
        ("UPDATE annotations SET version_id = 2", "annotation n: its version is of another document"),
        ("UPDATE annotations SET tags = '{'", "annotation n: cannot be read"),
        ("UPDATE annotations SET tags = '[]'", "annotation n: is not indexed by its tags"),
        ("UPDATE annotations SET note = 'x'", "annotation n: is not indexed by its words"),
        ("UPDATE annotations SET deleted = 'x'", "annotation n: is not indexed by its tags"),
        ("UPDATE corrections SET act = 'x'", "cannot be read"),
        ("UPDATE corrections SET stop = 9", "its words are not in the text"),
        ("UPDATE drafts SET start = 1", "draft d: its words are not in the text"),
        ("UPDATE placements SET stop = 999", "in version 1: is outside the text"),
        ("UPDATE placements SET mark_id = 'x'", "there is no such annotation"),
        ("UPDATE placements SET version_id = 2", "is in another document"),
        ("UPDATE bookmarks SET version_id = 9", "refers to a missing row of versions"),
    ],
)
def test_damage_is_reported(filled: Store, damage: str, reported: str) -> None:
    filled._db.run("PRAGMA foreign_keys = OFF")
    assert filled._db.run(damage) == 1
    problems = filled.check()
    assert any(reported in line for line in problems), problems
    assert not [line for line in problems if "\n" in line]


def test_a_span_after_the_end_of_the_text_is_reported(store: Store) -> None:
    added = store.add(article("short"))
    store.analyses.save(added.version.sha256, analysis())
    assert [line for line in store.check() if "ends at 57, after the end of the text at 5" in line]
