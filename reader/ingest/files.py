"""Finds the files that may be articles, and reads their bytes."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from reader.config.careful_files import absolute, is_file, is_folder, read_given, read_regular
from reader.model.errors import IngestError

FORMATS = {
    **dict.fromkeys((".txt", ".text"), "text"),
    **dict.fromkeys((".md", ".markdown"), "markdown"),
    **dict.fromkeys((".html", ".htm"), "html"),
}
"""The file name extensions that are looked for in folders, each with its format."""

LARGEST = 256 * 1024 * 1024
"""In bytes: larger files are refused."""


_ADVICE: dict[int | None, str] = {
    errno.EINVAL: "name a text file",
    errno.EFBIG: "split it into smaller files",
    errno.EMFILE: "raise the limit of open files",
}
"""What to do about an error of the system, by its number."""


def _raise(error: IngestError) -> None:
    raise error


def format_of(name: str) -> str | None:
    """Return the format that the file name's extension stands for, or None."""
    return FORMATS.get(Path(name).suffix.lower())


def find_files(paths: Iterable[str | Path], on_error: Callable[[IngestError], None] = _raise) -> Iterator[Path]:
    """Yield the files among `paths`, and the articles in the folders among them, sorted by name; all absolute.

    Hidden files and folders are skipped, and no folder is entered twice, so circular links do no harm. A path that
    does not exist or cannot be listed goes to `on_error`, which raises it by default.
    """
    entered: set[tuple[int, int]] = set()
    for name in paths:
        try:
            path = absolute(str(name))
            path.stat()
        except (OSError, ValueError) as error:
            on_error(_cannot_open(name, error))
            continue
        ahead = [path]
        while ahead:
            following = ahead.pop()
            if is_folder(following):
                ahead += reversed(_articles_in(following, entered, on_error))
            else:
                yield following


def _articles_in(
    folder: Path, entered: set[tuple[int, int]], on_error: Callable[[IngestError], None]
) -> list[Path]:
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in entered:
            return []
        entered.add((status.st_dev, status.st_ino))
        return [path for path in sorted(folder.iterdir()) if _is_wanted(path)]
    except OSError as error:
        on_error(_cannot_open(folder, error))
        return []


def read_bytes_of(path: Path, *, given: bool = False) -> bytes:
    """Read a file. If it was `given` on the command line, it may be a pipe that the shell opened for it.

    Raises IngestError if it is missing, unreadable, too large or something else.
    """
    try:
        return read_given(path, LARGEST) if given else read_regular(path, LARGEST)
    except OSError as error:
        raise _cannot_open(path, error) from error


def standard_input() -> bytes:
    """Read standard input to its end. Raises IngestError if that is too large."""
    try:
        data = sys.stdin.buffer.read(LARGEST + 1)
    except OSError as error:
        raise _cannot_open("standard input", error) from error
    if len(data) > LARGEST:
        raise IngestError(f"standard input: it is larger than {LARGEST >> 20} MB; split it into smaller files")
    return data


def _is_wanted(path: Path) -> bool:
    return not path.name.startswith(".") and (
        is_folder(path) or (format_of(path.name) is not None and is_file(path))
    )


def _cannot_open(path: Path | str, error: OSError | ValueError) -> IngestError:
    reason = str(getattr(error, "strerror", None) or error)
    if isinstance(error, FileNotFoundError) and reason == os.strerror(errno.ENOENT):
        return IngestError(f"{path}: there is no such file or folder; check the name")
    advice = _ADVICE.get(error.errno if isinstance(error, OSError) else None, "check the name and its permissions")
    return IngestError(f"{path or repr(path)}: it cannot be read ({reason[:1].lower()}{reason[1:]}); {advice}")
