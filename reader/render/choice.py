"""Which formatter and which palette an article is printed with, as far as nobody said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pygments.formatters import find_formatter_class  # type: ignore[attr-defined]  # its stubs leave it out

from reader.config.palette import Palette
from reader.model.errors import ReaderError

PLAIN = "text"
TERMINAL = "terminal"
PAINTS_GROUND = frozenset({"html", "img", "gif", "jpg", "bmp"})
"""The formats that paint the ground of a style; the others are shown on white paper."""
SUGGESTED = "terminal, html, latex, svg or text"
"""The formats to name to a person; Pygments has more."""

_DUMB = ("", "dumb", "unknown")


class Wish(NamedTuple):
    """What a person asked for."""

    format: str | None
    theme: str | None
    usual_theme: str
    """The theme of the settings, for where none is asked for."""


class Choice(NamedTuple):
    """What is used."""

    format: str
    """The first name of a Pygments formatter, or `terminal` for one of sixteen colours."""
    palette: Palette


def choose(
    wish: Wish, palettes: Mapping[str, Palette], environment: Mapping[str, str], *, in_terminal: bool
) -> Choice:
    """The formatter and the palette for a wish. Raises ReaderError for one that is not there.

    Without a wish: colours in a terminal, as many as it says it has, and plain text elsewhere; the usual theme, or
    its like for the ground that it will be seen on.
    """
    if wish.theme is not None and wish.theme not in palettes:
        raise ReaderError(f"there is no theme {wish.theme!r}, only {', '.join(sorted(palettes))}")
    usual_format = TERMINAL if in_terminal and environment.get("TERM", "") not in _DUMB else PLAIN
    asked = _first_name(wish.format) if wish.format is not None else usual_format
    format = terminal_format(environment) if asked == TERMINAL else asked
    palette = palettes.get(wish.theme or wish.usual_theme) or next(iter(palettes.values()))
    dark = palette.dark if wish.theme or format in PAINTS_GROUND else _is_dark(format, palette, environment)
    palette = _like(palettes, palette, dark=dark, ansi=palette.ansi or format == TERMINAL)
    no_colour = asked == TERMINAL and bool(environment.get("NO_COLOR"))
    return Choice(format, palette.without_colour() if no_colour else palette)


def terminal_format(environment: Mapping[str, str]) -> str:
    """The formatter for as many colours as the terminal says it has."""
    if environment.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return "terminal16m"
    return "terminal256" if "256" in environment.get("TERM", "") else TERMINAL


def _first_name(format: str) -> str:
    found = find_formatter_class(format)
    if found is None:
        raise ReaderError(f"there is no format {format!r} in Pygments; try {SUGGESTED}")
    return str(found.aliases[0])


def is_for_terminals(format: str) -> bool:
    """Whether a formatter writes escape sequences for a terminal."""
    return format.startswith(TERMINAL)


def _is_dark(format: str, palette: Palette, environment: Mapping[str, str]) -> bool:
    """Whether the ground is dark on which what is printed will be seen."""
    if not is_for_terminals(format):
        return False
    ground = environment.get("COLORFGBG", "").rpartition(";")[2]
    return int(ground) in (*range(7), 8) if ground.isdecimal() else palette.dark


def _like(palettes: Mapping[str, Palette], palette: Palette, *, dark: bool, ansi: bool) -> Palette:
    """`palette`, or the first one of the wanted kind where it is not of that kind and there is one."""
    if (palette.dark, palette.ansi) == (dark, ansi):
        return palette
    return next((other for other in palettes.values() if (other.dark, other.ansi) == (dark, ansi)), palette)
