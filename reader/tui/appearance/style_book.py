"""Names of styles as Rich styles of one palette, each combination made once."""

from __future__ import annotations

from rich.style import Style

from reader.config.palette import Palette, TextStyle


class StyleBook:
    """The styles of a pane whose ground has one of the palette's colours."""

    def __init__(self, palette: Palette, ground: str) -> None:
        self.palette = palette
        self._base = TextStyle(foreground=palette.text, background=ground)
        self._styles: dict[tuple[str, ...], Style] = {}

    def style(self, names: tuple[str, ...] = ()) -> Style:
        """The style of words that wear all of `names`, lowest first, on the pane's ground."""
        style = self._styles.get(names)
        if style is None:
            style = self._styles[names] = self._combined(names)
        return style

    def _combined(self, names: tuple[str, ...]) -> Style:
        combined = self._base
        for name in names:
            combined = self.palette.style(name).over(combined)
        return to_rich(combined)


def to_rich(style: TextStyle) -> Style:
    """A palette's style as Rich knows it."""
    return Style(
        color=_colour(style.foreground),
        bgcolor=_colour(style.background),
        bold=style.bold or None,
        italic=style.italic or None,
        underline=style.underline or None,
        dim=style.dim or None,
        reverse=style.reverse or None,
    )


def _colour(name: str | None) -> str | None:
    return name.removeprefix("ansi_") if name else None
