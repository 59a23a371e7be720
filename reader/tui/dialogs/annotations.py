"""The list of the annotations that are on the same words: which one to write on at, which ones to delete."""

from __future__ import annotations

from reader.model.annotation import AnchorState, PlacedAnnotation
from reader.text.layout.annotation_layer import sign_of
from reader.text.safety.sanitise import Shown, joined, own, sanitise, sanitise_line
from reader.text.wording.formatting import readable_date
from reader.tui.dialogs.list_dialog import ListDialog
from reader.tui.dialogs.window import HELP_HINT, Actions
from reader.tui.keys.scopes import Mode

NOTHING_LEFT = "nothing is left here: {undo} undoes"
"""What is said when the last one is deleted."""


class AnnotationsDialog(ListDialog[PlacedAnnotation, tuple[str, str]]):
    """Answers with what to do, `note` or `edit`, and the id of the annotation."""

    where = Mode.ANNOTATIONS
    title_words = own("Annotations here")
    hints = (
        ("choose", "writes"),
        ("edit-note", "editor"),
        ("delete", "deletes"),
        ("undo", "undoes"),
        HELP_HINT,
    )

    def line(self, thing: PlacedAnnotation) -> Shown:
        """Its sign, its author, its words."""
        return _line(thing)

    def detail(self, thing: PlacedAnnotation) -> Shown:
        """The whole of it."""
        return _detail(thing)

    def answer(self, thing: PlacedAnnotation) -> tuple[str, str]:
        """Write on at the note."""
        return "note", thing.annotation.id

    def actions(self) -> Actions:
        """Write on in the pane, or in the editor."""
        writing = {"note": lambda: self._write("note"), "edit-note": lambda: self._write("edit")}
        return {**super().actions(), **writing}

    def _write(self, act: str) -> None:
        if (chosen := self.chosen) is not None:
            self.finish((act, chosen.annotation.id))


def _line(placed: PlacedAnnotation) -> Shown:
    """An annotation in one line: its sign, its author, its words."""
    annotation = placed.annotation
    words = annotation.note or (annotation.anchor.exact if annotation.anchor else "")
    parts = [
        sign_of(placed),
        annotation.label if annotation.note else "",
        annotation.author,
        " ".join(words.split()),
    ]
    return sanitise_line("  ".join(part for part in parts if part))


def _detail(placed: PlacedAnnotation) -> Shown:
    """An annotation in full."""
    annotation = placed.annotation
    facts = [
        annotation.speaker and f"said by {annotation.speaker}",
        annotation.label and f"label {annotation.label}",
        " ".join(f"#{tag}" for tag in annotation.tags),
        f"{annotation.author} {readable_date(annotation.modified)}".strip(),
        "" if placed.placement.state is AnchorState.EXACT else str(placed.placement.state),
    ]
    exact = " ".join(annotation.anchor.exact.split()) if annotation.anchor else ""
    return joined(
        (
            sanitise_line(f"“{exact}”" if exact else "the whole article"),
            sanitise(f"{annotation.note}") if annotation.note else own("(a highlight, no note)"),
            sanitise_line(" · ".join(fact for fact in facts if fact)),
        ),
        own("\n\n"),
    )
