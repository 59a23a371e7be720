"""The only doors by which the command line prints: what is asked for goes one way, what went wrong the other."""

from __future__ import annotations

import sys

from reader.text.sanitise import Shown, sanitise_line

PROGRAM = "reader"


def say(words: Shown) -> None:
    """Print a line, or several, on standard output."""
    print(words, flush=True)


def complain(message: str) -> None:
    """One line on standard error, with stand-ins for what is not safe to show."""
    print(f"{PROGRAM}: {sanitise_line(message)}", file=sys.stderr)
