"""The format and theme of a printed article: as asked for, by the terminal, and by its background."""

from __future__ import annotations

import pytest

from reader.config.palette import load_palettes
from reader.config.paths import themes_dir
from reader.model.errors import ReaderError
from reader.render.output_style import OutputRequest, OutputStyle, choose, terminal_format

PALETTES, _ = load_palettes([themes_dir()])
XTERM = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


def chosen(
    format: str | None = None,
    theme: str | None = None,
    default: str = "ink",
    *,
    in_terminal: bool = True,
    **environment: str,
) -> OutputStyle:
    return choose(OutputRequest(format, theme, default), PALETTES, environment, in_terminal=in_terminal)


def test_the_terminal_gets_as_many_colours_as_it_has() -> None:
    assert terminal_format({"COLORTERM": "truecolor", "TERM": "xterm"}) == "terminal16m"
    assert terminal_format({"TERM": "tmux-256color"}) == "terminal256"
    assert terminal_format({"TERM": "linux"}) == "terminal"


def test_a_terminal_gets_colours_and_a_pipe_gets_none() -> None:
    assert chosen(**XTERM) == ("terminal16m", PALETTES["ink"])
    assert chosen(**XTERM, in_terminal=False).format == "text"
    assert chosen("terminal", **XTERM, in_terminal=False).format == "terminal16m"
    assert chosen(TERM="dumb").format == chosen().format == "text"


@pytest.mark.parametrize(("default", "like"), [("ink", "ansi-dark"), ("paper", "ansi-light")])
def test_sixteen_colours_are_the_terminals_own(default: str, like: str) -> None:
    assert chosen(default=default, TERM="linux") == ("terminal", PALETTES[like])


@pytest.mark.parametrize(
    ("ground", "theme"),
    [("15;0", "ink"), ("0;15", "paper"), ("0;default;15", "paper"), ("7;8", "ink"), ("?", "ink")],
)
def test_the_theme_fits_the_background_that_the_terminal_reports(ground: str, theme: str) -> None:
    assert chosen(**XTERM, COLORFGBG=ground).palette.name == theme
    assert chosen(theme="ink", **XTERM, COLORFGBG=ground).palette.name == "ink"


@pytest.mark.parametrize(
    ("format", "theme"), [("html", "ink"), ("svg", "paper"), ("latex", "paper"), ("rtf", "paper")]
)
def test_on_white_paper_the_theme_is_a_light_one(format: str, theme: str) -> None:
    assert chosen(format, **XTERM) == (format, PALETTES[theme])
    assert chosen(format, "ink").palette.name == "ink"


def test_no_color_holds_unless_a_format_is_named() -> None:
    assert not chosen(**XTERM, NO_COLOR="1").palette.coloured
    assert not chosen("terminal", **XTERM, NO_COLOR="1").palette.coloured
    assert chosen(**XTERM, NO_COLOR="").palette.coloured
    assert chosen("terminal16m", **XTERM, NO_COLOR="1").palette.coloured


def test_a_missing_theme_is_an_error_as_an_option_and_replaced_in_the_settings() -> None:
    with pytest.raises(ReaderError, match=r"no theme 'dusk', only ansi-dark, ansi-light, ink, paper"):
        chosen(theme="dusk")
    assert chosen(default="dusk", **XTERM).palette.name in PALETTES


def test_formats_have_several_names_and_an_unknown_one_is_refused() -> None:
    assert chosen("tex").format == "latex"
    assert chosen("console", TERM="linux") == ("terminal", PALETTES["ansi-dark"])
    with pytest.raises(ReaderError, match=r"no format 'nope' in Pygments; try terminal"):
        chosen("nope")
