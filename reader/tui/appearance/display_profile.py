"""What the terminal can show and a person wants of it: how many colours, which signs, how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import IntEnum

from reader.config.palette import Palette
from reader.config.settings import Settings
from reader.model.values import value_class
from reader.text.safety.ascii_fallback import has_unicode


class ColourDepth(IntEnum):
    """How many colours are used."""

    NONE = 0
    SIXTEEN = 16
    MANY = 256
    """Rich comes as near to a colour as these can."""
    ALL = 256**3


@value_class(frozen=True)
class DisplayProfile:
    """How the interface looks, beside its theme."""

    colours: ColourDepth = ColourDepth.ALL
    ascii: bool = False
    """Whether only ASCII is drawn."""
    frugal: bool = False
    """Whether as little is sent as can be: no colours, no bars, no pointer's movements."""

    def worn_by(self, palettes: Mapping[str, Palette]) -> dict[str, Palette]:
        """The palettes by their names, each with no more colours than are used."""
        return {name: self._fitted(palette, palettes) for name, palette in palettes.items()}

    def _fitted(self, palette: Palette, palettes: Mapping[str, Palette]) -> Palette:
        if self.colours >= ColourDepth.MANY:
            return palette if self.colours is ColourDepth.ALL else palette.for_256()
        like = next((each for each in palettes.values() if each.ansi and each.dark == palette.dark), palette)
        worn = replace(palette if palette.ansi else like, name=palette.name, title=palette.title)
        return worn.without_colour() if self.colours is ColourDepth.NONE else worn


def profile_for(
    settings: Settings, environment: Mapping[str, str], *, low_bandwidth: bool = False
) -> DisplayProfile:
    """What suits a terminal by its environment, and by the settings."""
    frugal = settings.low_bandwidth or low_bandwidth
    ascii = not has_unicode(environment) if settings.ascii is None else settings.ascii
    return DisplayProfile(ColourDepth.NONE if frugal else _colours(environment), ascii, frugal)


def _colours(environment: Mapping[str, str]) -> ColourDepth:
    """As Rich tells them, so that none is meant that will not be sent."""
    if "NO_COLOR" in environment:
        return ColourDepth.NONE
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return ColourDepth.ALL
    known = environment.get("TERM", "").strip().lower().rpartition("-")[2] in ("256color", "kitty")
    return ColourDepth.MANY if known else ColourDepth.SIXTEEN
