"""Who annotates: the name that a person's marks bear."""

from __future__ import annotations

from reader.config.settings import Settings


def author_of(settings: Settings) -> str:
    """The author that is set, else the name of the login; '' where there is none either. It is not sanitised."""
    if settings.author:
        return settings.author
    # Imported here because nothing else needs it on the way to the first picture.
    from getpass import getuser

    try:
        return getuser()
    except (KeyError, OSError, ImportError):
        return ""
