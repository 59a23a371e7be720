"""Tells the escape key from the beginning of a sequence by what follows it, however keys are sent together."""

from __future__ import annotations

import re

ESCAPE = "\x1b"
_LONE = re.compile(r"(\x1b)(?=[^\[O])")
"""An escape that begins no sequence: those of keys and of answers go on with `[` or `O`."""


class EscapeSplitter:
    """Looks through what is typed, in the pieces in which it comes, before it is parsed.

    On a slow line the escape key and what is typed after it arrive at once. A parser takes them for one key with
    Alt, which no command has, and a person would stay where they meant to leave.
    """

    def __init__(self) -> None:
        self.waiting = False
        """Whether the last piece ended with an escape, which the next one, or time, explains."""

    def feed(self, typed: str) -> list[str]:
        """`typed` in pieces: escape keys by themselves, and between them what is to be parsed."""
        if self.waiting:
            typed = ESCAPE + typed
        self.waiting = typed.endswith(ESCAPE)
        *before, last = _LONE.split(typed)
        return [piece for piece in (*before, last.removesuffix(ESCAPE)) if piece]

    def tick(self) -> list[str]:
        """What is left when nothing came for a while: an escape that was waiting is a key."""
        was, self.waiting = self.waiting, False
        return [ESCAPE] if was else []
