"""The line in which commands and searches are typed; it stands in the status line's place while it is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.events import Key
from textual.suggester import Suggester, SuggestFromList

from reader.tui.keys.scopes import Mode, Scope
from reader.tui.widgets.line_input import LineInput

OnSubmit = Callable[[str | None], None]
"""Takes what was typed, or None when nothing was."""


class LastWordSuggester(Suggester):
    """Completes the last of several words."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._words = words

    async def get_suggestion(self, value: str) -> str | None:
        """The whole value with its last word completed, or None."""
        before, space, last = value.rpartition(" ")
        found = next((word for word in self._words if last and word.startswith(last) and word != last), None)
        return f"{before}{space}{found}" if found is not None else None


class CommandLine(LineInput):
    """Asks for one line, remembers what was typed, completes names of commands."""

    scope: Scope = Mode.LINE
    is_ready = True

    def __init__(self, names: Sequence[str], completes: str, *, id: str | None = None) -> None:
        """`completes` says which key completes, if any does."""
        super().__init__(id=id)
        self._completes = f"; {completes}" if completes else ""
        self.display = False
        self._names = SuggestFromList(names)
        self._typed: dict[str, list[str]] = {}
        self._recalled = 0
        self._prompt = ""
        self._answer: OnSubmit = lambda line: None

    @property
    def is_open(self) -> bool:
        """Whether a line is being typed."""
        return bool(self.display)

    def ask_tags(self, before: str, known: Sequence[str], answer: OnSubmit) -> None:
        """Open for tags, `before` typed already; the known ones complete what is typed."""
        self.ask("#", answer)
        self.placeholder = f"tags with spaces between{self._completes}"
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
        """Do what a command means in this line. Whether it means something of its own."""
        acts: dict[str, Callable[[], object]] = {
            "take": self._give,
            "leave": self.leave,
            "complete": self.action_cursor_right,
            "older-line": lambda: self._recall(1),
            "newer-line": lambda: self._recall(-1),
        }
        if act := acts.get(name):
            act()
        return act is not None

    def type_key(self, event: Key) -> None:
        """Write or edit."""
        self.press(event)

    def leave(self) -> None:
        """Put the line away; nothing was typed."""
        self._close(None)

    def action_delete_left(self) -> None:
        """Take out a character; where there is none, leave the line."""
        if self.value:
            super().action_delete_left()
        else:
            self.leave()

    def _give(self) -> None:
        line = self.value.strip()
        if line:
            typed = self._typed.setdefault(self._prompt, [])
            typed[:] = [each for each in typed if each != line] + [line]
        self._close(line if line or self._prompt == "#" else None)

    def _close(self, line: str | None) -> None:
        self.display = False
        self._answer(line)

    def _recall(self, by: int) -> None:
        typed = self._typed.get(self._prompt, [])
        self._recalled = max(0, min(len(typed), self._recalled + by))
        self.value = typed[-self._recalled] if self._recalled else ""
        self.cursor_position = len(self.value)
