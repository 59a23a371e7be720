"""Palettes: the colours of one theme, and the style of every kind of words made from them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from reader.model.errors import SettingsError


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How some words look. None and False say nothing; what lies below then shows through."""

    foreground: str | None = None
    """`#rrggbb`, or the name of one of the terminal's own colours, as `ansi_blue`."""
    background: str | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    dim: bool = False
    reverse: bool = False

    def over(self, below: TextStyle) -> TextStyle:
        """This style painted above another one."""
        return TextStyle(
            self.foreground or below.foreground,
            self.background or below.background,
            self.bold or below.bold,
            self.italic or below.italic,
            self.underline or below.underline,
            self.dim or below.dim,
            self.reverse or below.reverse,
        )


@dataclass(frozen=True)
class Palette:
    """The colours of one theme."""

    name: str
    title: str
    dark: bool
    ansi: bool
    """Whether the colours are the terminal's own sixteen and its own ground."""
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
    coloured: bool = True
    """Whether colours may be used; without, styles differ by weight, slant and lines alone."""

    def style(self, name: str) -> TextStyle:
        """The style of that name. Raises KeyError for an unknown one."""
        return self.styles[name]

    def without_colour(self) -> Palette:
        """The same in one colour: every distinction that can be kept is kept by form."""
        return replace(self, coloured=False)

    @cached_property
    def styles(self) -> Mapping[str, TextStyle]:
        """Every style by its name."""
        coloured = {**_block_styles(self), **_entity_styles(self), **_speaker_styles(self), **_marks(self)}
        if self.coloured:
            return coloured
        return {name: replace(style, foreground=None, background=None) for name, style in coloured.items()}


def _block_styles(palette: Palette) -> dict[str, TextStyle]:
    quiet = TextStyle(palette.second)
    return {
        "headline": TextStyle(bold=True),
        "standfirst": TextStyle(italic=True),
        "byline": quiet,
        "dateline": quiet,
        "paragraph": TextStyle(),
        "subheading": TextStyle(bold=True),
        "list item": TextStyle(),
        "block quote": TextStyle(italic=True),
        "code": TextStyle(palette.second),
        "emphasis": TextStyle(italic=True),
        "strong": TextStyle(bold=True),
        "link": TextStyle(underline=True),
        "second": quiet,
        "faint": TextStyle(palette.faint),
    }


def _entity_styles(palette: Palette) -> dict[str, TextStyle]:
    return {
        "entity-person": TextStyle(palette.person, underline=True),
        "entity-organisation": TextStyle(palette.organisation, bold=not palette.coloured),
        "entity-place": TextStyle(palette.place),
        "entity-group": TextStyle(palette.group),
        "entity-event": TextStyle(palette.event, underline=True),
        "entity-time": TextStyle(palette.time),
        "entity-quantity": TextStyle(palette.quantity),
    }


def _speaker_styles(palette: Palette) -> dict[str, TextStyle]:
    form = not palette.coloured
    hues = {f"speaker-{number}": TextStyle(hue, italic=form) for number, hue in enumerate(palette.speakers, 1)}
    return {
        **hues,
        "speaker-neutral": TextStyle(palette.neutral, italic=form),
        "scare": TextStyle(),
        "title": TextStyle(italic=True),
        "headline-quotation": TextStyle(palette.neutral, italic=form),
    }


def _marks(palette: Palette) -> dict[str, TextStyle]:
    form = not palette.coloured
    turned = palette.ansi or form
    return {
        "search": TextStyle(palette.focus, underline=True),
        "search-current": TextStyle(palette.focus, palette.selection, bold=True, reverse=turned),
        "current": TextStyle(None, palette.selection, bold=True, reverse=turned),
        "dimmed": TextStyle(palette.faint, dim=form),
        "selection": TextStyle(palette.ground, palette.focus, reverse=form),
        "bookmark": TextStyle(palette.focus),
        "chip": TextStyle(palette.ground, palette.focus, bold=True, reverse=form),
    }


def load_palettes(folders: Iterable[Path]) -> tuple[dict[str, Palette], list[SettingsError]]:
    """The palettes of all `*.toml` files in some folders, and what is wrong with those that are none.

    A later folder's palette takes the place of an earlier one of the same name. A missing folder has none.
    """
    palettes: dict[str, Palette] = {}
    errors: list[SettingsError] = []
    for folder in folders:
        for path in sorted(folder.glob("*.toml")):
            try:
                palette = load_palette(path)
            except SettingsError as error:
                errors.append(error)
            else:
                palettes[palette.name] = palette
    return palettes, errors


def load_palette(path: Path) -> Palette:
    """The palette in one file, named as the file. Raises SettingsError that names the file and the key."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"theme {path}: {error}") from error
    return Palette(name=path.stem, **_checked(path, values))


def _checked(path: Path, values: dict[str, Any]) -> dict[str, Any]:
    wanted = {field.name for field in fields(Palette)} - {"name", "coloured"}
    for key in sorted(wanted ^ values.keys()):
        raise SettingsError(f"theme {path}: {'missing' if key in wanted else 'unknown'} key {key!r}")
    for key, value in values.items():
        if key in ("dark", "ansi"):
            good = isinstance(value, bool)
        elif key == "speakers":
            good = isinstance(value, list) and len(value) == 6 and all(map(_is_colour, value))
        else:
            good = isinstance(value, str) and (key == "title" or _is_colour(value))
        if not good:
            raise SettingsError(f"theme {path}: {key!r} is not what it should be: {value!r}")
    return {**values, "speakers": tuple(values["speakers"])}


def _is_colour(value: object) -> bool:
    if not isinstance(value, str):
        return False
    digits = value.removeprefix("#")
    if value.startswith("#"):
        return len(digits) == 6 and all(digit in "0123456789abcdefABCDEF" for digit in digits)
    return value in _TERMINAL_COLOURS


_TERMINAL_COLOURS = frozenset(
    {"ansi_default"}
    | {
        f"ansi_{bright}{colour}"
        for bright in ("", "bright_")
        for colour in ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
    }
)
