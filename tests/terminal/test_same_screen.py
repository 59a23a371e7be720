"""Whatever a person does, thrifty output shows what Textual's would, cell by cell, with styles."""

from __future__ import annotations

import random
from pathlib import Path
from unittest.mock import Mock

import pytest
from rich.color import ColorSystem

from reader.store import Store
from reader.terminal import screen_buffer
from reader.terminal.rasterizer import Rasterizer
from tests.terminal.articles import foreign, long
from tests.terminal.compared import TERMINALS, ComparedApp, ComparedTerminal
from tests.tui.main_app import HARBOUR, Desk, harbour, plain

KEYS = (
    *("j", "j", "j", "j", "k", "k", "space", "b", "d", "u", "g", "G", "J", "K"),
    *("right_square_bracket,q", "right_square_bracket,e", "left_square_bracket,q", "right_square_bracket,e"),
    *("1", "2", "3", "tab", "shift+tab", "z", "z", "backslash", "plus", "minus", "c", "m", "escape"),
    *("h", "l", "enter", "question_mark,escape", "equals_sign,escape", "colon,t,h,escape", "apostrophe,j,escape"),
    *("slash,t,h,e,enter", "n", "ctrl+p,t,escape", "S", "less_than_sign", "greater_than_sign", "ctrl+l", "i", "V"),
)
SIZES = ((120, 36), (120, 40), (80, 24), (100, 30), (60, 20), (40, 12))
THEMES = ("ink", "paper", "ansi-dark", "ansi-light")
STEPS = 60
A_UNIT = 600
"""The most bytes for a step of the cursor or of the current unit."""


def desk(tmp_path: Path, seed: int) -> Desk:
    store = Store.in_memory()
    for article in (plain(1), foreign(), long(), harbour()):
        store.add(article)
    return Desk(tmp_path, store=store, document_id=4 - seed % 3, app=ComparedApp)


@pytest.mark.parametrize("seed", range(6))
async def test_the_screen_is_the_same_over_a_long_session(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    made = desk(tmp_path, seed)
    app = made.app
    assert isinstance(app, ComparedApp)
    system = (ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT, ColorSystem.STANDARD)[seed % 3]
    app.console._color_system = system
    app._rasterizer = Rasterizer(system)
    app.terminals = [ComparedTerminal(name) for name in TERMINALS]
    async with app.run_test(size=SIZES[seed % len(SIZES)]) as pilot:
        for _ in range(STEPS):
            if chance.random() < 0.07:
                await pilot.resize_terminal(*chance.choice(SIZES))
            elif chance.random() < 0.05:
                made.screen.view_settings.remember(theme=chance.choice(THEMES))
            else:
                await pilot.press(*chance.choice(KEYS).split(","))
            await pilot.pause()
            if not app.is_running or not app.screen_stack:
                break
    for terminal in app.terminals:
        assert terminal.frames > STEPS / 2
        assert terminal.thrifty_bytes < 0.6 * terminal.plain_bytes


async def test_a_new_current_unit_costs_little(tmp_path: Path) -> None:
    made = Desk(tmp_path, document_id=HARBOUR, app=ComparedApp)
    assert isinstance(made.app, ComparedApp)
    made.app.terminals = terminals = [ComparedTerminal("tmux"), ComparedTerminal("screen")]
    async with made.app.run_test(size=(120, 40)) as pilot:
        await pilot.press("right_square_bracket", "q")
        await pilot.pause()
        for _ in range(3):
            before = [(terminal.frames, terminal.thrifty_bytes) for terminal in terminals]
            await pilot.press("right_square_bracket", "q")
            await pilot.pause()
            for terminal, (frames, sent) in zip(terminals, before, strict=True):
                assert terminal.frames > frames
                assert terminal.thrifty_bytes - sent <= A_UNIT


async def test_the_screen_is_the_same_after_codes_are_reset(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen_buffer, "MAX_CODES", 150)
    reset = Mock(side_effect=screen_buffer.reset)
    monkeypatch.setattr(screen_buffer, "reset", reset)
    made = desk(tmp_path, 0)
    assert isinstance(made.app, ComparedApp)
    made.app.terminals = [ComparedTerminal("xterm")]
    async with made.app.run_test(size=(120, 36)) as pilot:
        for key in ("j", "space", "c", "G", "J", "j", "space", "right_square_bracket", "q", "3", "j"):
            await pilot.press(key)
            await pilot.pause()
    assert reset.call_count > 1
