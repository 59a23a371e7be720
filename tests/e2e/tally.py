"""How much is tried against the terminal, and what got through; a sum of it all at the end of the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.e2e.sequences import foreign, tokens
from tests.e2e.terminal import Terminal


@dataclass
class Tally:
    """How much one test tried."""

    paths: int = 0
    """Ways on which strings went to the terminal: commands, panes, windows."""
    sequences: int = 0
    found: list[object] = field(default_factory=list)
    strings: int = 0

    def look(self, received: bytes, *, screen: bool) -> None:
        """Look through what one path sent."""
        self.paths += 1
        counted = Counter(tokens(received))
        self.sequences += sum(count for token, count in counted.items() if token.kind != "words")
        self.found += foreign(counted, screen=screen)

    def close(self, strings: int) -> None:
        """Say how much it was, for `pytest -s`; nothing may have got through."""
        self.strings = strings
        print(f"\n{self}")
        assert {ascii(token) for token in self.found} == set()

    def __str__(self) -> str:
        return f"{self.strings} strings, {self.paths} paths, {self.sequences} sequences, {len(self.found)} foreign"


def total(tallies: Sequence[Tally]) -> Tally:
    """What all of them tried: the strings are the same ones again, the paths are others."""
    found = [token for each in tallies for token in each.found]
    strings = max(each.strings for each in tallies)
    return Tally(sum(each.paths for each in tallies), sum(each.sequences for each in tallies), found, strings)


def pasteable(strings: Sequence[str]) -> str:
    """Attacks as they can be pasted into one line: without line ends, and without end marks of their own."""
    return "".join(" ".join(each for each in strings if "\x1b[201~" not in each).replace("\0", "").splitlines())


def see(terminal: Terminal, key: str, words: str, *keys: str, by: str = "q") -> None:
    """Open a window, press some keys in it, and leave it."""
    terminal.press(key)
    terminal.wait_for(words)
    terminal.press(*keys)
    leave(terminal, words, by)


def leave(terminal: Terminal, words: str, by: str) -> None:
    """Leave a window by a key."""
    terminal.press(by)
    terminal.wait_for(lambda shown: words not in shown.text)


def end(terminal: Terminal) -> None:
    """Quit."""
    terminal.press("Q")
    assert terminal.wait_for_end() == 0
