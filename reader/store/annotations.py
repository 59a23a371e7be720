"""The annotations table, with its tags: each annotation has a UUID, a revision and, when deleted, a tombstone."""

from __future__ import annotations

import json
from dataclasses import replace

from reader.model.annotation import Annotation, PlacedAnnotation, Placement
from reader.model.errors import ConflictError, NotFoundError
from reader.store import anchoring, documents
from reader.store.anchoring import Mark
from reader.store.sqlite import Database, Row, packed, unpacked

_OWN = (
    "id, document_id, version_id, note, tags, label, colour, author, speaker, beside, created, modified, revision"
)
COLUMNS = f"{_OWN}, {anchoring.COLUMNS}"
"""The columns that `from_row` takes, in its order."""

_WIDTH = len(COLUMNS.split(","))


def from_row(row: Row) -> Annotation:
    """The annotation of a row of `COLUMNS`."""
    id, document_id, version_id, note, tags, label, colour, author, speaker, beside, *rest = row
    created, modified, revision, *anchor = rest
    return Annotation(
        id=unpacked(id),
        document_id=document_id,
        version_id=version_id,
        anchor=anchoring.from_row(tuple(anchor)),
        note=unpacked(note),
        tags=tuple(json.loads(unpacked(tags))),
        label=unpacked(label),
        colour=unpacked(colour),
        author=unpacked(author),
        speaker=unpacked(speaker),
        created=created,
        modified=modified,
        revision=revision,
        beside=unpacked(beside),
    )


def qualified(columns: str, table: str) -> str:
    """The columns as those of a table that is joined with others."""
    return ", ".join(f"{table}.{column.strip()}" for column in columns.split(","))


def placed_from_row(row: Row, version_id: int) -> PlacedAnnotation:
    """The annotation and its place, of a row of `COLUMNS` and `anchoring.PLACED`."""
    annotation = from_row(row[:_WIDTH])
    placed = anchoring.placement(row[_WIDTH:], annotation.version_id, version_id, annotation.anchor)
    return PlacedAnnotation(annotation, placed)


def of_document(db: Database, document_id: int, version_id: int) -> list[PlacedAnnotation]:
    """The document's annotations in the order of the version's text: those on the article first, orphans last."""
    rows = db.all(
        f"SELECT {qualified(COLUMNS, 'annotations')}, {qualified(anchoring.PLACED, 'placements')} FROM annotations"
        " LEFT JOIN placements ON mark_id = annotations.id AND part = '' AND placements.version_id = ?"
        " WHERE document_id = ? AND deleted IS NULL",
        (version_id, document_id),
    )
    return sorted((placed_from_row(row, version_id) for row in rows), key=_in_text)


def _in_text(placed: PlacedAnnotation) -> tuple[int, int, int, str, str]:
    annotation, span = placed.annotation, placed.placement.span
    group = 0 if annotation.anchor is None else 1 if span is not None else 2
    start, end = (span.start, span.end) if span is not None else (0, 0)
    return group, start, end, annotation.created, annotation.id


def get(db: Database, annotation_id: str) -> tuple[Annotation, bool]:
    """The annotation, and whether it is deleted. Raises NotFoundError."""
    row = db.one(f"SELECT {COLUMNS}, deleted FROM annotations WHERE id = ?", (packed(annotation_id),))
    if row is None:
        raise NotFoundError(f"annotation {annotation_id}: not in the library")
    return from_row(row[:_WIDTH]), row[_WIDTH] is not None


def known(db: Database, annotation_id: str) -> bool:
    """Whether there is one of this id, deleted or not."""
    return db.one("SELECT 1 FROM annotations WHERE id = ?", (packed(annotation_id),)) is not None


def save(db: Database, annotation: Annotation, now: str) -> Annotation:
    """Store a new annotation, or the next revision of one, and return it as stored. Call inside a transaction.

    Raises ConflictError where the stored one is not the revision that `annotation` says was seen, or is deleted,
    and NotFoundError where its version does not have its words.
    """
    if not known(db, annotation.id):
        made = replace(annotation, created=annotation.created or now, modified=now, revision=1)
        put(db, made)
        return made
    stored, deleted = _seen(db, annotation, "changed")
    if deleted:
        raise _conflict(annotation, stored, "deleted")
    made = replace(annotation, created=stored.created, modified=now, revision=stored.revision + 1)
    put(db, made)
    return made


def put(db: Database, annotation: Annotation, lost: Placement | None = None) -> None:
    """Store the annotation as it is, in place of any other of its id. Call inside a transaction.

    `lost` is what to keep of words that came from elsewhere and do not stand where their anchor says.
    """
    is_lost = lost is not None or _is_lost(db, annotation)
    anchor = None if is_lost else annotation.anchor
    anchoring.need_place(db, annotation.document_id, annotation.version_id, anchor)
    db.run(
        f"INSERT OR REPLACE INTO annotations ({COLUMNS}, folded) VALUES ({', '.join('?' * (_WIDTH + 1))})",
        (*_values(annotation), folded(annotation)),
    )
    _retag(db, annotation)
    marks = [mark] if (mark := _mark(annotation)) else []
    if lost is not None and marks:
        anchoring.keep(db, marks[0], annotation.version_id, lost)
    anchoring.place(db, marks, anchoring.newest_version(db, annotation.document_id))
    documents.recount(db, annotation.document_id)


