"""Decides which Pygments formatter and which palette an article is printed with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pygments.formatters import find_formatter_class  # type: ignore[attr-defined]  # its stubs leave it out

from reader.config.palette import Palette
from reader.model.errors import ReaderError

PLAIN = "text"
TERMINAL = "terminal"
PAINTS_GROUND = frozenset({"html", "img", "gif", "jpg", "bmp"})
"""The formats that paint a background; the others are shown on white paper."""
SUGGESTED = "terminal, html, latex, svg or text"
"""The formats named in messages; Pygments has more."""

_DUMB = ("", "dumb", "unknown")


class OutputRequest(NamedTuple):
    """The format and theme asked for."""

    format: str | None
    theme: str | None
    default_theme: str
    """The theme of the settings."""


class OutputStyle(NamedTuple):
    """The format and colours used."""

    format: str
    """The first alias of a Pygments formatter; `terminal` is the one with sixteen colours."""
    palette: Palette


def choose(
    request: OutputRequest, palettes: Mapping[str, Palette], environment: Mapping[str, str], *, in_terminal: bool
) -> OutputStyle:
    """Choose the format and the palette. Raises ReaderError if there is no such format or theme.

    By default a terminal gets as many colours as it says it has, and anything else plain text; the theme is the
    default one, or its like on a background of the other brightness.
    """
    if request.theme is not None and request.theme not in palettes:
        raise ReaderError(f"there is no theme {request.theme!r}, only {', '.join(sorted(palettes))}")
    default_format = TERMINAL if in_terminal and environment.get("TERM", "") not in _DUMB else PLAIN
    asked = _first_name(request.format) if request.format is not None else default_format
    format = terminal_format(environment) if asked == TERMINAL else asked
    palette = palettes.get(request.theme or request.default_theme) or next(iter(palettes.values()))
    dark = palette.dark if request.theme or format in PAINTS_GROUND else _is_dark(format, palette, environment)
    palette = _like(palettes, palette, dark=dark, ansi=palette.ansi or format == TERMINAL)
    no_colour = asked == TERMINAL and bool(environment.get("NO_COLOR"))
    return OutputStyle(format, palette.without_colour() if no_colour else palette)


def terminal_format(environment: Mapping[str, str]) -> str:
    """Return the format for the number of colours that the terminal says it has."""
    if environment.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return "terminal16m"
    return "terminal256" if "256" in environment.get("TERM", "") else TERMINAL


def _first_name(format: str) -> str:
    found = find_formatter_class(format)
    if found is None:
        raise ReaderError(f"there is no format {format!r} in Pygments; try {SUGGESTED}")
    return str(found.aliases[0])


def is_for_terminals(format: str) -> bool:
    """Return True if a format is made of escape sequences for a terminal."""
    return format.startswith(TERMINAL)


def _is_dark(format: str, palette: Palette, environment: Mapping[str, str]) -> bool:
    """True if the output will be seen on a dark background."""
    if not is_for_terminals(format):
        return False
    ground = environment.get("COLORFGBG", "").rpartition(";")[2]
    return int(ground) in (*range(7), 8) if ground.isdecimal() else palette.dark


def _like(palettes: Mapping[str, Palette], palette: Palette, *, dark: bool, ansi: bool) -> Palette:
    """The palette itself if it is of the wanted kind, else the first that is, if any."""
    if (palette.dark, palette.ansi) == (dark, ansi):
        return palette
    return next((other for other in palettes.values() if (other.dark, other.ansi) == (dark, ansi)), palette)
