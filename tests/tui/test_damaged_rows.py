"""The interface over a library with damaged rows in every table: it goes on with the others, and says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.store import Store
from tests.store.damaged_cells import VALUES, cells, damage, make_library
from tests.tui.main_app import Desk

KEYS = (
    "j",
    "k",
    "right_square_bracket",
    "q",
    "1",
    "j",
    "enter",
    "2",
    "3",
    "j",
    "ampersand",
    "escape",
    "G",
    "space",
)


@pytest.mark.parametrize("first", [0, 7])
async def test_it_shows_what_is_not_damaged(tmp_path: Path, first: int) -> None:
    library = tmp_path / "library.sqlite3"
    make_library(library)
    for number, (table, column) in enumerate(cells(library)):
        # Every fifth cell of the first rows, each with another value.
        if number % 5 == first % 5 and (table, column) != ("documents", "removed"):
            damage(library, table, column, VALUES[(number + first) % len(VALUES)])
    with Store.open(library) as store:
        desk = Desk(tmp_path, store=store, document_id=1)
        async with desk.app.run_test(size=(120, 36)) as pilot:
            await pilot.pause()
            await pilot.press(*KEYS)
            for key in ("ampersand", "escape", "escape", "escape"):
                await pilot.press(key)
                await pilot.pause()
            desk.screen._watch()
            assert desk.screen._damaged > 0, "it was said"
            desk.screen.open_document(3)
            await pilot.pause()
            assert "sail again" in desk.text()
        assert desk.app.failure == ""
