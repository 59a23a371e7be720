"""The list of the annotations on the same text: which one to edit, which ones to delete."""

from __future__ import annotations

from collections.abc import Mapping

from reader.model.annotation import AnchorState, PlacedAnnotation
from reader.text.layout.annotation_layer import label_name, sign_of
from reader.text.safety.sanitise import Shown, joined, own, sanitise, sanitise_line
from reader.text.wording.formatting import readable_date
from reader.tui.dialogs.list_dialog import ListDialog
from reader.tui.dialogs.window import HELP_HINT, Actions
from reader.tui.keys.scopes import Mode

NOTHING_LEFT = "nothing left here; {undo} undoes"
"""The message when the last one is deleted."""


class AnnotationsDialog(ListDialog[PlacedAnnotation, tuple[str, str]]):
    """Returns what to do, `note` or `edit`, and the id of the annotation."""

    where = Mode.ANNOTATIONS
    title_words = own("Annotations here")
    hints = (
        ("choose", "edits"),
        ("edit-note", "editor"),
        ("delete", "deletes"),
        ("undo", "undoes"),
        HELP_HINT,
    )

    _labels: Mapping[str, str] = {}

    def with_labels(self, labels: Mapping[str, str]) -> AnnotationsDialog:
        """Show labels by their names in the settings."""
        self._labels = labels
        return self

    def line(self, thing: PlacedAnnotation) -> Shown:
        """Return sign, label, author and text."""
        annotation = thing.annotation
        words = annotation.note or (annotation.anchor.exact if annotation.anchor else "")
        label = label_name(annotation.label, self._labels) if annotation.note else ""
        parts = (sign_of(thing), label, annotation.author, " ".join(words.split()))
        return sanitise_line("  ".join(part for part in parts if part))

    def detail(self, thing: PlacedAnnotation) -> Shown:
        """Return the whole annotation."""
        annotation, state = thing.annotation, thing.placement.state
        facts = (
            annotation.speaker and f"said by {annotation.speaker}",
            annotation.label and f"label {label_name(annotation.label, self._labels)}",
            " ".join(f"#{tag}" for tag in annotation.tags),
            f"{annotation.author} {readable_date(annotation.modified)}".strip(),
            "" if state is AnchorState.EXACT else str(state),
        )
        exact = " ".join(annotation.anchor.exact.split()) if annotation.anchor else ""
        quote = sanitise_line(f"“{exact}”" if exact else "the whole article")
        note = sanitise(annotation.note) if annotation.note else own("(highlight without a note)")
        return joined((quote, note, sanitise_line(" · ".join(fact for fact in facts if fact))), own("\n\n"))

    def answer(self, thing: PlacedAnnotation) -> tuple[str, str]:
        """Return that the note is to be edited in the note pane."""
        return "note", thing.annotation.id

    def actions(self) -> Actions:
        """Edit the note in the note pane, or in the editor."""
        writing = {"note": lambda: self._write("note"), "edit-note": lambda: self._write("edit")}
        return {**super().actions(), **writing}

    def _write(self, act: str) -> None:
        if (chosen := self.chosen) is not None:
            self.finish((act, chosen.annotation.id))
