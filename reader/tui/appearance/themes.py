"""Palettes as Textual themes, with the variables that the style sheets use."""

from __future__ import annotations

from textual.theme import Theme

from reader.config.palette import Palette

_COLOURS = ("ground", "side", "selection", "rule", "second", "faint", "focus", "note")
"""The colours that have the same names in a palette and in the style sheets."""


class PaletteTheme(Theme):
    """A Textual theme that keeps the palette it is made from."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(
            name=palette.name,
            primary=palette.focus,
            secondary=palette.second,
            accent=palette.focus,
            warning=palette.note,
            error=palette.speakers[4],
            success=palette.speakers[2],
            foreground=palette.text,
            background=palette.ground,
            surface=palette.side,
            panel=palette.selection,
            dark=palette.dark,
            ansi=palette.ansi,
            variables=variables(palette),
        )
        self.palette = palette


def variables(palette: Palette) -> dict[str, str]:
    """Return the colours of a palette by their names in the style sheets."""
    scrollbar = ("scrollbar-background", "scrollbar-background-hover", "scrollbar-background-active")
    return {
        **{name: getattr(palette, name) for name in _COLOURS},
        "text-main": palette.text,
        **(_terminal_cursors(palette) if palette.ansi else _cursors(palette)),
        **dict.fromkeys(("border", "border-blurred", "scrollbar"), palette.rule),
        **dict.fromkeys(("scrollbar-hover", "scrollbar-active"), palette.faint),
        **dict.fromkeys((*scrollbar, "scrollbar-corner-color"), palette.side),
    }


def _cursors(palette: Palette) -> dict[str, str]:
    return {
        "block-cursor-background": palette.selection,
        "block-cursor-foreground": palette.text,
        "input-cursor-background": palette.text,
        "input-cursor-foreground": palette.ground,
        "input-selection-background": palette.selection,
    }


def _terminal_cursors(palette: Palette) -> dict[str, str]:
    """Return the cursor colours of a terminal theme, whose default colours cannot be swapped by name."""
    ground, text = ("ansi_black", "ansi_white") if palette.dark else ("ansi_white", "ansi_black")
    return {
        "ansi-background": ground,
        "ansi-foreground": text,
        "block-cursor-background": text,
        "block-cursor-foreground": ground,
        "input-cursor-background": text,
        "input-cursor-foreground": ground,
        "input-selection-background": palette.focus,
        "input-selection-foreground": ground,
    }
