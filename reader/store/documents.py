"""The documents table: who an article is, its row in the document list, and how far the user has read it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from reader.model.document import Document
from reader.model.document_list import DocumentRow, Order, ReadingState
from reader.model.errors import NotFoundError
from reader.model.serial import strings_from_json
from reader.store import particulars
from reader.store.sort_keys import title_key
from reader.store.sqlite import UNREADABLE, Database, Row, texts, typed
from reader.store.table import Table

COLUMNS = "id, title, outlet, authors, published, url, path, added"
"""The columns that `from_row` takes, in this order."""
_KINDS = "isSsSSSs"
_WIDTH = len(_KINDS)
_TITLE, _AUTHORS = 1, 3
_CHANGED = "seen IS NOT NULL AND seen != version_id"
LISTED_COLUMNS = (
    f"{COLUMNS}, version_id, place, read, starred, opened, words, quotations, bookmarks, annotations,"
    f" statements, checked, {_CHANGED}"
)
"""The columns that `listed_from_row` takes, in this order."""
_STATE_KINDS = "iiiisiIiiIII"
UNREADABLE_TITLE = "(a title that cannot be read)"
"""What stands for the title of a document whose own is damaged."""
_INSTEAD: dict[str, object] = {"i": 0, "I": None, "s": "", "S": None}
_LONGEST_ID = 18
_AT_ONCE = 500
"""The rows that are fetched at once when all are wanted."""

_KEYS: dict[Order, tuple[tuple[str, bool], ...]] = {
    Order.ADDED: (("added", True), ("id", True)),
    Order.PUBLISHED: (("published_key", True), ("id", True)),
    Order.OPENED: (("opened", True), ("id", True)),
    Order.TITLE: (("title_key", False), ("id", True)),
    Order.OUTLET: (("outlet_key", False), ("published_key", True), ("id", True)),
    Order.UNREAD: (("read", False), ("added", True), ("id", True)),
}
"""The columns that each order compares, and whether each is descending. Every order has its own index."""


class DocumentTable(Table):
    """The documents. A document is listed until it is removed."""

    def get(self, document_id: int) -> Document:
        """Return the document, removed or not. Raises NotFoundError."""
        document = self._one("id = ?", document_id)
        if document is None:
            raise missing(document_id)
        return document

    def find(self, key: str) -> Document:
        """Return the listed document with this id, path or URL, tried in this order. Raises NotFoundError."""
        tries = [*(("path", path) for path in (key, *_absolute_paths(key))), ("url", key)]
        if key.isascii() and key.isdigit() and len(key) <= _LONGEST_ID:
            tries.insert(0, ("id", key))
        for column, value in tries:
            document = self._one(f"{column} = ? AND removed IS NULL ORDER BY id DESC", value)
            if document is not None:
                return document
        raise NotFoundError(f"{key}: not in the library; `reader list` shows what is")

    def titled(self, title: str) -> list[Document]:
        """Return the listed documents with this title, ignoring case."""
        query = f"SELECT {COLUMNS} FROM documents WHERE title_key = ? AND removed IS NULL ORDER BY id"
        return [self._document(row) for row in self._db.all(query, (title_key(title),))]

    def remove(self, document_id: int) -> None:
        """Take the document off the list. Raises NotFoundError."""
        self._set(document_id, "removed = ifnull(removed, ?)", self._now())

    def edit(self, document_id: int, changes: Mapping[str, particulars.Value]) -> None:
        """Set particulars, by field: title, outlet, authors, published (ISO 8601), url; None for not known.

        No later version replaces them. With another date the document has no analysis until it is analysed again,
        since relative dates depend on it. Raises NotFoundError.
        """
        with self._db.transaction(durable=True):
            if particulars.read(self._db, document_id) is None:
                raise missing(document_id)
            particulars.edit(self._db, document_id, changes)
            recount(self._db, document_id)

    def restore(self, document_id: int) -> None:
        """Put a removed document back on the list where it was. Raises NotFoundError."""
        self._set(document_id, "removed = ?", None)

    # The document list

    def page(self, order: Order, offset: int, limit: int) -> list[DocumentRow]:
        """Return at most `limit` rows of the list, starting at index `offset`."""
        total = self.count()
        limit = min(limit, total - offset)
        if limit <= 0:
            return []
        # SQLite steps over an offset row by row, so look up a page of the second half from the end.
        from_end = offset > total // 2
        skipped = total - offset - limit if from_end else offset
        ids = f"SELECT id FROM documents WHERE removed IS NULL ORDER BY {_by(order, from_end)} LIMIT ? OFFSET ?"
        query = f"SELECT {LISTED_COLUMNS} FROM documents WHERE id IN ({ids}) ORDER BY {_by(order)}"
        return [self._listed(row) for row in self._db.all(query, (limit, skipped))]

    def row(self, document_id: int) -> DocumentRow:
        """Return the row of a listed document. Raises NotFoundError."""
        row = self._db.one(
            f"SELECT {LISTED_COLUMNS} FROM documents WHERE id = ? AND removed IS NULL", (document_id,)
        )
        if row is None:
            raise missing(document_id)
        return self._listed(row)

    def every(self) -> Iterator[DocumentRow]:
        """Yield the rows of all listed documents that can be read, last added first."""
        ids = self._ids()
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            query = f"SELECT {LISTED_COLUMNS} FROM documents WHERE id IN ({', '.join(map(str, some))})"
            found, error = self._db.partly(query)
            rows = {row[0]: row for row in found}
            for id in some:
                row = rows.get(id) or (error and self._alone(id))
                if row:
                    yield self._listed(row)

    def _ids(self) -> list[int]:
        """Return the ids of the listed documents, last added first; of a damaged library those in reach."""
        rows, error = self._db.partly(
            "SELECT id FROM documents WHERE removed IS NULL ORDER BY added DESC, id DESC"
        )
        if error is not None:
            self._db.damage[str(error)] = None
            for way in ("ASC", "DESC"):
                rows += self._db.partly(f"SELECT id FROM documents NOT INDEXED ORDER BY id {way}")[0]
            rows = [row for row in dict.fromkeys(rows) if self._is_listed(row[0])]
        return [id for (id,) in rows]

    def _is_listed(self, document_id: int) -> bool:
        """Return False if the document was removed; True if it was not, or cannot be read."""
        rows, error = self._db.partly("SELECT 1 FROM documents WHERE id = ? AND removed IS NULL", (document_id,))
        return bool(rows or error)

    def _alone(self, document_id: int) -> Row | None:
        """Return one row of a table that is damaged elsewhere, or None and note it if this row is damaged."""
        rows, error = self._db.partly(
            f"SELECT {LISTED_COLUMNS} FROM documents WHERE id = ? AND removed IS NULL", (document_id,)
        )
        if error is not None:
            self._db.damage[f"document {document_id}: cannot be read"] = None
        return rows[0] if rows else None

    def count(self) -> int:
        """Count the listed documents."""
        return self._total("listed", "")

    def count_unread(self) -> int:
        """Count the listed documents that are unread."""
        return self._total("unread", " AND read = 0")

    def _total(self, column: str, condition: str) -> int:
        row = self._db.one(f"SELECT {column} FROM totals")
        if row is not None and type(row[0]) is int and row[0] >= 0:
            return row[0]
        self._db.damage["the document list: its totals cannot be read"] = None
        return self._db.integer(f"SELECT count(*) FROM documents WHERE removed IS NULL{condition}")

    def position(self, document_id: int, order: Order) -> int | None:
        """Return the document's index in the order, or None if it is not listed."""
        keys = _KEYS[order]
        columns = ", ".join(column for column, _ in keys)
        values = self._db.one(f"SELECT {columns} FROM documents WHERE id = ? AND removed IS NULL", (document_id,))
        if values is None:
            return None
        before = 0
        for depth, (column, descending) in enumerate(keys):
            same = "".join(f" AND {name} = ?" for name, _ in keys[:depth])
            comparison = f" AND {column} {'>' if descending else '<'} ?"
            before += self._db.integer(
                f"SELECT count(*) FROM documents WHERE removed IS NULL{same}{comparison}", values[: depth + 1]
            )
        return before

    def beside(self, document_id: int | None, order: Order, *, forward: bool, unread: bool = False) -> int | None:
        """Return the id of the next listed document in the order, or of the next unread one, or of those before.

        Beside a document that is not listed, or None, stands the first, or the last. It costs the same however far
        away the document is in the list.
        """
        keys, by = _KEYS[order], _by(order, backwards=not forward)
        wanted = "removed IS NULL" + " AND read = 0" * unread
        columns = ", ".join(column for column, _ in keys)
        values = self._db.one(f"SELECT {columns} FROM documents WHERE id = ? AND removed IS NULL", (document_id,))
        conditions: list[tuple[str, Row]] = [] if values is not None else [("", ())]
        for depth, (column, descending) in reversed(list(enumerate(keys if values is not None else ()))):
            same = "".join(f" AND {name} = ?" for name, _ in keys[:depth])
            comparison = f" AND {column} {'<' if descending == forward else '>'} ?"
            conditions.append((same + comparison, (values or ())[: depth + 1]))
        for condition, given in conditions:
            row = self._db.one(f"SELECT id FROM documents WHERE {wanted}{condition} ORDER BY {by} LIMIT 1", given)
            if row is not None:
                return int(row[0])
        return None

    # Reading

    def last_opened(self) -> int | None:
        """Return the id of the listed document that was opened last, or None."""
        row = self._db.one(
            "SELECT id FROM documents WHERE removed IS NULL AND opened > '' ORDER BY opened DESC, id DESC LIMIT 1"
        )
        return None if row is None else int(row[0])

    def set_opened(self, document_id: int, when: str | None = None) -> None:
        """Store when the document was opened last: `when`, ISO 8601 in UTC, or now. Raises NotFoundError."""
        self._set(document_id, "seen = version_id, opened = ?", when or self._now())

    def set_place(self, document_id: int, offset: int) -> None:
        """Store the reading place, a code-point offset clipped to the newest text. Raises NotFoundError."""
        length = "SELECT length FROM versions WHERE versions.id = documents.version_id"
        self._set(document_id, f"place = max(0, min(?, ({length})))", offset)

    def set_checked(self, document_id: int, statements: int, checked: int) -> None:
        """Store how many statements the newest version has, and how many are checked. Raises NotFoundError."""
        self._set(document_id, "statements = ?, checked = ?", statements, checked)

    def set_read(self, document_id: int, read: bool) -> None:
        """Mark the document read or unread. Raises NotFoundError."""
        self._set(document_id, "read = ?", int(read))

    def set_starred(self, document_id: int, starred: bool) -> None:
        """Star or unstar the document. Raises NotFoundError."""
        self._set(document_id, "starred = ?", int(starred))

    def _one(self, condition: str, value: object) -> Document | None:
        row = self._db.one(f"SELECT {COLUMNS} FROM documents WHERE {condition}", (value,))
        return None if row is None else self._document(row)

    def _document(self, row: Row) -> Document:
        """Build the document; what cannot be read of it is noted and left out."""
        try:
            return from_row(row)
        except UNREADABLE:
            self._note(row[0])
            return from_row(_repaired(row, _KINDS))

    def _listed(self, row: Row) -> DocumentRow:
        try:
            return listed_from_row(row)
        except UNREADABLE:
            self._note(row[0])
            return listed_from_row(_repaired(row, _KINDS + _STATE_KINDS))

    def _note(self, document_id: int) -> None:
        self._db.damage[f"document {document_id}: a part of its row cannot be read"] = None

    def _set(self, document_id: int, assignment: str, *values: object) -> None:
        with self._db.transaction():
            if not self._db.run(f"UPDATE documents SET {assignment} WHERE id = ?", (*values, document_id)):
                raise missing(document_id)


