"""The status line: which hints are shown beside the rest."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from reader.config.palette import load_palettes
from reader.config.paths import themes_dir
from reader.tui.appearance.style_book import StyleBook
from reader.tui.widgets.status_line import StatusLine

LABELS = [f"{letter} {'word' * (number % 3 + 1)}" for number, letter in enumerate("abcdefghijk")]


class LineApp(App[None]):
    """Shows a status line alone."""

    def __init__(self) -> None:
        super().__init__()
        palettes, _ = load_palettes([themes_dir()])
        palette = next(iter(palettes.values()))
        self.line = StatusLine(StyleBook.of_article(palette, palette.ground))

    def compose(self) -> ComposeResult:
        """Yield the line."""
        yield self.line

    def rows(self) -> list[str]:
        """Return its text."""
        return [self.line.render_line(y).text.rstrip() for y in range(self.line.size.height)]


@pytest.mark.parametrize("message", ["", "12 characters selected"])
async def test_hints_that_must_all_be_seen_are_shown_at_every_width(message: str) -> None:
    app = LineApp()
    async with app.run_test(size=(40, 12)) as pilot:
        app.line.all_hints = True
        app.line.message, app.line.hints = message, LABELS
        for width in (30, 41, 60, 80, 114, 135, 136, 137, 160):
            await pilot.resize_terminal(width, 12)
            await pilot.pause()
            assert [label for label in LABELS if label not in " ".join(app.rows())] == [], width


async def test_it_has_as_many_rows_as_the_hints_need() -> None:
    app = LineApp()
    async with app.run_test(size=(60, 12)) as pilot:
        app.line.all_hints, app.line.hints = True, ("a note", "y copy")
        for change, rows in (
            ({"message": "12 characters selected, and a little more"}, 2),
            ({"message": ""}, 1),
            ({"state": "45 %, and not analysed, for whatever reason"}, 2),
            ({"state": ""}, 1),
            ({"mode": "A LABEL FOR SOME WORDS THAT ARE SELECTED"}, 2),
            ({"mode": "LABEL", "hints": LABELS}, 4),
            ({"all_hints": False}, 1),
        ):
            for name, value in change.items():
                setattr(app.line, name, value)
            await pilot.pause()
            assert app.line.size.height == rows, change


async def test_one_row_shows_the_first_hints_that_fit() -> None:
    app = LineApp()
    async with app.run_test(size=(40, 12)) as pilot:
        app.line.mode, app.line.hints, app.line.message = "READ", ("a note", "y copy"), "said"
        for width, row in (
            (29, " READ  said   a note  y copy"),
            (28, " READ  said   a note"),
            (20, " READ  said"),
        ):
            await pilot.resize_terminal(width, 12)
            await pilot.pause()
            assert app.rows() == [row]


async def test_a_hint_is_never_shown_in_part() -> None:
    app = LineApp()
    async with app.run_test(size=(24, 12)) as pilot:
        app.line.mode, app.line.hints, app.line.message = "READ", ("d two  words", "v verified"), "said"
        await pilot.pause()
        assert app.rows() == [" READ  said"]
