"""Palettes: the colours of a theme, and the text styles made from them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from reader.config.careful_files import files_in, read_regular
from reader.model.errors import SettingsError
from reader.model.values import value_class


@value_class(frozen=True, slots=True)
class TextStyle:
    """The style of some text; None and False leave what the style below it says."""

    foreground: str | None = None
    """`#rrggbb`, or the name of a terminal colour such as `ansi_blue`."""
    background: str | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    dim: bool = False
    reverse: bool = False
    undimmed: bool = False
    """Takes the dimness of the style below away."""


@value_class(frozen=True)
class Palette:
    """The colours of one theme."""

    name: str
    title: str
    dark: bool
    ansi: bool
    """True if the colours are the terminal's own sixteen, on its own background."""
    ground: str
    side: str
    selection: str
    rule: str
    text: str
    second: str
    faint: str
    focus: str
    note: str
    speakers: tuple[str, ...]
    """Six hues."""
    neutral: str
    place: str
    organisation: str
    group: str
    event: str
    time: str
    quantity: str
    person: str
    in_256: Mapping[str, Any] = field(default_factory=dict)
    """Colours to use on a terminal of 256 colours, where the nearest one would not do; optional."""
    coloured: bool = True
    """False if styles may differ only by weight, slant and underline."""

    def for_256(self) -> Palette:
        """Return the palette for a terminal of 256 colours."""
        return replace(self, **self.in_256)

    def without_colour(self) -> Palette:
        """Return the palette without colours; form keeps the distinctions that it can."""
        return replace(self, coloured=False)

    @cached_property
    def styles(self) -> Mapping[str, TextStyle]:
        """The styles of an article by name."""
        styles = {**_block_styles(self), **_entity_styles(self), **_speaker_styles(self), **_state_styles(self)}
        if self.coloured:
            return styles
        return {name: replace(style, foreground=None, background=None) for name, style in styles.items()}

    @cached_property
    def row_styles(self) -> Mapping[str, TextStyle]:
        """The styles of rows in lists and side panes by name."""
        return _row_styles(self)

    @cached_property
    def speaker_hues(self) -> Mapping[str, str]:
        """The colour of each speaker by the name of the style."""
        hues = {f"speaker-{number}": hue for number, hue in enumerate(self.speakers, 1)}
        return {**hues, "speaker-neutral": self.neutral}


HIGHLIGHT, SELECTED = 0.16, 0.36
"""The share of the note colour in a highlight, and of the focus colour in a selection."""
_ITALIC = TextStyle(italic=True)
_UNDERLINE = TextStyle(underline=True)
_FORMS = {
    "person": _UNDERLINE,
    "place": _ITALIC,
    "organisation": TextStyle(italic=True, underline=True),
    "group": TextStyle(bold=True, underline=True),
    "event": TextStyle(bold=True, italic=True),
    "time": TextStyle(dim=True),
    "quantity": TextStyle(dim=True, italic=True),
}
"""The form of each entity type without colours; there bold alone means speech."""
_QUIET_FORMS = {"person": _UNDERLINE, "event": _ITALIC}
"""The forms with colours, which show the rest."""


def _block_styles(palette: Palette) -> dict[str, TextStyle]:
    quiet = TextStyle(palette.second, dim=not palette.coloured)
    return {
        "headline": TextStyle(bold=True),
        "standfirst": _ITALIC,
        "byline": quiet,
        "dateline": quiet,
        "paragraph": TextStyle(),
        "subheading": TextStyle(bold=True),
        "list item": TextStyle(),
        "block quote": _ITALIC,
        "code": quiet,
        "emphasis": _ITALIC,
        "strong": TextStyle(bold=True),
        "link": TextStyle(palette.focus, bold=not palette.coloured, italic=not palette.coloured, underline=True),
        "second": TextStyle(palette.second),
        "faint": TextStyle(palette.faint),
    }


def _entity_styles(palette: Palette) -> dict[str, TextStyle]:
    return {f"entity-{type}": replace(_form(palette, type), foreground=getattr(palette, type)) for type in _FORMS}


