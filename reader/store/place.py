"""Whether the file of an open library is still where it was opened."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

SIDE_FILES = ("-wal", "-shm")
"""The endings of the files that SQLite keeps beside a library."""
Identity = tuple[int, int]
"""The device and the inode of a file."""


_LOG = SIDE_FILES[0]
_WAL_MODE = b"\2\2"
_HEADER_SIZE, _MODE_AT, _CHANGES_AT, _SCHEMA_AT, _NUMBER_SIZE = 44, 18, 24, 40, 4
"""Where the header of a file says how it is written, and counts the changes of itself and those of its schema."""
_held: dict[Identity, list[int]] = {}
"""A handle of each open library, and how often it is used.

A process that closes any handle of a file loses its locks on it, and SQLite would not notice: there is one handle
for all connections, which is closed after the last of them.
"""


class Place:
    """The path of an open library, and what was there when it was opened. Close it after the library."""

    def __init__(self, path: Path, schema_version: int) -> None:
        """Remember what is at `path`; `schema_version` is SQLite's count, which the file may not have yet."""
        self.path = path
        self._file = _identity(path)
        self._beside = {ending: _identity(beside(path, ending)) for ending in SIDE_FILES}
        self._handle = _hold(path, self._file) if self._file is not None else None
        header = self._header()
        self._changes, self._oldest = (0, 0) if header is None else (header.changes, header.schema)
        self.schema_version = schema_version
        """SQLite's count of the changes of the schema, as last seen through the connection."""
        self.is_overwritten = False
        """True once another library was written into the very same file."""

    def problem(self, seen: Callable[[], int]) -> str:
        """Return what happened to the file, in one line; '' if it is where it was.

        `seen` asks the open connection for its `schema_version`, and may raise an error, which is passed on.
        """
        found = _identity(self.path)
        if found == self._file and not self._has_other_contents(seen):
            return ""
        if found is None:
            return (
                "the library was deleted or moved away: nothing is kept until it is back; put a backup in its"
                f" place with no reader running ({self.path})"
            )
        return (
            "another file is in the place of the library: nothing more is kept; put a backup in its place with no"
            f" reader running ({self.path})"
        )

    def clear(self) -> None:
        """Delete the files beside a library that is gone, lest another one there takes them for its own."""
        for ending, identity in self._beside.items():
            path = beside(self.path, ending)
            with suppress(OSError):
                if identity is not None and _identity(path) == identity:
                    if self.is_overwritten and ending == _LOG:
                        # Whoever has it open can no longer write from it into the other library.
                        os.truncate(path, 0)
                    path.unlink()

    def close(self) -> None:
        """Close the handle."""
        if self._handle is not None and self._file is not None:
            self._handle = None
            _release(self._file)

    def _has_other_contents(self, seen: Callable[[], int]) -> bool:
        """Return True if another library was written into the file.

        Other processes may change the schema, and move that from their log into the file. The connection sees it
        too, since it shares the log; of what was copied into the file it knows nothing.
        """
        header = None if self.is_overwritten else self._header()
        if header is None:
            return self.is_overwritten
        if header.mode == _WAL_MODE and self._oldest <= header.schema <= self.schema_version:
            self._changes = max(self._changes, header.changes)
            return False
        if header.mode == _WAL_MODE and header.changes >= self._changes:
            self.schema_version = max(self.schema_version, seen())
        else:
            self.is_overwritten = True
        self.is_overwritten |= not self._oldest <= header.schema <= self.schema_version
        return self.is_overwritten

    def _header(self) -> _Header | None:
        """Return what the file says of itself; None if it cannot be read, which changes nothing."""
        if self._handle is None:
            return None
        try:
            header = os.pread(self._handle, _HEADER_SIZE, 0)
        except OSError:
            return None
        return _Header(header[_MODE_AT : _MODE_AT + 2], _number(header, _CHANGES_AT), _number(header, _SCHEMA_AT))


class _Header(NamedTuple):
    mode: bytes
    changes: int
    schema: int


def _number(header: bytes, place: int) -> int:
    return int.from_bytes(header[place : place + _NUMBER_SIZE], "big")


def _hold(path: Path, identity: Identity) -> int | None:
    if identity not in _held:
        try:
            _held[identity] = [os.open(path, os.O_RDONLY | os.O_CLOEXEC), 0]
        except OSError:
            return None
    _held[identity][1] += 1
    return _held[identity][0]


def _release(identity: Identity) -> None:
    held = _held[identity]
    held[1] -= 1
    if not held[1]:
        del _held[identity]
        os.close(held[0])


def beside(path: Path, ending: str) -> Path:
    """Return the path of a file that SQLite keeps beside a library."""
    return path.with_name(path.name + ending)


def _identity(path: Path) -> Identity | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - a third of the time, before each write
    except OSError:
        return None
    return found.st_dev, found.st_ino
