"""The documents table: who an article is, whether it is still in the library, and how it is found."""

from __future__ import annotations

import json
import os

from reader.model.document import Article, Document
from reader.model.errors import NotFoundError
from reader.store.sort_keys import outlet_key, published_key, title_key
from reader.store.sqlite import Database, Row, packed, packed_or_none, unpacked, unpacked_or_none

COLUMNS = "id, title, outlet, authors, published, url, path, added"
"""The columns that `from_row` takes, in its order."""

_LONGEST_ID = 18


def from_row(row: Row) -> Document:
    """The document of a row of `COLUMNS`."""
    id, title, outlet, authors, published, url, path, added = row
    return Document(
        id=id,
        title=unpacked(title),
        outlet=unpacked_or_none(outlet),
        authors=tuple(json.loads(unpacked(authors))),
        published=unpacked_or_none(published),
        url=unpacked_or_none(url),
        path=unpacked_or_none(path),
        added=added,
    )


def get(db: Database, document_id: int) -> Document:
    """The document, removed or not. Raises NotFoundError."""
    row = db.one(f"SELECT {COLUMNS} FROM documents WHERE id = ?", (document_id,))
    if row is None:
        raise missing(document_id)
    return from_row(row)


def missing(document_id: int) -> NotFoundError:
    """The error for an id that the library does not have."""
    return NotFoundError(f"document {document_id}: not in the library; `reader list` shows what is")


def find(db: Database, key: str) -> Document:
    """The listed document with this id, path or URL, in this order of trial. Raises NotFoundError."""
    if key.isascii() and key.isdigit() and len(key) <= _LONGEST_ID:
        row = db.one(f"SELECT {COLUMNS} FROM documents WHERE id = ? AND removed IS NULL", (int(key),))
        if row is not None:
            return from_row(row)
    for column, value in (("path", key), *_whole_paths(key), ("url", key)):
        row = db.one(
            f"SELECT {COLUMNS} FROM documents WHERE {column} = ? AND removed IS NULL ORDER BY id DESC",
            (packed(value),),
        )
        if row is not None:
            return from_row(row)
    raise NotFoundError(f"{key}: not in the library; `reader list` shows what is")


def titled(db: Database, title: str) -> list[Document]:
    """The listed documents of this title, case apart."""
    query = f"SELECT {COLUMNS} FROM documents WHERE title_key = ? AND removed IS NULL ORDER BY id"
    return [from_row(row) for row in db.all(query, (title_key(title),))]


def _whole_paths(key: str) -> list[tuple[str, str]]:
    try:
        return [("path", os.path.abspath(key)), ("path", os.path.realpath(key))]  # noqa: PTH100 - a string, not a Path
    except (ValueError, OSError):
        # A key that no file could have as its name.
        return []


def same_place(db: Database, path: str | None, url: str | None) -> int | None:
    """The id of the document that came from this path or, failing that, this URL; removed ones count."""
    for column, value in (("path", path), ("url", url)):
        if value:
            row = db.one(
                f"SELECT id FROM documents WHERE {column} = ? ORDER BY removed IS NULL DESC, id DESC",
                (packed(value),),
            )
            if row is not None:
                return int(row[0])
    return None


def insert(db: Database, article: Article, now: str) -> int:
    """Store who the article is and return the id; the version comes separately. Call inside a transaction."""
    return db.insert(
        "INSERT INTO documents (title, outlet, authors, published, url, path,"
        " title_key, outlet_key, published_key, added) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*_description(article), now),
    )


def describe(db: Database, document_id: int, article: Article) -> None:
    """Give the document the title, outlet and so on of `article`, keeping its path and URL where that has none."""
    db.run(
        "UPDATE documents SET title = ?, outlet = ?, authors = ?, published = ?, url = ifnull(?, url),"
        " path = ifnull(?, path), title_key = ?, outlet_key = ?, published_key = ? WHERE id = ?",
        (*_description(article), document_id),
    )


def _description(article: Article) -> tuple[object, ...]:
    return (
        packed(article.title),
        packed_or_none(article.outlet),
        packed(json.dumps(article.authors, ensure_ascii=False)),
        packed_or_none(article.published),
        packed_or_none(article.url),
        packed_or_none(article.provenance.path),
        title_key(article.title),
        outlet_key(article.outlet),
        published_key(article.published),
    )


def complete(db: Database, document_id: int, article: Article) -> None:
    """Fill in a path or URL that the document did not have yet."""
    db.run(
        "UPDATE documents SET url = ifnull(url, ?), path = ifnull(path, ?) WHERE id = ?",
        (packed_or_none(article.url), packed_or_none(article.provenance.path), document_id),
    )


def point_to(db: Database, document_id: int, version_id: int, place: int) -> None:
    """Make the version the document's newest, to be read on from `place`, or its end where that lies behind it."""
    db.run(
        "UPDATE documents SET version_id = ?1, place = min(?3, (SELECT length FROM versions WHERE id = ?1))"
        " WHERE id = ?2",
        (version_id, document_id, place),
    )


def remove(db: Database, document_id: int, now: str) -> None:
    """Set the tombstone. Raises NotFoundError."""
    _change(db, "removed = ifnull(removed, ?)", now, document_id)


def restore(db: Database, document_id: int) -> None:
    """Take the tombstone away. Raises NotFoundError."""
    _change(db, "removed = ?", None, document_id)


def bring_back(db: Database, document_id: int, now: str) -> bool:
    """List a removed document again, as added now, and say whether it was removed."""
    return (
        db.run(
            "UPDATE documents SET removed = NULL, added = ? WHERE id = ? AND removed IS NOT NULL",
            (now, document_id),
        )
        > 0
    )


def _change(db: Database, assignment: str, value: object, document_id: int) -> None:
    if not db.run(f"UPDATE documents SET {assignment} WHERE id = ?", (value, document_id)):
        raise missing(document_id)


def recount(db: Database, document_id: int) -> None:
    """Set right the counts that the list shows. Call in the transaction that changed what is counted."""
    db.run(
        """
        UPDATE documents SET
            words = (SELECT words FROM versions WHERE id = documents.version_id),
            quotations = (SELECT analyses.quotations FROM versions JOIN analyses USING (sha256)
                          WHERE versions.id = documents.version_id),
            bookmarks = (SELECT count(*) FROM bookmarks WHERE document_id = documents.id AND deleted IS NULL),
            annotations = (SELECT count(*) FROM annotations
                           WHERE document_id = documents.id AND deleted IS NULL)
        WHERE id = ?
        """,
        (document_id,),
    )
