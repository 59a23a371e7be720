"""The three-way merge of an annotation that two people changed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reader.model.annotation import Annotation
from reader.store.annotation_merge import merge

BASE = Annotation("a", 1, 1, None, "as it was", ("x", "y"), "p", "gold", "Ann", revision=3)
NOTES = st.sampled_from(["as it was", "mine", "theirs", ""])
TAGS = st.lists(st.sampled_from("xyzw"), unique=True).map(tuple)
CHANGES = st.builds(
    lambda note, tags, label: replace(BASE, note=note, tags=tags, label=label), NOTES, TAGS, st.sampled_from("po")
)


def test_changes_of_different_fields_merge() -> None:
    both, extra = merge(BASE, replace(BASE, tags=("x", "mine")), replace(BASE, note="theirs", revision=4))
    assert (both.note, both.tags, both.revision, extra) == ("theirs", ("x", "mine"), 4, None)


def test_two_notes_are_both_kept() -> None:
    mine, theirs = replace(BASE, note="mine"), replace(BASE, note="theirs", revision=4, author="Bob")
    both, extra = merge(BASE, mine, theirs)
    assert (both.note, both.author) == ("theirs", "Bob")
    assert extra is not None
    assert (extra.note, extra.beside, extra.id, extra.revision) == ("mine", "a", "", 1)


def test_an_emptied_note_makes_no_second_annotation() -> None:
    mine, theirs = replace(BASE, note=""), replace(BASE, note="theirs", revision=4)
    both, extra = merge(BASE, mine, theirs)
    assert (both.note, extra) == ("theirs", None)


@given(CHANGES, CHANGES)
def test_no_words_are_lost(mine: Annotation, theirs: Annotation) -> None:
    both, extra = merge(BASE, mine, theirs)
    kept = {both.note, extra.note if extra else ""}
    assert extra is None or extra.note
    for side in (mine, theirs):
        assert side.note == BASE.note or side.note in kept
    for side in (mine, theirs):
        assert set(side.tags) - set(BASE.tags) <= set(both.tags)
    assert set(both.tags) & set(BASE.tags) == set(mine.tags) & set(theirs.tags) & set(BASE.tags)


@given(CHANGES)
def test_a_change_that_nobody_else_made_is_kept(mine: Annotation) -> None:
    both, extra = merge(BASE, mine, replace(BASE, revision=4))
    assert extra is None
    assert (both.note, set(both.tags), both.label) == (mine.note, set(mine.tags), mine.label)
