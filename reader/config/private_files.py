"""Files and folders that only their owner can read: the library, its copies, logs and settings."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from reader.config.careful_files import make_folder

OWNERS_ONLY = 0o600
_OTHERS = 0o077
"""The permissions of everybody but the owner."""


def make_private_folder(folder: Path) -> None:
    """Create a folder and those above it that are missing, for the owner only. Raises OSError."""
    make_folder(folder, 0o700)


def open_private(path: Path) -> BinaryIO:
    """Open a file to append to it; create it for the owner only, and take it from others. Raises OSError."""
    file = os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NONBLOCK, OWNERS_ONLY), "ab")
    make_private(path)
    return file


def is_private(path: Path) -> bool:
    """Return True if the file is missing, or nobody but its owner can read or write it. Raises OSError."""
    try:
        return not path.stat().st_mode & _OTHERS
    except FileNotFoundError:
        return True


def make_private(path: Path) -> None:
    """Take a file from everybody but its owner; do nothing if it is missing or another's.

    It is not opened: a process that closes a file loses its locks on it, and SQLite would not notice.
    """
    with suppress(OSError):
        found = path.stat().st_mode
        if stat.S_ISREG(found) and found & _OTHERS:
            path.chmod(stat.S_IMODE(found) & ~_OTHERS)
