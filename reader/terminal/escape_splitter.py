"""Tells the escape key from the beginning of a sequence by what follows it, however keys are sent together."""

from __future__ import annotations

import re

ESCAPE = "\x1b"
_LONE = re.compile(r"(\x1b)(?![\[O])")
"""An escape that begins no sequence: those of keys and of what was asked go on with `[` or `O`."""
_SAID = r"\x1b(?:\]\d[^\x07\x1b]*|P[\d>]*[+$!|][^\x07\x1b]*|_G[^\x07\x1b]*)"
_ANSWER = re.compile(rf"{_SAID}(?:\x07|\x1b\\)")
"""What a terminal says of its colours, clipboard or name (OSC, DCS, APC) to a program that asked and is gone."""
_BEGUN = re.compile(rf"\x1b(?:\]|P[\d>]*|_)?\Z|{_SAID}\x1b?\Z")


class EscapeSplitter:
    """Looks through what is typed, in the pieces in which it comes, before it is parsed.

    On a slow line the escape key and what is typed after it arrive at once. A parser takes them for one key with
    Alt, which no command has, and a person would stay where they meant to leave. Answers to programs that ran here
    before would be taken for keys, and are left out.
    """

    def __init__(self) -> None:
        self._held = ""

    @property
    def waiting(self) -> bool:
        """Whether the last piece ended with an escape, or in an answer, which the next one, or time, explains."""
        return bool(self._held)

    def feed(self, typed: str) -> list[str]:
        """`typed` in pieces: escape keys by themselves, and between them what is to be parsed."""
        whole = _ANSWER.sub("", self._held + typed)
        begun = _BEGUN.search(whole)
        self._held = begun[0] if begun else ""
        return _pieces(whole.removesuffix(self._held))

    def tick(self) -> list[str]:
        """What is left when nothing came for a while: it was no answer, and an escape that waited is a key."""
        typed, self._held = self._held, ""
        return _pieces(typed)


def _pieces(typed: str) -> list[str]:
    return [piece for piece in _LONE.split(typed) if piece]
