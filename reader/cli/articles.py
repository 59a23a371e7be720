"""The articles that commands are given: files, standard input, and documents of the library."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reader.config.careful_files import may_exist
from reader.model.document import Article, Document, Version
from reader.model.errors import IngestError, NotFoundError

if TYPE_CHECKING:
    from reader.ingest.parser_process import ParserProcess
    from reader.store import Store

STANDARD_INPUT = "-"
"""The name that stands for standard input."""
_LIST = "`reader list` shows what is"


def is_file(name: str) -> bool:
    """Return True if there may be a file or folder of this name; it wins over an article of that number."""
    return may_exist(Path(name))


def is_number(name: str) -> bool:
    """Return True if the name can be the number of an article in the library."""
    return name.isascii() and name.isdigit()


def read_article(name: str, parser: ParserProcess | None = None, piped: bytes | None = None) -> Article:
    """Read the article in a file or on standard input, of which `piped` was read before. Raises IngestError."""
    from reader.ingest import read_bytes, read_file
    from reader.ingest.files import standard_input

    if name != STANDARD_INPUT:
        return read_file(Path(name), parser, given=True)
    return read_bytes(standard_input() if piped is None else piped, "standard input", parser=parser)


def find_document(store: Store, key: str, *, by_text: bool = True) -> Document:
    """Return the listed document with this path, id or URL; a file of this name wins. Raises NotFoundError.

    A file that the library knows under no path is found `by_text`: it may be a copy, or have been moved.
    """
    is_path = is_file(key)
    try:
        return store.documents.find(os.path.abspath(key) if is_path else key)  # noqa: PTH100 - a string
    except NotFoundError:
        if not is_path:
            raise NotFoundError(f"{key}: no such file, and not in the library; {_LIST}") from None
        document = _with_text_of(store, key) if by_text else None
        if document is None:
            raise NotFoundError(f"{key}: this file is not in the library; {_LIST}") from None
        return document


def _with_text_of(store: Store, name: str) -> Document | None:
    with suppress(IngestError):
        version = held_version(store, read_article(name).sha256)
        return store.documents.get(version.document_id) if version is not None else None
    return None


def held_version(store: Store, sha256: str) -> Version | None:
    """Return the version with this text of a listed document, or None. Raises StoreDamagedError."""
    version = store.versions.with_hash(sha256)
    if version is not None:
        with suppress(NotFoundError):
            store.documents.row(version.document_id)
            return version
    return None


def from_library(store: Store, version: Version) -> Article:
    """Return a version with the particulars that its document has now."""
    document = store.documents.get(version.document_id)
    return Article(
        title=document.title,
        text=version.text,
        blocks=version.blocks,
        outlet=document.outlet,
        authors=document.authors,
        published=document.published,
        url=document.url,
        markups=version.markups,
        provenance=version.provenance,
    )
