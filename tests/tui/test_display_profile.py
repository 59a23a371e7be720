"""What the terminal can display: colours, Unicode, low bandwidth; and contrast with 256 colours."""

from __future__ import annotations

import pytest
from rich.color import Color, ColorSystem

from reader.config.palette import load_palettes
from reader.config.paths import themes_dir
from reader.config.settings import Settings
from reader.tui.appearance.display_profile import ColourDepth, DisplayProfile, profile_for
from tests.unit.config.contrast import contrast

PALETTES = load_palettes([themes_dir()])[0]


@pytest.mark.parametrize(
    ("environment", "colours"),
    [
        ({"TERM": "xterm-256color"}, ColourDepth.MANY),
        ({"TERM": "xterm-kitty"}, ColourDepth.MANY),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, ColourDepth.ALL),
        ({"TERM": "xterm"}, ColourDepth.SIXTEEN),
        ({"TERM": "linux"}, ColourDepth.SIXTEEN),
        ({"TERM": "screen"}, ColourDepth.SIXTEEN),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, ColourDepth.NONE),
    ],
)
def test_the_environment_tells_the_number_of_colours(environment: dict[str, str], colours: ColourDepth) -> None:
    assert profile_for(Settings(), environment).colours is colours


def test_settings_override_the_environment() -> None:
    thin = profile_for(Settings(low_bandwidth=True), {"TERM": "xterm-256color"})
    assert (thin.colours, thin.low_bandwidth) == (ColourDepth.NONE, True)
    assert profile_for(Settings(), {}, low_bandwidth=True).low_bandwidth
    assert profile_for(Settings(ascii=True), {"LANG": "C.UTF-8"}).ascii
    assert not profile_for(Settings(ascii=False), {"LANG": "C"}).ascii


def test_themes_keep_their_names_and_use_the_terminals_colours() -> None:
    worn = DisplayProfile(ColourDepth.SIXTEEN).adapt(PALETTES)
    assert worn.keys() == PALETTES.keys()
    assert all(palette.ansi and palette.name == name for name, palette in worn.items())
    assert [worn[name].dark for name in ("ink", "paper")] == [True, False]
    assert [palette.title for palette in worn.values()] == [palette.title for palette in PALETTES.values()]
    assert not any(palette.coloured for palette in DisplayProfile(ColourDepth.NONE).adapt(PALETTES).values())
    assert DisplayProfile().adapt(PALETTES) == PALETTES


@pytest.mark.parametrize("name", ["ink", "paper"])
def test_text_is_readable_on_every_background_in_256_colours(name: str) -> None:
    palette = DisplayProfile(ColourDepth.MANY).adapt(PALETTES)[name]
    for style, text_style in palette.styles.items():
        for below in (palette.ground, palette.side, palette.selection):
            text = in_256(text_style.foreground or palette.text)
            ground = in_256(text_style.background or below)
            assert contrast(text, ground) >= 4.5, (style, text, ground)


@pytest.mark.parametrize("name", ["ink", "paper"])
def test_panes_and_speakers_differ_in_256_colours(name: str) -> None:
    palette = DisplayProfile(ColourDepth.MANY).adapt(PALETTES)[name]
    assert len({in_256(ground) for ground in (palette.ground, palette.side, palette.selection)}) == 3
    assert len({in_256(hue) for hue in palette.speakers}) == 6


def in_256(colour: str) -> str:
    """Return the nearest of 256 colours."""
    return Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex
