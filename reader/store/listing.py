"""Pages of the document list in each of its orders; only the page itself is read from the table."""

from __future__ import annotations

from reader.model.listing import DocumentRow, Order
from reader.store import documents, reading_state
from reader.store.sqlite import Database, Row

_KEYS: dict[Order, tuple[tuple[str, bool], ...]] = {
    Order.ADDED: (("added", True), ("id", True)),
    Order.PUBLISHED: (("published_key", True), ("id", True)),
    Order.OPENED: (("opened", True), ("id", True)),
    Order.TITLE: (("title_key", False), ("id", True)),
    Order.OUTLET: (("outlet_key", False), ("published_key", True), ("id", True)),
    Order.UNREAD: (("read", False), ("added", True), ("id", True)),
}
"""The columns each order compares, first to last, with whether the greater comes first. Each has its index."""

_COLUMNS = f"{documents.COLUMNS}, version_id, {reading_state.COLUMNS}, words, quotations, bookmarks, annotations"


def rows(db: Database, order: Order, offset: int, limit: int) -> list[DocumentRow]:
    """At most `limit` rows of the list, from the one at index `offset` on."""
    total = count(db)
    limit = min(limit, total - offset)
    if limit <= 0:
        return []
    # SQLite steps over an offset row by row, so a page of the second half is looked for from the end.
    from_end = offset > total // 2
    skipped = total - offset - limit if from_end else offset
    page = f"SELECT id FROM documents WHERE removed IS NULL ORDER BY {_by(order, from_end)} LIMIT ? OFFSET ?"
    query = f"SELECT {_COLUMNS} FROM documents WHERE id IN ({page}) ORDER BY {_by(order)}"
    return [_from_row(found) for found in db.all(query, (limit, skipped))]


def _by(order: Order, backwards: bool = False) -> str:
    return ", ".join(f"{column}{' DESC' if falling != backwards else ''}" for column, falling in _KEYS[order])


def row(db: Database, document_id: int) -> DocumentRow:
    """The row of one listed document. Raises NotFoundError."""
    found = db.one(f"SELECT {_COLUMNS} FROM documents WHERE id = ? AND removed IS NULL", (document_id,))
    if found is None:
        raise documents.missing(document_id)
    return _from_row(found)


def count(db: Database) -> int:
    """How many documents are listed."""
    return db.integer("SELECT listed FROM totals")


def unread(db: Database) -> int:
    """How many of them are unread."""
    return db.integer("SELECT unread FROM totals")


def position(db: Database, document_id: int, order: Order) -> int | None:
    """The index of the document in the order, or None where it is not listed."""
    keys = _KEYS[order]
    columns = ", ".join(column for column, _ in keys)
    values = db.one(f"SELECT {columns} FROM documents WHERE id = ? AND removed IS NULL", (document_id,))
    if values is None:
        return None
    before = 0
    for depth, (column, falling) in enumerate(keys):
        same = "".join(f" AND {name} = ?" for name, _ in keys[:depth])
        comparison = f" AND {column} {'>' if falling else '<'} ?"
        before += db.integer(
            f"SELECT count(*) FROM documents WHERE removed IS NULL{same}{comparison}", values[: depth + 1]
        )
    return before


def _from_row(found: Row) -> DocumentRow:
    words, quotations, bookmarks, annotations = found[13:]
    return DocumentRow(
        document=documents.from_row(found[:8]),
        version_id=found[8],
        reading=reading_state.from_row(found[9:13]),
        words=words,
        quotations=quotations,
        bookmarks=bookmarks,
        annotations=annotations,
    )
