"""Whether annotations, drafts and corrections are sound: each has its words, and a place for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reader.model.annotation import Anchor
from reader.store import anchoring, annotation_rows, corrections
from reader.store.sqlite import Database, Row, unpacked


def _annotations(db: Database) -> Iterator[str]:
    query = f"SELECT id, document_id, version_id, {annotation_rows.COLUMNS} FROM annotations"
    yield from _readable(db, "annotation", query, lambda row: (annotation_rows.from_row(row).anchor,))


def _corrections(db: Database) -> Iterator[str]:
    def anchors(row: Row) -> tuple[Anchor | None, ...]:
        correction = corrections.from_row(row)
        return correction.anchor, correction.words

    query = f"SELECT id, document_id, version_id, {corrections.COLUMNS} FROM corrections"
    yield from _readable(db, "correction", query, anchors)


def _drafts(db: Database) -> Iterator[str]:
    query = f"SELECT id, document_id, version_id, {anchoring.COLUMNS} FROM drafts"
    yield from _readable(db, "draft", query, lambda row: (anchoring.from_row(row),))


def _readable(
    db: Database, what: str, query: str, anchors: Callable[[Row], tuple[Anchor | None, ...]]
) -> Iterator[str]:
    """Each row of the query can be read, and its anchors hold words of its version, which is its document's."""
    for id, document_id, version_id, *row in db.each(query + " ORDER BY version_id"):
        name = f"{what} {id}"
        try:
            found = anchors(tuple(row))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            yield f"{name}: cannot be read: {error}"
            continue
        if db.one("SELECT 1 FROM versions WHERE id = ? AND document_id = ?", (version_id, document_id)) is None:
            yield f"{name}: its version is not one of its document"
            continue
        if anchoring.is_kept(db, unpacked(id), version_id):
            continue
        try:
            text = anchoring.text_of(db, version_id)
        except (ValueError, AttributeError):
            # The version's own line says that its text cannot be read.
            continue
        for anchor in found:
            if anchor is not None and anchor.span.of(text) != anchor.exact:
                yield f"{name}: its words are not in the text that it was made in"


def _search(db: Database) -> Iterator[str]:
    query = f"""
        SELECT folded, deleted IS NULL, {annotation_rows.COLUMNS} FROM annotations
    """
    for folded, lives, *row in db.each(query):
        try:
            annotation = annotation_rows.from_row(tuple(row))
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
        if folded != annotation_rows.folded(annotation):
            yield f"annotation {annotation.id}: cannot be found by its words"
        tags = {(tag, annotation.modified) for tag in annotation.tags if lives}
        if annotation_rows.tag_rows(db, annotation) != tags:
            yield f"annotation {annotation.id}: cannot be found by its tags"
    for (id,) in db.each("SELECT annotation_id FROM annotation_tags EXCEPT SELECT id FROM annotations"):
        yield f"a tag: is of annotation {unpacked(id)}, which is not there"


def _placements(db: Database) -> Iterator[str]:
    query = """
        SELECT placements.mark_id, placements.version_id, marks.id IS NULL,
            versions.document_id IS NOT marks.document_id,
            (start IS NULL) != (stop IS NULL) OR start > stop OR start < 0 OR stop > length
            OR (start IS NULL AND state != 'orphan')
            OR state NOT IN ('exact', 'moved', 'changed', 'orphan')
        FROM placements LEFT JOIN versions ON versions.id = version_id LEFT JOIN (
            SELECT id, document_id FROM annotations UNION ALL SELECT id, document_id FROM bookmarks
            UNION ALL SELECT id, document_id FROM corrections
        ) AS marks ON marks.id = mark_id
    """
    for id, version_id, no_mark, other_document, outside in db.each(query):
        name = f"the place of mark {id} in version {version_id}"
        if no_mark:
            yield f"{name}: there is no such mark"
        elif other_document:
            yield f"{name}: is in another document"
        elif outside:
            yield f"{name}: is not in its text"


def _unplaced(db: Database) -> Iterator[str]:
    for table in ("annotations", "corrections"):
        query = f"""
            SELECT marks.id FROM {table} AS marks JOIN documents ON documents.id = marks.document_id
            WHERE start IS NOT NULL AND documents.version_id != marks.version_id AND NOT EXISTS (
                SELECT 1 FROM placements
                WHERE mark_id = marks.id AND part = '' AND version_id = documents.version_id
            )
        """
        for (id,) in db.each(query):
            yield f"{table[:-1]} {id}: was not looked for in the newest version of its document"


PARTS: tuple[Callable[[Database], Iterator[str]], ...] = (
    _annotations,
    _corrections,
    _drafts,
    _search,
    _placements,
    _unplaced,
)
"""What is checked; each gives a line for all that is wrong."""
