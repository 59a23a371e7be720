"""What the windows share that list things which can be deleted and brought back: filling, moving, acting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList

from reader.model.errors import ReaderError
from reader.text.sanitise import NOTHING, Shown, sanitise_line
from reader.tui.dialogs.window import Window
from reader.tui.keys.key_map import name_of
from reader.tui.safe import Words, entitle, option

T = TypeVar("T")
Answer = TypeVar("Answer")


class ListDialog(Window[Answer | None], Generic[T, Answer]):
    """Lists things. A subclass says how one looks, and what Enter answers."""

    heading: tuple[Shown, Shown]
    """The title, and the help with the keys."""

    def __init__(
        self,
        things: Callable[[], Sequence[T]],
        delete: Callable[[T], None],
        undo: Callable[[], object],
        empty: Shown,
    ) -> None:
        """`empty` is said where there is nothing. What the library refuses is said in the window."""
        super().__init__()
        self._things, self._delete_one, self._undo_last, self._empty = things, delete, undo, empty
        self._shown: Sequence[T] = ()
        self._options = OptionList(markup=False, compact=True)
        self._below = Words(id="list-detail")

    def line(self, thing: T) -> Shown:
        """One of them in one line."""
        raise NotImplementedError

    def detail(self, thing: T) -> Shown:
        """What is said below the list of the one that is highlighted; nothing, unless a subclass knows more."""
        return NOTHING

    def answer(self, thing: T) -> Answer | None:
        """What is answered when one is chosen; None where nothing is to be chosen here."""
        return None

    def keys(self) -> dict[str, Callable[[], object]]:
        """Keys that only this window has."""
        return {}

    @property
    def chosen(self) -> T | None:
        """What is under the highlight."""
        index = self._options.highlighted
        return self._shown[index] if index is not None and index < len(self._shown) else None

    def compose(self) -> ComposeResult:
        """A frame, the list, and words below it."""
        with Vertical(classes="dialog") as frame:
            entitle(frame, *self.heading)
            yield self._options
            yield self._below

    def on_mount(self) -> None:
        """Fill the list."""
        self._do(self._fill)

    def on_key(self, event: events.Key) -> None:
        """Move as everywhere, delete, undo, close; Enter is the list's own."""
        acts: dict[str, Callable[[], object]] = {
            "j": self._options.action_cursor_down,
            "k": self._options.action_cursor_up,
            "g": self._options.action_first,
            "G": self._options.action_last,
            "X": self._delete,
            "U": self._undo,
            "q": self.dismiss,
            "escape": self.dismiss,
            **self.keys(),
        }
        if act := acts.get(name_of(event)):
            event.stop()
            event.prevent_default()
            act()

    def on_option_list_option_selected(self) -> None:
        """Answer."""
        if (thing := self.chosen) is not None and (answer := self.answer(thing)) is not None:
            self.dismiss(answer)

    def on_option_list_option_highlighted(self) -> None:
        """Say what there is to say of it."""
        self._tell()

    def _delete(self) -> None:
        if (thing := self.chosen) is not None:
            self._do(lambda: self._delete_one(thing), self._fill)

    def _undo(self) -> None:
        self._do(self._undo_last, self._fill)

    def _do(self, *acts: Callable[[], object]) -> None:
        try:
            for act in acts:
                act()
        except ReaderError as error:
            self._say(sanitise_line(str(error)))

    def _fill(self) -> None:
        highlighted = self._options.highlighted or 0
        self._shown = self._things()
        self._options.clear_options()
        self._options.add_options(option(self.line(thing), str(at)) for at, thing in enumerate(self._shown))
        self._options.display = bool(self._shown)
        if self._shown:
            self._options.highlighted = min(highlighted, len(self._shown) - 1)
            self._options.focus()
        self._tell()

    def _tell(self) -> None:
        thing = self.chosen
        self._say(self._empty if thing is None else self.detail(thing))

    def _say(self, words: Shown) -> None:
        self._below.display = bool(words)
        self._below.say(words)
