"""A palette as a Pygments style."""

from __future__ import annotations

from collections.abc import Iterable

from pygments.style import Style
from pygments.token import Token, _TokenType

from reader.config.palette import Palette, TextStyle
from reader.render.tokens import camel

_NAMES = {"ansi_white": "ansigray", "ansi_bright_white": "ansiwhite", "ansi_default": ""}
"""Where Pygments calls a colour of the terminal otherwise; its own colour is what it shows when told none."""


def make_style(palette: Palette, tokens: Iterable[_TokenType], *, on_ground: bool) -> type[Style]:
    """The style of some token types of an article, and of those above them, in the colours of a palette.

    With `on_ground` the palette's own ground is painted. Without, the ground is a terminal's or a page's, whose
    own colour of text is then the plain one.
    """
    ground, text = _ground_and_text(palette) if on_ground and palette.coloured else (None, "")
    names = {camel(name): name for name in palette.styles}
    styles = {Token: text}
    for token in {above for each in tokens for above in each.split() if above[:1] == ("Article",)}:
        style = palette.style(names[token[-1]]) if token is not Token.Article else TextStyle()
        plain = not on_ground and style.foreground == palette.text
        styles[token] = definition(style, without_colour=plain)
    attributes = {"background_color": ground, "styles": styles, "name": palette.name}
    return type(f"{camel(palette.name)}Style", (Style,), attributes)


def definition(style: TextStyle, *, without_colour: bool = False) -> str:
    """A text style in the words of Pygments, which knows no dim words: without a colour they get no form."""
    if style.dim and not style.foreground:
        return ""
    words = [word for word in ("bold", "italic", "underline") if getattr(style, word)]
    if style.foreground and not without_colour:
        words.append(_colour(style.foreground))
    if style.background and (background := _colour(style.background)):
        words.append(f"bg:{background}")
    return " ".join(word for word in words if word)


def _ground_and_text(palette: Palette) -> tuple[str, str]:
    if not palette.ansi:
        return palette.ground, palette.text
    return ("#000000", "#ffffff") if palette.dark else ("#ffffff", "#000000")


def _colour(name: str) -> str:
    return _NAMES.get(name, name.replace("_", ""))
