"""Copying through tmux, which by default drops what a program sends to the terminal's clipboard by OSC 52.

`load-buffer -w`, of tmux 3.2 and later, fills tmux's own buffer and sends it to the terminal whatever the option
`set-clipboard` says (tmux(1), Buffers). Text goes to its standard input: no shell or argument list sees it.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence

TIMEOUT = 1.0
"""Seconds that the interface waits for tmux."""
REFUSED = ". tmux did not accept it; it was sent to the terminal, but tmux may drop it"

RunCommand = Callable[[Sequence[str], bytes], bool]
"""Runs a command with some bytes as input. Returns True on success."""


def run(command: Sequence[str], given: bytes) -> bool:
    """Run a command with some bytes as input for at most `TIMEOUT` seconds. Return True on success."""
    try:
        ended = subprocess.run(command, input=given, capture_output=True, timeout=TIMEOUT, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ended.returncode == 0


class Clipboard:
    """The tmux that the program runs in, if any."""

    def __init__(self, tmux: str = "", run: RunCommand = run) -> None:
        self._tmux = tmux
        self._run = run
        self.warning = ""
        """A warning about the last copy, or nothing."""

    def copy(self, text: str) -> bool:
        """Copy text through tmux. Return False if it has to be sent to the terminal instead."""
        is_copied = bool(self._tmux) and self._run((self._tmux, "load-buffer", "-w", "-"), text.encode())
        self.warning = REFUSED if self._tmux and not is_copied else ""
        return is_copied


def find_clipboard(
    environment: Mapping[str, str], which: Callable[[str], str | None] = shutil.which, run: RunCommand = run
) -> Clipboard:
    """Return the clipboard for the tmux that the environment names, if its command is installed."""
    return Clipboard(which("tmux") or "" if environment.get("TMUX") else "", run)
