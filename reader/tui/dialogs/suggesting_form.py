"""A form of a few lines that suggests what each may hold, such as who says a statement and how it came."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList

from reader.model.errors import ReaderError
from reader.model.values import value_class
from reader.text.safety.sanitise import NOTHING, Shown, own, sanitise_line
from reader.tui.dialogs.choice import Choice
from reader.tui.dialogs.form import Form
from reader.tui.dialogs.window import Actions
from reader.tui.keys.bindings import Bindings
from reader.tui.safe import SafeStatic, option
from reader.tui.widgets.options import Options

if TYPE_CHECKING:
    from textual.events import Key

PARTS = ";"
"""Parts several answers in one line."""


@value_class(frozen=True)
class SuggestingField:
    """One line of the form."""

    name: str
    label: Shown
    choices: Sequence[Choice]
    now: Shown = NOTHING
    """What it is at present: an empty line leaves it so."""
    is_several: bool = False
    """True if it may have several answers, with a semicolon between them."""
    is_typed: bool = True
    """True if another answer than the choices may be typed."""
    is_needed: bool = False
    """True if an empty line means the first choice."""


@value_class(frozen=True)
class Filled:
    """What was put into one line."""

    answers: tuple[str, ...]
    is_added: bool = False
    """True if it began with a semicolon: the answers come after those that are there."""


Answers = Mapping[str, Filled]
"""What was put into the lines that are not empty, by the names of the fields."""


class SuggestingForm(Form[Answers]):
    """Returns what was filled in once `check` lets it pass, or None."""

    hints = (("take", "saves"), ("next-field", "next line"), ("next-suggestion", "suggestions"))

    def __init__(
        self,
        bindings: Bindings,
        title: Shown,
        quote: Shown,
        fields: Sequence[SuggestingField],
        check: Callable[[Answers], object] = lambda answers: None,
    ) -> None:
        """`quote` is what it is about. `check` raises ReaderError, with what to tell, for what cannot be taken."""
        super().__init__(bindings, title, [each.label for each in fields], [""] * len(fields))
        self._fields = fields
        self._check = check
        self._quote = SafeStatic(quote, id="quote")
        for field, line in zip(fields, self.lines, strict=True):
            line.placeholder = field.now
        self._options = Options()
        self._options.can_focus = False
        self._shown: list[str] = []

    def compose(self) -> ComposeResult:
        """Yield a frame with the quotation, the labelled lines and the suggestions."""
        with self.with_frame(Vertical(classes="dialog suggesting")):
            yield self._quote
            yield from self.compose_lines()
            yield self._options
            yield self.problem

    def actions(self) -> Actions:
        """Move between lines and suggestions, save, or close."""
        return {
            "next-field": lambda: self._leave_for(1),
            "previous-field": lambda: self._leave_for(-1),
            "next-suggestion": lambda: self._move(1),
            "previous-suggestion": lambda: self._move(-1),
            "take": self._take,
            "leave": self.finish,
        }

    def type_key(self, event: Key) -> None:
        """Type in the line; a semicolon takes the highlighted suggestion and begins another answer."""
        before, line = self.line.value, self.line
        super().type_key(event)
        if line.value == before:
            return
        if line.value == before + PARTS and self._field.is_several and before.rpartition(PARTS)[2].strip():
            line.value = before
            self._complete()
            line.insert_text_at_cursor(f"{PARTS} ")
        self._fill()

    def paste(self, text: str) -> None:
        """Insert pasted text in the line."""
        super().paste(text)
        self._fill()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the suggestion that was clicked."""
        self._complete()
        self._fill()

    @property
    def _field(self) -> SuggestingField:
        return self._fields[self.at]

    @property
    def _typed(self) -> str:
        """The answer that is being typed."""
        value = self.line.value
        return (value.rpartition(PARTS)[2] if self._field.is_several else value).strip()

    def _leave_for(self, by: int) -> None:
        self._complete()
        self.go(by)

    def go(self, by: int) -> None:
        """Make another line current, and suggest what it may hold."""
        super().go(by)
        self._fill()

    def _move(self, by: int) -> None:
        if self._shown:
            at = self._options.highlighted
            first = 0 if by > 0 else len(self._shown) - 1
            self._options.highlighted = first if at is None else (at + by) % len(self._shown)

    def _fill(self) -> None:
        """Suggest what contains the typed text; typed text that no suggestion is comes last."""
        typed, field = self._typed, self._field
        found = [each for each in field.choices if typed.casefold() in each.words.casefold()]
        shown = [(_in_line(each), option(each.words)) for each in found]
        if field.is_typed and typed and typed not in [words for words, _ in shown]:
            shown.append((typed, option(sanitise_line(f"{own('as typed: ')}{typed}"))))
        self._shown = [words for words, _ in shown]
        self._options.clear_options()
        self._options.add_options(each for _, each in shown)
        self._options.highlighted = 0 if shown and (typed or self._is_wanting) else None
        self._options.display = bool(shown)

    @property
    def _is_wanting(self) -> bool:
        """True if the line is empty and must not be."""
        return self._field.is_needed and not self.line.value.strip()

    def _complete(self) -> None:
        """Put the highlighted suggestion in the place of what is being typed."""
        at, line = self._options.highlighted, self.line
        if at is None or at >= len(self._shown):
            return
        before, parts, _ = line.value.rpartition(PARTS) if self._field.is_several else ("", "", "")
        line.value = f"{before}{parts}{' ' if parts else ''}{self._shown[at]}"
        line.cursor_position = len(line.value)

    def _take(self) -> None:
        self._complete()
        try:
            answers = {
                field.name: filled
                for field, line in zip(self._fields, self.lines, strict=True)
                if (filled := _filled(field, line.value)) is not None
            }
            self._check(answers)
        except ReaderError as error:
            self.tell(error)
            self._fill()
        else:
            self.finish(answers)


def _in_line(choice: Choice) -> str:
    """Return how a choice is written in a line, in which a semicolon parts answers."""
    return choice.words.replace(PARTS, ",")


def _filled(field: SuggestingField, value: str) -> Filled | None:
    """Return what a line says, None if it is empty. Raises ReaderError for what is none of the only choices."""
    words = [" ".join(part.split()) for part in (value.split(PARTS) if field.is_several else [value])]
    given = [each for each in words if each]
    if not given:
        return None
    known = {" ".join(_in_line(each).split()): each.answer for each in field.choices}
    if not field.is_typed and (wrong := next((each for each in given if each not in known), None)):
        raise ReaderError(f"{field.label}: there is no {wrong}")
    answers = dict.fromkeys(known.get(each, each) for each in given)
    return Filled(tuple(each for each in answers if each), is_added=not words[0])
