"""Paths of the library, the settings, the logs and the styles; nothing is created or read here."""

from __future__ import annotations

import os
from pathlib import Path

from reader.config.careful_files import absolute
from reader.model.errors import StoreError

_NAME = "reader"


def data_dir() -> Path:
    """Return the library's folder: `READER_DATA`, or the user's data folder. Raises StoreError without a home."""
    return _folder("READER_DATA", "user_data_dir")


def library_path() -> Path:
    """Return the library file. Raises StoreError without a home."""
    return data_dir() / "library.sqlite3"


def config_dir() -> Path:
    """Return the settings' folder: `READER_CONFIG`, or the user's. Raises StoreError without a home."""
    return _folder("READER_CONFIG", "user_config_dir")


def settings_path() -> Path:
    """Return the settings file. Raises StoreError without a home."""
    return config_dir() / "settings.toml"


def log_path() -> Path:
    """Return the file for the standard error of the analysis process; with `READER_DATA` it is there."""
    return _folder("READER_DATA", "user_log_dir") / "analysis.log"


def terminal_log_path() -> Path:
    """Return the log that says why the program fell back to Textual's own driver."""
    return log_path().with_name("terminal.log")


def styles_dir() -> Path:
    """Return the folder of style sheets: in the installed package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "styles"
    return inside if inside.is_dir() else package.parent / "styles"


def themes_dir() -> Path:
    """Return the folder of palettes, with one file for each theme."""
    return styles_dir() / "themes"


def _folder(variable: str, default: str) -> Path:
    if value := os.environ.get(variable):
        try:
            return absolute(value, home=True)
        except OSError as error:
            raise StoreError(f"{value}: {error.strerror}; set {variable} to a folder") from error
    # Imported here because a folder that is given needs no default.
    import platformdirs

    folder = Path(getattr(platformdirs, default)(_NAME))
    # Without a home, platformdirs returns a path with an unexpanded "~".
    if not folder.is_absolute():
        raise StoreError(f"{folder}: there is no home directory; set {variable} to a folder to use")
    return folder
