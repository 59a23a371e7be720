"""Containers that share one blank strip for all their rows; Textual's make and keep one for each row."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from textual.color import Color
from textual.containers import Horizontal, Vertical
from textual.filter import LineFilter
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

KEPT = 16
"""How many blank strips are cached, one for each width and style."""


def blank_lines(self: Widget, crop: Region) -> list[Strip]:
    """Return what Textual's `render_lines` would for a widget without border, padding and text."""
    return [_row(crop.width, self.background_colors, tuple(self.get_line_filters()))] * crop.height


@lru_cache(KEPT)
def _row(width: int, colours: tuple[Color, Color], filters: Sequence[LineFilter]) -> Strip:
    beneath, own = colours
    strip = Strip.blank(width, Style(background=beneath + own).rich_style)
    for each in filters:
        strip = strip.apply_filter(each, own)
    return strip


class PlainHorizontal(Horizontal):
    """Places widgets side by side."""

    render_lines = blank_lines


class PlainVertical(Vertical):
    """Places widgets one below the other."""

    render_lines = blank_lines
