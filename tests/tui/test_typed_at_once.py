"""Keys that come all at once do what they do one by one, through whatever windows and modes they lead."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.main_app import HARBOUR, Desk
from tests.tui.test_window_keys import press

KEYS = (
    *"?='&D]eatmXUjkgG/:T34v12niEAxcF",
    *("escape", "escape", "enter", "down", "up", "tab", "ctrl+p", "ctrl+n", "space", "ctrl+u", "backspace"),
)
"""Keys that open windows and modes, act in them, and leave them; none that ends the program, as q may."""
MANY = 40


@pytest.mark.parametrize("seed", range(5))
async def test_what_comes_of_keys_is_the_same_however_fast_they_come(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    keys = [chance.choice(KEYS) for _ in range(MANY)]
    slowly = await outcome(tmp_path / "slowly", [[key] for key in keys])
    assert await outcome(tmp_path / "at once", [keys]) == slowly, " ".join(keys)


@pytest.mark.parametrize("after", [":x", "?q:x", "?qA", "&q3E", "&/"])
async def test_what_is_typed_behind_the_key_that_quits_is_meant_for_nothing(tmp_path: Path, after: str) -> None:
    desk = Desk(tmp_path, document_id=HARBOUR)
    async with desk.app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        press(desk, "?", "q", "Q", *after)
        await settled(pilot)
    assert desk.app.return_code == 0
    assert desk.app._exception is None


async def outcome(folder: Path, bursts: list[list[str]]) -> object:
    """The marks, and where keys go, after some bursts of keys."""
    folder.mkdir()
    desk = Desk(folder, document_id=HARBOUR)
    async with desk.app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        for burst in bursts:
            press(desk, *burst)
            await pilot.pause()
            await pilot.pause()
        await settled(pilot)
        marks = sorted(
            (each.annotation.note, each.annotation.label) for each in desk.store.annotations.of(HARBOUR)
        )
        return marks, len(desk.screen.session.bookmarks()), desk.screen.keyboard.scopes, desk.screen.zen


async def settled(pilot: Pilot[None]) -> None:
    for _ in range(6):
        await pilot.pause()
