"""Pens: how a cell is drawn, and the shortest sequence that changes one into another. Standard library alone."""

from __future__ import annotations

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
"""What takes an attribute back, by ECMA-48; where several share it, all of them are taken back."""
ATTRIBUTES = frozenset(_OFF)
"""The attributes that a pen can have."""
_SEEN_ON_BLANKS = frozenset(("4", "5", "6", "7", "9", "21", "51", "52", "53"))
"""The attributes that show on a space; all others, and the colour of the text, do not."""
_FOREGROUND, _BACKGROUND = "39", "49"


class CellStyle:
    """Attributes, colours and link of a cell. There is one object for each look, so pens are compared by `is`."""

    __slots__ = ("_changes", "attributes", "background", "blank", "foreground", "link", "plain")

    def __init__(self, attributes: tuple[str, ...], foreground: str, background: str, link: str) -> None:
        self.attributes = attributes
        self.foreground = foreground
        """SGR parameters of the colour of the text; 39 is the terminal's own."""
        self.background = background
        """SGR parameters of the ground; 49 is the terminal's own."""
        self.link = link
        """What stands in the OSC 8 sequence that opens the link, or nothing."""
        self.plain = not link and _SEEN_ON_BLANKS.isdisjoint(attributes)
        """Whether a space in this pen shows its ground and nothing else."""
        self.blank: CellStyle = (
            blank_style(background) if self.plain and (attributes or foreground != _FOREGROUND) else self
        )
        """The pen that every space that looks like one of this pen is kept in."""
        self._changes: dict[CellStyle | None, str] = {}

    @property
    def parameters(self) -> str:
        """The SGR parameters that set it from a reset terminal."""
        return ";".join(
            [
                *self.attributes,
                *([self.foreground] if self.foreground != _FOREGROUND else ()),
                *([self.background] if self.background != _BACKGROUND else ()),
            ]
        )

    def switch_from(self, before: CellStyle | None) -> str:
        """The shortest sequence that takes up this pen after another, or after nobody knows which."""
        change = self._changes.get(before)
        if change is None:
            change = self._changes[before] = _change(before, self)
        return change


_styles: dict[tuple[str, str], CellStyle] = {}


def cell_style(parameters: str, link: str = "") -> CellStyle:
    """The pen that these SGR parameters describe: numbers and semicolons, counted from a reset terminal."""
    style = _styles.get((parameters, link))
    if style is None:
        attributes, foreground, background = _parts(parameters)
        key = (";".join((*attributes, foreground, background)), link)
        style = _styles.get(key)
        if style is None:
            style = _styles[key] = CellStyle(attributes, foreground, background, link)
        _styles[parameters, link] = style
    return style


def blank_style(background: str) -> CellStyle:
    """The pen of a blank on a ground."""
    return cell_style("" if background == _BACKGROUND else background)


def _parts(parameters: str) -> tuple[tuple[str, ...], str, str]:
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


def _change(before: CellStyle | None, after: CellStyle) -> str:
    link = ""
    if after.link != (before.link if before else ""):
        link = f"\x1b]8;{after.link or ';'}\x1b\\"
    fresh = after.parameters
    sequence = f"\x1b[0;{fresh}m" if fresh else "\x1b[m"
    if before is not None:
        codes = ";".join(_steps(before, after))
        step = f"\x1b[{codes}m" if codes else ""
        if len(step) <= len(sequence):
            sequence = step
    return link + sequence


def _steps(before: CellStyle, after: CellStyle) -> list[str]:
    codes = []
    gone = {_OFF[attribute] for attribute in before.attributes if attribute not in after.attributes}
    codes.extend(sorted(gone))
    codes.extend(
        attribute
        for attribute in after.attributes
        if attribute not in before.attributes or _OFF[attribute] in gone
    )
    if after.foreground != before.foreground:
        codes.append(after.foreground)
    if after.background != before.background:
        codes.append(after.background)
    return codes


DEFAULT_STYLE = cell_style("")
"""The terminal's own colours, nothing else."""
