"""A look into the library file before it is opened, without the rest of this package."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from reader.store.schema import CURRENT
from reader.store.sqlite import quoted

_WAIT_SECONDS = 0.1


class Known(NamedTuple):
    """A listed document, and the SHA-256 of its newest text."""

    document_id: int
    sha256: str


def numbered_document(library: Path, number: int) -> Known | None:
    """Return the listed document with this id, or None. Raises as `unchanged_document` does."""
    row = _newest(library, "documents.id", number)
    return None if row is None else row[0]


def unchanged_document(library: Path, path: str, status: os.stat_result) -> Known | None:
    """Return the listed document that was read from the file at `path` as it is now, or None.

    So it is if neither contents nor name of the file have changed since its text came into the library: its ctime
    is earlier, which nobody can set back. Raises sqlite3.Error, and ValueError if the library has another schema.
    """
    row = _newest(library, "path", path)
    if row is None:
        return None
    known, created, provenance = row
    source = json.loads(provenance)
    is_same = source["path"] == path and source["size"] == status.st_size
    return known if is_same and status.st_ctime < datetime.fromisoformat(created).timestamp() else None


def _newest(library: Path, column: str, value: object) -> tuple[Known, str, str] | None:
    """Return a listed document, and when and from where its newest text came."""
    query = (
        "SELECT documents.id, sha256, created, provenance FROM documents JOIN versions ON versions.id = version_id"
        f" WHERE {column} = ? AND removed IS NULL ORDER BY documents.id DESC LIMIT 1"
    )
    with closing(_opened(library)) as connection:
        row = connection.execute(query, (value,)).fetchone()
    return None if row is None else (Known(row[0], row[1]), row[2], row[3])


def has_text(library: Path, sha256: str, path: str) -> bool:
    """Return True if the library has a text with this SHA-256, which is now in the file at `path`.

    Raises sqlite3.Error, and ValueError if the library has another schema, or if another version of the file was
    left in the middle, where the new one will be opened too.
    """
    with closing(_opened(library)) as connection:
        if connection.execute("SELECT 1 FROM versions WHERE sha256 = ?", (sha256,)).fetchone():
            return True
        if connection.execute("SELECT 1 FROM documents WHERE path = ? AND place > 0", (path,)).fetchone():
            raise ValueError(f"{library}: another version of the text was left in the middle")
        return False


def _opened(library: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"file:{quoted(bytes(library))}?mode=ro", uri=True, timeout=_WAIT_SECONDS)
    if connection.execute("PRAGMA user_version").fetchone() != (CURRENT,):
        raise ValueError(f"{library}: has another schema")
    return connection
