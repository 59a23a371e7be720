"""The picture of an article that is named on the command line, before Textual is loaded.

If the last program showed this very text, it is the saved screen. Otherwise it is the article alone, laid out by
the same code as in the article view, beside empty panes; the interface then sends only what differs. A page of
HTML is shown if the library has it: reading it takes longer than loading Textual.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.articles import is_number
from reader.config.careful_files import exists, is_file
from reader.terminal import startup_snapshot

if TYPE_CHECKING:
    from reader.cli.early_view import EarlyArticle
    from reader.model.document import Article

LOW_BANDWIDTH = "--low-bandwidth"
LARGEST = 1 << 24
"""In bytes: larger files have no early picture."""
LARGEST_NEW = 90_000
"""In bytes: of a larger new text only so much is read for the early picture."""
already_read: dict[str, Article] = {}
"""The articles that were read for the picture, by path: the interface need not read them again."""
_PLAIN = (".txt", ".text")
_TEXTS = (*_PLAIN, ".md", ".markdown")
_HTML = (".html", ".htm", ".xhtml")


def show(arguments: list[str]) -> None:
    """Show the only file that the command line names, if there is one and all goes well."""
    path = only_path(arguments)
    if path is None or not startup_snapshot.is_possible():
        return
    # Whatever is wrong shows again, and is told, when the file is added to the library.
    try:
        if is_file(Path(path)):
            _show(Path(path).absolute(), low_bandwidth=LOW_BANDWIDTH in arguments)
        elif is_number(path) and not exists(Path(path)):
            _show_numbered(int(path), low_bandwidth=LOW_BANDWIDTH in arguments)
    except Exception:
        return


def only_path(arguments: Sequence[str]) -> str | None:
    """Return the path of a command line that has nothing else but the option of `open`, or None.

    A word in small letters may be a command, and commands win over files of their names.
    """
    words = [argument for argument in arguments if argument != LOW_BANDWIDTH]
    if len(words) == 2 and words[0] == "open":
        return None if words[1].startswith("-") else words[1]
    may_be_command = len(words) == 1 and words[0].replace("-", "a").isalpha() and words[0].islower()
    return words[0] if len(words) == 1 and not may_be_command and not words[0].startswith("-") else None


def _show(path: Path, *, low_bandwidth: bool) -> None:
    if not _takes_articles():
        return
    data = _bytes_of(path)
    text = _plain_text(path, data) if data else None
    if text is not None and not low_bandwidth:
        from reader.model.document import text_hash

        if startup_snapshot.show(text_hash(text)):
            return
    if text is None and (document_id := _unchanged(path)):
        _show_numbered(document_id, low_bandwidth=low_bandwidth)
    elif data and (article := _article(path, data, text)) is not None:
        _draw(article, low_bandwidth=low_bandwidth)


def _takes_articles() -> bool:
    """Return True if the file can be added to the library, as far as its permissions tell."""
    from reader.config.paths import library_path

    return not exists(library_path()) or os.access(library_path(), os.W_OK)


def _unchanged(path: Path) -> int | None:
    """Return the document that was read from a file as it is now, without reading it, or None."""
    from reader.config.paths import library_path

    if not exists(library_path()):
        return None
    from reader.store.peek import unchanged_document

    return unchanged_document(library_path(), os.path.realpath(path), path.stat())


def _show_numbered(document_id: int, *, low_bandwidth: bool) -> None:
    from reader.cli.early_view import numbered

    article, sha256 = numbered(document_id)
    if low_bandwidth or not startup_snapshot.show(sha256):
        _draw(article, low_bandwidth=low_bandwidth)


def _draw(article: EarlyArticle, *, low_bandwidth: bool) -> None:
    from reader.cli.early_view import rows_of
    from reader.terminal.size import terminal_size

    width, height = terminal_size()
    if rows := rows_of(article, width, height, low_bandwidth=low_bandwidth):
        startup_snapshot.show_rows(rows, width)


def _bytes_of(path: Path) -> bytes:
    """Return the contents of a regular file that is not too large, or nothing."""
    if path.suffix.lower() in _HTML:
        return b""
    # Without waiting for a writer, should it be a pipe.
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
        status = os.fstat(file.fileno())
        return file.read() if stat.S_ISREG(status.st_mode) and status.st_size <= LARGEST else b""


def _plain_text(path: Path, data: bytes) -> str | None:
    """Return the text that `reader.ingest` would read from a plain text in UTF-8; None for any other file."""
    if path.suffix.lower() not in _PLAIN or b"\0" in data:
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    text = text.replace("\r\n", "\n")
    return text if "\r" not in text and not text.isspace() else None


def _article(path: Path, data: bytes, text: str | None) -> EarlyArticle | None:
    """Return the article as the library has it, or else as it is read from the file."""
    from reader.cli.early_view import EarlyArticle, in_library
    from reader.config.paths import library_path

    real, has_library = os.path.realpath(path), exists(library_path())
    if has_library and text is not None and (known := in_library(text, real)):
        return known
    if path.suffix.lower() not in _TEXTS and data[:64].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return None
    from reader.ingest import read_bytes

    is_cut = len(data) > LARGEST_NEW
    if is_cut:
        data = data[: data.rfind(b"\n", 0, LARGEST_NEW) + 1]
    article = read_bytes(data, str(path), path=real)
    if is_cut:
        return EarlyArticle.cut(article)
    if has_library and text is None and (known := in_library(article.text, real)):
        return known
    already_read[str(path)] = article
    return EarlyArticle.new(article)
