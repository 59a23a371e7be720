"""Snapshots of the screen; after an intended change run `pytest --snapshot-update`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from reader.config.settings import Settings
from tests.tui.ferry_versions import annotated
from tests.tui.main_app import HARBOUR, NOON, Desk

Compare = Callable[..., bool]

NEXT = ("right_square_bracket", "q")
WIDE = (120, 36)
PICTURES = {
    "three-panes": (WIDE, "ink", (*NEXT, *NEXT)),
    "paper": (WIDE, "paper", (*NEXT, *NEXT)),
    "terminal-colours": (WIDE, "ansi-dark", (*NEXT, *NEXT)),
    "walking-a-source": (WIDE, "ink", ("3", "enter", "right_square_bracket", "s")),
    "bookmarks": (WIDE, "ink", (*NEXT, *NEXT, "m", "apostrophe")),
    "help": ((80, 24), "ink", ("question_mark",)),
    "two-panes": ((80, 24), "ink", (*NEXT, *NEXT)),
    "one-pane": ((60, 20), "ink", (*NEXT, *NEXT)),
    "smallest": ((40, 12), "ink", ("j",)),
}


@pytest.mark.parametrize("name", PICTURES)
def test_the_screen_looks_as_it_did(name: str, tmp_path: Path, snap_compare: Compare) -> None:
    size, theme, keys = PICTURES[name]
    assert snap_compare(harbour(tmp_path, theme), terminal_size=size, run_before=pressing(keys))


def test_the_screen_without_colour_looks_as_it_did(
    tmp_path: Path, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(harbour(tmp_path, "ink"), terminal_size=WIDE, run_before=pressing((*NEXT, *NEXT)))


@pytest.mark.parametrize("name", ["all-notes", "changes"])
def test_versions_and_notes_look_as_they_did(name: str, tmp_path: Path, snap_compare: Compare) -> None:
    keys = {"all-notes": ("ampersand", "escape", "j"), "changes": ("2", "D")}[name]
    app = Desk(tmp_path, store=annotated(lambda: NOON), analyses={}, document_id=1).app
    assert snap_compare(app, terminal_size=(80, 24), run_before=pressing(keys))


def harbour(tmp_path: Path, theme: str) -> App[None]:
    """Return the application with the harbour article open."""
    return Desk(tmp_path, settings=Settings(theme=theme), document_id=HARBOUR).app


def pressing(keys: Sequence[str]) -> Callable[[Pilot[None]], object]:
    """Press keys, each after the effect of the one before is on the screen."""

    async def press(pilot: Pilot[None]) -> None:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()

    return press
