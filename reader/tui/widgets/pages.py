"""Rows that are fetched page by page as they are looked at, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

PAGE = 100
"""How many rows are fetched at a time."""
KEPT_PAGES = 8
"""How many pages are kept at most; the one that was fetched first goes first."""

T = TypeVar("T")
Fetch = Callable[[int, int], Sequence[T]]
"""Fetches rows from an offset on, at most so many: `fetch(offset, limit)`."""


class PageCache(Generic[T]):
    """The rows of one list."""

    def __init__(self, fetch: Fetch[T] = lambda offset, limit: ()) -> None:
        self._fetch = fetch
        self._kept: dict[int, Sequence[T]] = {}

    def at(self, index: int) -> T | None:
        """The row at an index, or None where the library has fewer by now."""
        number, place = divmod(index, PAGE)
        if number not in self._kept:
            if len(self._kept) >= KEPT_PAGES:
                del self._kept[next(iter(self._kept))]
            self._kept[number] = self._fetch(number * PAGE, PAGE)
        page = self._kept[number]
        return page[place] if place < len(page) else None

    @property
    def numbers(self) -> list[int]:
        """The numbers of the pages that are kept, from 0."""
        return list(self._kept)

    def rows(self) -> Iterator[tuple[int, T]]:
        """The rows that are kept, each with its index."""
        for number, page in self._kept.items():
            yield from enumerate(page, number * PAGE)
