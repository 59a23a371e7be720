"""The only doors by which the command line prints: what is asked for goes one way, what went wrong the other."""

from __future__ import annotations

import os
import sys
from typing import TextIO

from reader.text.safety.ascii_fallback import has_unicode, in_ascii
from reader.text.safety.sanitise import Shown, sanitise_line

PROGRAM = "reader"


def say(words: Shown) -> None:
    """Print a line, or several, on standard output; in ASCII on a terminal without Unicode."""
    print(in_ascii(words) if needs_ascii(sys.stdout) else words, flush=True)


def needs_ascii(stream: TextIO) -> bool:
    """Whether a stream goes to a terminal without Unicode."""
    return stream.isatty() and not has_unicode(os.environ)


def complain(message: str) -> None:
    """One line on standard error, with stand-ins for what is not safe to show."""
    print(f"{PROGRAM}: {sanitise_line(message)}", file=sys.stderr)
