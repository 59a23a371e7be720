"""Pages of all annotations of the library, filtered; and the tags, labels, authors and speakers there are."""

from __future__ import annotations

from reader.model.annotation import AnnotationFilter, AnnotationRow
from reader.store import anchoring
from reader.store import annotations as notes
from reader.store.sqlite import Database, packed, unpacked

_LISTED = "document_id NOT IN (SELECT id FROM documents WHERE removed IS NOT NULL)"


def rows(db: Database, wanted: AnnotationFilter, offset: int, limit: int) -> list[AnnotationRow]:
    """At most `limit` annotations that are wanted, from index `offset` on; those changed last come first."""
    table, condition, parameters = _condition(wanted)
    by = "annotation_tags.modified" if wanted.tag else "annotations.modified"
    found = db.all(
        f"SELECT annotations.id FROM {table} WHERE {condition} ORDER BY {by} DESC, annotations.id DESC"
        " LIMIT ? OFFSET ?",
        (*parameters, limit, offset),
    )
    return [_row(db, id) for (id,) in found]


def count(db: Database, wanted: AnnotationFilter) -> int:
    """How many annotations are wanted."""
    table, condition, parameters = _condition(wanted)
    return db.integer(f"SELECT count(*) FROM {table} WHERE {condition}", parameters)


def tags(db: Database) -> list[str]:
    """Every tag in use, the most used first."""
    return _texts(db, "SELECT tag FROM annotation_tags GROUP BY tag ORDER BY count(*) DESC, tag")


def values(db: Database, column: str) -> list[str]:
    """Every label, author or speaker in use, the most used first; `column` is one of these three words."""
    return _texts(
        db,
        f"SELECT {column} FROM annotations WHERE deleted IS NULL AND {column} > ''"
        f" GROUP BY {column} ORDER BY count(*) DESC, {column}",
    )


def _texts(db: Database, query: str) -> list[str]:
    return [unpacked(value) for (value,) in db.all(query)]


def _condition(wanted: AnnotationFilter) -> tuple[str, str, tuple[object, ...]]:
    """The tables, the condition and its parameters."""
    parts: list[tuple[str, object]] = []
    table, modified = "annotations", "annotations.modified"
    if wanted.tag:
        table = "annotation_tags CROSS JOIN annotations ON annotations.id = annotation_id"
        modified = "annotation_tags.modified"
        parts.append(("annotation_tags.tag = ?", packed(wanted.tag)))
    for column in ("label", "author", "speaker"):
        if value := getattr(wanted, column):
            parts.append((f"{column} = ?", packed(value)))
    if wanted.since:
        parts.append((f"{modified} >= ?", wanted.since))
    if wanted.until:
        parts.append((f"{modified} < ?", wanted.until))
    if wanted.text:
        parts.append(("instr(folded, ?) > 0", packed(wanted.text.casefold())))
    condition = " AND ".join(["deleted IS NULL", _LISTED, *(part for part, _ in parts)])
    return table, condition, tuple(value for _, value in parts)


def _row(db: Database, annotation_id: str) -> AnnotationRow:
    found = db.all(
        f"SELECT documents.version_id, title, {notes.qualified(notes.COLUMNS, 'annotations')},"
        f" {notes.qualified(anchoring.PLACED, 'placements')} FROM annotations"
        " JOIN documents ON documents.id = annotations.document_id"
        " LEFT JOIN placements ON mark_id = annotations.id AND part = ''"
        " AND placements.version_id = documents.version_id"
        " WHERE annotations.id = ?",
        (packed(annotation_id),),
    )
    version_id, title, *row = found[0]
    return AnnotationRow(notes.placed_from_row(tuple(row), version_id), unpacked(title))
