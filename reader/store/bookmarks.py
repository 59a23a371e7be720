"""The bookmarks table: places in articles, each with a UUID, a revision and a tombstone."""

from __future__ import annotations

from operator import attrgetter

from reader.model.bookmark import Bookmark
from reader.model.errors import NotFoundError
from reader.store import documents
from reader.store.sqlite import texts
from reader.store.table import Table, new_id

_COLUMNS = "id, document_id, version_id, offset, excerpt, created"


class BookmarkTable(Table):
    """The bookmarks. Writes are durable."""

    def of(self, document_id: int) -> list[Bookmark]:
        """Return the document's bookmarks with their places in its newest version, in text order."""
        rows = self._db.all(
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
        return sorted((Bookmark(*texts(row)) for row in rows), key=attrgetter("offset", "created", "id"))

    def add(self, document_id: int, version_id: int, offset: int, excerpt: str) -> Bookmark:
        """Bookmark a code-point offset of a version. Raises NotFoundError if the version has no such place."""
        bookmark = Bookmark(new_id(), document_id, version_id, offset, excerpt, self._now())
        with self._db.transaction(durable=True):
            added = self._db.run(
                f"INSERT INTO bookmarks ({_COLUMNS}, changed) SELECT ?1, document_id, id, ?2, ?3, ?4, ?4"
                " FROM versions WHERE id = ?5 AND document_id = ?6 AND ?2 BETWEEN 0 AND length",
                (bookmark.id, offset, excerpt, bookmark.created, version_id, document_id),
            )
            if not added:
                raise NotFoundError(
                    f"document {document_id}: its version {version_id} has no place {offset}; "
                    "open the document again"
                )
            documents.recount(self._db, document_id)
        return bookmark

    def delete(self, bookmark_id: str) -> None:
        """Delete the bookmark; do nothing if it already is. Raises NotFoundError."""
        self._set_tombstone(bookmark_id, deleted=True)

    def restore(self, bookmark_id: str) -> None:
        """Restore a deleted bookmark. Raises NotFoundError."""
        self._set_tombstone(bookmark_id, deleted=False)

    def _set_tombstone(self, bookmark_id: str, *, deleted: bool) -> None:
        now = self._now()
        with self._db.transaction(durable=True):
            row = self._db.one("SELECT document_id FROM bookmarks WHERE id = ?", (bookmark_id,))
            if row is None:
                raise NotFoundError(f"bookmark {bookmark_id}: not in the library")
            self._db.run(
                "UPDATE bookmarks SET deleted = ?1, changed = ?2, revision = revision + 1"
                " WHERE id = ?3 AND (deleted IS NULL) != (?1 IS NULL)",
                (now if deleted else None, now, bookmark_id),
            )
            documents.recount(self._db, int(row[0]))
