"""Whether the file of an open library is still where it was opened."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

SIDE_FILES = ("-wal", "-shm")
"""The endings of the files that SQLite keeps beside a library."""
Identity = tuple[int, int]
"""The device and the inode of a file."""


_LOG = SIDE_FILES[0]
_WAL_MODE = b"\2\2"
_WAL_MODE_AT, _COOKIE_AT, _COOKIE_SIZE = 18, 40, 4
"""Where the header of a file says how it is written, and where it counts the changes of its schema."""
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
        self._cookies = {self._header()[1], schema_version.to_bytes(_COOKIE_SIZE, "big")}
        self.is_overwritten = False
        """True once another library was written into the very same file."""

    def problem(self) -> str:
        """Return what happened to the file, in one line; '' if it is where it was."""
        found = _identity(self.path)
        if found == self._file and not self._has_other_contents():
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

    def _has_other_contents(self) -> bool:
        if not self.is_overwritten and self._handle is not None:
            mode, cookie = self._header()
            self.is_overwritten = mode != _WAL_MODE or cookie not in self._cookies
        return self.is_overwritten

    def _header(self) -> tuple[bytes, bytes]:
        """Return how the file is written, and the count of its schema; what was expected if it cannot be read."""
        if self._handle is None:
            return _WAL_MODE, b""
        try:
            header = os.pread(self._handle, _COOKIE_AT + _COOKIE_SIZE, 0)
        except OSError:
            # A disk that fails puts no other file there.
            return _WAL_MODE, next(iter(getattr(self, "_cookies", {b""})))
        return header[_WAL_MODE_AT : _WAL_MODE_AT + 2], header[_COOKIE_AT:]


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
