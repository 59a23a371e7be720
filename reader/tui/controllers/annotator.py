"""Makes and changes annotations on the open article: notes, highlights, labels, tags."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.model.annotation import Annotation, PlacedAnnotation
from reader.model.errors import ReaderError
from reader.model.span import Span, envelope
from reader.text.layout.annotation_layer import PlacedAnnotations
from reader.text.navigation.units import Unit, UnitKind
from reader.text.wording.formatting import excerpt

if TYPE_CHECKING:
    from reader.tui.controllers.desk import Desk

    Write = Callable[[Span | None, Annotation | None], None]
    """Opens the pane for a note on a span, or on the article; with an annotation, on its note."""
    AskTags = Callable[[str, Sequence[str], Callable[[str], None]], None]
    """Asks for tags, given the present ones and those that can be completed."""


EXCERPT = 40
"""The most code points of annotated words that a message quotes."""


class Annotator:
    """Acts on the selected words, or else on the current unit."""

    def __init__(self, desk: Desk, write: Write, ask_tags: AskTags) -> None:
        self._desk = desk
        self._write = write
        self._ask_tags = ask_tags
        self._last_label = ""
        """The label given last; a plain highlight gets it too."""

    # Which words, which annotation

    @property
    def span(self) -> Span | None:
        """The selected words, else the current unit, else the sentence at the top of the view."""
        selected = self._desk.navigator.selected
        if selected is not None:
            return selected
        words = self._desk.navigator.words_here
        return envelope(words) if words else None

    def taken(self) -> Span | None:
        """Return the same, and mark it in the text if it is the sentence."""
        if self._desk.navigator.selected is None:
            self._desk.navigator.mark_here()
        return self.span

    def quoted(self, span: Span, longest: int = EXCERPT) -> str:
        """Return the beginning of some words in quotation marks."""
        return f"“{excerpt(span.of(self._desk.article.annotated.text)[: 4 * longest], longest)}”"

    @property
    def annotations(self) -> PlacedAnnotations:
        """The annotations of the open article."""
        return self._desk.article.overlay.annotations

    def here(self) -> list[PlacedAnnotation]:
        """Return the annotations here: one that was jumped to first, then those on the same words, then others."""
        span, unit = self.span, self._desk.navigator.unit_in_view
        if span is None:
            return []
        jumped_to = unit.id if unit is not None and unit.kind is UnitKind.ANNOTATION else None
        found = self.annotations.on(span)
        return sorted(found, key=lambda each: (each.annotation.id != jumped_to, each.placement.span != span))

    def _own_on(self, span: Span | None) -> PlacedAnnotation | None:
        """Return one's own annotation on exactly these words, or for None on the article."""
        author = self._desk.session.annotations.author
        for each in self.annotations.all:
            whole = each.annotation.anchor is None
            same = whole if span is None else not whole and each.placement.span == span
            if same and each.annotation.author == author:
                return each
        return None

    # Notes

    def write_note(self) -> None:
        """Write a note on the words here, or go on with one's own note on exactly these."""
        span = self.taken()
        if span is None:
            self._desk.say("nothing here to annotate")
        else:
            self._write_on(span)

    def write_note_on_article(self) -> None:
        """Write a note on the whole article."""
        self._write_on(None)

    def _write_on(self, span: Span | None) -> None:
        desk = self._desk
        self._require_writable()
        own = self._own_on(span)
        if span is not None and desk.navigator.selected is not None:
            desk.navigator.set_current(Unit(UnitKind.ANNOTATION, (span,)))
        if own is not None:
            self._write(own.placement.span, own.annotation)
        else:
            self._write(span, None)

    def _require_writable(self) -> None:
        store = self._desk.session.store
        if store.read_only:
            raise ReaderError(store.notice or "this library is read-only")

    def open(self, annotation_id: str) -> None:
        """Go on with the note of an annotation in the pane."""
        placed = self._find(annotation_id)
        if placed is not None:
            self._write(placed.placement.span, placed.annotation)

    def edit(self, annotation_id: str = "") -> None:
        """Go on with a note in a person's own editor: that of an annotation, or the one here."""
        # Imported here because few notes are written there.
        from reader.tui.system.editor import edit_in_editor

        if not annotation_id:
            self.taken()
        placed = self._find(annotation_id)
        if placed is None:
            self._desk.say(self._desk.keys.expand("no note here: {note} writes one"))
            return
        desk, seen = self._desk, placed.annotation
        self._require_writable()
        passage = seen.anchor.exact if seen.anchor is not None else ""
        text = edit_in_editor(desk.app, seen.note, passage)
        if text == seen.note:
            return
        try:
            written = desk.session.annotations.change(seen, note=text)
        except ReaderError as error:
            # Imported here because a library seldom refuses.
            from reader.tui.system.unsaved import write_unsaved

            try:
                kept = write_unsaved(text, passage)
            except OSError as failure:
                reason = failure.strerror or failure
                raise ReaderError(f"{error}; what you wrote is lost: no file can be written ({reason})") from error
            raise ReaderError(f"{error}; what you wrote is in {kept}" if kept else str(error)) from error
        desk.reading.refresh_annotations()
        desk.say(written.message or "note saved")

    def delete_here(self) -> None:
        """Delete one's own annotation here."""
        self.taken()
        if (placed := self._find("")) is None:
            self._desk.say("no annotation here")
        else:
            self.delete(placed)

    def delete(self, placed: PlacedAnnotation) -> None:
        """Delete one's own annotation.

        Raises StoreError if it is another's, or was changed meanwhile.
        """
        self._desk.session.annotations.delete(placed.annotation)
        self._desk.reading.refresh_annotations()
        self._desk.say(self._desk.keys.expand("deleted: {undo} brings it back"))

    def _find(self, annotation_id: str) -> PlacedAnnotation | None:
        """Return an annotation by its id, or for no id the first one here."""
        found = self.annotations.all if annotation_id else self.here()
        return next((each for each in found if annotation_id in ("", each.annotation.id)), None)

    # Labels and tags

    def highlight(self) -> None:
        """Highlight the words here, with the label given last."""
        self.set_label(self._last_label)

    def set_label(self, label: str) -> None:
        """Give the words here a label, or none."""
        span = self.span
        if span is None:
            return
        self._last_label = label
        self._annotate(span, label=label)
        named = self._desk.view_settings.current.labels.get(label, label)
        self._done(span, f"{f'labelled {named}' if label else 'highlighted'}: {self.quoted(span)}")

    def ask_tags(self) -> None:
        """Let tags be typed, after those that the words here have."""
        span = self.taken()
        own = self._own_on(span) if span is not None else None
        before = " ".join(own.annotation.tags) if own is not None else ""
        known = self._desk.session.store.annotations.tags()
        self._ask_tags(before and before + " ", known, lambda line: self._set_tags(span, line))

    def _set_tags(self, span: Span | None, line: str) -> None:
        if span is None:
            return
        tags = tuple(dict.fromkeys(tag.lstrip("#") for tag in line.replace(",", " ").split() if tag.strip("#")))
        if tags or self._own_on(span) is not None:
            self._annotate(span, tags=tags)
        self._done(span, f"{f'tagged {chr(32).join(tags)}' if tags else 'no tags'}: {self.quoted(span)}")

    def _annotate(self, span: Span, *, label: str | None = None, tags: tuple[str, ...] | None = None) -> None:
        """Change one's own annotation on the words, or make one."""
        desk, own = self._desk, self._own_on(span)
        if own is not None:
            desk.session.annotations.change(own.annotation, label=label, tags=tags)
        elif current := desk.session.current:
            analysis = desk.article.annotated.analysis
            desk.session.annotations.annotate(current.version, span, analysis, label=label or "", tags=tags or ())

    def _done(self, span: Span, message: str) -> None:
        """Show what was done, and go back to reading."""
        desk = self._desk
        if desk.article.overlay.caret is not None:
            desk.navigator.set_current(Unit(UnitKind.ANNOTATION, (span,)))
        desk.enter(None)
        desk.reading.refresh_annotations()
        desk.say(message)
