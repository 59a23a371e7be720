"""Telling the escape key from the start of an escape sequence by what follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.terminal.key_sequences import UNFINISHED, WHOLE

ESCAPE = "\x1b"
_TYPED = 3
"""The code points of the longest string that a person may have typed at once: the escape key and two more."""
_KEPT = 1000
"""The code points of an unfinished report that are kept: it is dropped in the end."""
_BODY = r"\x1b(?:\]\d[^\x00-\x1f\x7f]*|P[\d>]*[+$!|][^\x00-\x1f\x7f]*|_G[^\x00-\x1f\x7f]*)"
_REPORT = re.compile(rf"{_BODY}(?:\x07|\x1b\\|(?=[\x00-\x1a\x1c-\x1f\x7f])|(?=\x1b[^\\]))")
"""A terminal's report of its colours, clipboard or name (OSC, DCS, APC), requested by an earlier program.

One without an end is ended by the next key that sends a control character.
"""
_UNFINISHED_REPORT = re.compile(rf"\x1b(?:\]|P[\d>]*|_)?\Z|{_BODY}\x1b?\Z")


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
        """Whether the last chunk ended with an escape, or inside a sequence or a report."""
        return bool(self._held)

    def feed(self, typed: str) -> list[str]:
        """Split input into escape keys, whole sequences, and the text between them."""
        whole = _REPORT.sub("", self._held + typed)
        unfinished = _UNFINISHED_REPORT.search(whole) or UNFINISHED.search(whole)
        held = unfinished[0] if unfinished else ""
        self._held = held if len(held) <= _KEPT else held[:_KEPT] + ESCAPE * held.endswith(ESCAPE)
        return list(_pieces(whole.removesuffix(held)))

    def tick(self) -> list[str]:
        """Return what is held after a pause: few code points were keys, and a broken report is dropped."""
        held, self._held = self._held, ""
        if len(held) <= _TYPED:
            return [ESCAPE, held[1:]] if held[1:] else [held] if held else []
        if held.startswith(("\x1b[", "\x1bO")):
            return [held]
        return [ESCAPE] if held.endswith(ESCAPE) else []


def _pieces(typed: str) -> Iterator[str]:
    position = 0
    while position < len(typed):
        if typed[position] != ESCAPE:
            end = typed.find(ESCAPE, position)
            end = len(typed) if end < 0 else end
        else:
            sequence = WHOLE.match(typed, position)
            end = sequence.end() if sequence else position + 1
        yield typed[position:end]
        position = end
