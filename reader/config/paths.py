"""Paths of the library, the settings, the logs and the styles; nothing is created or read here."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

import reader
from reader.model.errors import StoreError

_NAME = "reader"


def data_dir() -> Path:
    """Return the library's folder: `READER_DATA`, or the user's data folder. Raises StoreError without a home."""
    return _from_environment("READER_DATA") or _absolute(platformdirs.user_data_dir(_NAME), "READER_DATA")


def library_path() -> Path:
    """Return the library file. Raises StoreError without a home."""
    return data_dir() / "library.sqlite3"


def config_dir() -> Path:
    """Return the settings' folder: `READER_CONFIG`, or the user's. Raises StoreError without a home."""
    return _from_environment("READER_CONFIG") or _absolute(platformdirs.user_config_dir(_NAME), "READER_CONFIG")


def settings_path() -> Path:
    """Return the settings file. Raises StoreError without a home."""
    return config_dir() / "settings.toml"


def log_path() -> Path:
    """Return the file for the standard error of the analysis process; with `READER_DATA` it is there."""
    folder = _from_environment("READER_DATA") or _absolute(platformdirs.user_log_dir(_NAME), "READER_DATA")
    return folder / "analysis.log"


def terminal_log_path() -> Path:
    """Return the log that says why the program fell back to Textual's own driver."""
    return log_path().with_name("terminal.log")


def styles_dir() -> Path:
    """Return the folder of style sheets: in the installed package, or beside it in a checkout."""
    package = Path(reader.__file__).parent
    inside = package / "styles"
    return inside if inside.is_dir() else package.parent / "styles"


def themes_dir() -> Path:
    """Return the folder of palettes, with one file for each theme."""
    return styles_dir() / "themes"


def _from_environment(variable: str) -> Path | None:
    value = os.environ.get(variable)
    if not value:
        return None
    try:
        return Path(value).expanduser().absolute()
    except RuntimeError as error:
        raise StoreError(f"{value}: there is no user of that name; set {variable} to a folder") from error


def _absolute(folder: str, variable: str) -> Path:
    # Without a home, platformdirs returns a path with an unexpanded "~".
    path = Path(folder)
    if not path.is_absolute():
        raise StoreError(f"{folder}: there is no home directory; set {variable} to a folder to use")
    return path
