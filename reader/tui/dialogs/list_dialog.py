"""Windows that list things which can be deleted and restored, such as bookmarks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical

from reader.model.bookmark import Bookmark
from reader.model.errors import ReaderError
from reader.text.safety.sanitise import NOTHING, Shown, own, sanitise_line
from reader.tui.dialogs.window import HELP_HINT, Actions, Window, WindowResult, navigation_actions
from reader.tui.keys.bindings import Bindings
from reader.tui.keys.scopes import Mode
from reader.tui.safe import SafeStatic, option
from reader.tui.widgets.options import Options

T = TypeVar("T")


class ListDialog(Window[WindowResult], Generic[T, WindowResult]):
    """Lists things. A subclass supplies the line of each, and what to return when one is chosen."""

    title_words: Shown

    def __init__(
        self,
        bindings: Bindings,
        things: Callable[[], Sequence[T]],
        delete: Callable[[T], None],
        undo: Callable[[], object],
        empty: Shown,
        above: Shown = NOTHING,
    ) -> None:
        """`empty` is shown if there is nothing, `above` always. Errors of the library are shown in the window."""
        super().__init__(bindings, self.title_words)
        self._things, self._delete_one, self._undo_last, self._empty = things, delete, undo, empty
        self._shown: Sequence[T] = ()
        self._options = Options()
        self._above, self._about = SafeStatic(id="list-about"), above
        self._below = SafeStatic(id="list-detail")

    def line(self, thing: T) -> Shown:
        """Return the line of one thing."""
        raise NotImplementedError

    def detail(self, thing: T) -> Shown:
        """Return the text below the list for the highlighted thing."""
        return NOTHING

    def answer(self, thing: T) -> WindowResult | None:
        """Return the result when a thing is chosen, or None if nothing can be chosen."""
        return None

    @property
    def chosen(self) -> T | None:
        """The highlighted thing."""
        index = self._options.highlighted
        return self._shown[index] if index is not None and index < len(self._shown) else None

    def compose(self) -> ComposeResult:
        """Yield a frame with the list and a text below it."""
        with self.with_frame(Vertical(classes="dialog")):
            yield self._above
            yield self._options
            yield self._below

    def on_mount(self) -> None:
        """Fill the list."""
        self._above.display = bool(self._about)
        self._above.say(self._about)
        self._do(self._fill)

    def actions(self) -> Actions:
        """Move, choose, delete, undo, close."""
        return {
            **super().actions(),
            **navigation_actions(self._options),
            "choose": self._choose,
            "delete": self._delete,
            "undo": lambda: self._do(self._undo_last, self._fill),
        }

    def on_option_list_option_selected(self) -> None:
        """Choose what was clicked."""
        self._choose()

    def on_option_list_option_highlighted(self) -> None:
        """Show the detail of the highlighted thing."""
        self._show_detail()

    def _choose(self) -> None:
        if (thing := self.chosen) is not None and (answer := self.answer(thing)) is not None:
            self.finish(answer)

    def _delete(self) -> None:
        if (thing := self.chosen) is not None:
            self._do(lambda: self._delete_one(thing), self._fill)

    def _do(self, *actions: Callable[[], object]) -> None:
        try:
            for act in actions:
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
            self.set_focus(self._options)
        self._show_detail()

    def _show_detail(self) -> None:
        thing = self.chosen
        self._say(self._empty if thing is None else self.detail(thing))

    def _say(self, words: Shown) -> None:
        self._below.display = bool(words)
        self._below.say(words)


class BookmarksDialog(ListDialog[Bookmark, str]):
    """Lists the bookmarks of an article. Returns the id of the bookmark to go to."""

    where = Mode.BOOKMARKS
    title_words = own("Bookmarks")
    hints = (("choose", "goes there"), ("delete", "deletes"), ("undo", "undoes"), HELP_HINT)

    def __init__(
        self,
        bindings: Bindings,
        things: Callable[[], Sequence[Bookmark]],
        delete: Callable[[Bookmark], None],
        undo: Callable[[], object],
        empty: Shown,
        length: int,
    ) -> None:
        """The text is `length` code points long."""
        super().__init__(bindings, things, delete, undo, empty)
        self._length = max(1, length)

    def line(self, thing: Bookmark) -> Shown:
        """Return its position in per cent, and the text there."""
        share = round(100 * thing.offset / self._length)
        return sanitise_line(f"{share:3} %  {thing.excerpt}")

    def answer(self, thing: Bookmark) -> str:
        """Return its id."""
        return thing.id

    def actions(self) -> Actions:
        """Close, also by the key that opened the window."""
        return {**super().actions(), "bookmarks": self.finish}
