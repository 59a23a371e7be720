"""Copies through tmux, which by its default drops what a program sends by OSC 52 to the terminal's clipboard.

`load-buffer -w`, of tmux 3.2 and later, fills tmux's own buffer and sends that to the terminal in front, whatever
`set-clipboard` says (tmux(1), Buffers). Words go to its standard input: no shell and no argument sees them.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence

PATIENCE = 1.0
"""Seconds that tmux has to answer: as long at most the interface waits."""
REFUSED = ". tmux did not take it: it was sent to the terminal, and tmux may drop it"

RunCommand = Callable[[Sequence[str], bytes], bool]
"""Gives a command some bytes and waits. Whether it took them."""


def run(command: Sequence[str], given: bytes) -> bool:
    """Give a command some bytes, and wait `PATIENCE` seconds at most. Whether it ended well."""
    try:
        ended = subprocess.run(
            command,
            input=given,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ended.returncode == 0


class Clipboard:
    """The tmux that the program runs in; none where it runs in none."""

    def __init__(self, tmux: str = "", run: RunCommand = run) -> None:
        self._tmux = tmux
        self._run = run
        self.doubt = ""
        """What is to be said of the last copy besides that it was made."""

    def take(self, words: str) -> bool:
        """Have tmux take some words. Whether it did: otherwise they are to be sent to the terminal."""
        is_taken = bool(self._tmux) and self._run((self._tmux, "load-buffer", "-w", "-"), words.encode())
        self.doubt = REFUSED if self._tmux and not is_taken else ""
        return is_taken


def find_clipboard(
    environment: Mapping[str, str], which: Callable[[str], str | None] = shutil.which, run: RunCommand = run
) -> Clipboard:
    """The clipboard of the tmux that the environment names, where there is the command to reach it."""
    return Clipboard(which("tmux") or "" if environment.get("TMUX") else "", run)
