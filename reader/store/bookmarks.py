"""The bookmarks table: places to come back to, each with a UUID, a revision and a tombstone."""

from __future__ import annotations

from reader.model.errors import NotFoundError
from reader.model.reading_state import Bookmark
from reader.store import documents
from reader.store.sqlite import Database, Row, packed, unpacked

_COLUMNS = "id, document_id, version_id, offset, excerpt, created"


def of_document(db: Database, document_id: int) -> list[Bookmark]:
    """The document's bookmarks with their places in its newest version, in the order of the text."""
    rows = db.all(
        """
        SELECT bookmarks.id, bookmarks.document_id, documents.version_id,
            min(ifnull(start, offset), length), excerpt, bookmarks.created
        FROM bookmarks
        JOIN documents ON documents.id = bookmarks.document_id
        JOIN versions ON versions.id = documents.version_id
        LEFT JOIN placements ON mark_id = bookmarks.id AND placements.version_id = documents.version_id
        WHERE bookmarks.document_id = ? AND deleted IS NULL
        """,
        (document_id,),
    )
    return sorted(map(_from_row, rows), key=lambda mark: (mark.offset, mark.created, mark.id))


def _from_row(row: Row) -> Bookmark:
    id, document_id, version_id, offset, excerpt, created = row
    return Bookmark(id, document_id, version_id, offset, unpacked(excerpt), created)


def places(db: Database, document_id: int) -> list[tuple[str, int, int]]:
    """The id, the version and the offset there of all its bookmarks; the deleted ones too."""
    rows = db.all("SELECT id, version_id, offset FROM bookmarks WHERE document_id = ?", (document_id,))
    return [(id, version_id, offset) for id, version_id, offset in rows]


def add(db: Database, bookmark: Bookmark) -> None:
    """Store the bookmark. Raises NotFoundError where its version has no such place. Call inside a transaction."""
    added = db.run(
        f"INSERT INTO bookmarks ({_COLUMNS}, changed) SELECT ?1, document_id, id, ?2, ?3, ?4, ?4 FROM versions"
        " WHERE id = ?5 AND document_id = ?6 AND ?2 BETWEEN 0 AND length",
        (
            bookmark.id,
            bookmark.offset,
            packed(bookmark.excerpt),
            bookmark.created,
            bookmark.version_id,
            bookmark.document_id,
        ),
    )
    if not added:
        raise NotFoundError(
            f"document {bookmark.document_id}: its version {bookmark.version_id} has no place {bookmark.offset}; "
            "open the document again"
        )
    documents.recount(db, bookmark.document_id)


def delete(db: Database, bookmark_id: str, now: str) -> None:
    """Set the tombstone; one that is deleted stays so. Raises NotFoundError. Call inside a transaction."""
    _bury(db, bookmark_id, now, now)


def restore(db: Database, bookmark_id: str, now: str) -> None:
    """Take the tombstone away. Raises NotFoundError. Call inside a transaction."""
    _bury(db, bookmark_id, None, now)


def _bury(db: Database, bookmark_id: str, deleted: str | None, now: str) -> None:
    row = db.one("SELECT document_id FROM bookmarks WHERE id = ?", (packed(bookmark_id),))
    if row is None:
        raise NotFoundError(f"bookmark {bookmark_id}: not in the library")
    db.run(
        "UPDATE bookmarks SET deleted = ?1, changed = ?2, revision = revision + 1"
        " WHERE id = ?3 AND (deleted IS NULL) != (?1 IS NULL)",
        (deleted, now, bookmark_id),
    )
    documents.recount(db, int(row[0]))
