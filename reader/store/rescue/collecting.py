"""Finds the rows of every table in a damaged file, by its trees, its pages without a tree, and SQLite itself."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field

from reader.store.opening import WITHOUT_ROWID
from reader.store.rescue.pages import Pages
from reader.store.rescue.records import (
    INDEX_TYPES,
    TABLE_LEAF,
    TABLE_TYPES,
    Record,
    Value,
    children,
    records,
    type_of,
)
from reader.store.rescue.shapes import Shape
from reader.store.sqlite import Row, text_or_bytes

_SCHEMA_WIDTH = 5
"""Columns of the table of tables."""
_MOST_TRUNKS = 1 << 20


@dataclass
class Collected:
    """The records of one table that could be found."""

    by_rowid: dict[int, Record] = field(default_factory=dict)
    entries: dict[tuple[object, ...], Record] = field(default_factory=dict)
    """The rows of a table without rowids, by their values."""
    others: list[Record] = field(default_factory=list)
    """Records with a rowid that a better one has already."""
    indexed: dict[int, list[Value]] = field(default_factory=dict)
    """The rowids that its indexes name, each with the first values of its entries."""

    def add(self, record: Record) -> None:
        """Add a record; a whole one replaces one that is not."""
        if record.rowid is None:
            self.entries.setdefault(record.values, record)
            return
        known = self.by_rowid.setdefault(record.rowid, record)
        if known is not record and known.values != record.values:
            if record.is_whole and not known.is_whole:
                self.by_rowid[record.rowid] = record
            else:
                self.others.append(record)

    @property
    def records(self) -> list[Record]:
        """The records, each row once, the best one of each rowid first."""
        return [*self.by_rowid.values(), *self.entries.values(), *self.others]


def collect(pages: Pages, shapes: Mapping[str, Shape]) -> dict[str, Collected]:
    """Return what can be found of each table."""
    found = {table: Collected() for table in shapes}
    owned: set[int] = set()
    for kind, name, root in _roots(pages):
        tree = _tree(pages, root, INDEX_TYPES if kind == "index" or name in WITHOUT_ROWID else TABLE_TYPES)
        owned |= tree
        if kind == "index" and name in found:
            for rowid, value in _indexed(pages, tree):
                found[name].indexed.setdefault(rowid, []).append(value)
        elif name in found:
            for number in sorted(tree):
                _take(pages, number, found, shapes, shapes[name])
    loose = set(range(2, pages.count + 1)) - owned - _free(pages)
    for number in sorted(loose):
        shape = _guessed(pages, number, shapes.values())
        if shape is not None:
            _take(pages, number, found, shapes, shape)
    for table, record in _by_sqlite(pages, shapes):
        if record.rowid is not None and record.rowid not in found[table].by_rowid:
            found[table].add(record)
    return found


def _roots(pages: Pages) -> Iterator[tuple[str, str, int]]:
    """Yield the kind of each tree, its table and its first page, as far as the schema can be read."""
    for number in sorted(_tree(pages, 1, TABLE_TYPES)):
        for record in records(pages, number):
            if len(record.values) == _SCHEMA_WIDTH:
                kind, _, table, root, _ = record.values
                if kind in ("table", "index") and isinstance(table, str) and isinstance(root, int):
                    yield str(kind), table, root


def _tree(pages: Pages, root: int, types: Collection[int]) -> set[int]:
    """Return the pages of these types that can be reached from the first page of a tree."""
    reached: set[int] = set()
    waiting = [root]
    while waiting:
        number = waiting.pop()
        if 0 < number <= pages.count and number not in reached and type_of(pages[number], number) in types:
            reached.add(number)
            waiting += children(pages[number], number)
    return reached


def _free(pages: Pages) -> set[int]:
    """Return the pages on the list of free ones, whose rows were deleted; none if the list leads nowhere."""
    free: set[int] = set()
    header = pages[1]
    trunk = int.from_bytes(header[32:36], "big")
    while trunk and len(free) < _MOST_TRUNKS:
        if not 1 < trunk <= pages.count or trunk in free:
            return set()
        page = pages[trunk]
        free.add(trunk)
        count = min(int.from_bytes(page[4:8], "big"), len(page) // 4 - 2)
        free |= {int.from_bytes(page[at : at + 4], "big") for at in range(8, 8 + 4 * count, 4)}
        trunk = int.from_bytes(page[0:4], "big")
    return free if len(free) == int.from_bytes(header[36:40], "big") else set()


def _take(
    pages: Pages, number: int, found: dict[str, Collected], shapes: Mapping[str, Shape], shape: Shape
) -> None:
    """Add the records on a page to the table it belongs to, or to the one that they are of by their values."""
    for record in records(pages, number):
        if shape.may_hold(record) or not record.is_whole:
            found[shape.table].add(record)
            continue
        for other in shapes.values():
            if (other.table in WITHOUT_ROWID) == (record.rowid is None) and other.holds(record):
                found[other.table].add(record)
                break


def _guessed(pages: Pages, number: int, shapes: Iterable[Shape]) -> Shape | None:
    """Return the table that most records on a page fit."""
    kind = type_of(pages[number], number)
    if kind not in (TABLE_LEAF, *INDEX_TYPES):
        return None
    fitting = [shape for shape in shapes if (shape.table in WITHOUT_ROWID) == (kind != TABLE_LEAF)]
    votes = Counter(shape.table for record in records(pages, number) for shape in fitting if shape.holds(record))
    best = max(votes, key=lambda table: votes[table], default="")
    return next((shape for shape in fitting if shape.table == best), None)


def _indexed(pages: Pages, tree: Iterable[int]) -> Iterator[tuple[int, Value]]:
    """Yield the rowid at the end of each entry of an index, and the first value of the entry."""
    for number in tree:
        for record in records(pages, number):
            rowid = record.values[-1]
            if record.is_whole and type(rowid) is int and rowid > 0:
                yield rowid, record.values[0]


def _by_sqlite(pages: Pages, shapes: Mapping[str, Shape]) -> Iterator[tuple[str, Record]]:
    """Yield the rows that SQLite reaches: by rowid, up and down, and by each index."""
    with closing(sqlite3.connect(pages.path)) as connection:
        connection.text_factory = text_or_bytes
        for statement in ("PRAGMA writable_schema = ON", "PRAGMA query_only = ON"):
            _fetched(connection, statement)
        for table in shapes:
            if table in WITHOUT_ROWID:
                continue
            names = _fetched(
                connection, f"SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = '{table}'"
            )
            ways = ["NOT INDEXED ORDER BY rowid", "NOT INDEXED ORDER BY rowid DESC"]
            ways += [f'INDEXED BY "{name}"' for (name,) in names if not str(name).startswith("sqlite_")]
            for way in ways:
                for rowid, *values in _fetched(connection, f"SELECT rowid, * FROM {table} {way}"):
                    yield table, Record(rowid, tuple(values), True)


def _fetched(connection: sqlite3.Connection, query: str) -> list[Row]:
    """Return the rows of a query up to the first that cannot be fetched."""
    rows: list[Row] = []
    with suppress(sqlite3.Error, UnicodeDecodeError, OverflowError, MemoryError):
        rows.extend(connection.execute(query))
    return rows
