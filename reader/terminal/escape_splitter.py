"""Telling the escape key from the start of an escape sequence by what follows it."""

from __future__ import annotations

import re

ESCAPE = "\x1b"
_LONE_ESCAPE = re.compile(r"(\x1b)(?![\[O])")
"""An escape that starts no sequence: those of keys and reports continue with `[` or `O`."""
_BODY = r"\x1b(?:\]\d[^\x07\x1b]*|P[\d>]*[+$!|][^\x07\x1b]*|_G[^\x07\x1b]*)"
_REPORT = re.compile(rf"{_BODY}(?:\x07|\x1b\\)")
"""A terminal's report of its colours, clipboard or name (OSC, DCS, APC), requested by an earlier program."""
_UNFINISHED = re.compile(rf"\x1b(?:\]|P[\d>]*|_)?\Z|{_BODY}\x1b?\Z")


class EscapeSplitter:
    """Filters input, chunk by chunk, before it is parsed.

    On a slow connection the escape key and the key after it arrive together. A parser reads them as one key with
    Alt, which no command uses, so the person would stay where they meant to leave. Reports requested by earlier
    programs, which would be read as keys, are dropped.
    """

    def __init__(self) -> None:
        self._held = ""

    @property
    def waiting(self) -> bool:
        """Whether the last chunk ended with an escape or inside a report."""
        return bool(self._held)

    def feed(self, typed: str) -> list[str]:
        """Split input into escape keys and the text to parse between them."""
        whole = _REPORT.sub("", self._held + typed)
        unfinished = _UNFINISHED.search(whole)
        self._held = unfinished[0] if unfinished else ""
        return _pieces(whole.removesuffix(self._held))

    def tick(self) -> list[str]:
        """Return what is held after a pause: it was no report, and a held escape is a key."""
        typed, self._held = self._held, ""
        return _pieces(typed)


def _pieces(typed: str) -> list[str]:
    return [piece for piece in _LONE_ESCAPE.split(typed) if piece]
