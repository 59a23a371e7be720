"""Reads the word tables of a package: text files of words, with comments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import resources


class WordTables:
    """The tables of a package, then those of another one; each is read once."""

    def __init__(self, package: str, beneath: WordTables | None = None) -> None:
        self._folder = resources.files(package)
        self._beneath = beneath
        self.words = cache(self._words)
        self.sets = cache(self._sets)
        self.phrases = cache(self._phrases)

    def word_set(self, name: str, table: str = "grammar") -> frozenset[str]:
        """Return a named set of a table of sets. Raises KeyError if the table has no set of that name."""
        return self.sets(table)[name]

    def rows(self, table: str) -> Iterator[list[str]]:
        """Yield the columns of each line of a table, which are parted by bars."""
        return (line.split("|") for line in self.lines(table))

    def lines(self, table: str) -> Iterator[str]:
        """Yield the lines of a table, without blank lines and comments. Raises FileNotFoundError."""
        file = self._folder.joinpath(f"{table}.txt")
        if self._beneath is not None and not file.is_file():
            return self._beneath.lines(table)
        lines = file.read_text(encoding="utf-8").splitlines()
        return (line.strip() for line in lines if line.strip() and not line.startswith("#"))

    def _words(self, table: str) -> frozenset[str]:
        return frozenset(word for line in self.lines(table) for word in line.split())

    def _phrases(self, table: str) -> frozenset[str]:
        return frozenset(self.lines(table))

    def _sets(self, table: str) -> dict[str, frozenset[str]]:
        """Return the sets of a table; a set may take several lines, each of which begins with its name."""
        sets: dict[str, frozenset[str]] = defaultdict(frozenset)
        for line in self.lines(table):
            name, *members = line.split()
            sets[name] |= frozenset(members)
        return dict(sets)
