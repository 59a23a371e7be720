"""Gives the terminal back where a signal ends the program that shows an early picture and nothing else yet."""

from __future__ import annotations

import os
import signal
import sys
import termios
from contextlib import suppress
from types import FrameType
from typing import Any

LEAVE = "\x1b[m\x1b[?7h\x1b[?1049l\x1b[?25h"
"""The terminal's own colours, wrapping, the main screen, the cursor."""


def guard(modes: list[Any]) -> None:
    """Give the terminal back, in these modes, before SIGHUP or SIGTERM ends the program as they do by default.

    A signal for which there is a handler already, or that is ignored, is left to it.
    """

    def give_back(number: int, frame: FrameType | None) -> None:
        with suppress(OSError, termios.error):
            os.write(sys.stderr.fileno(), LEAVE.encode())
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, modes)
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    for number in (signal.SIGHUP, signal.SIGTERM):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, give_back)
