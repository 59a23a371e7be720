"""Whether the file of an open library is still where it was opened."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

SIDE_FILES = ("-wal", "-shm")
"""The endings of the files that SQLite keeps beside a library."""
Identity = tuple[int, int]
"""The device and the inode of a file."""


class Place:
    """The path of an open library, and the files that were there when it was opened."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = _identity(path)
        self._beside = {ending: _identity(beside(path, ending)) for ending in SIDE_FILES}

    def problem(self) -> str:
        """Return what happened to the file, in one line; '' if it is where it was."""
        found = _identity(self.path)
        if found == self._file:
            return ""
        if found is None:
            return (
                f"{self.path}: the library was deleted or moved away while it was open; nothing is kept until it"
                " is back. Put a backup in its place with no reader running"
            )
        return (
            f"{self.path}: another file was put in the place of the library while it was open; nothing more is"
            " kept. Put a backup in its place with no reader running"
        )

    def clear(self) -> None:
        """Delete the files beside a library that is gone, lest another one there takes them for its own."""
        for ending, identity in self._beside.items():
            path = beside(self.path, ending)
            with suppress(OSError):
                if identity is not None and _identity(path) == identity:
                    path.unlink()


def beside(path: Path, ending: str) -> Path:
    """Return the path of a file that SQLite keeps beside a library."""
    return path.with_name(path.name + ending)


def _identity(path: Path) -> Identity | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - a third of the time, before each write
    except OSError:
        return None
    return found.st_dev, found.st_ino
