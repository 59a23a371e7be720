"""The facade's part for a person's marks: annotations, drafts, corrections, aliases, and where they stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from reader.model.analysis import Analysis
from reader.model.annotation import (
    Anchor,
    AnchorState,
    Annotation,
    AnnotationFilter,
    AnnotationRow,
    NoteDraft,
    PlacedAnnotation,
    Placement,
)
from reader.model.correction import Alias, CorrectedThing, Correction, CorrectionAct, PlacedCorrection
from reader.model.document import Version
from reader.model.span import Span
from reader.store import aliases, anchoring, annotation_search, corrections, drafts
from reader.store import annotations as notes
from reader.store.sqlite import Database

Clock = Callable[[], datetime]
"""Gives the present time, with its time zone."""


class MarkStore:
    """What may be asked of the library about marks. All that is written is on the disk at return.

    Every method may raise StoreError as those of `Store` do.
    """

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    # Annotations

    def annotations(self, document_id: int, version_id: int | None = None) -> list[PlacedAnnotation]:
        """The document's annotations with their places in a version, by default the newest, in its text's order.

        Those on the whole article come first, and orphans last.
        """
        version = version_id or anchoring.newest_version(self._db, document_id)
        return notes.of_document(self._db, document_id, version)

    def annotation(self, annotation_id: str) -> Annotation:
        """The annotation, deleted or not. Raises NotFoundError."""
        return notes.get(self._db, annotation_id)[0]

    def is_deleted(self, annotation_id: str) -> bool:
        """Whether the annotation is deleted. Raises NotFoundError."""
        return notes.get(self._db, annotation_id)[1]

    def save_annotation(self, annotation: Annotation, draft_id: str | None = None) -> Annotation:
        """Store a new annotation, or the next revision of one, and return it as stored; its draft goes.

        Its times and its revision are given here; `annotation.revision` says which one was seen. Raises
        ConflictError, with both, where the library has another one or it is deleted, and NotFoundError where its
        version does not have its words.
        """
        with self._db.transaction(durable=True):
            saved = notes.save(self._db, annotation, self._stamp())
            if draft_id is not None:
                drafts.discard(self._db, draft_id)
        return saved

    def take_annotation(self, annotation: Annotation, lost: Placement | None = None) -> bool:
        """Take in an annotation of another library or file, with its own times and revision. Whether it was news.

        One whose id is here is news where its revision is greater, or the same and it was changed later. One whose
        words do not stand where its anchor says needs `lost`, which is kept as its place in its version.
        """
        with self._db.transaction(durable=True):
            if notes.known(self._db, annotation.id):
                stored, _ = notes.get(self._db, annotation.id)
                if (stored.revision, stored.modified) >= (annotation.revision, annotation.modified):
                    return False
            notes.put(self._db, annotation, lost)
        return True

    def delete_annotation(self, annotation_id: str, revision: int | None = None) -> Annotation:
        """Take the annotation away, if `revision` is still the newest; `restore_annotation` undoes it.

        Returns it as stored. Raises NotFoundError, and ConflictError as `save_annotation`.
        """
        with self._db.transaction(durable=True):
            return notes.delete(self._db, annotation_id, revision, self._stamp())

    def restore_annotation(self, annotation_id: str) -> Annotation:
        """Put a deleted annotation back, and return it as stored. Raises NotFoundError."""
        with self._db.transaction(durable=True):
            return notes.restore(self._db, annotation_id, self._stamp())

    def decide(self, annotation_id: str, version_id: int, span: Span | None) -> None:
        """Keep what a person says of an annotation's place in a version: there, or nowhere.

        Raises NotFoundError.
        """
        state = AnchorState.CHANGED if span is not None else AnchorState.ORPHAN
        self.replace_placement(annotation_id, version_id, Placement(state, span, decided=True))

    def replace_placement(self, annotation_id: str, version_id: int, placement: Placement) -> None:
        """Let an annotation's place in a version be as it was before a decision. Raises NotFoundError."""
        with self._db.transaction(durable=True):
            notes.decide(self._db, annotation_id, version_id, placement, self._stamp())

    # All annotations of the library

    def annotation_rows(self, wanted: AnnotationFilter, offset: int, limit: int) -> list[AnnotationRow]:
        """At most `limit` of those that are wanted, from index `offset` on, changed last first."""
        return annotation_search.rows(self._db, wanted, offset, limit)

    def annotation_count(self, wanted: AnnotationFilter) -> int:
        """How many are wanted."""
        return annotation_search.count(self._db, wanted)

    def tags(self) -> list[str]:
        """Every tag in use, the most used first."""
        return annotation_search.tags(self._db)

    def labels(self) -> list[str]:
        """Every label in use, the most used first."""
        return annotation_search.values(self._db, "label")

    def authors(self) -> list[str]:
        """Every author of annotations, the busiest first."""
        return annotation_search.values(self._db, "author")

    def speakers(self) -> list[str]:
        """Every speaker whose words are marked, the most marked first."""
        return annotation_search.values(self._db, "speaker")

    # Drafts

    def save_draft(self, draft: NoteDraft) -> None:
        """Keep a note as it is typed so far. Raises NotFoundError where its version does not have its words."""
        with self._db.transaction(durable=True):
            drafts.save(self._db, draft, self._stamp())

    def abandoned_drafts(self) -> list[NoteDraft]:
        """The drafts whose programs have ended without saving or discarding them, the oldest first."""
        return drafts.abandoned(self._db, self._clock())

    def take_over_draft(self, draft: NoteDraft, holder: str) -> NoteDraft | None:
        """Hold an abandoned draft as the program with this name; None where another one was quicker."""
        with self._db.transaction(durable=True):
            taken = drafts.take_over(self._db, draft, holder, self._stamp())
        return replace(draft, holder=holder) if taken else None

    def keep_drafts_alive(self, holder: str) -> None:
        """Say that the program with this name runs; for those who cannot look for themselves."""
        with self._db.transaction():
            drafts.keep_alive(self._db, holder, self._stamp())

    def discard_draft(self, draft_id: str) -> None:
        """Forget a draft for good."""
        with self._db.transaction(durable=True):
            drafts.discard(self._db, draft_id)

    # Corrections

    def corrections(self, document_id: int, version_id: int | None = None) -> list[PlacedCorrection]:
        """The document's corrections with their places in a version, by default the newest, the oldest first."""
        version = version_id or anchoring.newest_version(self._db, document_id)
        return corrections.of_document(self._db, document_id, version)

    def corrected(self, version: Version, machine: Analysis) -> Analysis:
        """What the machine found in the version as a person has it: with corrections and aliases upon it."""
        placed, names = self.corrections(version.document_id, version.id), self.aliases()
        if not placed and not names:
            return machine
        # Imported here because most articles are read without.
        from reader.corrections.apply import corrected

        return corrected(machine, version.text, placed, names)

    def add_correction(
        self,
        document_id: int,
        version_id: int,
        thing: CorrectedThing,
        act: CorrectionAct,
        anchor: Anchor,
        *,
        words: Anchor | None = None,
        value: str = "",
        author: str = "",
    ) -> Correction:
        """Keep a correction. Raises NotFoundError where the version does not have its words."""
        correction = Correction(
            new_id(), document_id, version_id, thing, act, anchor, words, value, author, self._stamp()
        )
        with self._db.transaction(durable=True):
            corrections.add(self._db, correction)
        return correction

    def withdraw_correction(self, correction_id: str) -> None:
        """Take a correction back; `restore_correction` undoes it. Raises NotFoundError."""
        with self._db.transaction(durable=True):
            corrections.withdraw(self._db, correction_id, self._stamp())

    def restore_correction(self, correction_id: str) -> None:
        """Let a withdrawn correction hold again. Raises NotFoundError."""
        with self._db.transaction(durable=True):
            corrections.restore(self._db, correction_id)

    # Aliases

    def aliases(self) -> list[Alias]:
        """The names that hold for every article, in the order in which they were given."""
        return aliases.all_of(self._db)

    def add_alias(self, name: str, becomes: str, author: str = "") -> Alias:
        """Let the source called `name` go by another name in every article."""
        alias = Alias(new_id(), name, becomes, author, self._stamp())
        with self._db.transaction(durable=True):
            aliases.add(self._db, alias)
        return alias

    def withdraw_alias(self, alias_id: str) -> None:
        """Take an alias back; `restore_alias` undoes it. Raises NotFoundError."""
        with self._db.transaction(durable=True):
            aliases.withdraw(self._db, alias_id, self._stamp())

    def restore_alias(self, alias_id: str) -> None:
        """Let a withdrawn alias hold again. Raises NotFoundError."""
        with self._db.transaction(durable=True):
            aliases.restore(self._db, alias_id)

    def _stamp(self) -> str:
        return self._clock().astimezone(UTC).isoformat(timespec="seconds")


def new_id() -> str:
    """A UUID for something new."""
    # Imported here because it costs more than all of the store together.
    from uuid import uuid4

    return str(uuid4())
