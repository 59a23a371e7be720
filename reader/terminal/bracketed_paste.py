"""Keeping pasted text from being read as keys, whatever it contains."""

from __future__ import annotations

START, END = "\x1b[200~", "\x1b[201~"
"""What a terminal sends before and after pasted text."""
REST = 0.25
"""Seconds of silence that end a paste: longer than the 0.2 s that TCP waits before it retransmits."""


class PasteGuard:
    """Filters input, chunk by chunk, before it is parsed.

    An escape inside a paste is replaced by a visible symbol, so that nothing in the paste ends it or starts a key.
    That is not enough if the pasted text contains an end marker and the terminal passes it on, as tmux and some
    others do: the paste seems to end there, and the rest looks typed. But then the terminal's own end marker is
    still to come. So what follows an end marker is held until `REST` seconds of silence: if another marker comes
    first, the held text was pasted too and is dropped; otherwise it was typed, and is passed on. No key pressed
    after a paste is lost; it may be late by `REST` seconds.
    """

    def __init__(self) -> None:
        self._pasting = False
        self._seen = ""
        """The end of what was typed, which may be part of a start marker."""
        self._cut = ""
        """The end of what was pasted, which may be part of an end marker."""
        self._waiting: str | None = None
        """What came after an end marker; None unless a paste has just ended."""
        self._quiet_from = 0.0

    @property
    def waits(self) -> bool:
        """Whether to call `feed` without data when no input arrives."""
        return self._waiting is not None

    def feed(self, data: str, now: float) -> str:
        """Return what can be parsed after `data`, or nothing, was read at `now`, in seconds of any clock.

        On a busy machine, data may have arrived long before it is read: only an empty read proves silence.
        """
        passed = ""
        if self._waiting is not None and not data and now >= self._quiet_from:
            typed, self._waiting = self._waiting, None
            passed, _ = self._typed(typed)
        rest, self._cut = self._cut + data, ""
        while rest:
            if self._pasting:
                more, rest = self._pasted(rest, now)
            else:
                more, rest = self._typed(rest) if self._waiting is None else self._after(rest, now)
            passed += more
        return passed

    def _typed(self, rest: str) -> tuple[str, str]:
        """Split at the start of a paste, which may have begun in an earlier chunk: the keys, and the rest."""
        whole = self._seen + rest
        at = whole.find(START)
        keys = rest if at < 0 else rest[: at + len(START) - len(self._seen)]
        self._seen = whole[1 - len(START) :] if at < 0 else ""
        self._pasting = at >= 0
        return keys, rest[len(keys) :]

    def _pasted(self, rest: str, now: float) -> tuple[str, str]:
        """Split at the end of the paste: what to pass on, and the rest. Hold back a partial end marker."""
        at = rest.find(END)
        if at >= 0:
            self._pasting = False
            self._waiting, self._quiet_from = "", now + REST
            return f"{_without_escapes(rest[:at])}{END}", rest[at + len(END) :]
        kept = next((size for size in range(len(END) - 1, 0, -1) if rest.endswith(END[:size])), 0)
        self._cut = rest[len(rest) - kept :]
        return _without_escapes(rest[: len(rest) - kept]), ""

    def _after(self, rest: str, now: float) -> tuple[str, str]:
        """Hold what follows a paste, or drop it if a marker comes after it: what to pass on, and the rest."""
        whole = f"{self._waiting}{rest}"
        at, mark = min((whole.find(mark) % (len(whole) + 1), mark) for mark in (START, END))
        self._quiet_from = now + REST
        if at == len(whole):
            self._waiting = whole
            return "", ""
        self._pasting = mark == START
        self._waiting = None if self._pasting else ""
        return mark if self._pasting else "", whole[at + len(mark) :]


def _without_escapes(text: str) -> str:
    return text.replace("\x1b", "\N{SYMBOL FOR ESCAPE}")
