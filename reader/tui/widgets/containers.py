"""Widgets that hold others and draw nothing themselves: Textual makes, and keeps, a strip for each row of each."""

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
"""How many strips of ground are kept: one for each width and look."""


def blank_lines(self: Widget, crop: Region) -> list[Strip]:
    """One strip for all rows: what `render_lines` gives for a widget without border, padding and words."""
    return [_row(crop.width, self.background_colors, tuple(self.get_line_filters()))] * crop.height


@lru_cache(KEPT)
def _row(width: int, colours: tuple[Color, Color], filters: Sequence[LineFilter]) -> Strip:
    beneath, own = colours
    strip = Strip.blank(width, Style(background=beneath + own).rich_style)
    for each in filters:
        strip = strip.apply_filter(each, own)
    return strip


class PlainHorizontal(Horizontal):
    """Holds widgets beside one another."""

    render_lines = blank_lines


class PlainVertical(Vertical):
    """Holds widgets below one another."""

    render_lines = blank_lines
