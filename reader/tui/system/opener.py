"""Opening web addresses in another program, without a shell."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from urllib.parse import urlsplit

from reader.model.errors import ReaderError
from reader.model.values import value_class
from reader.text.safety.sanitise import sanitise_line

DESKTOPS = ("xdg-open", "open")
"""The commands that open an address on a desktop."""


@value_class(frozen=True)
class Opener:
    """The command that opens addresses; empty if nobody would see what it opens."""

    command: tuple[str, ...] = ()

    def open(self, url: str) -> None:
        """Start the command with the address as its last argument. Raises ReaderError if it cannot be started."""
        try:
            subprocess.Popen(
                [*self.command, url],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            reason = error.strerror or error
            raise ReaderError(
                f"{self.command[0]}: cannot be started ({reason}); check the setting opener"
            ) from error


def find_opener(
    setting: str, environment: Mapping[str, str], which: Callable[[str], str | None] = shutil.which
) -> Opener:
    """Return the opener of the settings, or else the desktop's, if there is a local desktop."""
    if setting:
        # Imported here because the setting is rare.
        import shlex

        with suppress(ValueError):
            return Opener(tuple(shlex.split(setting)))
        return Opener((setting,))
    if "SSH_CONNECTION" in environment:
        return Opener()
    if sys.platform != "darwin" and not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        return Opener()
    return Opener(next(((found,) for name in DESKTOPS if (found := which(name))), ()))


def is_web_address(url: str) -> bool:
    """Return True for an http or https address with a host and no hidden characters."""
    if sanitise_line(url) != url or " " in url:
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
