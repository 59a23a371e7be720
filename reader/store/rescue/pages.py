"""The pages of a damaged database: a copy of the file with what its log adds, and zeros where the disk fails."""

from __future__ import annotations

import mmap
import os
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from reader.store.place import beside

MAGIC = b"SQLite format 3\0"
USUAL_SIZE = 4096
"""The size of a page where the file does not say it, in bytes."""
_TRIES = 3
"""How often a page is read that the disk cannot read."""
_WAL_MAGIC = (0x377F0682, 0x377F0683)
_WAL_HEADER, _FRAME_HEADER = 32, 24
_SIZES = {1: 65536} | {1 << bits: 1 << bits for bits in range(9, 16)}
"""Page sizes by the number that stands for them in the header."""


class Pages:
    """The pages of a copy, numbered from 1. Close it after use."""

    def __init__(self, path: Path, size: int, unreadable: int) -> None:
        self.path = path
        self.size = size
        """The size of a page in bytes."""
        self.unreadable = unreadable
        """The number of pages that the disk could not read."""
        self.count = path.stat().st_size // size
        self._file = path.open("rb")
        self._bytes: mmap.mmap | bytes = b""
        if self.count:
            self._bytes = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)

    def __getitem__(self, number: int) -> bytes:
        return self._bytes[(number - 1) * self.size : number * self.size]

    def __enter__(self) -> Pages:
        return self

    def __exit__(
        self, type: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(self._bytes, mmap.mmap):
            self._bytes.close()
        self._file.close()


def copied(path: Path, copy: Path) -> Pages:
    """Copy a damaged database and what its log adds to `copy`, with a header that SQLite takes. Raises OSError."""
    size = _page_size(path)
    unreadable = _copy(path, copy, size)
    with copy.open("r+b") as file:
        for number, page in _committed(beside(path, "-wal"), size):
            file.seek((number - 1) * size)
            file.write(page)
        file.seek(0)
        header = bytearray(file.read(100).ljust(100, b"\0"))
        _mend(header, size)
        file.seek(0)
        file.write(header)
        file.seek(0, os.SEEK_END)
        file.truncate(-(-file.tell() // size) * size)
    return Pages(copy, size, unreadable)


def _page_size(path: Path) -> int:
    header = _read(path, 0, 100)
    found = _SIZES.get(int.from_bytes(header[16:18], "big"), 0)
    if header.startswith(MAGIC) and found:
        return found
    log = _read(beside(path, "-wal"), 0, _WAL_HEADER)
    if len(log) == _WAL_HEADER and struct.unpack(">I", log[:4])[0] in _WAL_MAGIC:
        return _SIZES.get(struct.unpack(">I", log[8:12])[0] & 0xFFFF or 1, USUAL_SIZE)
    return USUAL_SIZE


def _read(path: Path, at: int, length: int) -> bytes:
    """Return bytes of a file; none where it is missing or the disk fails."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return b""
    try:
        return os.pread(handle, length, at)
    except OSError:
        return b""
    finally:
        os.close(handle)


def _copy(path: Path, copy: Path, size: int) -> int:
    """Copy page by page, with zeros for each that the disk cannot read; return how many those are."""
    unreadable = 0
    try:
        source = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        copy.touch(0o600)
        return 0
    try:
        end = os.fstat(source).st_size
        with os.fdopen(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as target:
            for at in range(0, end, size):
                page = _page(source, size, at)
                unreadable += page is None
                target.write((page or b"").ljust(size, b"\0"))
    finally:
        os.close(source)
    return unreadable


def _page(source: int, size: int, at: int) -> bytes | None:
    """Return a page, None if the disk fails each time."""
    for _ in range(_TRIES):
        with suppress(OSError):
            return os.pread(source, size, at)
    return None


def _mend(header: bytearray, size: int) -> None:
    """Set what SQLite asks of the header of a file that has no log."""
    header[0:16] = MAGIC
    header[16:18] = (size if size < 65536 else 1).to_bytes(2, "big")
    # Read and written without a log, no bytes reserved, and the three constants of every page.
    header[18:24] = bytes((1, 1, 0, 64, 32, 32))
    if int.from_bytes(header[44:48], "big") not in range(1, 5):
        header[44:48] = (4).to_bytes(4, "big")
    header[56:60] = (1).to_bytes(4, "big")


def _committed(log: Path, size: int) -> Iterator[tuple[int, bytes]]:
    """Yield the pages of the complete transactions in a log, each with its number, as they were written."""
    header = _read(log, 0, _WAL_HEADER)
    if len(header) < _WAL_HEADER:
        return
    magic, _, page_size, _, *salts = struct.unpack(">IIIIII", header[:24])
    if magic not in _WAL_MAGIC or page_size != size:
        return
    order = ">" if magic & 1 else "<"
    sums = _checksum(order, header[:24], (0, 0))
    if sums != struct.unpack(">II", header[24:]):
        return
    waiting: list[tuple[int, bytes]] = []
    at = _WAL_HEADER
    while True:
        frame = _read(log, at, _FRAME_HEADER + size)
        if len(frame) < _FRAME_HEADER + size:
            return
        number, committed, *found = struct.unpack(">IIIIII", frame[:_FRAME_HEADER])
        sums = _checksum(order, frame[:8] + frame[_FRAME_HEADER:], sums)
        if found != [*salts, *sums] or number == 0:
            return
        waiting.append((number, frame[_FRAME_HEADER:]))
        if committed:
            yield from waiting
            waiting = []
        at += len(frame)


def _checksum(order: str, data: bytes, sums: tuple[int, int]) -> tuple[int, int]:
    first, second = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for odd, even in zip(words[::2], words[1::2], strict=True):
        first = first + odd + second & 0xFFFFFFFF
        second = second + even + first & 0xFFFFFFFF
    return first, second