def missing(document_id: int) -> NotFoundError:
    """Return the error for an id that the library does not have."""
    return NotFoundError(f"document {document_id}: not in the library; `reader list` shows what is")


def recount(db: Database, document_id: int) -> None:
    """Update the counts that the list shows. Call in the transaction that changed what is counted."""
    if db.uncounted is not None:
        db.uncounted.add(document_id)
        return
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


def _by(order: Order, backwards: bool = False) -> str:
    return ", ".join(
        f"{column}{' DESC' if descending != backwards else ''}" for column, descending in _KEYS[order]
    )


def _absolute_paths(key: str) -> list[str]:
    try:
        return [os.path.abspath(key), os.path.realpath(key)]  # noqa: PTH100 - a string, not a Path
    except (ValueError, OSError):
        # No file can have this name.
        return []


def from_row(row: Row) -> Document:
    """Build the document from a row of `COLUMNS`. Raises an error of `UNREADABLE` on damage."""
    id, title, outlet, authors, *rest = typed(row, _KINDS)
    return Document(id, title, outlet, strings_from_json(authors), *rest)


def listed_from_row(row: Row) -> DocumentRow:
    """Build the row of the list from a row of `LISTED_COLUMNS`. Raises an error of `UNREADABLE` on damage."""
    *state, changed = typed(row[_WIDTH:], _STATE_KINDS)
    version_id, place, read, starred, opened, *counts = (*state, bool(changed))
    reading = ReadingState(max(place, 0), bool(read), bool(starred), opened or None)
    return DocumentRow(from_row(row[:_WIDTH]), version_id, reading, *counts)


def _repaired(row: Row, kinds: str) -> Row:
    """Return the row with something of the right kind in place of each value that is damaged."""
    repaired = list(row)
    for place, (value, kind) in enumerate(zip(row, kinds, strict=True)):
        try:
            typed((value,), kind)
        except UNREADABLE:
            lost = UNREADABLE_TITLE if place == _TITLE else _INSTEAD[kind]
            repaired[place] = value.decode(errors="replace") if isinstance(value, bytes) and kind in "sS" else lost
    try:
        strings_from_json(*texts([repaired[_AUTHORS]]))
    except UNREADABLE:
        repaired[_AUTHORS] = "[]"
    return tuple(repaired)
