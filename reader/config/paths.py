"""Where the library, the settings, the log and the styles are; nothing is made or read here."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

import reader
from reader.model.errors import StoreError

_NAME = "reader"


def data_dir() -> Path:
    """The folder of the library: `READER_DATA`, or the user's data directory. Raises StoreError without a home."""
    return _chosen("READER_DATA") or _of_user(platformdirs.user_data_dir(_NAME), "READER_DATA")


def library_path() -> Path:
    """The library file. Raises StoreError without a home."""
    return data_dir() / "library.sqlite3"


def config_dir() -> Path:
    """The folder of the settings: `READER_CONFIG`, or the user's own. Raises StoreError without a home."""
    return _chosen("READER_CONFIG") or _of_user(platformdirs.user_config_dir(_NAME), "READER_CONFIG")


def settings_path() -> Path:
    """The settings file. Raises StoreError without a home."""
    return config_dir() / "settings.toml"


def log_path() -> Path:
    """What the analysis process writes to standard error: beside the library where `READER_DATA` is set."""
    folder = _chosen("READER_DATA") or _of_user(platformdirs.user_log_dir(_NAME), "READER_DATA")
    return folder / "analysis.log"


def terminal_log_path() -> Path:
    """Where it stands that the terminal is drawn on in another way than is usual, and why."""
    return log_path().with_name("terminal.log")


def styles_dir() -> Path:
    """The folder of style sheets, inside the package as installed and beside it in a checkout."""
    package = Path(reader.__file__).parent
    inside = package / "styles"
    return inside if inside.is_dir() else package.parent / "styles"


def themes_dir() -> Path:
    """The folder of palettes, one file a theme."""
    return styles_dir() / "themes"


def _chosen(variable: str) -> Path | None:
    value = os.environ.get(variable)
    if not value:
        return None
    try:
        return Path(value).expanduser().absolute()
    except RuntimeError as error:
        raise StoreError(f"{value}: nobody's home is known by that name; set {variable} to a folder") from error


def _of_user(folder: str, variable: str) -> Path:
    # Where no home is known, what platformdirs gives begins with an unexpanded "~".
    path = Path(folder)
    if not path.is_absolute():
        raise StoreError(f"{folder}: there is no home directory; set {variable} to a folder to use")
    return path
