"""The bookmarks table: places in articles, each with a UUID, a revision and a tombstone."""

from __future__ import annotations

from operator import attrgetter

from reader.model.bookmark import Bookmark
from reader.model.errors import NotFoundError
from reader.store import documents
from reader.store.sqlite import typed
from reader.store.table import WithdrawableTable, new_id

_COLUMNS = "id, document_id, version_id, offset, excerpt, created"


class BookmarkTable(WithdrawableTable):
    """The bookmarks. Writes are durable."""

    noun = "bookmark"
    table = "bookmarks"
    tombstone = "deleted"

    def of(self, document_id: int) -> list[Bookmark]:
        """Return the document's bookmarks with their places in its newest version, in text order."""
        rows = self._db.all(
            """
            SELECT bookmarks.id, bookmarks.document_id, documents.version_id,
                max(0, min(ifnull(start, offset), length)), excerpt, bookmarks.created
            FROM bookmarks
            JOIN documents ON documents.id = bookmarks.document_id
            JOIN versions ON versions.id = documents.version_id
            LEFT JOIN placements ON mark_id = bookmarks.id AND placements.version_id = documents.version_id
            WHERE bookmarks.document_id = ? AND deleted IS NULL
            """,
            (document_id,),
        )
        bookmarks = self._built("bookmark", rows, lambda row: Bookmark(*typed(row, "siiiss")))
        return sorted(bookmarks, key=attrgetter("offset", "created", "id"))

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

    delete = WithdrawableTable.withdraw

    def _on_tombstone(self, id: str) -> None:
        self._db.run("UPDATE bookmarks SET changed = ? WHERE id = ?", (self._now(), id))
        documents.recount(self._db, self._db.integer("SELECT document_id FROM bookmarks WHERE id = ?", (id,)))
