"""Names of a palette's styles as Rich styles, each combination made once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.style import Style

from reader.config.palette import Palette, TextStyle

_FORMS = ("bold", "italic", "underline", "dim", "reverse")


class StyleBook:
    """The styles of one widget."""

    def __init__(self, styles: Mapping[str, TextStyle], base: Style) -> None:
        self._named = styles
        self._base = base
        self._styles: dict[tuple[str, ...], Style] = {}

    @classmethod
    def of_article(cls, palette: Palette, background: str) -> StyleBook:
        """Return the styles of an article on a background of the palette."""
        return cls(palette.styles, to_rich(TextStyle(palette.text, background)))

    def style(self, names: tuple[str, ...] = ()) -> Style:
        """Return the style of text with all of `names`, lowest first."""
        style = self._styles.get(names)
        if style is None:
            parts = (to_rich(self._named[name]) for name in names)
            style = self._styles[names] = Style.combine((self._base, *parts))
        return style


def to_rich(style: TextStyle) -> Style:
    """Return a text style as a Rich style."""
    forms: dict[str, Any] = {name: True for name in _FORMS if getattr(style, name)}
    if style.undimmed:
        forms["dim"] = False
    return Style(color=_colour(style.foreground), bgcolor=_colour(style.background), **forms)


def _colour(name: str | None) -> str | None:
    return name.removeprefix("ansi_") if name else None
