"""Looks at and reads files that may be anything: no pipe is waited for, and no bad name raises a new error."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterable
from pathlib import Path

_OWN = re.compile(r"/dev/(?:stdin|fd/(?P<dev>\d{1,9}))|/proc/self/fd/(?P<proc>\d{1,9})")
"""What a shell writes for a descriptor that it gives the program, as in `<(command)`."""
_STANDARD = {"/dev/stdout": 1, "/dev/stderr": 2}
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
_LEAST = 1_000_000
"""The bytes that are read of a file without a size, such as those in /proc."""


def is_file(path: Path) -> bool:
    """Return True if `path` is a file with contents; unlike `Path.is_file`, never raise an error."""
    return os.path.isfile(path)  # noqa: PTH113


def is_folder(path: Path) -> bool:
    """Return True if `path` is a folder; unlike `Path.is_dir`, never raise an error."""
    return os.path.isdir(path)  # noqa: PTH112


def exists(path: Path) -> bool:
    """Return True if there is something at `path`, or a link to nowhere; never raise an error."""
    return os.path.lexists(path)


def may_exist(path: Path) -> bool:
    """Return True unless it is certain that there is nothing at `path`; never raise an error.

    What is in a folder that may not be entered may exist.
    """
    try:
        path.lstat()
    except OSError as error:
        return error.errno not in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG)
    except ValueError:
        return False
    return True


def other_kind(path: Path) -> str | None:
    """Return what is at `path` if it is something other than a file, in words; never raise an error."""
    try:
        return _kind_of(path.stat())
    except (OSError, ValueError):
        return None


def files_in(folder: Path, ending: str) -> list[Path]:
    """Return what is in a folder with this ending, by name; nothing if the folder cannot be listed."""
    try:
        names = os.listdir(folder)  # noqa: PTH208 - names, not paths
    except (OSError, ValueError):
        return []
    return [folder / name for name in sorted(names) if name.endswith(ending)]


def absolute(name: str, *, home: bool = False) -> Path:
    """Return the absolute path of what a person names; with `home`, `~` stands for a home folder.

    Raises OSError for an empty name, which is not the current folder, and where there is no such home or folder.
    """
    if not name:
        raise OSError(errno.EINVAL, "an empty name is no file", name)
    try:
        path = Path(name)
        return (path.expanduser() if home else path).absolute()
    except RuntimeError as error:
        raise OSError(errno.ENOENT, "there is no user of that name", name) from error
    except FileNotFoundError as error:
        raise OSError(errno.ENOENT, "the current folder is gone", name) from error


def make_folder(folder: Path, mode: int = 0o777) -> None:
    """Create a folder and those above it that are missing; none if its name is too long. Raises OSError.

    Unlike `Path.mkdir`, this does not call itself for each folder above, of which there may be thousands.
    """
    missing = []
    try:
        for each in (folder, *folder.parents):
            try:
                if not stat.S_ISDIR(each.stat().st_mode):
                    raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(each))
                break
            except FileNotFoundError:
                missing.append(each)
        for each in reversed(missing):
            each.mkdir(mode=mode, exist_ok=True)
    except ValueError as error:
        raise _no_such_name(folder) from error


def is_outlet(path: Path) -> bool:
    """Return True if what is written to `path` goes on: to a device, a pipe, a descriptor of the program.

    Such a thing is written to as it is, and never replaced by a file.
    """
    if _own_descriptor(path) is not None:
        return True
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def write_to_outlet(path: Path, parts: Iterable[bytes]) -> None:
    """Write some parts to a device, a pipe or a descriptor of the program. Raises OSError."""
    own = _own_descriptor(path)
    # Opened anew, a file that a descriptor leads to would be written from its beginning.
    number = os.dup(own) if own is not None else os.open(path, os.O_WRONLY | os.O_NOCTTY)
    with os.fdopen(number, "wb") as file:
        file.writelines(parts)


def _own_descriptor(path: Path) -> int | None:
    if (name := str(path)) in _STANDARD:
        return _STANDARD[name]
    own = _OWN.fullmatch(name)
    return int(own["dev"] or own["proc"] or 0) if own is not None else None


def read_regular(path: Path, most: int) -> bytes:
    """Read a file of at most `most` bytes. Raises OSError, also for a pipe, a socket, a device or a folder.

    Nothing is waited for: a pipe that nobody writes to would never be opened.
    """
    try:
        _refuse_others(path.stat(), path)
        number = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except ValueError as error:
        raise _no_such_name(path) from error
    with os.fdopen(number, "rb") as file:
        found = os.fstat(number)
        _refuse_others(found, path)
        # Memory is asked for by what is read, so a small file must not ask for the most.
        return _at_most(file.read(min(most, max(found.st_size, _LEAST)) + 1), most, path)


def read_given(path: Path, most: int) -> bytes:
    """Read what a person names on the command line: a file, or a pipe or socket that the shell opened for it.

    Raises OSError like `read_regular`.
    """
    own = _OWN.fullmatch(str(path))
    if own is None:
        return read_regular(path, most)
    number = int(own["dev"] or own["proc"] or 0)
    mode = os.fstat(number).st_mode
    if not (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)):
        return read_regular(path, most)
    with os.fdopen(os.dup(number), "rb") as file:
        return _at_most(file.read(most + 1), most, path)


def _kind_of(status: os.stat_result) -> str | None:
    return next((kind for is_kind, kind in _KINDS if is_kind(status.st_mode)), None)


def _refuse_others(status: os.stat_result, path: Path) -> None:
    if (kind := _kind_of(status)) is not None:
        raise OSError(errno.EINVAL, f"it is {kind}, not a file", str(path))


def _no_such_name(path: Path) -> OSError:
    return OSError(errno.EINVAL, "there can be no file of this name", str(path))


def _at_most(data: bytes | None, most: int, path: Path) -> bytes:
    if data is None:
        raise OSError(errno.EAGAIN, "nothing can be read from it now", str(path))
    if len(data) > most:
        raise OSError(errno.EFBIG, f"it is larger than {_size(most)}", str(path))
    return data


def _size(most: int) -> str:
    return f"{most >> 20} MB" if most >> 20 else f"{most >> 10} kB"
