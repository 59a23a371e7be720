"""The styles of the early picture are those that Textual and Rich would send."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from textual.strip import Strip

from reader.cli.early_canvas import Canvas
from reader.config.palette import load_palettes
from reader.config.paths import themes_dir
from reader.terminal.screen_buffer import style_of, text_of
from reader.terminal.sgr import cell_style
from reader.text.safety.sanitise import sanitise_line
from reader.tui.appearance.display_profile import ColourDepth, DisplayProfile
from reader.tui.appearance.style_book import StyleBook
from reader.tui.widgets.article_rows import Piece

PALETTES = load_palettes([themes_dir()])[0]
SYSTEMS = {
    ColourDepth.ALL: ColorSystem.TRUECOLOR,
    ColourDepth.MANY: ColorSystem.EIGHT_BIT,
    ColourDepth.SIXTEEN: ColorSystem.STANDARD,
}


@pytest.mark.parametrize("depth", SYSTEMS)
@pytest.mark.parametrize("theme", PALETTES)
def test_every_style_is_the_same(theme: str, depth: ColourDepth) -> None:
    profile = DisplayProfile(depth)
    palette = profile.adapt(PALETTES)[theme]
    book, canvas = StyleBook.of_article(palette, palette.ground), Canvas(palette, profile)
    for first in palette.styles:
        for second in ("speaker-1", "entity-place", "annotation", "dimmed"):
            wanted = Strip.render_ansi(book.style((first, second)), SYSTEMS[depth])
            drawn = canvas.row([Piece(sanitise_line("x"), (first, second))], 1)
            assert style_of(drawn) is cell_style(wanted), (first, second)


@given(st.lists(st.text("ab é世👍🏽\u0301\u200dﷺ", max_size=6), max_size=4), st.integers(1, 20), st.booleans())
def test_a_row_is_as_wide_as_its_pane(words: list[str], width: int, ascii: bool) -> None:
    canvas = Canvas(PALETTES["ink"], DisplayProfile(ascii=ascii))
    row = canvas.row([Piece(sanitise_line(each)) for each in words], width)
    assert len(row) == width
    assert not ascii or text_of(row).isascii()
