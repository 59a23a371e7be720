"""How far a person is with a document: the reading columns of the documents table, and the facts table."""

from __future__ import annotations

from reader.model.reading_state import ReadingState
from reader.store import documents
from reader.store.sqlite import Database, Row

COLUMNS = "place, read, starred, opened"
"""The columns that `from_row` takes, in its order."""

_SAMPLES = "samples given"


def from_row(row: Row) -> ReadingState:
    """The reading state of a row of `COLUMNS`."""
    place, read, starred, opened = row
    return ReadingState(place, bool(read), bool(starred), opened or None)


def set_place(db: Database, document_id: int, offset: int) -> None:
    """Keep the place, a code-point offset, moved into the newest text if need be. Raises NotFoundError."""
    within = "max(0, min(?, (SELECT length FROM versions WHERE versions.id = documents.version_id)))"
    _set(db, "place", within, offset, document_id)


def set_read(db: Database, document_id: int, read: bool) -> None:
    """Mark the document read or unread. Raises NotFoundError."""
    _set(db, "read", "?", int(read), document_id)


def set_starred(db: Database, document_id: int, starred: bool) -> None:
    """Give the document its star or take it. Raises NotFoundError."""
    _set(db, "starred", "?", int(starred), document_id)


def mark_opened(db: Database, document_id: int, now: str) -> None:
    """Keep `now`, ISO 8601 in UTC, as the time the document was opened last. Raises NotFoundError."""
    _set(db, "opened", "?", now, document_id)


def last_opened(db: Database) -> int | None:
    """The id of the listed document that was opened last, or None."""
    row = db.one(
        "SELECT id FROM documents WHERE removed IS NULL AND opened > '' ORDER BY opened DESC, id DESC LIMIT 1"
    )
    return None if row is None else int(row[0])


def samples_given(db: Database) -> bool:
    """Whether the sample articles were ever put into this library."""
    return db.one("SELECT 1 FROM facts WHERE key = ?", (_SAMPLES,)) is not None


def set_samples_given(db: Database, now: str) -> None:
    """Keep that the sample articles were put into this library."""
    db.run("INSERT OR IGNORE INTO facts (key, value) VALUES (?, ?)", (_SAMPLES, now))


def _set(db: Database, column: str, expression: str, value: object, document_id: int) -> None:
    if not db.run(f"UPDATE documents SET {column} = {expression} WHERE id = ?", (value, document_id)):
        raise documents.missing(document_id)
