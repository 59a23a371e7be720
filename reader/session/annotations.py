"""A person's annotations as one sitting makes them: written, changed beside others, taken back. No widgets."""

from __future__ import annotations

from dataclasses import replace

from reader.model.analysis import Analysis
from reader.model.annotation import Anchor, Annotation, NoteDraft, PlacedAnnotation
from reader.model.document import Version
from reader.model.errors import ConflictError, NotFoundError, StoreError
from reader.model.span import Span
from reader.model.values import value_class
from reader.session.undo import History
from reader.store import Store, new_id
from reader.store.holders import this_holder

_TRIES = 5
"""How often a change is tried that others are quicker with."""


@value_class(frozen=True)
class Written:
    """What became of a change."""

    annotation: Annotation
    beside: Annotation | None = None
    """The annotation that keeps one's own note where somebody else had changed it at the same moment."""

    @property
    def message(self) -> str:
        """What a person should know of it, not sanitised; nothing where all went as usual."""
        if self.beside is None:
            return ""
        return f"{self.annotation.author or 'somebody'} changed this note meanwhile: both are kept"


class Annotations:
    """Annotations and drafts of one sitting. Every method may raise StoreError; what is written is on the disk.

    All that is done here goes into the history and can be undone, unless somebody else has changed it since.
    """

    def __init__(self, store: Store, history: History, author: str) -> None:
        self.author = author
        self._store = store
        self._history = history
        self._own: dict[str, int] = {}
        """The revision of each annotation that this sitting wrote last."""
        self._bases: dict[str, Annotation] = {}
        """The annotations that drafts began with, by the drafts' ids."""

    def of(self, document_id: int) -> list[PlacedAnnotation]:
        """The annotations of a document in the order of its newest text, whoever made them."""
        return self._store.annotations.of(document_id)

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
        """Mark some words of a version, or with None the whole article; the analysis tells whose words."""
        anchor = _anchor(version, span)
        speaker = speaker_of(span, analysis)
        return self._add(
            Annotation(
                new_id(),
                version.document_id,
                version.id,
                anchor,
                note,
                tags,
                label,
                author=self.author,
                speaker=speaker,
            )
        )

    def change(
        self,
        seen: Annotation,
        *,
        note: str | None = None,
        tags: tuple[str, ...] | None = None,
        label: str | None = None,
    ) -> Written:
        """Change what is not None of an annotation as it was seen; changes that others made meanwhile stay.

        Where they changed the same note, one's own goes into a second annotation on the same words.
        """
        mine = replace(
            seen,
            note=seen.note if note is None else note,
            tags=seen.tags if tags is None else tags,
            label=seen.label if label is None else label,
        )
        return self._change(seen, mine, None)

    def delete(self, seen: Annotation) -> None:
        """Take away one's own annotation.

        Raises StoreError where it is another's, and ConflictError where it was changed since it was seen.
        """
        if seen.author != self.author:
            raise StoreError(f"this is {seen.author or 'somebody'}'s: only your own can be deleted")
        self._own[seen.id] = seen.revision
        self._history.do("deleting an annotation", lambda: self._bury(seen.id), lambda: self._unearth(seen.id))

    def decide(self, placed: PlacedAnnotation, version_id: int, span: Span | None) -> None:
        """Keep that an annotation means these words of a version, or with None that it means none there."""
        id, before = placed.annotation.id, placed.placement
        self._history.do(
            "deciding about changed words",
            lambda: self._store.annotations.decide(id, version_id, span),
            lambda: self._store.annotations.set_placement(id, version_id, before),
        )

    # Drafts

    def begin(self, version: Version, span: Span | None) -> NoteDraft:
        """A draft of a new note on some words of a version, or on the article; kept once it is typed."""
        anchor = _anchor(version, span)
        return NoteDraft(new_id(), new_id(), version.document_id, version.id, anchor, "", 0, this_holder(), "")

    def begin_on(self, seen: Annotation) -> NoteDraft:
        """A draft of a change to an annotation's note, with that note in it."""
        draft = NoteDraft(
            new_id(),
            seen.id,
            seen.document_id,
            seen.version_id,
            seen.anchor,
            seen.note,
            seen.revision,
            this_holder(),
            "",
        )
        self._bases[draft.id] = seen
        return draft

    def type(self, draft: NoteDraft, text: str) -> NoteDraft:
        """Keep the note as it is typed so far."""
        typed = replace(draft, text=text)
        self._store.drafts.save(typed)
        return typed

    def finish(
        self, draft: NoteDraft, analysis: Analysis | None = None, *, tags: tuple[str, ...] = (), label: str = ""
    ) -> Written | None:
        """Make the draft's text the note of its annotation, and forget the draft; None where there is no note.

        `tags` and `label` are for a new annotation; an empty note makes none.
        """
        base = self._base(draft)
        if base is not None and base.note == draft.text:
            self.discard(draft)
            return Written(base)
        if base is not None:
            return self._change(base, replace(base, note=draft.text), draft.id)
        if not draft.text.strip():
            self.discard(draft)
            return None
        made = Annotation(
            draft.annotation_id, draft.document_id, draft.version_id, draft.anchor, draft.text, tags, label
        )
        span = draft.anchor.span if draft.anchor is not None else None
        made = replace(made, author=self.author, speaker=speaker_of(span, analysis))
        return Written(self._add(made, draft.id))

    def discard(self, draft: NoteDraft) -> None:
        """Forget a draft for good."""
        self._store.drafts.discard(draft.id)
        self._bases.pop(draft.id, None)

    def keep_alive(self) -> None:
        """Say that this program still holds its drafts."""
        self._store.drafts.keep_alive(this_holder())

    def offered(self) -> list[NoteDraft]:
        """The drafts that programs left behind when they ended, without those that hold nothing new."""
        offered = []
        for draft in self._store.drafts.abandoned():
            base = self._base(draft)
            if draft.text.strip() and (base is None or base.note != draft.text):
                offered.append(draft)
        return offered

    def resume(self, draft: NoteDraft) -> NoteDraft | None:
        """Go on with an abandoned draft; None where another program was quicker."""
        return self._store.drafts.take_over(draft, this_holder())

    def _base(self, draft: NoteDraft) -> Annotation | None:
        """What the draft began with, as far as it is known; None for a new annotation."""
        if draft.id in self._bases:
            return self._bases[draft.id]
        try:
            stored = self._store.annotations.get(draft.annotation_id)
        except NotFoundError:
            return None
        if stored.revision == draft.base_revision:
            return stored
        # What it was then nobody knows any more: as an empty note, it lets neither text count as unchanged.
        return replace(stored, revision=draft.base_revision, note="")

    # Writing, so that it can be undone

    def _add(self, annotation: Annotation, draft_id: str | None = None) -> Annotation:
        saved = self._save(annotation, draft_id)
        self._history.did(
            "annotation" if saved.note else "highlight",
            lambda: self._unearth(saved.id),
            lambda: self._bury(saved.id),
        )
        return saved

    def _change(self, seen: Annotation, mine: Annotation, draft_id: str | None) -> Written:
        before, written = self._write(seen, mine, draft_id)
        beside = written.beside

        def again() -> None:
            self._save(replace(written.annotation, revision=self._own[seen.id]))
            if beside is not None:
                self._unearth(beside.id)

        def back() -> None:
            self._save(replace(before, revision=self._own[seen.id]))
            if beside is not None:
                self._bury(beside.id)

        self._history.did("changing an annotation", again, back)
        return written

    def _write(self, seen: Annotation, mine: Annotation, draft_id: str | None) -> tuple[Annotation, Written]:
        """What the library had before, and what it has now."""
        for _ in range(_TRIES):
            try:
                return seen, Written(self._save(mine, draft_id))
            except ConflictError as conflict:
                theirs = conflict.theirs
                if conflict.deleted:
                    theirs = self._store.annotations.restore(theirs.id)
                # Imported here because others seldom change the same annotation.
                from reader.store.annotation_merge import merged

                both, extra = merged(seen, mine, theirs)
                if extra is not None:
                    beside = self._save(replace(extra, id=new_id(), author=self.author), draft_id)
                    mine = replace(both, note=theirs.note)
                    return theirs, Written(self._merge_quietly(theirs, mine), beside)
                seen, mine = theirs, both
        raise ConflictError(f"annotation {seen.id}: others change it all the time", mine, seen, deleted=False)

    def _merge_quietly(self, theirs: Annotation, both: Annotation) -> Annotation:
        """Give their annotation one's own tags and label; one that they change at this moment stays as it is."""
        self._own[theirs.id] = theirs.revision
        if both == theirs:
            return theirs
        try:
            return self._save(both)
        except ConflictError as conflict:
            return conflict.theirs

    def _save(self, annotation: Annotation, draft_id: str | None = None) -> Annotation:
        saved = self._store.annotations.save(annotation, draft_id)
        self._own[saved.id] = saved.revision
        if draft_id is not None:
            self._bases.pop(draft_id, None)
        return saved

    def _bury(self, annotation_id: str) -> None:
        self._own[annotation_id] = self._store.annotations.delete(annotation_id, self._own[annotation_id]).revision

    def _unearth(self, annotation_id: str) -> None:
        self._own[annotation_id] = self._store.annotations.restore(annotation_id).revision


def speaker_of(span: Span | None, analysis: Analysis | None) -> str:
    """The name of the source of whose words `span` holds the most; '' where it holds nobody's."""
    if span is None or analysis is None:
        return ""
    names = {source.id: source.name for source in analysis.sources}
    held: dict[str, int] = {}
    for statement in analysis.statements:
        name = names.get(statement.source_id or "", "")
        shared = sum(len(part) for content in statement.content if (part := span.clip(content)))
        if name and shared:
            held[name] = held.get(name, 0) + shared
    return max(held, key=lambda name: held[name], default="")


def _anchor(version: Version, span: Span | None) -> Anchor | None:
    # Imported here because who only reads anchors nothing.
    from reader.text.anchoring.anchors import anchor_of

    return anchor_of(version.text, span) if span is not None else None
