"""The annotations table and its tags. An annotation has a UUID, a revision and, once deleted, a tombstone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reader.model.annotation import (
    AnchorState,
    Annotation,
    AnnotationFilter,
    AnnotationRow,
    PlacedAnnotation,
    Placement,
)
from reader.model.document import Version
from reader.model.errors import ConflictError, NotFoundError, StoreDamagedError
from reader.model.span import Span
from reader.model.values import value_class
from reader.store import anchoring, documents, drafts
from reader.store.annotation_rows import (
    COLUMNS,
    PLACED_COLUMNS,
    WIDTH,
    anchors_of,
    folded,
    from_row,
    placed_from_row,
    to_row,
)
from reader.store.sqlite import ADVICE, UNREADABLE, Row, typed
from reader.store.table import Table, new_id

_LISTED = "document_id NOT IN (SELECT id FROM documents WHERE removed IS NOT NULL)"


@value_class(frozen=True, slots=True)
class MergeResult:
    """What a merge wrote."""

    before: Annotation
    """The annotation as it was before, with what others had changed."""
    saved: Annotation
    beside: Annotation | None
    """The second annotation, if both changed the note."""


class AnnotationTable(Table):
    """The annotations. Writes are durable."""

    def of(self, document_id: int, version_id: int | None = None) -> list[PlacedAnnotation]:
        """Return the document's annotations with their places in a version, by default the newest.

        In text order; those on the whole article come first, and orphans last.
        """
        version_id = version_id or anchoring.newest_version(self._db, document_id)
        length = anchoring.length_of(self._db, version_id)
        rows = self._rows(document_id, version_id)
        placed = self._built("annotation", rows, lambda row: placed_from_row(row, version_id, length))
        return sorted(placed, key=_text_order)

    def _rows(self, document_id: int, version_id: int) -> list[Row]:
        query = (
            f"SELECT {PLACED_COLUMNS} FROM annotations"
            " LEFT JOIN placements ON mark_id = annotations.id AND part = '' AND placements.version_id = ?"
            " WHERE deleted IS NULL"
        )
        rows, error = self._db.partly(f"{query} AND document_id = ?", (version_id, document_id))
        if error is None:
            return rows
        # A page of the file is damaged: the annotations on other pages are fetched one by one.
        self._db.damage[str(error)] = None
        found, _ = self._db.partly("SELECT rowid FROM annotations WHERE document_id = ?", (document_id,))
        alone = (self._db.partly(f"{query} AND annotations.rowid = ?", (version_id, *row))[0] for row in found)
        return list(dict.fromkeys([*rows, *(row for rows in alone for row in rows)]))

    def get(self, annotation_id: str) -> Annotation:
        """Return the annotation, deleted or not. Raises NotFoundError."""
        return self._get(annotation_id)[0]

    def is_deleted(self, annotation_id: str) -> bool:
        """Return True if the annotation is deleted. Raises NotFoundError."""
        return self._get(annotation_id)[1]

    def stored(self, annotation_id: str) -> Annotation | None:
        """Return the annotation, deleted or not, or None if there is none of this id."""
        return self._get(annotation_id)[0] if self._is_known(annotation_id) else None

    # Writing

    def save(self, annotation: Annotation, draft_id: str | None = None) -> Annotation:
        """Insert an annotation, or write its next revision, and discard its draft; return it as stored.

        Sets times and revision; `annotation.revision` is the revision that was changed. Raises ConflictError if
        someone changed or deleted it since, and NotFoundError if its version lacks its words.
        """
        with self._db.transaction(durable=True):
            saved = self._save(annotation)
            if draft_id is not None:
                drafts.discard(self._db, draft_id)
        return saved

    def merge(
        self, base: Annotation, mine: Annotation, *, author: str, draft_id: str | None = None
    ) -> MergeResult:
        """Write what `mine` changed in `base`, on top of what others changed since, and discard the draft.

        If both changed the note, mine becomes a second annotation by `author` on the same words. A deleted
        annotation is restored. Raises NotFoundError.
        """
        with self._db.transaction(durable=True):
            theirs, deleted = self._get(base.id)
            if deleted:
                theirs = self._write_tombstone(theirs, deleted=False)
            merged, beside = mine, None
            if theirs.revision != base.revision:
                # Imported here because two people seldom change the same annotation.
                from reader.store.annotation_merge import merge

                merged, beside = merge(base, mine, theirs)
            if beside is not None:
                beside = self._save(replace(beside, id=new_id(), author=author))
            saved = theirs if beside and merged == theirs else self._save(merged)
            if draft_id is not None:
                drafts.discard(self._db, draft_id)
        return MergeResult(theirs, saved, beside)

    def upsert(
        self, annotation: Annotation, lost: Placement | None = None, version: Version | None = None
    ) -> bool:
        """Store an annotation from elsewhere with its own times and revision; return False if it is not newer.

        A greater revision is newer, or the same one modified later. `lost` is the placement to store if the words
        are not where the anchor says; `version` is the annotation's, if it has been read.
        """
        with self._db.transaction(durable=True):
            stored = self.stored(annotation.id)
            newest = (annotation.revision, annotation.modified)
            if stored is not None and (stored.revision, stored.modified) >= newest:
                return False
            self._put(annotation, lost, version, is_new=stored is None)
        return True

    def delete(self, annotation_id: str, revision: int | None = None) -> Annotation:
        """Delete the annotation if `revision` is still the newest; return it as stored.

        Raises NotFoundError, and ConflictError as `save` does.
        """
        return self._set_tombstone(annotation_id, revision, deleted=True)

    def restore(self, annotation_id: str) -> Annotation:
        """Restore a deleted annotation and return it as stored. Raises NotFoundError."""
        return self._set_tombstone(annotation_id, None, deleted=False)

    def set_speaker(self, annotation_id: str, speaker: str) -> None:
        """Store who says the annotated words. It follows from the analysis, so it is no revision."""
        with self._db.transaction():
            self._db.run("UPDATE annotations SET speaker = ? WHERE id = ?", (speaker, annotation_id))

    def decide(self, annotation_id: str, version_id: int, span: Span | None) -> None:
        """Store the user's decision on where the annotation is in a version; None for nowhere.

        Raises NotFoundError.
        """
        state = AnchorState.CHANGED if span is not None else AnchorState.ORPHAN
        self.set_placement(annotation_id, version_id, Placement(state, span, decided=True))

    def set_placement(self, annotation_id: str, version_id: int, placement: Placement) -> None:
        """Store where the annotation is in a version. Raises NotFoundError."""
        now = self._now()
        with self._db.transaction(durable=True):
            annotation = self.get(annotation_id)
            anchors = anchors_of(annotation)
            if not anchors:
                raise NotFoundError(f"annotation {annotation_id}: is on the whole article, so it has no place")
            inside = self._db.one(
                "SELECT 1 FROM versions WHERE id = ? AND document_id = ? AND ? <= length",
                (version_id, annotation.document_id, placement.span.end if placement.span else 0),
            )
            if inside is None:
                raise NotFoundError(f"document {annotation.document_id}: version {version_id} has no such place")
            anchoring.keep(self._db, anchors[0], version_id, placement, now if placement.decided else None)

    # All annotations of the library

    def page(self, wanted: AnnotationFilter, offset: int, limit: int) -> list[AnnotationRow]:
        """Return at most `limit` matching annotations starting at index `offset`, last modified first."""
        table, condition, parameters = _where(wanted)
        by = "annotation_tags.modified" if wanted.tag else "annotations.modified"
        query = f"SELECT annotations.rowid FROM {table} WHERE {condition} ORDER BY {by} DESC, annotations.id DESC"
        ids = self._db.all(f"{query} LIMIT ? OFFSET ?", (*parameters, limit, offset))
        return [self._row(id) for (id,) in ids]

    def count(self, wanted: AnnotationFilter) -> int:
        """Count the matching annotations."""
        table, condition, parameters = _where(wanted)
        return self._db.integer(f"SELECT count(*) FROM {table} WHERE {condition}", parameters)

    def tags(self) -> list[str]:
        """Return every tag, most used first."""
        return self._texts("SELECT tag FROM annotation_tags GROUP BY tag ORDER BY count(*) DESC, tag")

    def labels(self) -> list[str]:
        """Return every label, most used first."""
        return self._used("label")

    def authors(self) -> list[str]:
        """Return every author, the one with most annotations first."""
        return self._used("author")

    def speakers(self) -> list[str]:
        """Return every speaker whose words are annotated, most annotated first."""
        return self._used("speaker")

    def _used(self, column: str) -> list[str]:
        return self._texts(
            f"SELECT {column} FROM annotations WHERE deleted IS NULL AND {column} > ''"
            f" GROUP BY {column} ORDER BY count(*) DESC, {column}"
        )

    def _texts(self, query: str) -> list[str]:
        rows = self._built("a list of annotations, with", self._db.all(query), lambda row: typed(row, "s"))
        return [text for row in rows for text in row]

    def _row(self, rowid: int) -> AnnotationRow:
        found = self._db.all(
            f"SELECT documents.version_id, title, {PLACED_COLUMNS} FROM annotations"
            " JOIN documents ON documents.id = annotations.document_id"
            " LEFT JOIN placements ON mark_id = annotations.id AND part = ''"
            " AND placements.version_id = documents.version_id"
            " WHERE annotations.rowid = ?",
            (rowid,),
        )
        rows = self._built("annotation in row", [(rowid, *row) for row in found], self._listed)
        return rows[0] if rows else _UNREADABLE_ROW

    def _listed(self, row: Row) -> AnnotationRow:
        _, version_id, title, *placed = row
        length = anchoring.length_of(self._db, version_id) if type(version_id) is int else None
        known = typed((title,), "s")[0] if isinstance(title, str | bytes) else documents.UNREADABLE_TITLE
        return AnnotationRow(placed_from_row(tuple(placed), version_id, length), known)

    # Inside a transaction

    def _get(self, annotation_id: str) -> tuple[Annotation, bool]:
        row = self._db.one(f"SELECT {COLUMNS}, deleted FROM annotations WHERE id = ?", (annotation_id,))
        if row is None:
            raise NotFoundError(f"annotation {annotation_id}: not in the library")
        try:
            return from_row(row[:WIDTH]), row[WIDTH] is not None
        except UNREADABLE as error:
            raise StoreDamagedError(f"annotation {annotation_id}: cannot be read ({error}); {ADVICE}") from error

    def _is_known(self, annotation_id: str) -> bool:
        return self._db.one("SELECT 1 FROM annotations WHERE id = ?", (annotation_id,)) is not None

    def _save(self, annotation: Annotation) -> Annotation:
        now = self._now()
        if self._is_known(annotation.id):
            stored, deleted = self._get(annotation.id)
            if deleted or stored.revision != annotation.revision:
                raise _conflict(stored, deleted=deleted)
            created, revision = stored.created, stored.revision + 1
        else:
            created, revision = annotation.created or now, 1
        saved = replace(annotation, created=created, modified=now, revision=revision)
        self._put(saved)
        return saved

    def _put(
        self,
        annotation: Annotation,
        lost: Placement | None = None,
        version: Version | None = None,
        *,
        is_new: bool = False,
    ) -> None:
        is_lost = lost is not None or (not is_new and self._is_lost(annotation))
        anchor = None if is_lost else annotation.anchor
        if version is None or (anchor is not None and anchor.span.of(version.text) != anchor.exact):
            anchoring.require_words(self._db, annotation.document_id, annotation.version_id, anchor)
        values = (*to_row(annotation), folded(annotation))
        self._db.insert("annotations", f"{COLUMNS}, folded", values, conflict="REPLACE")
        self._set_tags(annotation, annotation.tags, are_new=is_new)
        anchors = anchors_of(annotation)
        if lost is not None and anchors:
            anchoring.keep(self._db, anchors[0], annotation.version_id, lost)
        anchoring.place(self._db, anchors, anchoring.newest_version(self._db, annotation.document_id))
        documents.recount(self._db, annotation.document_id)

    def _is_lost(self, annotation: Annotation) -> bool:
        """Return True if its words are those of a stored annotation that never were where its anchor says."""
        if not anchoring.is_kept(self._db, annotation.id, annotation.version_id):
            return False
        stored = self.get(annotation.id)
        return (stored.version_id, stored.anchor) == (annotation.version_id, annotation.anchor)

    def _set_tags(self, annotation: Annotation, tags: Iterable[str], *, are_new: bool = False) -> None:
        if not are_new:
            self._db.run("DELETE FROM annotation_tags WHERE annotation_id = ?", (annotation.id,))
        for tag in dict.fromkeys(tags):
            values = (tag, annotation.modified, annotation.id)
            self._db.insert("annotation_tags", "tag, modified, annotation_id", values)

    def _set_tombstone(self, annotation_id: str, revision: int | None, *, deleted: bool) -> Annotation:
        with self._db.transaction(durable=True):
            stored, was_deleted = self._get(annotation_id)
            if revision not in (None, stored.revision):
                raise _conflict(stored, deleted=was_deleted)
            return stored if was_deleted == deleted else self._write_tombstone(stored, deleted=deleted)

    def _write_tombstone(self, stored: Annotation, *, deleted: bool) -> Annotation:
        now = self._now()
        saved = replace(stored, modified=now, revision=stored.revision + 1)
        self._db.run(
            "UPDATE annotations SET deleted = ?, modified = ?, revision = ? WHERE id = ?",
            (now if deleted else None, now, saved.revision, stored.id),
        )
        self._set_tags(saved, () if deleted else saved.tags)
        documents.recount(self._db, stored.document_id)
        return saved


_UNREADABLE_ROW = AnnotationRow(
    PlacedAnnotation(
        Annotation("", 0, 0, None, "(an annotation that cannot be read)"), Placement(AnchorState.ORPHAN, None)
    ),
    "",
)
"""Stands for an annotation whose row is damaged, so that the others keep their places in the list."""


def _text_order(placed: PlacedAnnotation) -> tuple[int, int, int, str, str]:
    annotation, span = placed.annotation, placed.placement.span
    group = 0 if annotation.anchor is None else 1 if span is not None else 2
    start, end = (span.start, span.end) if span is not None else (0, 0)
    return group, start, end, annotation.created, annotation.id


def _where(wanted: AnnotationFilter) -> tuple[str, str, tuple[object, ...]]:
    """Return the tables, the condition and its parameters."""
    table, modified = "annotations", "annotations.modified"
    if wanted.tag:
        table = "annotation_tags CROSS JOIN annotations ON annotations.id = annotation_id"
        modified = "annotation_tags.modified"
    tests = {
        "annotation_tags.tag = ?": wanted.tag,
        "label = ?": wanted.label,
        "author = ?": wanted.author,
        "speaker = ?": wanted.speaker,
        f"{modified} >= ?": wanted.since,
        f"{modified} < ?": wanted.until,
        "instr(folded, ?) > 0": wanted.text.casefold(),
    }
    used = {test: value for test, value in tests.items() if value}
    return table, " AND ".join(["deleted IS NULL", _LISTED, *used]), tuple(used.values())


def _conflict(stored: Annotation, *, deleted: bool) -> ConflictError:
    what = "deleted" if deleted else "changed"
    return ConflictError(
        f"annotation {stored.id}: was {what} meanwhile ({stored.modified}); look at it as it is now"
    )
