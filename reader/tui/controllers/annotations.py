"""What a person does to words of the open article: note, highlight, label, tag, edit, delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.annotation import PlacedAnnotation
from reader.model.errors import ReaderError
from reader.model.span import Span, envelope
from reader.text.layout.annotation_layer import Marked
from reader.text.navigation.units import Unit, UnitKind

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen


class AnnotationController:
    """Acts on the selected words of one main screen, or else on those of the current unit."""

    def __init__(self, desk: MainScreen) -> None:
        self._desk = desk
        self._last_label = ""
        """The label that was given last: a plain highlight gets it too."""

    # Which words, which annotation

    @property
    def span(self) -> Span | None:
        """The words that an act is about: the selected ones, the current unit, or the sentence at the top."""
        if self._desk.caret.span is not None:
            return self._desk.caret.span
        words = self._desk.navigator.words_here
        return envelope(words) if words else None

    @property
    def marked(self) -> Marked:
        """The annotations of the open article."""
        return self._desk.article.overlay.marked

    def here(self) -> list[PlacedAnnotation]:
        """The annotations here: one that was jumped to first, then on the same words, then shorter ones."""
        span, unit = self.span, self._desk.navigator.unit_in_view
        if span is None:
            return []
        jumped_to = unit.id if unit is not None and unit.kind is UnitKind.ANNOTATION else None
        found = self.marked.on(span)
        return sorted(found, key=lambda each: (each.annotation.id != jumped_to, each.placement.span != span))

    def _mine_on(self, span: Span | None) -> PlacedAnnotation | None:
        """One's own annotation on exactly these words, or with None on the article."""
        author = self._desk.session.annotations.author
        for each in self.marked.annotations:
            whole = each.annotation.anchor is None
            same = whole if span is None else not whole and each.placement.span == span
            if same and each.annotation.author == author:
                return each
        return None

    # Acts

    def note(self) -> None:
        """Write a note on the words here; where there is one's own on exactly these, go on with it."""
        span = self.span
        if span is None:
            self._desk.say("nothing here to annotate")
            return
        self._write(span)

    def note_on_article(self) -> None:
        """Write a note on the whole article."""
        self._write(None)

    def edit(self, annotation_id: str = "") -> None:
        """Go on with a note in a person's own editor: the named one's, or the one that is here."""
        from reader.tui.system.editor import edit_in_editor

        placed = self._meant(annotation_id)
        if placed is None:
            self._desk.say(self._desk.told("no note here: {note} writes one"))
            return
        desk, seen = self._desk, placed.annotation
        text = edit_in_editor(desk.app, seen.note)
        if text != seen.note:
            written = desk.session.annotations.change(seen, note=text)
            desk.reading.refresh_marks()
            desk.say(written.message or "note kept")

    def open(self, annotation_id: str) -> None:
        """Go on with the note of an annotation in the pane."""
        placed = self._meant(annotation_id)
        if placed is not None:
            self._desk.note.go_on_with(placed.annotation, placed.placement.span)

    def highlight(self) -> None:
        """Highlight the words here, with the label that was given last."""
        self._set_label(self._last_label)

    def ask_label(self) -> None:
        """Let a label be given by its letter, or tags be typed."""
        if self.span is None:
            self._desk.say("nothing here to label")
            return
        from reader.tui.modes.label import LabelMode

        # What was said last would leave no room for the letters on a narrow screen.
        self._desk.say("")
        self._desk.enter(LabelMode(self._desk, self._set_label, self._ask_tags), above=True)

    def delete_here(self) -> None:
        """Delete one's own annotation that is here."""
        if (placed := self._meant("")) is None:
            self._desk.say("no annotation here")
        else:
            self.delete(placed)

    def delete(self, placed: PlacedAnnotation) -> None:
        """Delete one's own annotation. Raises StoreError where it is another's, or was changed meanwhile."""
        self._desk.session.annotations.delete(placed.annotation)
        self._desk.reading.refresh_marks()
        self._desk.say(self._desk.told("deleted: {undo} brings it back"))

    def _meant(self, annotation_id: str) -> PlacedAnnotation | None:
        if annotation_id:
            return next((each for each in self.marked.annotations if each.annotation.id == annotation_id), None)
        return next(iter(self.here()), None)

    def _write(self, span: Span | None) -> None:
        if self._desk.session.store.read_only:
            raise ReaderError(self._desk.session.store.notice or "this library can only be read")
        mine = self._mine_on(span)
        if span is not None and self._desk.caret.span is not None:
            self._desk.navigator.mark(Unit(UnitKind.ANNOTATION, (span,)))
        if mine is not None:
            self._desk.note.go_on_with(mine.annotation, mine.placement.span)
        else:
            self._desk.note.write_on(span)

    def _set_label(self, label: str) -> None:
        """Give the words here a label, or none."""
        desk, span = self._desk, self.span
        current = desk.session.current
        if span is None or current is None:
            return
        self._last_label = label
        mine = self._mine_on(span)
        if mine is not None:
            desk.session.annotations.change(mine.annotation, label=label)
        else:
            desk.session.annotations.annotate(current.version, span, desk.article.annotated.analysis, label=label)
        self._done(span, f"labelled {desk.labels.get(label, label)}" if label else "highlighted")

    def _ask_tags(self) -> None:
        """Let tags be typed, those that there are already before the cursor."""
        span = self.span
        mine = self._mine_on(span) if span is not None else None
        known = self._desk.session.store.annotations.tags()
        before = " ".join(mine.annotation.tags) if mine is not None else ""
        self._desk.keyboard.ask_tags(before and before + " ", known, lambda line: self._set_tags(span, line))

    def _set_tags(self, span: Span | None, line: str) -> None:
        desk, current = self._desk, self._desk.session.current
        if span is None or current is None:
            return
        tags = tuple(dict.fromkeys(tag.lstrip("#") for tag in line.replace(",", " ").split() if tag.strip("#")))
        mine = self._mine_on(span)
        if mine is not None:
            desk.session.annotations.change(mine.annotation, tags=tags)
        elif tags:
            desk.session.annotations.annotate(current.version, span, desk.article.annotated.analysis, tags=tags)
        self._done(span, f"tagged {' '.join(tags)}" if tags else "no tags")

    def _done(self, span: Span, said: str) -> None:
        """Show what was done, and go back to reading."""
        desk = self._desk
        if desk.caret.selection is not None:
            desk.navigator.mark(Unit(UnitKind.ANNOTATION, (span,)))
            desk.caret.left()
        desk.enter(None)
        desk.reading.refresh_marks()
        desk.say(said)
