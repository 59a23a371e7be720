"""A form: one line to fill in for each of several fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from reader.model.errors import ReaderError
from reader.model.values import value_class
from reader.text.safety.sanitise import NOTHING, Shown, sanitise_line
from reader.tui.dialogs.window import Actions, Window
from reader.tui.keys.bindings import Bindings
from reader.tui.keys.scopes import Mode
from reader.tui.safe import SafeStatic
from reader.tui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from textual.events import Key

Values = dict[str, str]
"""What is in the fields, by their names."""


@value_class(frozen=True)
class Field:
    """One line of a form."""

    name: str
    label: Shown
    value: str = ""


class FormDialog(Window[Values]):
    """Returns what is in all fields once `check` lets it pass, or None."""

    where = Mode.FORM
    hints = (("take", "saves"), ("next-field", "next line"), ("previous-field", "line before"))
    close_hint = ("leave", "closes")

    def __init__(
        self,
        bindings: Bindings,
        title: Shown,
        fields: Sequence[Field],
        check: Callable[[Values], object] = lambda values: None,
    ) -> None:
        """`check` raises ReaderError, with what to tell the user, for values that cannot be taken."""
        super().__init__(bindings, title)
        self._fields = fields
        self._check = check
        self._inputs = [LineInput(field.value) for field in fields]
        self._problem = SafeStatic(NOTHING, id="list-detail")
        self._at = 0

    def compose(self) -> ComposeResult:
        """Yield a frame with a labelled line for each field, and room for a message."""
        width = max(len(field.label) for field in self._fields) + 2
        with self.with_frame(Vertical(classes="dialog")):
            for field, line in zip(self._fields, self._inputs, strict=True):
                label = SafeStatic(field.label, classes="form-label")
                label.styles.width = width
                with Horizontal(classes="form-line"):
                    yield label
                    yield line
            yield self._problem

    def on_mount(self) -> None:
        """Focus the first field."""
        self._problem.display = False
        self._move(0)

    def actions(self) -> Actions:
        """Move between the fields, save, or close."""
        return {
            **dict.fromkeys(("next-field", "next-suggestion"), lambda: self._move(1)),
            **dict.fromkeys(("previous-field", "previous-suggestion"), lambda: self._move(-1)),
            "take": self._take,
            "leave": self.finish,
        }

    def type_key(self, event: Key) -> None:
        """Type in the current field, which may mend what could not be taken."""
        self._problem.display = False
        self._inputs[self._at].type_key(event)

    def paste(self, text: str) -> None:
        """Insert pasted text in the current field."""
        self._inputs[self._at].paste(text)

    def _move(self, by: int) -> None:
        self._at = (self._at + by) % len(self._inputs)
        self.set_focus(self._inputs[self._at])

    def _take(self) -> None:
        values = {field.name: line.value for field, line in zip(self._fields, self._inputs, strict=True)}
        try:
            self._check(values)
        except ReaderError as error:
            self._problem.display = True
            self._problem.say(sanitise_line(str(error)))
        else:
            self.finish(values)
