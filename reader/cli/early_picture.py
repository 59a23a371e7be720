"""The picture of an article that is named on the command line, before Textual is loaded.

If the last program showed this very text, it is the saved screen. Otherwise it is the article alone, laid out by
the same code as in the article view, beside empty panes; the interface then sends only what differs. A page of
HTML is shown if the library has it: reading it takes longer than loading Textual.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.articles import is_number
from reader.cli.commands import LOW_BANDWIDTH, only_path
from reader.config.careful_files import exists, is_file
from reader.config.paths import library_path
from reader.model.document import text_hash
from reader.terminal import startup_snapshot
from reader.terminal.size import terminal_size

if TYPE_CHECKING:
    from reader.cli.early_view import EarlyArticle
    from reader.model.document import Article
    from reader.store.peek import Known

LARGEST = 1 << 24
"""In bytes: larger files have no early picture."""
LARGEST_NEW = 90_000
"""In bytes: of a larger new text only so much is read for the early picture."""
already_read: dict[str, Article] = {}
"""The articles that were read for the picture, by path: the interface need not read them again."""
unchanged: dict[str, int] = {}
"""The documents whose files have not changed since they were read, by path: nor need these be read again."""
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
        picture = _Picture(low_bandwidth=LOW_BANDWIDTH in arguments)
        if is_file(Path(path)):
            picture.show_file(path)
        elif is_number(path) and not exists(Path(path)):
            picture.show_numbered(int(path))
    except Exception:
        return


class _Picture:
    """Shows one article. Any method may raise any error."""

    def __init__(self, *, low_bandwidth: bool) -> None:
        self._low_bandwidth = low_bandwidth
        self._library = library_path()
        self._has_library = exists(self._library)
        self._conditions = startup_snapshot.conditions(*terminal_size())

    def show_file(self, name: str) -> None:
        """Show the article in a file that can be added to the library, as far as permissions tell."""
        if self._has_library and not os.access(self._library, os.W_OK):
            return
        path = Path(name).absolute()
        if known := self._unchanged(path):
            unchanged[name] = known.document_id
            self._show_known(known)
            return
        data = _bytes_of(path)
        text = _plain_text(path, data) if data else None
        is_saved = text is not None and self._show_saved(text_hash(text))
        if data and not is_saved and (article := self._article(path, data, text)) is not None:
            self._draw(article)

    def show_numbered(self, number: int) -> None:
        """Show the article that has this number in the library."""
        from reader.store.peek import numbered_document

        if known := numbered_document(self._library, number):
            self._show_known(known)

    def _unchanged(self, path: Path) -> Known | None:
        """Return the document that was read from a file as it is now, without reading it, or None."""
        if not self._has_library:
            return None
        from reader.store.peek import unchanged_document

        return unchanged_document(self._library, os.path.realpath(path), path.stat())

    def _show_known(self, known: Known) -> None:
        if not self._show_saved(known.sha256):
            from reader.cli.early_view import numbered

            self._draw(numbered(known.document_id))

    def _show_saved(self, sha256: str) -> bool:
        return not self._low_bandwidth and startup_snapshot.show(sha256, self._conditions)

    def _draw(self, article: EarlyArticle) -> None:
        from reader.cli.early_view import rows_of

        width, height = terminal_size()
        if rows := rows_of(article, width, height, low_bandwidth=self._low_bandwidth):
            startup_snapshot.show_rows(rows, width)

    def _article(self, path: Path, data: bytes, text: str | None) -> EarlyArticle | None:
        """Return the article as the library has it, or else as it is read from the file."""
        from reader.cli.early_view import EarlyArticle, in_library

        real = os.path.realpath(path)
        if self._has_library and text is not None and (known := in_library(text, real)):
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
        if self._has_library and text is None and (known := in_library(article.text, real)):
            return known
        already_read[str(path)] = article
        return EarlyArticle.new(article)


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
