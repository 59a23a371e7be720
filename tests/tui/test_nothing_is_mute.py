"""Every key says or shows something, and what is shown has the room that there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.config.settings import Settings
from reader.store import Store
from tests.tui.article_app import annotated
from tests.tui.main_app import HARBOUR, Desk, harbour, plain, until

WIDE, NARROW = (120, 36), (60, 20)


@pytest.mark.parametrize(("keys", "called"), [("X", "X"), ("]x", "]x"), (("f5",), "F5"), (("ctrl+g",), "Ctrl-G")])
async def test_a_key_without_a_meaning_says_so(tmp_path: Path, keys: str, called: str) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("1", *keys)
        assert desk.said == f"{called} means nothing here: ? lists the keys"
        await pilot.press("2", "]", "q")
        assert "means nothing" not in desk.said


@pytest.mark.parametrize(
    ("command", "needs"),
    [
        ("bookmark", "an open article"),
        ("open", "a document in the list"),
        ("anchor", "a caret: v sets one"),
        ("close", "a window or a mode of its own"),
    ],
)
async def test_a_command_that_cannot_be_done_now_is_not_run_and_says_what_it_needs(
    tmp_path: Path, command: str, needs: str
) -> None:
    desk = Desk(tmp_path, store=Store.in_memory())
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press(":", *command, "enter")
        assert desk.said == f"{command}: this needs {needs}"


@pytest.mark.parametrize("key", ["1", "3"])
async def test_a_side_pane_alone_has_the_whole_width(tmp_path: Path, key: str) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=NARROW) as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert desk.screen.focused_pane.size.width == NARROW[0]
        assert "%" not in desk.text().splitlines()[-1]
        await pilot.resize_terminal(*WIDE)
        await pilot.pause()
        sides = desk.screen.documents.size.width, desk.screen.sidebar.size.width
        assert sides == (
            desk.screen.view_settings.current.list_width,
            desk.screen.view_settings.current.sidebar_width,
        )


async def test_the_widths_are_said_where_they_cannot_be_seen(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=NARROW) as pilot:
        await pilot.press("1", ">")
        assert desk.said == f"list width: {desk.screen.view_settings.current.list_width} columns"
        await pilot.press("2", "+")
        room = desk.screen.article.columns
        assert room < desk.screen.view_settings.current.measure
        assert (
            desk.said == f"text width: {desk.screen.view_settings.current.measure} columns; only {room} fit here"
        )


async def test_analysing_again_is_said_and_its_end_too(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: desk.screen.article.annotated.analysis is not None)
        await pilot.press("2", "R")
        await until(pilot, lambda: desk.said == "analysed again")
        assert (annotated().text, True) in desk.client.asked


async def test_a_card_that_is_cut_in_the_sidebar_opens_whole(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR, settings=Settings(sidebar_width=16))
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: desk.screen.article.annotated.analysis is not None)
        await pilot.press("2", "]", "q")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "Here" not in desk.text()
        await pilot.press("]", "q", "enter")
        await pilot.pause()
        assert "Here" in desk.text()


async def test_enter_says_where_there_is_nothing_to_explain(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=1)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("2", "enter")
        assert desk.said.startswith("nothing here to explain")


async def test_a_hash_is_shown_whole(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "=")
        await pilot.pause()
        current = desk.screen.session.current
        assert current is not None
        sha256 = current.version.sha256
        assert sha256[:40] in desk.text()
        assert sha256[-15:] in desk.text()


async def test_quotation_marks_around_no_speech_are_said_to_be_so(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: desk.screen.article.annotated.analysis is not None)
        await pilot.press("2", "]", "q")
        await pilot.pause()
        assert desk.said == "quotation 1 of 3 · quoted in the headline"
        assert "no source found" not in desk.text()


async def test_an_open_article_that_another_process_removes_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    with Store.open(path) as store, Store.open(path) as other:
        added = store.add(harbour()).document.id
        desk = Desk(tmp_path, store=store, document_id=added)
        async with desk.app.run_test(size=WIDE) as pilot:
            await pilot.pause()
            other.documents.remove(added)
            assert "removed from the library" in desk.screen.reading.look_for_changes()
            other.add(plain(1))
            assert desk.screen.reading.look_for_changes() == ""


async def test_what_was_said_of_another_article_does_not_stay(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("1", "S")
        assert desk.said
        await pilot.press("enter")
        assert desk.said == ""
