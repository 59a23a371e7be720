"""Keeps what is pasted from being taken for keys, whatever it holds."""

from __future__ import annotations

START, END = "\x1b[200~", "\x1b[201~"
"""What a terminal sends before and after what is pasted."""
REST = 0.1
"""Seconds after a paste within which no person presses a key: what comes then was pasted too."""


class PasteGuard:
    """Looks through what the terminal sends, in the pieces in which it comes, before it is parsed.

    An escape inside a paste becomes a picture of one, so that nothing in it ends the paste or begins a key. Where
    the pasted text has an end mark of its own, what comes after that mark, at once or within `REST` seconds, is
    left out; a paste that follows is taken.
    """

    def __init__(self) -> None:
        self._pasting = False
        self._seen = ""
        self._left_out = False
        self._held = ""
        self._quiet_until = 0.0

    def feed(self, data: str, now: float) -> str:
        """What of `data`, which came at `now` in seconds of any clock, may be parsed."""
        passed, rest = "", self._held + data
        self._held = ""
        while rest:
            passed, rest = self._pasted(passed, rest, now) if self._pasting else self._typed(passed, rest, now)
        return passed

    def _typed(self, passed: str, rest: str, now: float) -> tuple[str, str]:
        """Take keys up to the beginning of a paste, which may have begun in an earlier piece."""
        whole = self._seen + rest
        at = whole.find(START)
        keys = rest if at < 0 else rest[: max(0, at + len(START) - len(self._seen))]
        quiet = now < self._quiet_until
        if quiet:
            self._quiet_until = now + REST
        if quiet or (self._left_out and 0 <= at < len(self._seen)):
            passed += START if at >= 0 else ""
        else:
            passed += keys
        self._seen, self._left_out = whole[1 - len(START) :] if at < 0 else "", quiet
        self._pasting = at >= 0
        return passed, rest[len(keys) :]

    def _pasted(self, passed: str, rest: str, now: float) -> tuple[str, str]:
        """Take what is pasted up to its end mark, holding back what may be the beginning of one."""
        at = rest.find(END)
        if at >= 0:
            self._pasting = False
            self._quiet_until = now + REST
            return f"{passed}{_without_escapes(rest[:at])}{END}", rest[at + len(END) :]
        kept = next((size for size in range(len(END) - 1, 0, -1) if rest.endswith(END[:size])), 0)
        self._held = rest[len(rest) - kept :]
        return passed + _without_escapes(rest[: len(rest) - kept]), ""


def _without_escapes(text: str) -> str:
    return text.replace("\x1b", "\N{SYMBOL FOR ESCAPE}")
