"""Keeping pasted text from being read as keys, whatever it contains."""

from __future__ import annotations

import re

START, END = "\x1b[200~", "\x1b[201~"
"""What a terminal sends before and after pasted text."""
REST = 0.25
"""Seconds of silence that end a paste: longer than the 0.2 s that TCP waits before it retransmits."""
LARGEST = 1 << 22
"""The most code points of a paste that are passed on."""
_LEAVES = re.compile(r"[\x1b\x03][\x1b\x03qQ]{0,3}|(?:\x1b\[[0-9:;]+u){1,4}")
_QUITS = re.compile(r"[qQ]{1,4}")
"""Keys that end a paste whose end marker does not come, after a silence of `REST`, or of twice as long."""


class PasteGuard:
    """Filters input, chunk by chunk, before it is parsed.

    An escape inside a paste is replaced by a visible symbol, so that nothing in the paste ends it or starts a key.
    That is not enough if the pasted text contains an end marker and the terminal passes it on, as tmux and some
    others do: the paste seems to end there, and the rest looks typed. But then the terminal's own end marker is
    still to come. So what follows an end marker is held until `REST` seconds of silence: if another marker comes
    first, the held text was pasted too and is dropped; otherwise it was typed, and is passed on. No key pressed
    after a paste is lost; it may be late by `REST` seconds.

    Should the end marker never come, a key that means to leave ends the paste: one that arrives alone after a
    silence. If the paste was only held up, its end marker comes soon after, and all up to there is dropped.
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
        self._silent_from: float | None = None
        """When a read first found nothing after the last data."""
        self._passed = 0
        """The code points of the paste that were passed on."""

    @property
    def waits(self) -> bool:
        """Whether to call `feed` without data when no input arrives."""
        return self._waiting is not None or self._pasting

    def feed(self, data: str, now: float) -> str:
        """Return what can be parsed after `data`, or nothing, was read at `now`, in seconds of any clock.

        On a busy machine, data may have arrived long before it is read: only an empty read proves silence.
        """
        passed = ""
        if self._waiting is not None and not data and now >= self._quiet_from:
            typed, self._waiting = self._waiting, None
            passed, _ = self._typed(typed)
        if self._pasting and self._ends(data, now):
            passed, self._cut, self._pasting = passed + END, "", False
            self._waiting, self._quiet_from = "", now + REST
        self._silent_from = None if data else self._silent_from or now
        rest, self._cut = self._cut + data, ""
        while rest:
            if self._pasting:
                more, rest = self._pasted(rest, now)
            else:
                more, rest = self._typed(rest) if self._waiting is None else self._after(rest, now)
            passed += more
        return passed

    def _ends(self, data: str, now: float) -> bool:
        """Return True if `data` is a key that ends a paste without an end marker."""
        silent = 0.0 if self._silent_from is None else now - self._silent_from
        return bool(
            (silent >= REST and _LEAVES.fullmatch(data)) or (silent >= 2 * REST and _QUITS.fullmatch(data))
        )

    def _typed(self, rest: str) -> tuple[str, str]:
        """Split at the start of a paste, which may have begun in an earlier chunk: the keys, and the rest."""
        whole = self._seen + rest
        at = whole.find(START)
        keys = rest if at < 0 else rest[: at + len(START) - len(self._seen)]
        self._seen = whole[1 - len(START) :] if at < 0 else ""
        self._pasting, self._passed = at >= 0, 0
        return keys, rest[len(keys) :]

    def _pasted(self, rest: str, now: float) -> tuple[str, str]:
        """Split at the end of the paste: what to pass on, and the rest. Hold back a partial end marker."""
        at = rest.find(END)
        if at >= 0:
            self._pasting = False
            self._waiting, self._quiet_from = "", now + REST
            return f"{self._limited(rest[:at])}{END}", rest[at + len(END) :]
        kept = next((size for size in range(len(END) - 1, 0, -1) if rest.endswith(END[:size])), 0)
        self._cut = rest[len(rest) - kept :]
        return self._limited(rest[: len(rest) - kept]), ""

    def _limited(self, text: str) -> str:
        """Return pasted text without escapes, up to the limit."""
        passed = text[: LARGEST - self._passed]
        self._passed += len(passed)
        return passed.replace("\x1b", "\N{SYMBOL FOR ESCAPE}")

    def _after(self, rest: str, now: float) -> tuple[str, str]:
        """Hold what follows a paste, or drop it if a marker comes after it: what to pass on, and the rest."""
        whole = f"{self._waiting}{rest}"
        at, mark = min((whole.find(mark) % (len(whole) + 1), mark) for mark in (START, END))
        self._quiet_from = now + REST
        if at == len(whole):
            self._waiting = whole
            return "", ""
        self._pasting, self._passed = mark == START, 0
        self._waiting = None if self._pasting else ""
        return mark if self._pasting else "", whole[at + len(mark) :]
