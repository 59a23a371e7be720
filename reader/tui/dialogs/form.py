"""Forms: lines to fill in, each with a label, and room for what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Generic

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from reader.model.errors import ReaderError
from reader.model.values import value_class
from reader.text.safety.sanitise import NOTHING, Shown, sanitise_line
from reader.tui.dialogs.window import Actions, Window, WindowResult
from reader.tui.keys.bindings import Bindings
from reader.tui.keys.scopes import Mode
from reader.tui.safe import SafeStatic
from reader.tui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from textual.events import Key

Values = dict[str, str]
"""What is in the fields, by their names."""


class Form(Window[WindowResult], Generic[WindowResult]):
    """The base of forms: lines with labels, of which one is current. A subclass says what they are filled with."""

    where = Mode.FORM
    close_hint = ("leave", "closes")

    def __init__(self, bindings: Bindings, title: Shown, labels: Sequence[Shown], values: Sequence[str]) -> None:
        super().__init__(bindings, title)
        self._labels = labels
        self.lines = [LineInput(value) for value in values]
        self.problem = SafeStatic(NOTHING, id="list-detail")
        self.problem.display = False
        self.at = 0
        """The place of the current line."""

    @property
    def line(self) -> LineInput:
        """The current line."""
        return self.lines[self.at]

    def compose_lines(self) -> ComposeResult:
        """Yield each label beside its line."""
        width = max(map(len, self._labels)) + 2
        for words, line in zip(self._labels, self.lines, strict=True):
            label = SafeStatic(words, classes="form-label")
            label.styles.width = width
            with Horizontal(classes="form-line"):
                yield label
                yield line

    def on_mount(self) -> None:
        """Begin with the first line."""
        self.go(0)

    def go(self, by: int) -> None:
        """Make another line current, wrapping around."""
        self.at = (self.at + by) % len(self.lines)
        self.set_focus(self.line)

    def type_key(self, event: Key) -> None:
        """Type in the current line, which may mend what could not be taken."""
        self.problem.display = False
        self.line.type_key(event)

    def paste(self, text: str) -> None:
        """Insert pasted text in the current line."""
        self.line.paste(text)

    def tell(self, error: ReaderError) -> None:
        """Say why what is filled in cannot be taken."""
        self.problem.display = True
        self.problem.say(sanitise_line(str(error)))


@value_class(frozen=True)
class Field:
    """One line of a plain form."""

    name: str
    label: Shown
    value: str = ""


class FormDialog(Form[Values]):
    """Returns what is in all fields once `check` lets it pass, or None."""

    hints = (("take", "saves"), ("next-field", "next line"), ("previous-field", "line before"))

    def __init__(
        self,
        bindings: Bindings,
        title: Shown,
        fields: Sequence[Field],
        check: Callable[[Values], object] = lambda values: None,
    ) -> None:
        """`check` raises ReaderError, with what to tell the user, for values that cannot be taken."""
        super().__init__(bindings, title, [each.label for each in fields], [each.value for each in fields])
        self._fields = fields
        self._check = check

    def compose(self) -> ComposeResult:
        """Yield a frame with the lines, and room for a message."""
        with self.with_frame(Vertical(classes="dialog")):
            yield from self.compose_lines()
            yield self.problem

    def actions(self) -> Actions:
        """Move between the fields, save, or close."""
        return {
            **dict.fromkeys(("next-field", "next-suggestion"), lambda: self.go(1)),
            **dict.fromkeys(("previous-field", "previous-suggestion"), lambda: self.go(-1)),
            "take": self._take,
            "leave": self.finish,
        }

    def _take(self) -> None:
        values = {field.name: line.value for field, line in zip(self._fields, self.lines, strict=True)}
        try:
            self._check(values)
        except ReaderError as error:
            self.tell(error)
        else:
            self.finish(values)
