"""Files and folders: which of them are articles, and their bytes."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from reader.model.errors import IngestError

FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
}
"""The endings that are taken from a folder, and the format that each stands for."""

LARGEST = 256 * 1024 * 1024
"""The most bytes that are read of one file."""


def format_of(name: str) -> str | None:
    """The format that a file name's ending stands for, or None."""
    return FORMATS.get(Path(name).suffix.lower())


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files among `paths` as given, and those with an article's ending under the folders among them, by name.

    Hidden files and folders are passed over, and no folder is entered twice, so links in a circle do no harm.
    A path that is not there or cannot be listed raises IngestError when it is reached; the next one can still be
    asked for.
    """
    return _Search(paths)


class _Search(Iterator[Path]):
    """An iterator by hand, because a generator that has raised cannot go on."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._given = iter(paths)
        self._ahead: list[Path] = []
        self._entered: set[tuple[int, int]] = set()

    def __next__(self) -> Path:
        while True:
            if self._ahead:
                path = self._ahead.pop()
            else:
                path = next(self._given)
                if not _is_folder(path):
                    return path
            if not path.is_dir():
                return path
            self._ahead.extend(reversed(self._inside(path)))

    def _inside(self, folder: Path) -> list[Path]:
        try:
            status = folder.stat()
            if (status.st_dev, status.st_ino) in self._entered:
                return []
            self._entered.add((status.st_dev, status.st_ino))
            return [path for path in sorted(folder.iterdir()) if _is_wanted(path)]
        except OSError as error:
            raise _cannot_open(folder, error) from error


def read_bytes_of(path: Path) -> bytes:
    """The bytes of a file or a pipe. Raises IngestError where there is none, or it cannot or must not be read."""
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


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError) as error:
        raise _cannot_open(path, error) from error


def _is_wanted(path: Path) -> bool:
    return not path.name.startswith(".") and (
        path.is_dir() or (format_of(path.name) is not None and path.is_file())
    )


def _cannot_open(path: Path, error: OSError | ValueError) -> IngestError:
    if isinstance(error, FileNotFoundError):
        return IngestError(f"{path}: there is no such file or folder; check the name")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return IngestError(f"{path}: it cannot be read ({reason.lower()}); check the name and its permissions")
