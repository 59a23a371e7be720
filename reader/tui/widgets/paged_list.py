"""Lists of any length whose rows are fetched page by page as they are viewed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from reader.tui.widgets.row_list import RowList

PAGE = 100
"""How many rows are fetched at a time."""
KEPT_PAGES = 8
"""How many pages are kept; the one fetched first is dropped first."""

T = TypeVar("T")
Fetch = Callable[[int, int], Sequence[T]]
"""Fetches rows: `fetch(offset, limit)`."""


class PageCache(Generic[T]):
    """The pages of one list."""

    def __init__(self, fetch: Fetch[T] = lambda offset, limit: ()) -> None:
        self._fetch = fetch
        self._kept: dict[int, Sequence[T]] = {}

    def at(self, index: int) -> T | None:
        """Return the row at an index, or None if the library has become shorter."""
        number, place = divmod(index, PAGE)
        if number not in self._kept:
            if len(self._kept) >= KEPT_PAGES:
                del self._kept[next(iter(self._kept))]
            self._kept[number] = self._fetch(number * PAGE, PAGE)
        page = self._kept[number]
        return page[place] if place < len(page) else None

    @property
    def numbers(self) -> list[int]:
        """The numbers of the cached pages, from 0."""
        return list(self._kept)

    def rows(self) -> Iterator[tuple[int, T]]:
        """Yield the cached rows, each with its index."""
        for number, page in self._kept.items():
            yield from enumerate(page, number * PAGE)


class PagedList(RowList, Generic[T]):
    """The base of lists of rows from the library."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._count = 0
        self._pages: PageCache[T] = PageCache()

    @property
    def highlighted_row(self) -> T | None:
        """The highlighted row."""
        return None if self.highlighted is None else self.row_at(self.highlighted)

    def row_at(self, index: int) -> T | None:
        """Return the row at an index, or None if the library has become shorter."""
        return self._pages.at(index)
