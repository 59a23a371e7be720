"""A palette as a Pygments style."""

from __future__ import annotations

from pygments.style import Style
from pygments.token import Token

from reader.config.palette import Palette, TextStyle
from reader.model.document import BlockKind
from reader.render.tokens import camel

_WHITES = {"ansi_white": "ansigray", "ansi_bright_white": "ansiwhite", "ansi_default": ""}


def make_style(palette: Palette) -> type[Style]:
    """The style of every token type of an article in the colours of a palette."""
    styles = {Token: definition(TextStyle(palette.text if palette.coloured else None))}
    blocks = {kind.value for kind in BlockKind}
    for kind in BlockKind:
        block = getattr(Token.Article, camel(kind.value))
        styles[block] = definition(palette.style(kind.value))
        for name, style in palette.styles.items():
            if name not in blocks or name == "code":
                styles[getattr(block, camel(name))] = definition(style)
    ground = palette.ground if palette.coloured and not palette.ansi else ""
    attributes = {"background_color": ground or None, "styles": styles, "name": palette.name}
    return type(f"{camel(palette.name)}Style", (Style,), attributes)


def definition(style: TextStyle) -> str:
    """A text style in the words of Pygments."""
    flags = [word for word in ("bold", "italic", "underline") if getattr(style, word)]
    if style.foreground:
        flags.append(_colour(style.foreground))
    if style.background:
        flags.append(f"bg:{_colour(style.background)}")
    return " ".join(word for word in flags if word not in ("", "bg:"))


def _colour(name: str) -> str:
    return _WHITES.get(name, name.replace("_", ""))
