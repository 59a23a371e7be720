"""The caret by its keys: where it goes, what it selects, what is copied; and the mouse that does the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.config.settings import Settings
from tests.tui.article_app import article
from tests.tui.main_app import HARBOUR, Desk

TEXT, BLOCKS = article()
WIDE = (120, 36)


def selected(desk: Desk) -> str:
    span = desk.screen.article.overlay.selection
    return span.of(TEXT) if span else ""


def at_caret(desk: Desk) -> str:
    caret = desk.screen.article.overlay.caret
    return caret.of(TEXT) if caret else ""


async def test_a_caret_starts_at_the_current_unit_and_is_left_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("]", "q", "]", "q", "v")
        assert desk.screen.status.mode == "CARET"
        assert desk.screen.article.overlay.caret.start == TEXT.index("“the numbers")
        assert selected(desk) == ""
        await pilot.press("q")
        assert desk.screen.status.mode == "READ"
        assert desk.screen.article.overlay.caret is None
        assert desk.screen.is_running


async def test_a_selection_is_exact_from_one_paragraph_into_another(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("]", "q", "]", "q", "v", "l", "w", "v", "}", "}", "w", "e")
        assert desk.screen.status.mode == "SELECT"
        start, end = TEXT.index("numbers"), TEXT.index("The engineers,") + len("The engineers")
        assert selected(desk) == TEXT[start:end]
        assert desk.said == f"{end - start} characters selected"
        await pilot.press("o", "b")
        assert selected(desk) == TEXT[start - 4 : end]
        await pilot.press("y")
        assert desk.app.clipboard == TEXT[start - 4 : end]
        assert desk.said == f"copied {end - start + 4} characters"
        assert desk.screen.status.mode == "READ"


async def test_growing_and_shrinking(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("]", "q", "]", "q", "v", "l", "+")
        assert selected(desk) == "the"
        await pilot.press("+")
        assert selected(desk) == "the numbers do not add up"
        await pilot.press("+")
        assert selected(desk) == TEXT.split("\n\n")[1]
        await pilot.press("-", "-")
        assert selected(desk) == "the"
        await pilot.press("-")
        assert selected(desk) == ""
        await pilot.press("V")
        assert desk.screen.status.mode == "SENTENCES"
        assert selected(desk) == TEXT.split("\n\n")[1]


async def test_the_caret_keeps_its_cell_and_stays_in_view(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR, settings=Settings(measure=40))
    async with desk.app.run_test(size=(60, 12)) as pilot:
        await pilot.pause()
        await pilot.press("v", "}", "l", "l", "l")
        assert at_caret(desk) == "n"
        await pilot.press(*"jjjjjjjj")
        overlay, view = desk.screen.article.overlay, desk.screen.article
        assert overlay.caret.start in view.in_view
        await pilot.press(*"kkkkkkkk")
        assert overlay.caret != view.overlay.caret
        assert at_caret(desk) == "n"
        await pilot.press("G")
        assert view.overlay.caret.end == BLOCKS[-1].span.end
        assert view.overlay.caret.start in view.in_view
        await pilot.press("g", "$")
        assert at_caret(desk) == "'"
        await pilot.press("0")
        assert at_caret(desk) == "M"
        assert view.offset_at_top == 0


async def test_the_caret_goes_to_matches(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("v", "/", *"anna berg", "enter")
        assert desk.said == "match 1 of 1"
        assert desk.screen.article.overlay.caret.start == TEXT.index("Anna Berg")
        assert desk.screen.status.mode == "CARET"
        await pilot.press("/", *"engineers", "enter", "n")
        assert desk.said == "match 2 of 12"


@pytest.mark.parametrize("keys", [("escape",), ("tab", "escape")])
async def test_esc_always_leaves(tmp_path: Path, keys: tuple[str, ...]) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("v", "v", "e", *keys)
        assert desk.screen.mode is None
        assert selected(desk) == ""


async def test_the_mouse_selects_for_the_same_keys(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.double_click(desk.screen.article, offset=desk.place_of("Berg"))
        assert desk.screen.status.mode == "SELECT"
        await pilot.press("+")
        assert selected(desk) == "Anna Berg"
        await pilot.click(desk.screen.article, offset=desk.place_of("Berg"))
        assert desk.screen.mode is None
        assert selected(desk) == ""


async def test_a_sentence_becomes_current_and_is_cited(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("]", "q", "]", "q", "y")
        assert desk.app.clipboard == (
            "“the numbers do not add up” — Anna Berg, “Minister calls harbour plan 'unworkable'”,"
            " Harbour Post, 3 May 2021"
        )
        assert desk.said == "copied 25 characters with the citation"
        await pilot.press(")")
        assert desk.screen.navigator.current.extent.of(TEXT) == "A second opinion"
        await pilot.press("(", "(")
        assert desk.screen.navigator.current.extent.of(TEXT) == TEXT.split("\n\n")[0]


async def test_a_caret_in_an_article_without_words_goes_nowhere(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=1)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("V", "j", "w", "$")
        assert desk.screen.status.mode == "CARET"
        await pilot.press("escape", "escape", "escape")
        assert desk.screen.status.mode == "READ"


async def test_the_command_cancel_leaves_the_selection_and_its_mode(tmp_path: Path) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=WIDE) as pilot:
        await pilot.press("v", "v", "w", ":", *"cancel", "enter")
        assert desk.screen.status.mode == "READ"
        assert desk.screen.navigator.selected is None
        assert desk.screen.article.overlay.caret is None
