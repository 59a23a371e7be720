"""Exports written to files: a page an article for a vault, or one file for all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from reader.config.atomic_file import write_atomically
from reader.export.annotated import Marked
from reader.export.escaping import scalar
from reader.export.markdown import article_of, page
from reader.export.names import slug
from reader.model.errors import ReaderError


def write_pages(articles: Sequence[Marked], target: Path) -> list[Path]:
    """Write a page for each article into a folder, or for a single one to a file; pages there are updated.

    Returns the files. Raises ReaderError where a file is something else or cannot be written.
    """
    written = []
    for marked in articles:
        path = _page_of(marked, target) if target.is_dir() or len(articles) > 1 else target
        write(path, page(marked, _present(path)))
        written.append(path)
    return written


def write(path: Path, text: str) -> None:
    """Write a file, whole or not at all. Raises ReaderError."""
    try:
        write_atomically(path, text)
    except OSError as error:
        raise ReaderError(f"{path}: cannot be written: {error.strerror or error}") from None


def _page_of(marked: Marked, folder: Path) -> Path:
    """The article's page in a folder: the one it has there, or a name that nothing has."""
    if folder.exists() and not folder.is_dir():
        raise ReaderError(f"{folder}: is a file; several articles need a folder")
    for path in _names(folder, slug(marked.document.title)):
        if not path.exists() or article_of(_present(path)) == scalar(marked.source):
            return path
    raise AssertionError("there is always a further name")


def _names(folder: Path, name: str) -> Iterator[Path]:
    yield folder / f"{name}.md"
    number = 2
    while True:
        yield folder / f"{name}-{number}.md"
        number += 1


def _present(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise ReaderError(f"{path}: cannot be read, and is left as it is: {error}") from None
