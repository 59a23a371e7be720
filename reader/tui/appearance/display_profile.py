"""What the terminal can display and the person wants: colours, Unicode or ASCII, low bandwidth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import IntEnum

from reader.config.palette import Palette
from reader.config.settings import Settings
from reader.model.values import value_class
from reader.text.safety.ascii_fallback import has_unicode


class ColourDepth(IntEnum):
    """The number of colours to use."""

    NONE = 0
    SIXTEEN = 16
    MANY = 256
    """Rich picks the nearest of these."""
    ALL = 256**3


@value_class(frozen=True)
class DisplayProfile:
    """How the interface is displayed, apart from its theme."""

    colours: ColourDepth = ColourDepth.ALL
    ascii: bool = False
    """Whether to draw only ASCII."""
    low_bandwidth: bool = False
    """Whether to send as little as possible: no colours, no bars, no mouse."""

    def adapt(self, palettes: Mapping[str, Palette]) -> dict[str, Palette]:
        """Return the palettes, by name, reduced to the colours in use."""
        return {name: self._fitted(palette, palettes) for name, palette in palettes.items()}

    def _fitted(self, palette: Palette, palettes: Mapping[str, Palette]) -> Palette:
        if self.colours >= ColourDepth.MANY:
            return palette if self.colours is ColourDepth.ALL else palette.for_256()
        like = next((each for each in palettes.values() if each.ansi and each.dark == palette.dark), palette)
        adapted = replace(palette if palette.ansi else like, name=palette.name, title=palette.title)
        return adapted.without_colour() if self.colours is ColourDepth.NONE else adapted


def profile_for(
    settings: Settings, environment: Mapping[str, str], *, low_bandwidth: bool = False
) -> DisplayProfile:
    """Return the profile for a terminal, from its environment and the settings."""
    low_bandwidth = low_bandwidth or settings.low_bandwidth
    ascii = not has_unicode(environment) if settings.ascii is None else settings.ascii
    return DisplayProfile(ColourDepth.NONE if low_bandwidth else _colours(environment), ascii, low_bandwidth)


def _colours(environment: Mapping[str, str]) -> ColourDepth:
    """Return what Rich detects: it sends no other colours."""
    if "NO_COLOR" in environment:
        return ColourDepth.NONE
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return ColourDepth.ALL
    known = environment.get("TERM", "").strip().lower().rpartition("-")[2] in ("256color", "kitty")
    return ColourDepth.MANY if known else ColourDepth.SIXTEEN
