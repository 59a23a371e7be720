"""Palettes as Textual themes, with the variables that the style sheets use."""

from __future__ import annotations

from textual.theme import Theme

from reader.config.palette import Palette


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
    return {
        "ground": palette.ground,
        "side": palette.side,
        "selection": palette.selection,
        "rule": palette.rule,
        "text-main": palette.text,
        "second": palette.second,
        "faint": palette.faint,
        "focus": palette.focus,
        "note": palette.note,
        **(_terminal_cursors(palette) if palette.ansi else _cursors(palette)),
        "border": palette.rule,
        "border-blurred": palette.rule,
        "scrollbar": palette.rule,
        "scrollbar-hover": palette.faint,
        "scrollbar-active": palette.faint,
        "scrollbar-background": palette.side,
        "scrollbar-background-hover": palette.side,
        "scrollbar-background-active": palette.side,
        "scrollbar-corner-color": palette.side,
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
