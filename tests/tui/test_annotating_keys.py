"""Annotating by keys: notes, highlights, labels, tags, deleting, undoing, drafts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot

from reader.config.settings import Settings
from reader.model.annotation import Annotation
from reader.model.span import Span
from reader.session.annotations import Annotations
from reader.session.undo import UndoHistory
from reader.store import Store
from reader.store.holders import this_holder
from reader.text.wording.formatting import readable_date
from reader.tui.keys.fixed import EDITING_A_NOTE
from reader.tui.widgets.document_list import DocumentList
from tests.tui.article_app import article, span
from tests.tui.bound import bind
from tests.tui.main_app import HARBOUR, Desk, harbour, library, until

TEXT, _ = article()
WIDE = (120, 36)
QUOTED = "the numbers do not add up"
TO_QUOTATION = ("]", "q", "]", "q")


def kept(desk: Desk) -> list[Annotation]:
    return [placed.annotation for placed in desk.store.annotations.of(HARBOUR)]


def exact(annotation: Annotation) -> str:
    return annotation.anchor.exact if annotation.anchor else ""


async def write(pilot: Pilot[None], words: str) -> None:
    """Type into the note that is open; the first time the editor takes a moment."""
    await pilot.press(*("space" if letter == " " else letter for letter in words))
    await pilot.pause()


@pytest.mark.parametrize("key", EDITING_A_NOTE)
async def test_every_key_that_edits_a_note_does_so_in_an_empty_one_too(tmp_path: Path, key: str) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press(*TO_QUOTATION, "a")
        await pilot.pause()
        await pilot.press(key, key)
        await write(pilot, "ask")
        await pilot.press(key, "end", *"ed")
        await pilot.pause()
        assert desk.screen.status.mode == "NOTE"
        assert desk.screen.note_pane.editor.text.endswith("ed")
        assert not desk.app.failure


async def test_the_end_of_a_line_of_a_note_can_be_deleted(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press(*TO_QUOTATION, "a")
        await write(pilot, "ask them")
        await pilot.press("ctrl+left", "ctrl+k", *"me")
        assert desk.screen.note_pane.editor.text == "ask me"


async def test_two_keys_lead_to_a_note_on_exactly_the_quoted_words(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press(*TO_QUOTATION, "a")
        await pilot.pause()
        assert desk.screen.status.mode == "NOTE"
        assert "Note on “the numbers do not add up”" in desk.text()
        assert "“the numbers do not add up”" in desk.text()
        await write(pilot, "ask the port")
        await pilot.press("enter", *"now", "escape")
        await pilot.pause()
        (annotation,) = kept(desk)
        assert (exact(annotation), annotation.note) == (QUOTED, "ask the port\nnow")
        assert annotation.speaker == "Anna Berg"
        assert desk.screen.status.mode == "READ"
        assert "◆ note: ask the port …" in " ".join(desk.text().split())
        assert "Notes 1" in desk.text()


async def test_keys_typed_ahead_end_up_where_they_were_meant(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        for key in (*TO_QUOTATION, "a", *"qj?", "escape", "]", "q"):
            pilot.app.simulate_key(key)
        await until(pilot, lambda: desk.said.startswith("quotation 3 of 3"))
        assert [annotation.note for annotation in kept(desk)] == ["qj?"]


async def test_a_note_on_the_same_words_is_gone_on_with_and_an_empty_one_is_none(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press(*TO_QUOTATION, "a")
        await pilot.pause()
        await pilot.press("escape")
        assert kept(desk) == []
        assert desk.said == "no note"
        await pilot.press("a", *"one", "escape", "a", *"!", "escape")
        await pilot.pause()
        assert [annotation.note for annotation in kept(desk)] == ["one!"]
        await pilot.press("U", "U")
        assert kept(desk) == []


async def test_with_nothing_current_the_sentence_at_the_top_is_meant_and_the_article_by_a_key(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("a", *"x", "escape", "A", *"whole", "escape")
        await pilot.pause()
        await pilot.pause()
        whole, first = kept(desk)
        assert (whole.anchor, whole.note) == (None, "whole")
        assert (exact(first), first.note) == (TEXT.split("\n\n")[0], "x")


async def test_a_selection_is_highlighted_labelled_and_tagged(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press(*TO_QUOTATION, "v", "l", "w", "v", "e", "t")
        assert desk.screen.status.mode == "LABEL"
        assert "q question" in desk.screen.status.hints
        await pilot.press("q")
        assert [(exact(each), each.label, each.note) for each in kept(desk)] == [("numbers", "q", "")]
        assert desk.screen.status.mode == "READ"
        await pilot.press("}", "v", "v", "enter")
        assert [(exact(each), each.label) for each in kept(desk)] == [("numbers", "q"), ("A", "q")]
        await pilot.press("[", "a", "t", "enter", *"port #money,", "enter")
        await pilot.pause()
        assert kept(desk)[0].tags == ("port", "money")
        await pilot.press("t", "enter", *"po")
        await pilot.pause()
        assert desk.screen.command_line.value == "port money po"
        await pilot.press("escape", "t", "space")
        assert kept(desk)[0].label == ""


async def test_the_mouse_s_selection_takes_a_note(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.double_click(desk.screen.article, offset=desk.place_of("Berg"))
        await pilot.press("a", *"who", "escape")
        await pilot.pause()
        await pilot.pause()
        assert [(exact(each), each.note) for each in kept(desk)] == [("Berg", "who")]


async def test_overlapping_ones_are_all_reached_edited_and_deleted(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press(*TO_QUOTATION, "a", *"one", "escape")
        await pilot.pause()
        await pilot.press("v", "l", "w", "v", "e", "a", *"two", "escape")
        await pilot.pause()
        await pilot.press("[", "q", "enter")
        await pilot.pause()
        assert "Annotations here" in desk.text()
        assert "said by Anna Berg" in desk.text()
        await pilot.press("j")
        await pilot.pause()
        assert "“numbers”" in desk.text()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("!", "escape")
        await pilot.pause()
        assert sorted(each.note for each in kept(desk)) == ["one", "two!"]
        await pilot.press("X")
        assert [each.note for each in kept(desk)] == ["two!"]
        await pilot.press("U")
        assert len(kept(desk)) == 2


async def test_another_s_annotation_cannot_be_deleted(tmp_path: Path) -> None:
    store = library()
    other = Annotations(store, UndoHistory(), "somebody else")
    version = store.versions.newest(HARBOUR)
    other.annotate(version, span_of(QUOTED), None, note="theirs")
    desk = Desk(tmp_path, store=store, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("]", "a", "X")
        assert desk.said.startswith("this is somebody else's")
        await pilot.press("a", *"mine", "escape")
        await pilot.pause()
        await pilot.pause()
        assert sorted(each.note for each in kept(desk)) == ["mine", "theirs"]


async def test_what_another_program_changed_meanwhile_is_kept_beside_and_said(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    store, elsewhere = Store.open(path), Store.open(path)
    document_id = store.add(harbour()).document.id
    desk = Desk(tmp_path, store=store, document_id=document_id)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press(*TO_QUOTATION, "a", *"one", "escape")
        await pilot.pause()
        await pilot.pause()
        await pilot.press("a", *" mine")
        (placed,) = elsewhere.annotations.of(document_id)
        Annotations(elsewhere, UndoHistory(), "Tom").change(placed.annotation, note="theirs")
        await pilot.press("escape")
        await pilot.pause()
        assert "both are kept" in desk.said
        notes = [each.annotation.note for each in elsewhere.annotations.of(document_id)]
        assert sorted(notes) == ["one mine", "theirs"]
        (beside,) = (each.annotation for each in elsewhere.annotations.of(document_id) if each.annotation.beside)
        when = readable_date(beside.created[:10], short=True)
        assert f"note by {beside.author}, {when}: one mine" in desk.text()
        assert "note: theirs" in desk.text()


@pytest.mark.parametrize(("columns", "rows"), [(120, 1), (60, 3), (40, 4)])
async def test_the_letters_of_the_labels_are_seen_on_a_narrow_screen_too(
    tmp_path: Path, columns: int, rows: int
) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=(columns, 20)) as pilot:
        await pilot.pause()
        await pilot.press("2", *TO_QUOTATION, "t")
        await pilot.pause()
        shown = "\n".join(desk.text().splitlines()[-rows:])
        assert all(
            f"{letter} {word}" in shown for letter, word in desk.screen.view_settings.current.labels.items()
        )
        assert "Enter tags" in shown
        assert "Space none" in shown
        await pilot.press("escape")
        await pilot.pause()
        assert "LABEL" not in desk.text()
        assert desk.screen.status.size.height == 1


async def test_a_draft_on_another_article_is_mentioned_and_takes_no_keys(tmp_path: Path) -> None:
    store = library()
    leave_a_draft(store, "half a no")
    desk = Desk(tmp_path, store=store, document_id=1)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert desk.said == "1 unfinished note in other articles: :drafts offers it"
        await pilot.press("X", "enter")
        assert len(store.drafts.abandoned()) == 1
        await pilot.press(":", *"drafts", "enter")
        assert desk.said.endswith("on “the numbers do not add up”")


async def test_a_note_is_dropped_and_brought_back(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press(*TO_QUOTATION, "a", *"half")
        await pilot.press("ctrl+g")
        assert not desk.screen.note.is_on
        assert kept(desk) == []
        assert desk.said == "dropped: U makes it a note all the same"
        await pilot.press("U")
        assert [each.note for each in kept(desk)] == ["half"]


async def test_a_draft_of_a_dead_program_is_offered_and_taken_up(tmp_path: Path) -> None:
    store = library()
    leave_a_draft(store, "half a no")
    desk = Desk(tmp_path, store=store, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert desk.said.endswith("on “the numbers do not add up”")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*"te", "escape")
        await pilot.pause()
        assert [(exact(each), each.note) for each in kept(desk)] == [(QUOTED, "half a note")]
        assert store.drafts.abandoned() == []


async def test_a_draft_is_left_for_later_or_discarded(tmp_path: Path) -> None:
    store = library()
    leave_a_draft(store, "half")
    desk = Desk(tmp_path, store=store, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.pause()
        await pilot.press("j", ":", *"drafts", "enter")
        assert "unfinished note of" in desk.said
        await pilot.press("X")
        assert desk.said == "discarded"
        assert store.drafts.abandoned() == []


async def test_what_is_typed_is_on_the_disk_when_the_program_ends(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press(*TO_QUOTATION, "a", *"half")
        await pilot.pause()
        desk.screen.end()
    (text, holder) = desk.store._db.one("SELECT text, holder FROM drafts") or ("", "")
    assert (text, holder) == ("half", this_holder())


async def test_pasted_text_is_text_in_a_note(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("a")
        await pilot.pause()
        desk.app.post_message(Paste("two\nlines \x1b[2J"))
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert [each.note for each in kept(desk)] == ["two\nlines \x1b[2J"]
        assert "\x1b" not in desk.text()


async def test_a_key_that_completes_no_pair_writes_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR, bindings=bind("default", {"note-editor": ("Ctrl-T e",)}))
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("ctrl+t")
        assert desk.said == "Ctrl-T"
        await pilot.press("x", "y", "escape")
        await pilot.pause()
        assert [each.note for each in kept(desk)] == ["y"]


async def test_a_label_longer_than_a_row_is_cut_and_hides_no_other(tmp_path: Path) -> None:
    settings = Settings(labels={"x": "at length " * 40, "y": "in short"})
    desk = Desk(tmp_path, settings=settings, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("]", "q", "t")
        await pilot.pause()
        assert desk.screen.status.size.height == 3
        *_, first, second, third = desk.text().splitlines()
        assert first.strip().startswith("x at length at length")
        assert first.endswith("…")
        assert "y in short" in second
        assert third.startswith(" LABEL ")
        await pilot.press("y")
        await pilot.pause()
        assert (kept(desk)[0].label, desk.screen.status.size.height) == ("y", 1)


def span_of(words: str) -> Span:
    return span(TEXT, words)


def leave_a_draft(store: Store, text: str) -> None:
    """A draft whose program has ended."""
    draft = Annotations(store, UndoHistory(), "").begin(store.versions.newest(HARBOUR), span_of(QUOTED))
    store.drafts.save(replace(draft, text=text, holder=" ".join([*this_holder().split(" ")[:-1], "1"])))


async def test_a_click_beside_the_labels_leaves_the_selection_too(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("v", "v", "w", "t")
        await pilot.pause()
        assert desk.screen.status.mode == "LABEL"
        await pilot.click(desk.screen.article, offset=desk.place_of("Berg"))
        await pilot.pause()
        assert desk.screen.status.mode == "READ"
        assert desk.screen.article.overlay.selection is None
        await pilot.press("a")
        await pilot.pause()
        await pilot.press("x", "escape")
        assert "Berg" in exact(kept(desk)[0])


async def test_tags_that_are_being_typed_come_on_no_words_of_another_article(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        for keys in ((*TO_QUOTATION, "t"), ("v", "v", "w", "t")):
            await pilot.press(*keys, "enter", *"po")
            await pilot.pause()
            assert desk.screen.is_asking
            desk.screen.documents.post_message(DocumentList.Opened(1))
            await pilot.pause()
            assert not desk.screen.is_asking
            assert desk.screen.status.display
            assert desk.screen.caret.selection is None
            await pilot.press("enter")
            await pilot.pause()
            assert [desk.store.annotations.of(document_id) for document_id in (1, HARBOUR)] == [[], []]
            desk.screen.open_document(HARBOUR)
            await pilot.pause()