def _is_lost(db: Database, annotation: Annotation) -> bool:
    """Whether its words are those of a stored annotation that never stood where its anchor says."""
    if not anchoring.is_kept(db, annotation.id, annotation.version_id):
        return False
    stored, _ = get(db, annotation.id)
    return (stored.version_id, stored.anchor) == (annotation.version_id, annotation.anchor)


def folded(annotation: Annotation) -> str | bytes:
    """What the search looks through: note, words and tags without case."""
    words = annotation.anchor.exact if annotation.anchor else ""
    return packed("\n".join((annotation.note, words, *annotation.tags)).casefold())


def delete(db: Database, annotation_id: str, revision: int | None, now: str) -> Annotation:
    """Set the tombstone and return the annotation as stored. Raises NotFoundError; ConflictError as `save`."""
    return _bury(db, annotation_id, revision, now, now)


def restore(db: Database, annotation_id: str, now: str) -> Annotation:
    """Take the tombstone away and return the annotation as stored. Raises NotFoundError."""
    return _bury(db, annotation_id, None, None, now)


def marks(db: Database, document_id: int) -> list[Mark]:
    """All of the document that can be placed; the deleted ones too, for they can be restored."""
    rows = db.all(f"SELECT {COLUMNS} FROM annotations WHERE document_id = ?", (document_id,))
    return [mark for row in rows if (mark := _mark(from_row(row)))]


def decide(db: Database, annotation_id: str, version_id: int, placement: Placement, now: str) -> None:
    """Keep what a person says of its place in a version, or, with a placement that is not decided, no longer.

    Raises NotFoundError. Call inside a transaction.
    """
    annotation, _ = get(db, annotation_id)
    mark = _mark(annotation)
    if mark is None:
        raise NotFoundError(f"annotation {annotation_id}: is about the whole article, and has no place in it")
    inside = db.one(
        "SELECT 1 FROM versions WHERE id = ? AND document_id = ? AND ? <= length",
        (version_id, annotation.document_id, placement.span.end if placement.span else 0),
    )
    if inside is None:
        raise NotFoundError(f"document {annotation.document_id}: its version {version_id} has no such place")
    anchoring.keep(db, mark, version_id, placement, now if placement.decided else None)


def _mark(annotation: Annotation) -> Mark | None:
    if annotation.anchor is None:
        return None
    return Mark(annotation.id, "", annotation.version_id, annotation.anchor)


def _values(annotation: Annotation) -> tuple[object, ...]:
    return (
        packed(annotation.id),
        annotation.document_id,
        annotation.version_id,
        packed(annotation.note),
        packed(json.dumps(annotation.tags, ensure_ascii=False)),
        packed(annotation.label),
        packed(annotation.colour),
        packed(annotation.author),
        packed(annotation.speaker),
        packed(annotation.beside),
        annotation.created,
        annotation.modified,
        annotation.revision,
        *anchoring.values(annotation.anchor),
    )


def _retag(db: Database, annotation: Annotation, *, deleted: bool = False) -> None:
    db.run("DELETE FROM annotation_tags WHERE annotation_id = ?", (packed(annotation.id),))
    for tag in () if deleted else dict.fromkeys(annotation.tags):
        db.run(
            "INSERT INTO annotation_tags (tag, modified, annotation_id) VALUES (?, ?, ?)",
            (packed(tag), annotation.modified, packed(annotation.id)),
        )


def tag_rows(db: Database, annotation: Annotation) -> set[tuple[str, str]]:
    """The tags by which the annotation is found, each with the time by which it is sorted."""
    rows = db.all("SELECT tag, modified FROM annotation_tags WHERE annotation_id = ?", (packed(annotation.id),))
    return {(unpacked(tag), modified) for tag, modified in rows}


def _seen(db: Database, mine: Annotation, what: str) -> tuple[Annotation, bool]:
    stored, deleted = get(db, mine.id)
    if stored.revision != mine.revision:
        raise _conflict(mine, stored, "deleted" if deleted else what)
    return stored, deleted


def _conflict(mine: Annotation, stored: Annotation, what: str) -> ConflictError:
    return ConflictError(
        f"annotation {mine.id}: was {what} meanwhile ({stored.modified}); look at it as it is now",
        mine,
        stored,
        deleted=what == "deleted",
    )


def _bury(db: Database, annotation_id: str, revision: int | None, deleted: str | None, now: str) -> Annotation:
    stored, was_deleted = get(db, annotation_id)
    if revision is not None and revision != stored.revision:
        raise _conflict(replace(stored, revision=revision), stored, "deleted" if was_deleted else "changed")
    if was_deleted == (deleted is not None):
        return stored
    made = replace(stored, modified=now, revision=stored.revision + 1)
    db.run(
        "UPDATE annotations SET deleted = ?, modified = ?, revision = ? WHERE id = ?",
        (deleted, now, made.revision, packed(annotation_id)),
    )
    _retag(db, made, deleted=deleted is not None)
    documents.recount(db, stored.document_id)
    return made
