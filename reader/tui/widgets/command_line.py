"""The line for typing commands and searches, shown in place of the status line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from textual.suggester import Suggester, SuggestFromList

from reader.tui.keys.scopes import Mode, Scope
from reader.tui.widgets.line_input import LineInput

OnSubmit = Callable[[str | None], None]
"""Receives the line, or None if it was left."""


class LastWordSuggester(Suggester):
    """Completes the last word of a line."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._words = words

    async def get_suggestion(self, value: str) -> str | None:
        """Return the line with its last word completed, or None."""
        before, space, last = value.rpartition(" ")
        found = next((word for word in self._words if last and word.startswith(last) and word != last), None)
        return f"{before}{space}{found}" if found is not None else None


class CommandLine(LineInput):
    """Asks for one line, with history and completion of command names."""

    scope: Scope = Mode.LINE
    is_ready = True

    def __init__(self, names: Sequence[str], completes: str, *, id: str | None = None) -> None:
        """`completes` is the hint for the completion key, or empty."""
        super().__init__(id=id)
        self._completes = f"; {completes}" if completes else ""
        self.display = False
        self._names = SuggestFromList(names)
        self._history: defaultdict[str, list[str]] = defaultdict(list)
        """What was typed at each prompt, the newest last."""
        self._recalled = 0
        self._prompt = ""
        self._answer: OnSubmit = lambda line: None

    @property
    def is_open(self) -> bool:
        """Whether it is shown."""
        return bool(self.display)

    def ask_tags(self, before: str, known: Sequence[str], answer: OnSubmit) -> None:
        """Open for tags, starting with `before`; known tags are completed."""
        self.ask("#", answer)
        self.placeholder = f"tags separated by spaces{self._completes}"
        self.suggester = LastWordSuggester(known)
        self.value = before
        self.cursor_position = len(before)

    def ask(self, prompt: str, answer: OnSubmit) -> None:
        """Open for a command (`:`) or a search (`/`)."""
        self._prompt, self._answer = prompt, answer
        self.placeholder = f"a command{self._completes}" if prompt == ":" else "words to search for"
        self.suggester = self._names if prompt == ":" else None
        self.value = ""
        self._recalled = 0
        self.display = True
        self.screen.set_focus(self)

    def do(self, name: str) -> bool:
        """Perform a command's action in this line. Return False if it has none."""
        actions: dict[str, Callable[[], object]] = {
            "take": self._submit,
            "leave": self.leave,
            "complete": self.action_cursor_right,
            "older-line": lambda: self._recall(1),
            "newer-line": lambda: self._recall(-1),
        }
        if action := actions.get(name):
            action()
        return action is not None

    def leave(self) -> None:
        """Close the line without a result."""
        self._close(None)

    def action_delete_left(self) -> None:
        """Delete a character; in an empty line, leave."""
        if self.value:
            super().action_delete_left()
        else:
            self.leave()

    def _submit(self) -> None:
        line = self.value.strip()
        if line:
            history = self._history[self._prompt]
            history[:] = [*(each for each in history if each != line), line]
        self._close(line if line or self._prompt == "#" else None)

    def _close(self, line: str | None) -> None:
        self.display = False
        self._answer(line)

    def _recall(self, by: int) -> None:
        history = self._history[self._prompt]
        self._recalled = max(0, min(len(history), self._recalled + by))
        self.value = history[-self._recalled] if self._recalled else ""
        self.cursor_position = len(self.value)
