"""Versions and notes by their keys: what changed, older texts, decisions, and the screen of all notes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.events import AppBlur

from reader.config.settings import Settings
from reader.model.annotation import AnchorState
from reader.model.correction import CorrectedThing, CorrectionAct
from reader.model.document import Provenance
from reader.model.span import Span
from reader.session.correction_list import corrections_of
from reader.store import Store
from reader.text.anchoring.anchors import anchor_of
from reader.tui.dialogs.text_page import TextPage
from reader.tui.screens.notes import NotesScreen
from tests.tui.bound import bind
from tests.tui.ferry_versions import NEW, OLD, annotated, ferry
from tests.tui.main_app import Desk

WIDE, MIDDLE, SMALL = (120, 36), (80, 24), (40, 12)
CHANGED, GONE = "the engine was never tested", "Nobody was hurt"
NEXT = ("right_square_bracket", "d")


@pytest.fixture
def store() -> Store:
    return annotated()


def states(store: Store) -> dict[str, tuple[AnchorState, bool]]:
    return {
        placed.annotation.anchor.exact: (placed.placement.state, placed.placement.decided)
        for placed in store.annotations.of(1)
        if placed.annotation.anchor
    }


@pytest.mark.parametrize("size", [WIDE, MIDDLE, SMALL])
async def test_what_changed_is_shown_without_colour(tmp_path: Path, store: Store, size: tuple[int, int]) -> None:
    desk = Desk(tmp_path, store=store, analyses={}, document_id=1)
    async with desk.app.run_test(size=size) as pilot:
        await pilot.press("2", "D")
        await pilot.pause()
        assert isinstance(desk.app.screen, TextPage)
        text = " ".join(desk.text().replace("│", " ").split())
        assert "[-never-]" in text
        assert "{+hardly ever+}" in text
        await pilot.press("escape")
        assert desk.app.screen is desk.screen


async def test_keys_walk_the_changes(tmp_path: Path, store: Store) -> None:
    desk = Desk(tmp_path, store=store, analyses={}, document_id=1)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("2", *NEXT)
        assert desk.said == "change 1 of 3 · [-never-] {+hardly ever+}"
        assert desk.screen.navigator.current
        assert desk.screen.navigator.current.extent.of(NEW) == "hardly ever"
        await pilot.press(*NEXT)
        assert desk.said == "change 2 of 3 · {+of the ferry +}"
        await pilot.press("left_square_bracket", "d")
        assert desk.said.startswith("change 1 of 3")


async def test_an_only_version_has_no_changes(tmp_path: Path) -> None:
    only = Store.in_memory()
    only.add(ferry(OLD))
    desk = Desk(tmp_path, store=only, analyses={}, document_id=1)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("2", "D")
        assert desk.said == "this is the only version of the article"
        await pilot.press(*NEXT)
        assert "only version" in desk.said


@pytest.mark.parametrize(("key", "state"), [("y", AnchorState.CHANGED), ("n", AnchorState.ORPHAN)])
async def test_a_person_decides_about_changed_words(
    tmp_path: Path, store: Store, key: str, state: AnchorState
) -> None:
    desk = Desk(tmp_path, store=store, analyses={}, document_id=1)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("2", "C")
        await pilot.pause()
        assert "[-never-]{+hardly ever+}" in desk.text()
        assert states(store)[CHANGED] == (AnchorState.CHANGED, False)
        await pilot.press(key)
        await pilot.pause()
        assert states(store)[CHANGED] == (state, True)
        await pilot.press("C")
        assert desk.said == "no note here has changed words"
        await pilot.press("U")
        assert desk.said == "undone: deciding about the note on “the engine was never tested”"
        assert states(store)[CHANGED] == (AnchorState.CHANGED, False)
        await pilot.press("colon", *"redo", "enter")
        assert states(store)[CHANGED] == (state, True)


@pytest.mark.parametrize("back", ["J", "H"])
async def test_what_is_to_be_decided_is_said_however_the_article_is_opened(
    tmp_path: Path, store: Store, back: str
) -> None:
    store.add(replace(ferry("Another paper\n\nNothing new."), provenance=Provenance("/b.txt")))
    desk = Desk(tmp_path, store=store, analyses={}, document_id=1)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("2", "K")
        assert "Nothing new." in desk.text()
        assert desk.said == ""
        await pilot.press(back)
        assert "Nothing new." not in desk.text()
        assert desk.said == "1 note here whose words changed: C asks about each"


async def test_a_changed_article_is_marked_and_says_so_once_when_it_is_opened(
    tmp_path: Path, store: Store
) -> None:
    store.add(replace(ferry("Another paper\n\nNothing new."), provenance=Provenance("/b.txt")))
    desk = Desk(tmp_path, store=store, analyses={}, document_id=1)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("2", "K")
        store.add(ferry(NEW + "\n\nThe pier is closed."))
        desk.screen.reading.refresh_list()
        await pilot.pause()
        assert "Δ" in desk.text()
        await pilot.press("J")
        assert desk.said.startswith("the text changed since you opened it: D shows what")
        assert "Δ" not in desk.text()
        await pilot.press("K", "J")
        assert not desk.said.startswith("the text changed")


@pytest.mark.parametrize("size", [WIDE, MIDDLE, SMALL])
async def test_all_notes_are_listed_with_what_became_of_them(
    tmp_path: Path, store: Store, size: tuple[int, int]
) -> None:
    desk = Desk(tmp_path, store=store, analyses={}, document_id=1)
    async with desk.app.run_test(size=size) as pilot:
        await pilot.press("ampersand")
        await pilot.pause()
        text = desk.text()
        assert "◇ “the engine was" in text
        assert "✗ “Nobody was hurt" in text
        assert "3 notes" in text
        await pilot.press("escape", "escape")
        assert desk.app.screen is desk.screen


async def test_notes_are_filtered_as_one_types(tmp_path: Path, store: Store) -> None:
    desk = Desk(tmp_path, store=store, analyses={}, document_id=1)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("ampersand", *"said:own")
        await pilot.pause()
        assert "1 of 3 notes · said by The owner" in desk.text()
        assert "He wrote it himself." in desk.text()
        await pilot.press("ctrl+u", *"#ferry", "enter")
        await pilot.pause()
        assert desk.app.screen is desk.screen
        assert desk.screen.navigator.current
        assert desk.screen.navigator.current.extent.of(NEW) == "the engine was hardly ever tested"
        assert desk.said == "Ask who tests."


async def test_what_is_typed_filters_notes_although_the_terminal_lost_the_focus(
    tmp_path: Path, store: Store
) -> None:
    desk = Desk(tmp_path, store=store, analyses={}, document_id=1)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("&", "t")
        desk.app.post_message(AppBlur())
        await pilot.pause()
        await pilot.press("X")
        assert isinstance(desk.app.screen, NotesScreen)
        assert desk.app.screen.filter.value == "tX"


async def test_a_filter_can_be_given_with_the_command(tmp_path: Path, store: Store) -> None:
    desk = Desk(tmp_path, store=store, analyses={}, document_id=1)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("colon", *"notes", "space", *"police", "enter")
        await pilot.pause()
        assert isinstance(desk.app.screen, NotesScreen)
        assert "0 of 3 notes" in desk.text()


async def test_an_orphan_is_read_in_the_version_it_was_made_in(tmp_path: Path, store: Store) -> None:
    desk = Desk(tmp_path, store=store, analyses={}, document_id=1)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("ampersand", *"nobody", "down", "enter")
        await pilot.pause()
        assert isinstance(desk.app.screen, TextPage)
        assert "Nobody was hurt, the police said." in desk.text()
        assert "As it was on" in desk.text()


async def test_a_note_is_deleted_and_brought_back(tmp_path: Path, store: Store) -> None:
    desk = Desk(tmp_path, store=store, analyses={}, document_id=1, settings=Settings(author="Ann"))
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("ampersand", "escape", "X")
        await pilot.pause()
        assert len(store.annotations.of(1)) == 2
        await pilot.press("U")
        await pilot.pause()
        assert len(store.annotations.of(1)) == 3
        assert "3 notes" in desk.text()


async def test_what_is_others_is_not_deleted(tmp_path: Path, store: Store) -> None:
    desk = Desk(tmp_path, store=store, analyses={}, document_id=1, settings=Settings(author="Bob"))
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("ampersand", "escape", "X")
        await pilot.pause()
        assert len(store.annotations.of(1)) == 3
        assert "this is Ann's" in desk.text()


async def test_opening_asks_for_a_look_and_the_tab_shows_what_is_gone(tmp_path: Path, store: Store) -> None:
    desk = Desk(tmp_path, store=store, analyses={}, document_id=1)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert "1 note here whose words changed: C" in desk.said
        assert "◇" in desk.text()
        gone = next(placed for placed in store.annotations.of(1) if placed.placement.span is None)
        desk.screen.follower.follow("notes", gone.annotation.id)
        await pilot.pause()
        assert isinstance(desk.app.screen, TextPage)
        assert "Nobody was hurt, the police said." in desk.text()


async def test_the_difference_is_decided_from_the_list(tmp_path: Path, store: Store) -> None:
    desk = Desk(tmp_path, store=store, analyses={}, document_id=1)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("ampersand", *"engine", "escape", "D", "y")
        await pilot.pause()
        assert states(store)[CHANGED] == (AnchorState.CHANGED, True)
        assert "≈ “the engine was" in desk.text()


@pytest.mark.parametrize(("keys", "named"), [({}, ":corrections"), ({"corrections": ("F9",)}, "F9")])
async def test_corrections_that_no_longer_hold_are_told_when_a_changed_article_is_opened(
    tmp_path: Path, keys: dict[str, tuple[str, ...]], named: str
) -> None:
    store = Store.in_memory()
    document = store.add(ferry(OLD)).document
    store.documents.set_opened(document.id)
    version = store.versions.newest(document.id)
    for words in ("the engine was never tested", "Nobody was hurt"):
        anchor = anchor_of(version.text, Span(OLD.index(words), OLD.index(words) + len(words)))
        store.corrections.add(
            document.id, version.id, CorrectedThing.STATEMENT, CorrectionAct.ACCEPT, anchor, value="The captain"
        )
        # The kind of a source holds by its name, in a text without these words too.
        store.corrections.add(
            document.id, version.id, CorrectedThing.SOURCE, CorrectionAct.KIND, anchor, value="person"
        )
    store.add(ferry(NEW))
    lost = [each.is_lost for each in corrections_of(store, store.versions.newest(document.id), None)]
    assert sum(lost) == 2
    desk = Desk(tmp_path, store=store, analyses={}, document_id=document.id, bindings=bind("default", keys))
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert f"2 corrections no longer hold: {named} lists them" in desk.said
