"""The settings as the command line takes them: a file that cannot be used is told of, and the defaults hold."""

from __future__ import annotations

from reader.cli.console import complain
from reader.config.paths import settings_path
from reader.config.settings import Settings, load
from reader.model.errors import SettingsError, StoreError


def usual_settings() -> Settings:
    """What the settings file says, or the defaults."""
    try:
        return load(settings_path())
    except (SettingsError, StoreError) as error:
        complain(f"{error}; the settings that come with the program hold")
        return Settings()
