"""Writes exports to files: a page for each article in a vault, or one file for all."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path

from reader.config.atomic_file import write_atomically
from reader.config.careful_files import exists, is_folder, is_outlet, make_folder, read_regular, write_to_outlet
from reader.export.annotated import AnnotatedArticle
from reader.export.escaping import scalar, writable
from reader.export.markdown import article_of, page
from reader.model.errors import ReaderError

_LONGEST_NAME = 80
"""In bytes of UTF-8, so that a number and the ending fit on every file system."""
_LARGEST_PAGE = 1 << 26
"""In bytes: a larger file is not read to see whether it is a page."""
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))})
"""Names of devices on Windows."""


def write_pages(articles: Sequence[AnnotatedArticle], target: Path) -> list[Path]:
    """Write a page for each article into a folder, or a single page to a file; update pages that exist.

    Returns the files. A device or a pipe gets all pages. Raises ReaderError if a file is not such a page or cannot
    be written.
    """
    if is_outlet(target):
        write(target, "\n".join(page(article) for article in articles))
        return []
    written = []
    for article in articles:
        path = _page_path(article, target) if is_folder(target) or len(articles) > 1 else target
        write(path, page(article, _read(path)))
        written.append(path)
    return written


def folder_of_pages(name: str) -> Path:
    """Return what a person names for pages; make a folder of a name that ends like one. Raises ReaderError."""
    path = Path(name)
    if name.endswith(os.sep) and not is_folder(path):
        try:
            make_folder(path)
        except OSError as error:
            raise ReaderError(f"{name}: the folder cannot be created: {error.strerror or error}") from None
    return path


def write(path: Path, text: str | Iterable[str]) -> None:
    """Write a text, or its parts, to a file, whole or not at all; to a device or a pipe as it is.

    Lone surrogates, which a file in UTF-8 cannot hold, become U+FFFD. Raises ReaderError.
    """
    parts = map(writable, [text] if isinstance(text, str) else text)
    try:
        if is_outlet(path):
            write_to_outlet(path, (part.encode() for part in parts))
        else:
            write_atomically(path, parts)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReaderError(f"{path}: cannot be written: {reason}") from None


def slug(title: str) -> str:
    """Make a file name of at most 80 bytes: lower-case letters, digits and single hyphens.

    It cannot lead out of a folder, hide the file, or be taken for an option or a device.
    """
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", title).casefold())
    name = "-".join(words)
    while len(name.encode("utf-8", "ignore")) > _LONGEST_NAME:
        name = name[:-1]
    name = re.sub("[\ud800-\udfff]", "", name).strip("-")
    return f"{name}-article" if name in _RESERVED else name or "article"


def _page_path(article: AnnotatedArticle, folder: Path) -> Path:
    """The article's page in a folder if there is one, else a name that is free."""
    if exists(folder) and not is_folder(folder):
        raise ReaderError(f"{folder}: is a file; several articles need a folder")
    paths = _candidates(folder, slug(article.document.title))
    return next(path for path in paths if not exists(path) or article_of(_read(path)) == scalar(article.source))


def _candidates(folder: Path, name: str) -> Iterator[Path]:
    yield folder / f"{name}.md"
    yield from (folder / f"{name}-{number}.md" for number in count(2))


def _read(path: Path) -> str:
    try:
        return read_regular(path, _LARGEST_PAGE).decode()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReaderError(f"{path}: cannot be read, so it is left as it is: {reason}") from None
