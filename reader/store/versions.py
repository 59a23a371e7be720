"""The versions table: the texts themselves, never changed once stored."""

from __future__ import annotations

import json
from dataclasses import asdict

from reader.model.document import Article, Provenance, Version
from reader.model.errors import NotFoundError, StoreDamagedError
from reader.model.serial import blocks_from_json, blocks_to_json, markups_from_json, markups_to_json
from reader.store import documents
from reader.store.sqlite import Database, Row, packed, unpacked

COLUMNS = "id, document_id, text, sha256, blocks, markups, provenance, created"
"""The columns that `from_row` takes, in its order."""


def from_row(row: Row) -> Version:
    """The version of a row of `COLUMNS`. Raises ValueError, KeyError, TypeError, AttributeError on damage."""
    id, document_id, text, sha256, blocks, markups, provenance, created = row
    return Version(
        id=id,
        document_id=document_id,
        text=text.decode("utf-8", "surrogatepass"),
        sha256=sha256,
        blocks=blocks_from_json(json.loads(unpacked(blocks))),
        markups=markups_from_json(json.loads(unpacked(markups))),
        provenance=Provenance(**json.loads(unpacked(provenance))),
        created=created,
    )


def get(db: Database, version_id: int) -> Version:
    """The version. Raises NotFoundError or StoreDamagedError."""
    row = db.one(f"SELECT {COLUMNS} FROM versions WHERE id = ?", (version_id,))
    if row is None:
        raise NotFoundError(f"version {version_id}: not in the library")
    return _sound(row)


def newest(db: Database, document_id: int) -> Version:
    """The newest version of the document, removed or not. Raises NotFoundError or StoreDamagedError."""
    row = db.one(
        f"SELECT {COLUMNS} FROM versions WHERE id = (SELECT version_id FROM documents WHERE id = ?)",
        (document_id,),
    )
    if row is None:
        raise documents.missing(document_id)
    return _sound(row)


def _sound(row: Row) -> Version:
    try:
        return from_row(row)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreDamagedError(
            f"version {row[0]}: what the library keeps of it is damaged; `reader check` says more"
        ) from error


def ids(db: Database, document_id: int) -> list[int]:
    """The ids of all versions of the document in the order they came in, but the newest one last."""
    rows = db.all(
        "SELECT id FROM versions WHERE document_id = ?1"
        " ORDER BY id = (SELECT version_id FROM documents WHERE id = ?1), id",
        (document_id,),
    )
    return [int(id) for (id,) in rows]


def with_hash(db: Database, sha256: str) -> tuple[int, int] | None:
    """The ids of the version with this text and of its document, or None."""
    row = db.one("SELECT id, document_id FROM versions WHERE sha256 = ?", (sha256,))
    return None if row is None else (int(row[0]), int(row[1]))


def insert(db: Database, document_id: int, article: Article, now: str) -> int:
    """Store the article's text as a version of the document and return its id. Call inside a transaction."""
    return db.insert(
        "INSERT INTO versions (document_id, sha256, created, length, words, blocks, markups, provenance, text)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document_id,
            article.sha256,
            now,
            len(article.text),
            len(article.text.split()),
            json.dumps(blocks_to_json(article.blocks)),
            packed(json.dumps(markups_to_json(article.markups), ensure_ascii=False)),
            packed(json.dumps(asdict(article.provenance), ensure_ascii=False)),
            article.text.encode("utf-8", "surrogatepass"),
        ),
    )
