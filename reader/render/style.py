"""Makes a Pygments style from a palette."""

from __future__ import annotations

from collections.abc import Iterable

from pygments.style import Style
from pygments.token import Token, _TokenType

from reader.config.palette import Palette, TextStyle
from reader.render.tokens import camel

_NAMES = {"ansi_white": "ansigray", "ansi_bright_white": "ansiwhite", "ansi_default": ""}
"""The terminal colours that Pygments has other names for; the default colour is no colour there."""


def make_style(palette: Palette, tokens: Iterable[_TokenType], *, on_ground: bool) -> type[Style]:
    """Make the style for some token types of an article and their ancestors.

    With `on_ground` the palette's background is painted; without, plain text keeps the colour of the terminal or
    page.
    """
    ground, text = _background_and_text(palette) if on_ground and palette.coloured else (None, "")
    names = {camel(name): name for name in palette.styles}
    styles = {Token: text}
    for token in {above for each in tokens for above in each.split() if above[:1] == ("Article",)}:
        style = palette.styles[names[token[-1]]] if token is not Token.Article else TextStyle()
        plain = not on_ground and style.foreground == palette.text
        styles[token] = definition(style, without_colour=plain)
    attributes = {"background_color": ground, "styles": styles, "name": palette.name}
    return type(f"{camel(palette.name)}Style", (Style,), attributes)


def definition(style: TextStyle, *, without_colour: bool = False) -> str:
    """Translate a text style; Pygments has no dim text, so dim text without a colour gets no style."""
    if style.dim and not style.foreground:
        return ""
    words = [word for word in ("bold", "italic", "underline") if getattr(style, word)]
    if style.foreground and not without_colour:
        words.append(_colour(style.foreground))
    if style.background and (background := _colour(style.background)):
        words.append(f"bg:{background}")
    return " ".join(word for word in words if word)


def _background_and_text(palette: Palette) -> tuple[str, str]:
    if not palette.ansi:
        return palette.ground, palette.text
    return ("#000000", "#ffffff") if palette.dark else ("#ffffff", "#000000")


def _colour(name: str) -> str:
    return _NAMES.get(name, name.replace("_", ""))
