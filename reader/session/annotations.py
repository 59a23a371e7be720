"""Annotations and drafts of one session: every change is stored at once and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from reader.model.analysis import Analysis
from reader.model.annotation import Anchor, Annotation, NoteDraft, PlacedAnnotation
from reader.model.document import Version
from reader.model.errors import NotFoundError, StoreError
from reader.model.span import Span
from reader.model.values import value_class
from reader.session.undo import UndoHistory
from reader.store import Store, new_id
from reader.store.holders import this_holder
from reader.text.wording.formatting import excerpt
from reader.text.wording.speakers import speaker_of

EXCERPT = 30
"""The most code points of the annotated words that messages about undoing quote."""


@value_class(frozen=True)
class SavedAnnotation:
    """An annotation as it was stored."""

    annotation: Annotation
    beside: Annotation | None = None
    """The second annotation, which keeps the user's note if somebody else changed the same note."""

    @property
    def message(self) -> str:
        """What to tell the user, not sanitised; '' if nobody else changed the note."""
        if self.beside is None:
            return ""
        return f"{self.annotation.author or 'somebody'} changed this note meanwhile: both are kept"


class Annotations:
    """Annotations and drafts of one session. Writes are durable; any method may raise StoreError.

    Every change can be undone unless somebody else has changed the annotation since.
    """

    def __init__(self, store: Store, history: UndoHistory, author: str) -> None:
        self.author = author
        self._store = store.annotations
        self._drafts = store.drafts
        self._history = history
        self._revisions: dict[str, int] = {}
        """The revision of each annotation that this session wrote last."""
        self._bases: dict[str, Annotation] = {}
        """The annotations that drafts started from, by draft id."""

    # Annotations

    def annotate(
        self,
        version: Version,
        span: Span | None,
        analysis: Analysis | None = None,
        *,
        note: str = "",
        tags: tuple[str, ...] = (),
        label: str = "",
    ) -> Annotation:
        """Annotate some words of a version, or the whole article if `span` is None."""
        draft = replace(self.begin(version, span), text=note)
        return self._add(self._new(draft, analysis, tags, label))

    def change(
        self,
        seen: Annotation,
        *,
        note: str | None = None,
        tags: tuple[str, ...] | None = None,
        label: str | None = None,
    ) -> SavedAnnotation:
        """Change what is not None, keeping what others changed since the annotation was read as `seen`.

        If they changed the same note, the user's note goes into a second annotation on the same words.
        """
        mine = replace(
            seen,
            note=seen.note if note is None else note,
            tags=seen.tags if tags is None else tags,
            label=seen.label if label is None else label,
        )
        return self._change(seen, mine, None)

    def delete(self, seen: Annotation) -> None:
        """Delete the user's own annotation.

        Raises StoreError if it is somebody else's, and ConflictError if it was changed since it was read.
        """
        if seen.author != self.author:
            raise StoreError(f"this is {seen.author or 'somebody'}'s: only your own can be deleted")
        self._revisions[seen.id] = seen.revision
        self._history.do(f"deleting the {_named(seen)}", self._delete, self._restore, seen.id)

    def decide(self, placed: PlacedAnnotation, version_id: int, span: Span | None) -> None:
        """Store the user's decision on where an annotation is in a version; None for nowhere."""
        id, before = placed.annotation.id, placed.placement
        self._history.do(
            f"deciding about the {_named(placed.annotation)}",
            lambda: self._store.decide(id, version_id, span),
            lambda: self._store.set_placement(id, version_id, before),
        )

    def with_speakers(
        self, annotations: Iterable[PlacedAnnotation], version: Version, analysis: Analysis
    ) -> list[PlacedAnnotation]:
        """Return annotations of a version, the user's own with the speaker that the analysis now has for them.

        A speaker that changed is stored; since it follows from the analysis, this is no new revision.
        """
        return [self._with_speaker(each, version, analysis) for each in annotations]

    def _with_speaker(self, placed: PlacedAnnotation, version: Version, analysis: Analysis) -> PlacedAnnotation:
        span, seen = placed.placement.span, placed.annotation
        if span is None or seen.anchor is None or seen.author != self.author:
            return placed
        speaker = speaker_of(span, span.of(version.text), analysis)
        if speaker == seen.speaker:
            return placed
        self._store.set_speaker(seen.id, speaker)
        return replace(placed, annotation=replace(seen, speaker=speaker))

    # Drafts

    def begin(self, version: Version, span: Span | None) -> NoteDraft:
        """Return a draft of a new note on some words, or on the whole article. It is stored when it is typed."""
        anchor = _anchor(version, span)
        return NoteDraft(new_id(), new_id(), version.document_id, version.id, anchor, "", 0, this_holder(), "")

    def begin_on(self, seen: Annotation) -> NoteDraft:
        """Return a draft that starts from an annotation's note."""
        place = seen.document_id, seen.version_id, seen.anchor
        draft = NoteDraft(new_id(), seen.id, *place, seen.note, seen.revision, this_holder(), "")
        self._bases[draft.id] = seen
        return draft

    def type(self, draft: NoteDraft, text: str) -> NoteDraft:
        """Store the text typed so far."""
        typed = replace(draft, text=text)
        self._drafts.save(typed)
        return typed

    def finish(
        self, draft: NoteDraft, analysis: Analysis | None = None, *, tags: tuple[str, ...] = (), label: str = ""
    ) -> SavedAnnotation | None:
        """Save the draft's text as the note and discard the draft; return None if a new note is empty.

        `tags` and `label` are for a new annotation.
        """
        base = self._base(draft)
        if base is not None and base.note == draft.text:
            self.discard(draft)
            return SavedAnnotation(base)
        if base is not None:
            return self._change(base, replace(base, note=draft.text), draft.id)
        if not draft.text.strip():
            self.discard(draft)
            return None
        return SavedAnnotation(self._add(self._new(draft, analysis, tags, label), draft.id))

    def discard(self, draft: NoteDraft) -> None:
        """Delete a draft."""
        self._drafts.discard(draft.id)
        self._bases.pop(draft.id, None)

    def abandon(self, draft: NoteDraft, analysis: Analysis | None = None) -> None:
        """Discard a draft with what was written; undoing it makes that the note."""
        base = self._base(draft)
        if not draft.text.strip() or (base is not None and base.note == draft.text):
            self.discard(draft)
            return
        made = replace(base, note=draft.text) if base is not None else self._new(draft, analysis, (), "")

        if base is not None:
            self._revisions[base.id] = base.revision

        def keep() -> None:
            if base is None and made.id in self._revisions:
                self._restore(made.id)
            else:
                self._save(replace(made, revision=self._revisions.get(made.id, made.revision)))

        def drop() -> None:
            if base is None:
                self._delete(made.id)
            else:
                self._save(replace(base, revision=self._revisions[base.id]))

        self.discard(draft)
        self._history.record(f"dropping the {_named(made)}", drop, keep)

    def keep_alive(self) -> None:
        """Record that this program still holds its drafts."""
        self._drafts.keep_alive(this_holder())

    def offered(self) -> list[NoteDraft]:
        """Return the drafts of programs that ended, except those that hold nothing new."""
        return [draft for draft in self._drafts.abandoned() if self._is_news(draft)]

    def resume(self, draft: NoteDraft) -> NoteDraft | None:
        """Take over an abandoned draft; return None if another program was first."""
        return self._drafts.take_over(draft, this_holder())

    def _is_news(self, draft: NoteDraft) -> bool:
        base = self._base(draft)
        return bool(draft.text.strip()) and (base is None or base.note != draft.text)

    def _base(self, draft: NoteDraft) -> Annotation | None:
        """Return the annotation that the draft started from; None for a new one."""
        if draft.id in self._bases:
            return self._bases[draft.id]
        try:
            stored = self._store.get(draft.annotation_id)
        except NotFoundError:
            return None
        if stored.revision == draft.base_revision:
            return stored
        # The note it started from is lost; an empty one makes a merge treat both texts as changed.
        return replace(stored, revision=draft.base_revision, note="")

    # Writes that go into the history

    def _new(self, draft: NoteDraft, analysis: Analysis | None, tags: tuple[str, ...], label: str) -> Annotation:
        place = draft.document_id, draft.version_id, draft.anchor
        new = Annotation(draft.annotation_id, *place, draft.text, tags, label, author=self.author)
        anchor = draft.anchor
        return replace(new, speaker=speaker_of(anchor.span, anchor.exact, analysis) if anchor else "")

    def _add(self, annotation: Annotation, draft_id: str | None = None) -> Annotation:
        saved = self._save(annotation, draft_id)
        self._history.record(_named(saved), self._restore, self._delete, saved.id)
        return saved

    def _change(self, seen: Annotation, mine: Annotation, draft_id: str | None) -> SavedAnnotation:
        merged = self._store.merge(seen, mine, author=self.author, draft_id=draft_id)
        beside = merged.beside
        for written in (merged.saved, beside):
            if written is not None:
                self._revisions[written.id] = written.revision
        self._bases.pop(draft_id or "", None)

        def write(annotation: Annotation, act: Callable[[str], None]) -> None:
            self._save(replace(annotation, revision=self._revisions[seen.id]))
            if beside is not None:
                act(beside.id)

        self._history.record(
            f"changing the {_named(merged.saved)}",
            lambda: write(merged.saved, self._restore),
            lambda: write(merged.before, self._delete),
        )
        return SavedAnnotation(merged.saved, beside)

    def _save(self, annotation: Annotation, draft_id: str | None = None) -> Annotation:
        saved = self._store.save(annotation, draft_id)
        self._revisions[saved.id] = saved.revision
        self._bases.pop(draft_id or "", None)
        return saved

    def _delete(self, annotation_id: str) -> None:
        self._revisions[annotation_id] = self._store.delete(annotation_id, self._revisions[annotation_id]).revision

    def _restore(self, annotation_id: str) -> None:
        self._revisions[annotation_id] = self._store.restore(annotation_id).revision


def _named(annotation: Annotation) -> str:
    """Return what an annotation is and on which words: "note on “the ferries sail”"."""
    what = "note" if annotation.note else "label" if annotation.label else "highlight"
    words = f"“{excerpt(annotation.anchor.exact, EXCERPT)}”" if annotation.anchor else "the article"
    return f"{what} on {words}"


def _anchor(version: Version, span: Span | None) -> Anchor | None:
    # Imported here because it is only needed to annotate.
    from reader.text.anchoring.anchors import anchor_of

    return anchor_of(version.text, span) if span is not None else None
