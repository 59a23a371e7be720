"""The check of annotations, drafts and corrections: each has its words and its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import attrgetter

from reader.model.annotation import Anchor
from reader.model.errors import StoreDamagedError
from reader.store import anchoring, annotation_rows, corrections
from reader.store.sqlite import UNREADABLE, Database, Row, texts


def _annotations(db: Database) -> Iterator[str]:
    columns = annotation_rows.COLUMNS
    return _check_rows(db, "annotation", columns, lambda row: (annotation_rows.from_row(row).anchor,))


def _corrections(db: Database) -> Iterator[str]:
    both = attrgetter("anchor", "words")
    return _check_rows(db, "correction", corrections.COLUMNS, lambda row: both(corrections.from_row(row)))


def _drafts(db: Database) -> Iterator[str]:
    return _check_rows(db, "draft", anchoring.COLUMNS, lambda row: (anchoring.from_row(row),))


def _check_rows(
    db: Database, what: str, columns: str, anchors: Callable[[Row], tuple[Anchor | None, ...]]
) -> Iterator[str]:
    """Check that each row can be read and that the words of its anchors are in its version."""
    query = f"SELECT id, document_id, version_id, {columns} FROM {what}s ORDER BY version_id"
    for id, document_id, version_id, *row in db.each(query):
        name = f"{what} {id}"
        try:
            found = anchors(tuple(row))
        except UNREADABLE as error:
            yield f"{name}: cannot be read: {error}"
            continue
        if db.one("SELECT 1 FROM versions WHERE id = ? AND document_id = ?", (version_id, document_id)) is None:
            yield f"{name}: its version is of another document"
            continue
        if anchoring.is_kept(db, id, version_id):
            continue
        try:
            text = anchoring.text_of(db, version_id)
        except StoreDamagedError:
            # Reported for the version itself.
            continue
        for anchor in found:
            if anchor is not None and anchor.span.of(text) != anchor.exact:
                yield f"{name}: its words are not in the text it was made in"


def _search(db: Database) -> Iterator[str]:
    query = f"SELECT folded, deleted IS NULL, {annotation_rows.COLUMNS} FROM annotations"
    for folded, lives, *row in db.each(query):
        try:
            annotation = annotation_rows.from_row(tuple(row))
            (indexed,) = texts([folded])
            indexed_tags = annotation_rows.tag_rows(db, annotation)
        except UNREADABLE:
            continue
        if indexed != annotation_rows.folded(annotation):
            yield f"annotation {annotation.id}: is not indexed by its words"
        tags = {(tag, annotation.modified) for tag in annotation.tags if lives}
        if indexed_tags != tags:
            yield f"annotation {annotation.id}: is not indexed by its tags"
    query = "SELECT annotation_id FROM annotation_tags EXCEPT SELECT id FROM annotations"
    for (id,) in map(texts, db.each(query)):
        yield f"a tag: belongs to annotation {id}, which is missing"


def _placements(db: Database) -> Iterator[str]:
    query = """
        SELECT placements.mark_id, placements.version_id, anchored.id IS NULL,
            versions.document_id IS NOT anchored.document_id,
            (start IS NULL) != (stop IS NULL) OR start > stop OR start < 0 OR stop > length
            OR (start IS NULL AND state != 'orphan')
            OR state NOT IN ('exact', 'moved', 'changed', 'orphan')
        FROM placements LEFT JOIN versions ON versions.id = version_id LEFT JOIN (
            SELECT id, document_id FROM annotations UNION ALL SELECT id, document_id FROM bookmarks
            UNION ALL SELECT id, document_id FROM corrections
        ) AS anchored ON anchored.id = mark_id
    """
    for id, version_id, missing, other_document, outside in map(texts, db.each(query)):
        name = f"the place of {id} in version {version_id}"
        if missing:
            yield f"{name}: there is no such annotation, bookmark or correction"
        elif other_document:
            yield f"{name}: is in another document"
        elif outside:
            yield f"{name}: is outside the text"


def _unplaced(db: Database) -> Iterator[str]:
    for table in ("annotations", "corrections"):
        query = f"""
            SELECT {table}.id FROM {table} JOIN documents ON documents.id = document_id
            WHERE start IS NOT NULL AND documents.version_id != {table}.version_id AND NOT EXISTS (
                SELECT 1 FROM placements
                WHERE mark_id = {table}.id AND part = '' AND placements.version_id = documents.version_id
            )
        """
        for (id,) in db.each(query):
            yield f"{table[:-1]} {id}: has no place in the newest version of its document"


PARTS = (_annotations, _corrections, _drafts, _search, _placements, _unplaced)
"""The checks; each yields a line for everything that is wrong."""
