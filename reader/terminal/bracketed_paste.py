"""Keeps what is pasted from being taken for keys, whatever it holds."""

from __future__ import annotations

START, END = "\x1b[200~", "\x1b[201~"
"""What a terminal sends before and after what is pasted."""
REST = 0.25
"""Seconds of quiet after which a paste is over: longer than TCP waits, 0.2 s, to send again what was lost."""


class PasteGuard:
    """Looks through what the terminal sends, in the pieces in which it comes, before it is parsed.

    An escape inside a paste becomes a picture of one, so that nothing in it ends the paste or begins a key. That
    is not enough where the pasted text has an end mark of its own and the terminal lets it through, as tmux and
    some others do: to the program the paste ends there, and the rest of it looks typed. But then the terminal's
    own end mark is still to come. So what comes after an end mark waits until nothing has come for `REST` seconds:
    if another mark comes before that, what waited was pasted too and is left out; if none comes, it was typed, and
    is passed on. No key that a person presses after a paste is lost; it may be late by `REST` seconds.
    """

    def __init__(self) -> None:
        self._pasting = False
        self._seen = ""
        """The end of what was typed, in which a start mark may have begun."""
        self._cut = ""
        """The end of what was pasted, in which an end mark may have begun."""
        self._waiting: str | None = None
        """What came after an end mark; None where no paste has just ended."""
        self._quiet_from = 0.0

    @property
    def waits(self) -> bool:
        """Whether `feed` is to be told, with no data, when nothing comes."""
        return self._waiting is not None

    def feed(self, data: str, now: float) -> str:
        """What may be parsed now that `data` came, or nothing was there, at `now` in seconds of any clock.

        What is there when it is looked for may have come long ago, on a busy machine: only where nothing is there
        has it been quiet.
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
        """Pass keys on up to the start of a paste, which may have begun in an earlier piece; what follows."""
        whole = self._seen + rest
        at = whole.find(START)
        keys = rest if at < 0 else rest[: at + len(START) - len(self._seen)]
        self._seen = whole[1 - len(START) :] if at < 0 else ""
        self._pasting = at >= 0
        return keys, rest[len(keys) :]

    def _pasted(self, rest: str, now: float) -> tuple[str, str]:
        """Pass on what is pasted up to its end mark, and hold back what may begin one; what follows."""
        at = rest.find(END)
        if at >= 0:
            self._pasting = False
            self._waiting, self._quiet_from = "", now + REST
            return f"{_without_escapes(rest[:at])}{END}", rest[at + len(END) :]
        kept = next((size for size in range(len(END) - 1, 0, -1) if rest.endswith(END[:size])), 0)
        self._cut = rest[len(rest) - kept :]
        return _without_escapes(rest[: len(rest) - kept]), ""

    def _after(self, rest: str, now: float) -> tuple[str, str]:
        """Let what comes right after a paste wait; leave it out where a mark shows that it was pasted."""
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
