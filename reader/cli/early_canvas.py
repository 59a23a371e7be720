"""Draws pieces of text as rows of cells in the styles of a palette, as Textual and Rich would."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len, split_graphemes

from reader.config.palette import TERMINAL_COLOURS, Palette, TextStyle
from reader.terminal.screen_buffer import CellRow, blank_row, is_continuation, row_of_texts, style_of
from reader.terminal.sgr import CellStyle, cell_style
from reader.text.safety.ascii_fallback import in_ascii
from reader.text.safety.sanitise import Shown
from reader.tui.appearance.display_profile import ColourDepth, DisplayProfile
from reader.tui.widgets.article_rows import Piece

_ATTRIBUTES = {"bold": "1", "dim": "2", "italic": "3", "underline": "4", "reverse": "7"}
"""The SGR parameters of a style's attributes, in Rich's order."""
_BRIGHT = 8


class Canvas:
    """Draws rows for one palette and one terminal."""

    def __init__(self, palette: Palette, profile: DisplayProfile) -> None:
        self._palette = palette
        self._profile = profile
        self._styles: dict[tuple[str, ...], CellStyle] = {}
        self.side = self._made([TextStyle(palette.text, palette.side)])
        """The style of side panes."""
        self.status = self._made([TextStyle(palette.text, palette.selection)])
        """The style of the status line."""

    def row(self, pieces: Iterable[Piece], width: int) -> CellRow:
        """Return a row of the article exactly so many cells wide."""
        drawn = row_of_texts([(self._shown(text), self._style(names)) for text, names in pieces], _graphemes)
        if len(drawn) > width and is_continuation(drawn[width]):
            style = style_of(drawn[width - 1]) or self._style()
            return CellRow(drawn[: width - 1] + blank_row(1, style))
        return CellRow(drawn[:width] + blank_row(max(0, width - len(drawn)), self._style()))

    def _shown(self, text: Shown) -> Shown:
        return in_ascii(text, cell_len) if self._profile.ascii else text

    def _style(self, names: tuple[str, ...] = ()) -> CellStyle:
        style = self._styles.get(names)
        if style is None:
            base = TextStyle(self._palette.text, self._palette.ground)
            style = self._styles[names] = self._made([base, *(self._palette.styles[name] for name in names)])
        return style

    def _made(self, styles: Sequence[TextStyle]) -> CellStyle:
        """Return the style of a cell with all of `styles`, lowest first."""
        codes = [code for name, code in _ATTRIBUTES.items() if any(getattr(style, name) for style in styles)]
        for is_background in (False, True):
            names = [style.background if is_background else style.foreground for style in styles]
            name = next((name for name in reversed(names) if name), None)
            if name and self._profile.colours is not ColourDepth.NONE:
                codes.extend(_colour(name, self._profile.colours, is_background=is_background))
        return cell_style(";".join(codes))


def _colour(name: str, depth: ColourDepth, *, is_background: bool) -> Iterator[str]:
    """Yield the SGR parameters of a colour of a palette."""
    if name in TERMINAL_COLOURS:
        number = TERMINAL_COLOURS.index(name) - 1
        if number >= 0:
            yield str(number + (30 if number < _BRIGHT else 82) + 10 * is_background)
    elif depth is ColourDepth.ALL:
        yield from ("48" if is_background else "38", "2", *(str(int(name[at : at + 2], 16)) for at in (1, 3, 5)))
    else:
        # Imported here because it takes long, and most terminals have all colours.
        from rich.color import Color, ColorSystem

        system = ColorSystem.EIGHT_BIT if depth is ColourDepth.MANY else ColorSystem.STANDARD
        yield from Color.parse(name).downgrade(system).get_ansi_codes(foreground=not is_background)


def _graphemes(text: str) -> list[tuple[int, int, int]]:
    return split_graphemes(text)[0]
