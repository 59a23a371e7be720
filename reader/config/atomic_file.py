"""Writes a file so that after any failure it is there as before, or complete."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from reader.config.careful_files import is_outlet, make_folder


def write_atomically(
    path: Path, text: str | Iterable[str], *, mode: int | None = None, is_new: bool = False
) -> None:
    """Write `text`, or its parts, in UTF-8 through a temporary file beside `path` that is synced and renamed.

    Missing folders are created, and links followed. An existing file keeps its permissions unless `mode` is given.
    With `is_new`, FileExistsError is raised if there is anything at `path`, even a link.
    Raises OSError, also for what is no file, or UnicodeEncodeError for lone surrogates; it is then unchanged.
    """
    if is_outlet(path):
        raise OSError(errno.EINVAL, "it is no file", str(path))
    # Unlike `Path.resolve`, this raises no error of its own for a circle of links.
    target = path.absolute() if is_new else Path(os.path.realpath(path))
    make_folder(target.parent)
    unfinished = target.with_name(f".{target.name}.{os.urandom(4).hex()}.part")
    try:
        _write(unfinished, [text] if isinstance(text, str) else text, _mode_of(target) if mode is None else mode)
        (rename_to_new if is_new else Path.replace)(unfinished, target)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise
    # Some file systems cannot sync a folder; the rename has happened all the same.
    with suppress(OSError):
        sync(target.parent)


def rename_to_new(unfinished: Path, target: Path) -> None:
    """Give a complete file the name `target`, which must not exist. Raises FileExistsError, or OSError."""
    try:
        os.link(unfinished, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems have no links: take the name first, so that nobody else can.
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        unfinished.replace(target)
    else:
        unfinished.unlink()


def sync(path: Path) -> None:
    """Wait until a file or folder is on the disk. Raises OSError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(path: Path, parts: Iterable[str], mode: int | None) -> None:
    with path.open("xb") as file:
        if mode is not None:
            os.fchmod(file.fileno(), mode)
        for part in parts:
            file.write(part.encode())
        file.flush()
        os.fsync(file.fileno())


def _mode_of(path: Path) -> int | None:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return None
