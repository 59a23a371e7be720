"""The facade: what the rest of the program may ask of the library, one short method each."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from reader.model.analysis import Analysis, Engine
from reader.model.document import Added, Article, Document, Version
from reader.model.listing import DocumentRow, Order
from reader.model.reading_state import Bookmark
from reader.store import analyses, bookmarks, documents, listing, reading_state, versions
from reader.store.annotation_store import Clock, MarkStore, new_id
from reader.store.opening import open_in_memory, open_library
from reader.store.sqlite import Database


def _now() -> datetime:
    return datetime.now(UTC)


class Store(MarkStore):
    """The library, used from one thread. Other processes may use the same file at the same time.

    Every method raises StoreError, with a message of one line, where the disk or the file does not allow it;
    those that write raise StoreReadOnlyError while `read_only` is true. Each write is one transaction.
    """

    notice: str | None
    """What a person should know of how the library was opened, in one line, or None."""

    def __init__(self, db: Database, notice: str | None, clock: Clock) -> None:
        """Take over an open database; `open` and `in_memory` are the ways to get one."""
        super().__init__(db, clock)
        self.notice = notice
        self._seen = self._data_version()

    @classmethod
    def open(cls, path: Path, clock: Clock = _now) -> Store:
        """Open the library at `path`, with the folder and the file made where they are missing.

        An older file is migrated after a copy of it is made beside it. A file of a newer program, or one that
        cannot be written, is opened to read only. A damaged one is renamed and a new one begun. Either way
        `notice` says so. Raises StoreError where there is no way to go on.
        """
        db, notice = open_library(path, lambda: clock().astimezone(UTC).strftime("%Y%m%dT%H%M%SZ"))
        return cls(db, notice, clock)

    @classmethod
    def in_memory(cls, notice: str | None = None, clock: Clock = _now) -> Store:
        """An empty library that keeps nothing, for when there is no disk to keep it on; `notice` may say why."""
        return cls(open_in_memory(), notice, clock)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written; `notice` says why."""
        return self._db.refusal is not None

    def close(self) -> None:
        """Close the file; a second time does nothing."""
        self._db.close()

    # Documents

    def add(self, article: Article) -> Added:
        """Take the article in, as a new document, a new version of one, or one that is there already."""
        # Imported here because who reads adds nothing.
        from reader.store import adding

        with self._db.transaction():
            return adding.add(self._db, article, self._stamp())

    def remove(self, document_id: int) -> None:
        """Take the document off the list; `restore` undoes it. Raises NotFoundError."""
        with self._db.transaction():
            documents.remove(self._db, document_id, self._stamp())

    def restore(self, document_id: int) -> None:
        """Put a removed document back on the list where it was. Raises NotFoundError."""
        with self._db.transaction():
            documents.restore(self._db, document_id)

    def find(self, key: str) -> Document:
        """The listed document with this id, path or URL. Raises NotFoundError."""
        return documents.find(self._db, key)

    def document(self, document_id: int) -> Document:
        """The document, removed or not. Raises NotFoundError."""
        return documents.get(self._db, document_id)

    def newest_version(self, document_id: int) -> Version:
        """The newest version of the document, removed or not. Raises NotFoundError."""
        return versions.newest(self._db, document_id)

    def version(self, version_id: int) -> Version:
        """The version. Raises NotFoundError."""
        return versions.get(self._db, version_id)

    def version_ids(self, document_id: int) -> list[int]:
        """The ids of all versions of the document, the newest last."""
        return versions.ids(self._db, document_id)

    def version_with_hash(self, sha256: str) -> Version | None:
        """The version with the text of this SHA-256, or None."""
        known = versions.with_hash(self._db, sha256)
        return None if known is None else versions.get(self._db, known[0])

    def documents_titled(self, title: str) -> list[Document]:
        """The listed documents of this title, case apart."""
        return documents.titled(self._db, title)

    # The document list

    def rows(self, order: Order, offset: int, limit: int) -> list[DocumentRow]:
        """At most `limit` rows of the list in this order, from index `offset` on."""
        return listing.rows(self._db, order, offset, limit)

    def row(self, document_id: int) -> DocumentRow:
        """The row of one listed document. Raises NotFoundError."""
        return listing.row(self._db, document_id)

    def count(self) -> int:
        """How many documents are listed."""
        return listing.count(self._db)

    def unread(self) -> int:
        """How many of them are unread."""
        return listing.unread(self._db)

    def position(self, document_id: int, order: Order) -> int | None:
        """The index of the document in this order, or None where it is not listed."""
        return listing.position(self._db, document_id, order)

    # Analyses

    def analysis(self, sha256: str, engine: Engine) -> Analysis | None:
        """What this engine found in the text with this hash, or None where it is still to be analysed."""
        return analyses.get(self._db, sha256, engine)

    def save_analysis(self, sha256: str, analysis: Analysis) -> None:
        """Keep the analysis in place of any other of this text. Raises NotFoundError."""
        with self._db.transaction():
            analyses.save(self._db, sha256, analysis)

    # Reading

    def set_place(self, document_id: int, offset: int) -> None:
        """Keep the place, a code-point offset into the newest version's text. Raises NotFoundError."""
        with self._db.transaction():
            reading_state.set_place(self._db, document_id, offset)

    def set_read(self, document_id: int, read: bool) -> None:
        """Mark the document read or unread. Raises NotFoundError."""
        with self._db.transaction():
            reading_state.set_read(self._db, document_id, read)

    def set_starred(self, document_id: int, starred: bool) -> None:
        """Give the document its star or take it. Raises NotFoundError."""
        with self._db.transaction():
            reading_state.set_starred(self._db, document_id, starred)

    def mark_opened(self, document_id: int, now: str | None = None) -> None:
        """Keep `now`, ISO 8601 in UTC, or the present, as the time it was opened last. Raises NotFoundError."""
        with self._db.transaction():
            reading_state.mark_opened(self._db, document_id, now or self._stamp())

    def last_opened(self) -> int | None:
        """The id of the listed document that was opened last, or None."""
        return reading_state.last_opened(self._db)

    def samples_given(self) -> bool:
        """Whether the sample articles were ever put into this library."""
        return reading_state.samples_given(self._db)

    def set_samples_given(self) -> None:
        """Keep that the sample articles were put into this library."""
        with self._db.transaction():
            reading_state.set_samples_given(self._db, self._stamp())

    # Bookmarks

    def bookmarks(self, document_id: int) -> list[Bookmark]:
        """The document's bookmarks with their places in its newest version, in the order of the text."""
        return bookmarks.of_document(self._db, document_id)

    def add_bookmark(self, document_id: int, version_id: int, offset: int, excerpt: str) -> Bookmark:
        """Keep a place, a code-point offset of a version; on the disk at return. Raises NotFoundError."""
        bookmark = Bookmark(new_id(), document_id, version_id, offset, excerpt, self._stamp())
        with self._db.transaction(durable=True):
            bookmarks.add(self._db, bookmark)
        return bookmark

    def delete_bookmark(self, bookmark_id: str) -> None:
        """Take the bookmark away; `restore_bookmark` undoes it. Raises NotFoundError."""
        with self._db.transaction(durable=True):
            bookmarks.delete(self._db, bookmark_id, self._stamp())

    def restore_bookmark(self, bookmark_id: str) -> None:
        """Put a deleted bookmark back. Raises NotFoundError."""
        with self._db.transaction(durable=True):
            bookmarks.restore(self._db, bookmark_id, self._stamp())

    # The file

    def changed(self) -> bool:
        """Whether another process has written since this was asked last, or since the library was opened."""
        before, self._seen = self._seen, self._data_version()
        return self._seen != before

    def check(self) -> list[str]:
        """All that is wrong with the library, one line each; empty when it is sound."""
        from reader.store.check import problems

        return problems(self._db)

    def backup(self, target: Path) -> None:
        """Copy the whole library to `target`, which must not exist yet; it is there in full or not at all."""
        from reader.store.backup import backup

        backup(self._db, target)

    def _data_version(self) -> int:
        return self._db.integer("PRAGMA data_version")
