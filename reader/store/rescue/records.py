"""Cells, varints and records on a page of a SQLite file (https://www.sqlite.org/fileformat2.html).

Nothing here trusts a page: an offset, length or page number that leads nowhere ends what it belongs to.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from reader.model.values import value_class
from reader.store.rescue.pages import Pages

TABLE_LEAF, TABLE_INTERIOR, INDEX_LEAF, INDEX_INTERIOR = 13, 5, 10, 2
TABLE_TYPES, INDEX_TYPES = (TABLE_LEAF, TABLE_INTERIOR), (INDEX_LEAF, INDEX_INTERIOR)
_INTERIOR = (TABLE_INTERIOR, INDEX_INTERIOR)
_TYPES = (TABLE_LEAF, TABLE_INTERIOR, INDEX_LEAF, INDEX_INTERIOR)
_INTEGER_SIZES = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}
_MOST_COLUMNS = 200
"""No table of any version has as many."""
_LONGEST = 1 << 30
"""The longest record that SQLite writes, in bytes."""

Value = int | float | bytes | str | None


@value_class(frozen=True, slots=True)
class Record:
    """One row of a table or one entry of an index."""

    rowid: int | None
    """None for an entry of an index, and for a row of a table without rowids."""
    values: tuple[Value, ...]
    """Texts in UTF-8 are strings, others are bytes."""
    is_whole: bool
    """False if a part of it was lost, which is zero bytes or NULL here."""


def type_of(page: bytes, number: int) -> int:
    """Return the type of a page, 0 if it is none of a table or an index."""
    found = page[_start(number)]
    return found if found in _TYPES else 0


def children(page: bytes, number: int) -> list[int]:
    """Return the numbers of the pages below an interior page."""
    start = _start(number)
    if page[start] not in _INTERIOR:
        return []
    offsets = _cell_offsets(page, number)
    found = [_integer(page, offset) for offset in offsets if offset + 4 <= len(page)]
    return [*found, _integer(page, start + 8)]


def records(pages: Pages, number: int) -> Iterator[Record]:
    """Yield the records on a page that can be decoded, at least in part."""
    page = pages[number]
    kind = type_of(page, number)
    if kind in (0, TABLE_INTERIOR):
        return
    for offset in _cell_offsets(page, number):
        try:
            record = _cell(pages, page, kind, offset)
        except (IndexError, struct.error):
            continue
        if record is not None:
            yield record


def varint(data: bytes, at: int) -> tuple[int, int]:
    """Return a variable-length integer and where it ends. Raises IndexError."""
    value = 0
    for place in range(8):
        byte = data[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    value = value << 8 | data[at + 8]
    return (value - (1 << 64) if value >> 63 else value), at + 9


def _start(number: int) -> int:
    """Return where the header of a page is: on the first, behind that of the file."""
    return 100 if number == 1 else 0


def _integer(page: bytes, at: int) -> int:
    return int.from_bytes(page[at : at + 4], "big")


def _cell_offsets(page: bytes, number: int) -> list[int]:
    start = _start(number)
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    first = start + (12 if page[start] in _INTERIOR else 8)
    last = min(first + 2 * count, len(page) - 1)
    offsets = (int.from_bytes(page[at : at + 2], "big") for at in range(first, last, 2))
    return [offset for offset in offsets if first <= offset < len(page)]


def _cell(pages: Pages, page: bytes, kind: int, at: int) -> Record | None:
    if kind == INDEX_INTERIOR:
        at += 4
    length, at = varint(page, at)
    rowid: int | None = None
    if kind == TABLE_LEAF:
        rowid, at = varint(page, at)
    if not 0 < length < _LONGEST:
        return None
    payload, is_whole = _payload(pages, page, at, length, is_table=kind == TABLE_LEAF)
    return _record(rowid, payload, is_whole)


def _payload(pages: Pages, page: bytes, at: int, length: int, *, is_table: bool) -> tuple[bytes, bool]:
    """Return the bytes of a record, zeros where pages of it are missing, and whether none are."""
    usable = pages.size
    most = usable - 35 if is_table else (usable - 12) * 64 // 255 - 23
    if length <= most:
        found = page[at : at + length]
        return found.ljust(length, b"\0"), len(found) == length
    least = (usable - 12) * 32 // 255 - 23
    local = least + (length - least) % (usable - 4)
    local = local if local <= most else least
    parts, missing = [page[at : at + local]], length - local
    following, seen = _integer(page, at + local), set[int]()
    while missing > 0 and 1 < following <= pages.count and following not in seen:
        seen.add(following)
        overflow = pages[following]
        parts.append(overflow[4 : 4 + min(missing, usable - 4)])
        missing -= usable - 4
        following = _integer(overflow, 0)
    return b"".join(parts).ljust(length, b"\0"), missing <= 0


def _record(rowid: int | None, payload: bytes, is_whole: bool) -> Record | None:
    header, at = varint(payload, 0)
    if not 0 < header <= len(payload):
        return None
    values: list[Value] = []
    place = header
    while at < header and len(values) < _MOST_COLUMNS:
        serial, at = varint(payload, at)
        size = _INTEGER_SIZES.get(serial, (serial - 12) // 2 if serial >= 12 else -1)
        if size < 0 or place + size > len(payload):
            is_whole = False
            values.append(None)
            continue
        values.append(_value(serial, payload[place : place + size]))
        place += size
    return Record(rowid, tuple(values), is_whole and place == len(payload)) if values else None


def _value(serial: int, data: bytes) -> Value:
    if serial >= 12:
        return data if serial % 2 == 0 else _text(data)
    if serial == 0:
        return None
    if serial == 7:
        found: float = struct.unpack(">d", data)[0]
        return found
    return int.from_bytes(data, "big", signed=True) if serial < 7 else serial - 8


def _text(data: bytes) -> str | bytes:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data