def _form(palette: Palette, type: str) -> TextStyle:
    if not palette.coloured:
        return _FORMS[type]
    # The terminal's colours are few and unknown, so forms help to tell the types apart.
    return replace(_FORMS[type], dim=False, bold=False) if palette.ansi else _QUIET_FORMS.get(type, TextStyle())


def _speaker_styles(palette: Palette) -> dict[str, TextStyle]:
    form = not palette.coloured
    return {
        **{name: TextStyle(hue, bold=form) for name, hue in palette.speaker_hues.items()},
        "scare": TextStyle(),
        "title": _ITALIC,
        "headline-quotation": TextStyle(palette.neutral, bold=form),
    }


def _state_styles(palette: Palette) -> dict[str, TextStyle]:
    form = not palette.coloured
    turned = palette.ansi or form
    return {
        "search": TextStyle(palette.focus, underline=True, reverse=form),
        "search-current": TextStyle(
            palette.focus,
            palette.selection,
            bold=True,
            italic=form,
            underline=form,
            reverse=turned,
            undimmed=form,
        ),
        "current": TextStyle(None, palette.selection, bold=True, underline=form, reverse=turned, undimmed=form),
        "current-text": TextStyle(None, palette.selection, underline=turned),
        "caret": _caret(palette, turned),
        "dimmed": TextStyle(palette.faint, dim=turned),
        "doubtful": TextStyle(dim=True, underline=True) if form else TextStyle(palette.second, italic=True),
        "selection": _selected(palette, turned),
        "annotation": _highlight(palette, form),
        "note": TextStyle(palette.note, italic=True, bold=form),
        "bookmark": TextStyle(palette.focus, bold=form),
        "chip": _chip(palette, turned),
    }


def _row_styles(palette: Palette) -> dict[str, TextStyle]:
    turned = palette.ansi or not palette.coloured
    colours = {
        **dict.fromkeys(("title", "name"), palette.text),
        **dict.fromkeys(("read", "second", "heading"), palette.second),
        "faint": palette.faint,
        "rule": palette.rule,
        "accent": palette.focus,
        "note": palette.note,
        **palette.speaker_hues,
        **{f"entity-{type}": getattr(palette, type) for type in _FORMS},
    }
    return {
        **{name: TextStyle(colour) for name, colour in colours.items()},
        "entity-person": TextStyle(palette.text, underline=True),
        "tab": TextStyle(),
        "strong": TextStyle(palette.text, bold=True),
        "header": TextStyle(palette.second, bold=True),
        "header-focus": TextStyle(palette.focus, bold=True, underline=True),
        "highlighted": TextStyle(None, palette.selection, underline=turned),
        "cursor": TextStyle(None, palette.selection, reverse=turned),
    }


def _caret(palette: Palette, turned: bool) -> TextStyle:
    if turned:
        return TextStyle(bold=True, underline=True, reverse=True)
    return TextStyle(palette.ground, palette.text, bold=True)


def _selected(palette: Palette, turned: bool) -> TextStyle:
    """A tint that differs from a highlight and the current unit, and leaves the text brightest."""
    if turned:
        return TextStyle(reverse=True)
    return TextStyle(palette.text, blended(palette.focus, palette.ground, SELECTED))


def _highlight(palette: Palette, form: bool) -> TextStyle:
    """A highlighter's stroke: reversed with the terminal's colours, and dim as well without colours."""
    if palette.ansi or form:
        return TextStyle(palette.note, dim=form, reverse=True)
    return TextStyle(None, blended(palette.note, palette.ground, HIGHLIGHT))


