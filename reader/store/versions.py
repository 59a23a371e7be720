"""The versions table: the texts, which never change once stored."""

from __future__ import annotations

import json

from reader.model.document import Provenance, Version
from reader.model.errors import NotFoundError, StoreDamagedError
from reader.model.serial import blocks_from_json, markups_from_json
from reader.store import documents
from reader.store.sqlite import ADVICE, UNREADABLE, Row, decoded, typed
from reader.store.table import Table

COLUMNS = "id, document_id, text, sha256, blocks, markups, provenance, created"
"""The columns that `from_row` takes, in this order."""
_TEXT = 2


class VersionTable(Table):
    """The versions of all documents, removed ones too."""

    def get(self, version_id: int) -> Version:
        """Return the version. Raises NotFoundError or StoreDamagedError."""
        version = self._one("id = ?", version_id)
        if version is None:
            raise NotFoundError(f"version {version_id}: not in the library")
        return version

    def newest(self, document_id: int) -> Version:
        """Return the document's newest version. Raises NotFoundError or StoreDamagedError."""
        version = self._one("id = (SELECT version_id FROM documents WHERE id = ?)", document_id)
        if version is None and self._db.one("SELECT 1 FROM documents WHERE id = ?", (document_id,)) is not None:
            # The row of the document is damaged.
            version = self._one("document_id = ? ORDER BY id DESC", document_id)
        if version is None:
            raise documents.missing(document_id)
        return version

    def with_hash(self, sha256: str) -> Version | None:
        """Return the version whose text has this SHA-256, or None. Raises StoreDamagedError."""
        return self._one("sha256 = ?", sha256)

    def ids(self, document_id: int) -> list[int]:
        """Return the ids of the document's versions in the order they were added, but the newest last."""
        rows = self._db.all(
            "SELECT id FROM versions WHERE document_id = ?1"
            " ORDER BY id = (SELECT version_id FROM documents WHERE id = ?1), id",
            (document_id,),
        )
        return [int(id) for (id,) in rows]

    def _one(self, condition: str, value: object) -> Version | None:
        row = self._db.one(f"SELECT {COLUMNS} FROM versions WHERE {condition}", (value,))
        if row is None:
            return None
        try:
            return from_row(row)
        except UNREADABLE as error:
            raise StoreDamagedError(
                f"version {row[0]}: its stored text or blocks are damaged; {ADVICE}"
            ) from error


def from_row(row: Row) -> Version:
    """Build the version from a row of `COLUMNS`. Raises an error of `UNREADABLE` on damage."""
    text = row[_TEXT]
    if not isinstance(text, bytes):
        raise TypeError("no text")
    id, document_id, sha256, blocks, markups, provenance, created = typed(
        row[:_TEXT] + row[_TEXT + 1 :], "iisssss"
    )
    version = Version(
        id,
        document_id,
        decoded(text),
        sha256,
        blocks_from_json(json.loads(blocks)),
        markups_from_json(json.loads(markups)),
        Provenance(**json.loads(provenance)),
        created,
    )
    _require_sound(version)
    return version


def _require_sound(version: Version) -> None:
    """Raise ValueError or TypeError if a span is not in the text, or the provenance is of other types."""
    at = 0
    for block in version.blocks:
        if block.span.start < at:
            raise ValueError("blocks that overlap")
        at = block.span.end
    at = max((at, *(markup.span.end for markup in version.markups)))
    if at > len(version.text):
        raise ValueError(f"a span that ends at {at}, after the end of the text at {len(version.text)}")
    origin = version.provenance
    typed((origin.path, origin.format, origin.encoding, int(origin.encoding_guessed), origin.size), "Sssii")
