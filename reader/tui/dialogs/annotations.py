"""The list of the annotations that are on the same words: which one to write on at, which ones to delete."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList

from reader.model.annotation import AnchorState, PlacedAnnotation
from reader.text.marked import sign_of
from reader.text.sanitise import NOTHING, Shown, joined, own, sanitise, sanitise_line
from reader.text.wording import readable_date
from reader.tui.keys import name_of
from reader.tui.safe import Words, entitle, option


@dataclass(frozen=True)
class AnnotationActs:
    """What the list may do."""

    annotations: Callable[[], Sequence[PlacedAnnotation]]
    delete: Callable[[str], None]
    undo: Callable[[], str]


class AnnotationsDialog(ModalScreen[tuple[str, str] | None]):
    """Answers with what to do, `note` or `edit`, and the id of the annotation."""

    def __init__(self, acts: AnnotationActs) -> None:
        super().__init__()
        self._acts = acts
        self._shown: Sequence[PlacedAnnotation] = ()

    def compose(self) -> ComposeResult:
        """A frame, the list, and the whole of what is highlighted in it."""
        with Vertical(classes="dialog") as frame:
            entitle(frame, own("Annotations here"), own("Enter writes · e editor · X deletes · U undoes"))
            yield OptionList(markup=False, compact=True)
            yield Words(NOTHING, id="annotation-detail")

    def on_mount(self) -> None:
        """Fill the list."""
        self._fill()

    def on_key(self, event: events.Key) -> None:
        """Move as everywhere, edit, delete, undo, close; Enter is the list's own."""
        options = self.query_one(OptionList)
        acts: dict[str, Callable[[], object]] = {
            "j": options.action_cursor_down,
            "k": options.action_cursor_up,
            "g": options.action_first,
            "G": options.action_last,
            "e": lambda: self._answer("edit"),
            "a": lambda: self._answer("note"),
            "X": self._delete,
            "U": self._undo,
            "q": self.dismiss,
            "escape": self.dismiss,
        }
        if act := acts.get(name_of(event)):
            event.stop()
            event.prevent_default()
            act()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Write on at the note."""
        self._answer("note")

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the whole of it."""
        if event.option_index < len(self._shown):
            self.query_one("#annotation-detail", Words).say(detail_of(self._shown[event.option_index]))

    @property
    def _chosen(self) -> PlacedAnnotation | None:
        index = self.query_one(OptionList).highlighted
        return self._shown[index] if index is not None and index < len(self._shown) else None

    def _answer(self, act: str) -> None:
        if (chosen := self._chosen) is not None:
            self.dismiss((act, chosen.annotation.id))

    def _delete(self) -> None:
        if (chosen := self._chosen) is not None:
            self._acts.delete(chosen.annotation.id)
            self._fill()

    def _undo(self) -> None:
        self._acts.undo()
        self._fill()

    def _fill(self) -> None:
        options = self.query_one(OptionList)
        at = options.highlighted or 0
        self._shown = self._acts.annotations()
        options.clear_options()
        options.add_options(option(line_of(each), each.annotation.id) for each in self._shown)
        if not self._shown:
            self.query_one("#annotation-detail", Words).say(own("nothing is left here: U undoes"))
            return
        options.highlighted = min(at, len(self._shown) - 1)
        options.focus()


def line_of(placed: PlacedAnnotation) -> Shown:
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


def detail_of(placed: PlacedAnnotation) -> Shown:
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
