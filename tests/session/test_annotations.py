"""Annotations of one session: undo and redo, two people at once, and drafts until they are notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reader.model.annotation import Annotation, NoteDraft
from reader.model.errors import ConflictError, StoreError
from reader.model.span import Span
from reader.session.annotations import Annotations
from reader.session.undo import UndoHistory
from reader.store import Store
from tests.store.samples import TEXT, analysis, article

FERRIES = Span(TEXT.index("The ferries"), TEXT.index(" again"))
ELSEWHERE = "another-host boot - 1 1"


class Person:
    """Somebody who annotates, in a program of their own."""

    def __init__(self, library: Path, author: str) -> None:
        self.store = Store.open(library)
        self.history = UndoHistory()
        self.annotations = Annotations(self.store, self.history, author)
        self.version = self.store.versions.newest(1)

    @property
    def notes(self) -> list[str]:
        return [placed.annotation.note for placed in self.store.annotations.of(1)]

    def annotate(self, note: str, span: Span | None = FERRIES) -> Annotation:
        return self.annotations.annotate(self.version, span, analysis(), note=note)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Person, Person]]:
    library = tmp_path / "library.sqlite3"
    with Store.open(library) as store:
        store.add(article())
    people = Person(library, "Ann"), Person(library, "Bob")
    yield people
    for person in people:
        assert person.store.check() == []
        person.store.close()


def test_everything_is_undone_and_done_again(two: tuple[Person, Person]) -> None:
    ann, _ = two
    first = ann.annotate("one")
    assert (first.author, first.speaker) == ("Ann", "Mara Lind")
    changed = ann.annotations.change(first, note="two", tags=("t",)).annotation
    ann.annotations.delete(changed)
    assert ann.notes == []
    assert ann.history.undo() == "undone: deleting the note on “The ferries sail”"
    assert ann.notes == ["two"]
    ann.history.undo()
    assert (ann.notes, ann.store.annotations.tags()) == (["one"], [])
    assert ann.history.undo() == "undone: note on “The ferries sail”"
    assert (ann.notes, ann.history.undo()) == ([], "nothing to undo")
    for left in (["one"], ["two"], []):
        ann.history.redo()
        assert ann.notes == left
    assert ann.history.redo() == "nothing to do again"


def test_two_notes_at_once_are_both_kept_and_undone_together(two: tuple[Person, Person]) -> None:
    ann, bob = two
    seen = ann.annotate("as it was")
    bob.annotations.change(seen, note="Bob's")
    written = ann.annotations.change(seen, note="Ann's", tags=("mine",))
    assert written.beside is not None
    assert (written.beside.note, written.beside.beside, written.beside.author) == ("Ann's", seen.id, "Ann")
    assert written.message == "Ann changed this note meanwhile: both are kept"
    assert (sorted(ann.notes), ann.store.annotations.get(seen.id).tags) == (["Ann's", "Bob's"], ("mine",))
    ann.history.undo()
    assert (bob.notes, bob.store.annotations.tags()) == (["Bob's"], [])
    ann.history.redo()
    assert sorted(bob.notes) == ["Ann's", "Bob's"]


def test_a_note_changed_by_one_and_tagged_by_the_other_is_one(two: tuple[Person, Person]) -> None:
    ann, bob = two
    seen = ann.annotate("as it was")
    bob.annotations.change(seen, tags=("sea",))
    written = ann.annotations.change(seen, note="better")
    assert (written.beside, written.annotation.note, written.annotation.tags) == (None, "better", ("sea",))


def test_a_note_typed_while_another_deleted_it_stays(two: tuple[Person, Person]) -> None:
    ann, bob = two
    seen = bob.annotate("as it was")
    bob.annotations.delete(seen)
    ann.annotations.change(seen, note="typed meanwhile")
    assert bob.notes == ["typed meanwhile"]


def test_only_your_own_annotations_can_be_deleted(two: tuple[Person, Person]) -> None:
    ann, bob = two
    seen = ann.annotate("one")
    with pytest.raises(StoreError, match="this is Ann's: only your own can be deleted"):
        bob.annotations.delete(seen)
    assert bob.notes == ["one"]
    assert bob.history.undo() == "nothing to undo"


def test_what_somebody_else_changed_is_neither_undone_nor_deleted(
    two: tuple[Person, Person],
) -> None:
    ann, bob = two
    seen = ann.annotate("one")
    ann.store.documents.set_starred(1, True)
    bob.annotations.change(seen, note="Bob's")
    with pytest.raises(ConflictError, match="was changed meanwhile"):
        ann.annotations.delete(seen)
    with pytest.raises(ConflictError):
        ann.history.undo()
    assert ann.notes == ["Bob's"]
    assert ann.history.undo() == "nothing to undo"


def test_a_draft_becomes_a_note(two: tuple[Person, Person]) -> None:
    ann, bob = two
    draft = ann.annotations.type(ann.annotations.begin(ann.version, FERRIES), "half")
    assert bob.annotations.offered() == []
    draft = ann.annotations.type(draft, "half a note")
    written = ann.annotations.finish(draft, analysis(), tags=("t",), label="p")
    assert written is not None
    made = written.annotation
    assert (made.id, made.note, made.tags, made.label, made.speaker, made.author) == (
        draft.annotation_id, "half a note", ("t",), "p", "Mara Lind", "Ann"
    )  # fmt: skip
    assert made.anchor is not None
    assert made.anchor.exact == "The ferries sail"
    assert ann.store._db.integer("SELECT count(*) FROM drafts") == 0


def test_an_empty_draft_makes_no_note_and_an_unchanged_one_no_revision(two: tuple[Person, Person]) -> None:
    ann, _ = two
    draft = ann.annotations.type(ann.annotations.begin(ann.version, FERRIES), " \n")
    assert ann.annotations.finish(draft) is None
    seen = ann.annotate("one")
    written = ann.annotations.finish(ann.annotations.begin_on(seen))
    assert written is not None
    assert (written.annotation, ann.notes) == (seen, ["one"])
    assert ann.store._db.integer("SELECT count(*) FROM drafts") == 0


def _leave_behind(person: Person, draft: NoteDraft, text: str) -> None:
    person.annotations.type(replace(draft, holder=ELSEWHERE), text)
    person.store._db.run("UPDATE drafts SET alive = '2000-01-01T00:00:00+00:00'")


def test_a_dropped_note_is_a_note_once_that_is_undone(two: tuple[Person, Person]) -> None:
    ann, _ = two
    draft = ann.annotations.type(ann.annotations.begin(ann.version, FERRIES), "half a note")
    ann.annotations.abandon(draft, analysis())
    assert (ann.notes, ann.store.drafts.abandoned()) == ([], [])
    assert ann.history.undo() == "undone: dropping the note on “The ferries sail”"
    assert ann.notes == ["half a note"]
    ann.history.redo()
    assert ann.notes == []
    ann.history.undo()
    assert [each.annotation.speaker for each in ann.store.annotations.of(1)] == ["Mara Lind"]


def test_what_was_written_into_a_note_is_dropped_and_brought_back(two: tuple[Person, Person]) -> None:
    ann, _ = two
    seen = ann.annotate("as it was")
    draft = ann.annotations.type(ann.annotations.begin_on(seen), "as it was, and more")
    ann.annotations.abandon(draft)
    for step, note in (("undo", "as it was, and more"), ("redo", "as it was"), ("undo", "as it was, and more")):
        getattr(ann.history, step)()
        assert ann.notes == [note]


def test_nothing_written_is_dropped_without_a_step_to_undo(two: tuple[Person, Person]) -> None:
    ann, _ = two
    ann.annotations.abandon(ann.annotations.begin(ann.version, FERRIES))
    assert ann.history.undo() == "nothing to undo"


def test_an_abandoned_draft_is_taken_over_by_one_program(two: tuple[Person, Person]) -> None:
    ann, bob = two
    _leave_behind(ann, ann.annotations.begin(ann.version, None), "half a no")
    (offered,) = bob.annotations.offered()
    assert (offered.text, ann.annotations.offered()) == ("half a no", [offered])
    taken = bob.annotations.resume(offered)
    assert taken is not None
    assert ann.annotations.resume(offered) is None
    assert ann.annotations.offered() == []
    written = bob.annotations.finish(replace(taken, text="half a note"))
    assert written is not None
    assert (written.annotation.author, ann.notes) == ("Bob", ["half a note"])


def test_a_draft_of_a_note_that_was_changed_since_is_kept_beside_it(two: tuple[Person, Person]) -> None:
    ann, bob = two
    seen = ann.annotate("as it was")
    _leave_behind(ann, ann.annotations.begin_on(seen), "half a no")
    bob.annotations.change(seen, note="Bob's")
    (offered,) = bob.annotations.offered()
    taken = bob.annotations.resume(offered)
    assert taken is not None
    written = bob.annotations.finish(taken)
    assert written is not None
    assert written.beside is not None
    assert sorted(ann.notes) == ["Bob's", "half a no"]


def test_a_draft_with_nothing_new_in_it_is_not_offered(two: tuple[Person, Person]) -> None:
    ann, bob = two
    _leave_behind(ann, ann.annotations.begin(ann.version, None), " ")
    _leave_behind(ann, ann.annotations.begin_on(ann.annotate("one")), "one")
    assert bob.annotations.offered() == []


def test_a_note_written_with_a_false_speaker_is_set_right(two: tuple[Person, Person]) -> None:
    ann, _ = two
    note, foreign = ann.annotate("on Lind"), ann.annotate("of another's", None)
    ann.store.annotations.set_speaker(note.id, "AFP")
    placed = ann.annotations.with_speakers(ann.store.annotations.of(1), ann.version, analysis())
    assert {each.annotation.speaker for each in placed if each.annotation.id != foreign.id} == {"Mara Lind"}
    stored = ann.store.annotations.get(note.id)
    assert (stored.speaker, stored.revision) == ("Mara Lind", note.revision)


def test_the_speaker_of_somebody_elses_note_is_left(two: tuple[Person, Person]) -> None:
    ann, bob = two
    note = bob.annotate("mine")
    ann.store.annotations.set_speaker(note.id, "AFP")
    ann.annotations.with_speakers(ann.store.annotations.of(1), ann.version, analysis())
    assert ann.store.annotations.get(note.id).speaker == "AFP"