def blended(colour: str, ground: str, share: float) -> str:
    """Mix a `share` from 0 to 1 of `colour` into `ground`; all colours are `#rrggbb`."""
    pairs = ((int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(one * share + other * (1 - share)):02x}" for one, other in pairs)


def _chip(palette: Palette, turned: bool) -> TextStyle:
    if turned:
        return TextStyle(palette.focus, bold=True, reverse=True)
    return TextStyle(palette.ground, palette.focus, bold=True)


def load_palettes(folders: Iterable[Path]) -> tuple[dict[str, Palette], list[SettingsError]]:
    """Load every `*.toml` file in the folders; return the palettes by name, and the errors.

    A palette replaces one of the same name from an earlier folder. A folder that is missing or closed has none.
    """
    palettes: dict[str, Palette] = {}
    errors: list[SettingsError] = []
    for folder in folders:
        for path in files_in(folder, ".toml"):
            try:
                palette = load_palette(path)
            except SettingsError as error:
                errors.append(error)
            else:
                palettes[palette.name] = palette
    return palettes, errors


def load_palette(path: Path) -> Palette:
    """Load the palette in a file, which gives its name. Raises SettingsError that names the file and the key."""
    try:
        values = _values(read_regular(path, _LARGEST).decode())
    except OSError as error:
        raise SettingsError(f"theme {path}: cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"theme {path}: not UTF-8; save it as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"theme {path}: not TOML: {error}; correct it or move it away") from error
    return Palette(name=path.stem, **_checked(path, values))


def _values(text: str) -> dict[str, Any]:
    """Return the values of a TOML document. Raises ValueError.

    What themes use of TOML is JSON with other signs, and TOML's parser takes longer to load than all that is drawn
    first.
    """
    lines = [line.strip() for line in text.splitlines()]
    wanted = [line for line in lines if line and not line.startswith("#")]
    pairs = [line.partition("=") for line in wanted]
    names = {name.strip() for name, _, _ in pairs}
    is_plain = len(names) == len(pairs) and all(_KEY.fullmatch(f"{name}=") for name in names)
    if not is_plain or "\\" in text or "'" in "".join(wanted):
        return _toml(text)
    try:
        return {name.strip(): json.loads(_KEY.sub(r'"\1":', value)) for name, _, value in pairs}
    except ValueError:
        return _toml(text)


def _toml(text: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(text)


def _checked(path: Path, values: dict[str, Any]) -> dict[str, Any]:
    others = values.pop("in_256", {})
    if not isinstance(others, dict):
        raise SettingsError(f"theme {path}: in_256 must be a table, [in_256], not {others!r}")
    wanted = {*Palette.__match_args__} - {"name", "coloured", "in_256"}
    unknown = {f"in_256.{key}" for key in others} - {f"in_256.{key}" for key in wanted}
    for key in sorted((wanted ^ values.keys()) | unknown):
        raise SettingsError(f"theme {path}: {'missing' if key in wanted else 'unknown'} key {key!r}")
    ansi = values["ansi"] is True
    for key, value in (*values.items(), *others.items()):
        if complaint := _complaint(key, value, ansi):
            raise SettingsError(f"theme {path}: {key} must be {complaint}, not {value!r}")
    return {**_frozen(values), "in_256": _frozen(others)}


def _frozen(values: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if key == "speakers" else value for key, value in values.items()}


def _complaint(key: str, value: object, ansi: bool) -> str | None:
    """What the value of a key should be; None if it is right."""
    if key in ("dark", "ansi"):
        return None if isinstance(value, bool) else "true or false"
    if key == "title":
        return None if isinstance(value, str) and value else "text in quotes"
    colour = "a terminal colour such as ansi_blue" if ansi else "a colour such as #a0b1c2"
    if key == "speakers":
        six = isinstance(value, list) and len(value) == 6 and all(_is_colour(hue, ansi) for hue in value)
        return None if six else f"a list of six, each {colour}"
    return None if _is_colour(value, ansi) else colour


def _is_colour(value: object, ansi: bool) -> bool:
    if not isinstance(value, str):
        return False
    return value in TERMINAL_COLOURS if ansi else _RGB.fullmatch(value) is not None


_LARGEST = 1 << 20
"""In bytes: a larger file is no theme."""
_RGB = re.compile("#[0-9a-fA-F]{6}")
_KEY = re.compile(r"(?<![A-Za-z0-9_-])([A-Za-z0-9_-]++) *+=")
_EIGHT = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
TERMINAL_COLOURS = (
    "ansi_default",
    *(f"ansi_{colour}" for colour in _EIGHT),
    *(f"ansi_bright_{colour}" for colour in _EIGHT),
)
"""The names of the terminal's colours: its default, then the sixteen in their order."""
