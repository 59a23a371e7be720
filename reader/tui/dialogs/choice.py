"""A question with answers to choose from, or to type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from reader.model.values import value_class
from reader.text.safety.sanitise import NOTHING, Shown, own, sanitise_line
from reader.tui.dialogs.window import Actions, Window
from reader.tui.keys.bindings import Bindings
from reader.tui.keys.scopes import Mode
from reader.tui.safe import SafeStatic, option
from reader.tui.widgets.line_input import LineInput
from reader.tui.widgets.options import Options

if TYPE_CHECKING:
    from textual.events import Key


QUOTE_LINES = 2
"""The most lines of what is quoted above the answers."""


@value_class(frozen=True)
class Choice:
    """One answer, and its text in the list."""

    answer: str
    words: Shown


class ChoiceDialog(Window[str]):
    """Returns the answer that was chosen or typed, or None. Typing narrows the list."""

    where = Mode.CHOICE
    hints = (("take", "chooses"), ("next-choice", "next"), ("previous-choice", "previous"))
    close_hint = ("leave", "closes")

    def __init__(
        self,
        bindings: Bindings,
        title: Shown,
        choices: Sequence[Choice],
        *,
        typed: bool = True,
        initial: str = "",
        quote: Shown = NOTHING,
    ) -> None:
        """With `typed`, the answer may be typed freely. `quote` is what the question is about."""
        super().__init__(bindings, title)
        self._choices = choices
        self._typed = typed
        self._initial = initial
        self._shown: list[str] = []
        self._field = LineInput(initial)
        self._field.placeholder = "type to filter, or type another answer" if typed else "type to filter"
        self._options = Options()
        self._options.can_focus = False
        self._nothing = SafeStatic(own("no match"), id="list-detail")
        self._quoted = quote
        self._quote = SafeStatic(id="quote")
        self._quote.display = bool(quote)

    def compose(self) -> ComposeResult:
        """Yield a frame with the input and the list."""
        with self.with_frame(Vertical(classes="dialog")):
            yield self._quote
            yield self._field
            yield self._options
            yield self._nothing

    def on_mount(self) -> None:
        """Fill the list."""
        if self._quoted:
            self._quote.say(self.excerpt(self._quoted, QUOTE_LINES))
        self.set_focus(self._field)
        self._fill()

    def actions(self) -> Actions:
        """Move in the list, answer, or close."""
        return {
            "next-choice": lambda: self._move(1),
            "previous-choice": lambda: self._move(-1),
            "take": self._take,
            "leave": self.finish,
        }

    def type_key(self, event: Key) -> None:
        """Type, and narrow the list."""
        before = self._field.value
        self._field.type_key(event)
        if self._field.value != before:
            self._fill()

    def paste(self, text: str) -> None:
        """Insert pasted text, and narrow the list."""
        self._field.paste(text)
        self._fill()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return the answer that was clicked."""
        self.finish(self._shown[event.option_index])

    def found(self, words: str) -> list[tuple[str, Option]]:
        """Return the answers that contain the typed text, each with its option."""
        narrowing = bool(words) and words != self._initial
        return [
            (each.answer, option(each.words))
            for each in self._choices
            if not narrowing or words.casefold() in each.words.casefold()
        ]

    def highlight_changed(self) -> None:
        """Called when another answer is highlighted."""

    @property
    def highlighted(self) -> str | None:
        """The highlighted answer."""
        at = self._options.highlighted
        return self._shown[at] if at is not None and at < len(self._shown) else None

    def _take(self) -> None:
        if self.highlighted is not None:
            self.finish(self.highlighted)

    def _move(self, by: int) -> None:
        """Move the highlight, wrapping around."""
        if self._shown:
            self._options.highlighted = ((self._options.highlighted or 0) + by) % len(self._shown)
            self.highlight_changed()

    def _fill(self) -> None:
        words = self._field.value.strip()
        found = self.found(words)
        if self._typed and words and not any(answer == words for answer, _ in found):
            # Typed text comes first when editing a value, last when searching for one.
            typed = option(sanitise_line(f"{own('as typed: ')}{words}"))
            found.insert(0 if self._initial else len(found), (words, typed))
        self._shown = [answer for answer, _ in found]
        self._options.clear_options()
        self._options.add_options(shown for _, shown in found)
        self._options.highlighted = 0 if found else None
        self._options.display, self._nothing.display = bool(found), not found
        self.highlight_changed()
