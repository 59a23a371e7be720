"""Finds the files that may be articles, and reads their bytes."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from reader.model.errors import IngestError

FORMATS = {
    **dict.fromkeys((".txt", ".text"), "text"),
    **dict.fromkeys((".md", ".markdown"), "markdown"),
    **dict.fromkeys((".html", ".htm"), "html"),
}
"""The file name extensions that are looked for in folders, each with its format."""

LARGEST = 256 * 1024 * 1024
"""In bytes: larger files are refused."""


def _raise(error: IngestError) -> None:
    raise error


def format_of(name: str) -> str | None:
    """Return the format that the file name's extension stands for, or None."""
    return FORMATS.get(Path(name).suffix.lower())


def find_files(paths: Iterable[Path], on_error: Callable[[IngestError], None] = _raise) -> Iterator[Path]:
    """Yield the files among `paths`, and the articles in the folders among them, sorted by name.

    Hidden files and folders are skipped, and no folder is entered twice, so circular links do no harm. A path that
    does not exist or cannot be listed goes to `on_error`, which raises it by default.
    """
    entered: set[tuple[int, int]] = set()
    for path in paths:
        try:
            path.stat()
        except (OSError, ValueError) as error:
            on_error(_cannot_open(path, error))
            continue
        ahead = [path]
        while ahead:
            following = ahead.pop()
            if following.is_dir():
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


def read_bytes_of(path: Path) -> bytes:
    """Read a file or a pipe. Raises IngestError if it is missing, unreadable, too large or something else."""
    try:
        status = path.stat()
        _refuse_kind(path, status.st_mode)
        with path.open("rb") as file:
            data = file.read(LARGEST + 1) if status.st_size <= LARGEST else b""
    except (OSError, ValueError) as error:
        raise _cannot_open(path, error) from error
    if len(data) > LARGEST or status.st_size > LARGEST:
        raise IngestError(f"{path}: it is larger than {LARGEST // 1024**2} MB; split it into smaller files")
    return data


def _refuse_kind(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IngestError(f"{path}: it is a folder, not a file; name the files in it")
    if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
        raise IngestError(f"{path}: it is a device or a socket, not a file; name a text file")


def _is_wanted(path: Path) -> bool:
    return not path.name.startswith(".") and (
        path.is_dir() or (format_of(path.name) is not None and path.is_file())
    )


def _cannot_open(path: Path, error: OSError | ValueError) -> IngestError:
    if isinstance(error, FileNotFoundError):
        return IngestError(f"{path}: there is no such file or folder; check the name")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return IngestError(f"{path}: it cannot be read ({reason.lower()}); check the name and its permissions")
