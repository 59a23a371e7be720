"""One question with some answers to choose from, and, where it may be, one of a person's own to type."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from reader.model.values import value_class
from reader.text.sanitise import Shown, own, sanitise_line
from reader.tui.dialogs.window import Window
from reader.tui.safe import entitle, option

_TYPED = "typed"


@value_class(frozen=True)
class Choice:
    """One answer."""

    answer: str
    words: Shown
    """How it is shown."""


class ChoiceDialog(Window[str | None]):
    """Answers with what was chosen or typed, or None. What is typed narrows the choice."""

    def __init__(self, title: Shown, choices: Sequence[Choice], *, typed: bool = True, initial: str = "") -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        self._typed = typed
        self._initial = initial
        self._shown: list[str] = []
        self._filled = ""

    def compose(self) -> ComposeResult:
        """A frame with the line and the list in it."""
        with Vertical(classes="dialog") as frame:
            help = "Enter takes it · ↑ ↓ choose" + (" · type another" if self._typed else "") + " · Esc closes"
            entitle(frame, self._title, sanitise_line(help))
            line = Input(self._initial, compact=True, select_on_focus=False)
            line.cursor_blink = False
            yield line
            yield OptionList(markup=False, compact=True)

    def on_mount(self) -> None:
        """Fill the list."""
        self.query_one(OptionList).can_focus = False
        self._fill(self._initial)

    def on_key(self, event: events.Key) -> None:
        """Move in the list, answer, or close; other keys are typed."""
        options = self.query_one(OptionList)
        acts: dict[str, Callable[[], object]] = {
            "down": options.action_cursor_down,
            "up": options.action_cursor_up,
            "ctrl+n": options.action_cursor_down,
            "ctrl+p": options.action_cursor_up,
            "tab": options.action_cursor_down,
            "escape": lambda: self.dismiss(None),
            "enter": self._answer,
        }
        if act := acts.get(event.key):
            event.stop()
            event.prevent_default()
            act()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the choice."""
        if event.value != self._filled:
            self._fill(event.value)

    def on_input_submitted(self) -> None:
        """Answer."""
        self._answer()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer with what was clicked."""
        self.dismiss(self._shown[event.option_index])

    def _answer(self) -> None:
        # Keys that come fast are typed before the line says that it changed.
        if (typed := self.query_one(Input).value) != self._filled:
            self._fill(typed)
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._shown):
            self.dismiss(self._shown[at])

    def _fill(self, typed: str) -> None:
        options = self.query_one(OptionList)
        self._filled = typed
        words = typed.strip()
        narrowing = bool(words) and words != self._initial
        found = [each for each in self._choices if not narrowing or words.casefold() in each.words.casefold()]
        own_answer = self._typed and words and not any(each.answer == words for each in found)
        rows: list[Option] = [option(each.words, str(at)) for at, each in enumerate(found)]
        self._shown = [each.answer for each in found]
        if own_answer:
            # A name that is being changed is meant as it is typed; one that is sought, as it is found.
            at = 0 if self._initial else len(rows)
            rows.insert(at, option(sanitise_line(f"{own('as typed: ')}{words}"), _TYPED))
            self._shown.insert(at, words)
        options.clear_options()
        options.add_options(rows)
        options.highlighted = 0 if rows else None
