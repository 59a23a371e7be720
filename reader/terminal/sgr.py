"""Cell styles, and the shortest SGR sequence from one to another. Standard library only."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

_OFF = {
    **dict.fromkeys(("1", "2"), "22"),
    "3": "23",
    **dict.fromkeys(("4", "21"), "24"),
    **dict.fromkeys(("5", "6"), "25"),
    "7": "27",
    "8": "28",
    "9": "29",
    **dict.fromkeys(("51", "52"), "54"),
    "53": "55",
}
"""The parameter that switches each attribute off (ECMA-48), along with all others that share it."""
ATTRIBUTES = frozenset(_OFF)
"""The attributes that a style can have."""
_SEEN_ON_BLANKS = frozenset(("4", "5", "6", "7", "9", "21", "51", "52", "53"))
"""The attributes that show on a space."""
_FOREGROUND, _BACKGROUND = "39", "49"


class CellStyle:
    """Attributes, colours and link of a cell. Equal styles are one object: compare them with `is`."""

    __slots__ = ("_sequences", "attributes", "background", "blank", "foreground", "link", "plain")

    def __init__(self, attributes: tuple[str, ...], foreground: str, background: str, link: str) -> None:
        self.attributes = attributes
        self.foreground = foreground
        """SGR parameters of the text colour; 39 is the terminal's default."""
        self.background = background
        """SGR parameters of the background; 49 is the terminal's default."""
        self.link = link
        """Parameters and address of the OSC 8 sequence that opens the link, or an empty string."""
        self.plain = not link and _SEEN_ON_BLANKS.isdisjoint(attributes)
        """Whether a space in this style shows its background and nothing else."""
        self.blank: CellStyle = (
            blank_style(background) if self.plain and (attributes or foreground != _FOREGROUND) else self
        )
        """The style that stands for all styles in which a space looks like this."""
        self._sequences: dict[CellStyle | None, str] = {}

    @property
    def parameters(self) -> str:
        """The SGR parameters that set this style after a reset."""
        parts = (*self.attributes, self.foreground, self.background)
        return ";".join(part for part in parts if part not in (_FOREGROUND, _BACKGROUND))

    def switch_from(self, before: CellStyle | None) -> str:
        """Return the shortest sequence that switches to this style from another, or from an unknown one."""
        sequence = self._sequences.get(before)
        if sequence is None:
            sequence = self._sequences[before] = _sequence(before, self)
        return sequence


_interned = cache(CellStyle)


@cache
def cell_style(parameters: str, link: str = "") -> CellStyle:
    """Return the style that these SGR parameters, numbers and semicolons, set after a reset."""
    return _interned(*_parsed(parameters), link)


def blank_style(background: str) -> CellStyle:
    """Return the style of a blank on a background."""
    return cell_style("" if background == _BACKGROUND else background)


def _parsed(parameters: str) -> tuple[tuple[str, ...], str, str]:
    attributes, foreground, background = [], _FOREGROUND, _BACKGROUND
    numbers = [number for number in parameters.split(";") if number]
    position = 0
    while position < len(numbers):
        number = numbers[position]
        length = 1
        if number in ("38", "48"):
            length = 5 if numbers[position + 1 : position + 2] == ["2"] else 3
        colour, value = ";".join(numbers[position : position + length]), int(number)
        if 30 <= value <= 39 or 90 <= value <= 97:
            foreground = colour
        elif 40 <= value <= 49 or 100 <= value <= 107:
            background = colour
        else:
            attributes.append(number)
        position += length
    return tuple(attributes), foreground, background


def _sequence(before: CellStyle | None, after: CellStyle) -> str:
    link = ""
    if after.link != (before.link if before else ""):
        link = f"\x1b]8;{after.link or ';'}\x1b\\"
    fresh = after.parameters
    sequence = f"\x1b[0;{fresh}m" if fresh else "\x1b[m"
    if before is not None:
        codes = ";".join(_changed_parameters(before, after))
        step = f"\x1b[{codes}m" if codes else ""
        if len(step) <= len(sequence):
            sequence = step
    return link + sequence


def _changed_parameters(before: CellStyle, after: CellStyle) -> Iterator[str]:
    off = {_OFF[attribute] for attribute in before.attributes if attribute not in after.attributes}
    yield from sorted(off)
    for attribute in after.attributes:
        if attribute not in before.attributes or _OFF[attribute] in off:
            yield attribute
    if after.foreground != before.foreground:
        yield after.foreground
    if after.background != before.background:
        yield after.background


DEFAULT_STYLE = cell_style("")
"""The terminal's default colours and no attributes."""
