"""The line in which commands and searches are typed; it stands in the status line's place while it is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widgets import Input


class CommandLine(Input):
    """Asks for one line, remembers what was typed, completes names of commands."""

    @dataclass
    class Given(Message):
        """A line was typed to its end."""

        prompt: str
        line: str

    @dataclass
    class Left(Message):
        """Nothing was typed after all."""

    def __init__(self, names: Sequence[str], *, id: str | None = None) -> None:
        super().__init__(id=id, compact=True, select_on_focus=False)
        self.border_title = None
        self.prompt = ":"
        self._names = SuggestFromList(names)
        self._typed: dict[str, list[str]] = {}
        self._recalled = 0

    def ask(self, prompt: str) -> None:
        """Open for a command (`:`) or a search (`/`)."""
        self.prompt = prompt
        self.placeholder = "a command; Tab completes" if prompt == ":" else "words to search for"
        self.suggester = self._names if prompt == ":" else None
        self.value = ""
        self._recalled = 0
        self.add_class("-open")
        self.focus()

    def on_key(self, event: events.Key) -> None:
        """Esc leaves, Tab completes, the arrows bring back what was typed before."""
        if event.key == "escape" or (event.key == "backspace" and not self.value):
            self._close(self.Left())
        elif event.key == "tab":
            self.action_cursor_right()
        elif event.key in ("up", "down"):
            self._recall(1 if event.key == "up" else -1)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand the line over."""
        event.stop()
        line = self.value.strip()
        if line:
            typed = self._typed.setdefault(self.prompt, [])
            typed[:] = [each for each in typed if each != line] + [line]
        self._close(self.Given(self.prompt, line) if line else self.Left())

    def _close(self, message: Message) -> None:
        self.remove_class("-open")
        self.post_message(message)

    def _recall(self, by: int) -> None:
        typed = self._typed.get(self.prompt, [])
        self._recalled = max(0, min(len(typed), self._recalled + by))
        self.value = typed[-self._recalled] if self._recalled else ""
        self.cursor_position = len(self.value)
