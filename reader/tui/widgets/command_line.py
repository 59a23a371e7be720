"""The line in which commands and searches are typed; it stands in the status line's place while it is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.suggester import Suggester, SuggestFromList
from textual.widgets import Input

from reader.text.sanitise import sanitise_line

Answer = Callable[[str | None], None]
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


class CommandLine(Input):
    """Asks for one line, remembers what was typed, completes names of commands.

    Keys come by `press`, in the order in which they were typed, and do what they do at once: what is typed ahead
    of the screen ends up where it was meant.
    """

    def __init__(self, names: Sequence[str], *, id: str | None = None) -> None:
        super().__init__(id=id, compact=True, select_on_focus=False)
        self.display = False
        self.cursor_blink = False
        self._names = SuggestFromList(names)
        self._typed: dict[str, list[str]] = {}
        self._recalled = 0
        self._prompt = ""
        self._answer: Answer = lambda line: None

    @property
    def is_open(self) -> bool:
        """Whether a line is being typed."""
        return bool(self.display)

    def ask_tags(self, before: str, known: Sequence[str], answer: Answer) -> None:
        """Open for tags, `before` typed already; the known ones complete what is typed."""
        self.ask("#", answer)
        self.placeholder = "tags with spaces between; → completes"
        self.suggester = LastWordSuggester(known)
        self.value = before
        self.cursor_position = len(before)

    def ask(self, prompt: str, answer: Answer) -> None:
        """Open for a command (`:`) or a search (`/`)."""
        self._prompt, self._answer = prompt, answer
        self.placeholder = "a command; Tab completes" if prompt == ":" else "words to search for"
        self.suggester = self._names if prompt == ":" else None
        self.value = ""
        self._recalled = 0
        self.display = True
        self.screen.set_focus(self)

    def press(self, event: events.Key) -> None:
        """Do what a key does in this line; unknown ones do nothing."""
        acts: dict[str, Callable[[], object]] = {
            "enter": self._give,
            "escape": self._leave,
            "tab": self.action_cursor_right,
            "up": lambda: self._recall(1),
            "down": lambda: self._recall(-1),
            "backspace": self.action_delete_left if self.value else self._leave,
            "delete": self.action_delete_right,
            "left": self.action_cursor_left,
            "right": self.action_cursor_right,
            "home": self.action_home,
            "end": self.action_end,
            "ctrl+w": self.action_delete_left_word,
            "ctrl+u": self.action_delete_left_all,
            "ctrl+k": self.action_delete_right_all,
            "ctrl+c": self._leave,
        }
        if act := acts.get(event.key):
            act()
        elif event.is_printable and event.character is not None:
            self.insert_text_at_cursor(event.character)

    def _on_paste(self, event: events.Paste) -> None:
        """Take one line, with stand-ins: what is typed is one cell wide where Textual thinks it is."""
        event.stop()
        event.prevent_default()
        if lines := event.text.splitlines():
            self.insert_text_at_cursor(sanitise_line(lines[0]))

    def _give(self) -> None:
        line = self.value.strip()
        if line:
            typed = self._typed.setdefault(self._prompt, [])
            typed[:] = [each for each in typed if each != line] + [line]
        self._close(line if line or self._prompt == "#" else None)

    def _leave(self) -> None:
        self._close(None)

    def _close(self, line: str | None) -> None:
        self.display = False
        self._answer(line)

    def _recall(self, by: int) -> None:
        typed = self._typed.get(self._prompt, [])
        self._recalled = max(0, min(len(typed), self._recalled + by))
        self.value = typed[-self._recalled] if self._recalled else ""
        self.cursor_position = len(self.value)
