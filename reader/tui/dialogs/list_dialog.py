"""What the windows share that list things which can be deleted and brought back: filling, moving, acting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical

from reader.model.bookmark import Bookmark
from reader.model.correction import Alias
from reader.model.errors import ReaderError
from reader.text.safety.sanitise import NOTHING, Shown, own, sanitise_line
from reader.text.wording.formatting import readable_date
from reader.tui.dialogs.window import HELP_HINT, Actions, Window, WindowResult, navigation_actions
from reader.tui.keys.bindings import Bindings
from reader.tui.keys.scopes import Mode
from reader.tui.safe import SafeStatic, option
from reader.tui.widgets.options import Options

T = TypeVar("T")


class ListDialog(Window[WindowResult], Generic[T, WindowResult]):
    """Lists things. A subclass says how one looks, and what is answered when it is chosen."""

    title_words: Shown

    def __init__(
        self,
        bindings: Bindings,
        things: Callable[[], Sequence[T]],
        delete: Callable[[T], None],
        undo: Callable[[], object],
        empty: Shown,
    ) -> None:
        """`empty` is said where there is nothing. What the library refuses is said in the window."""
        super().__init__(bindings, self.title_words)
        self._things, self._delete_one, self._undo_last, self._empty = things, delete, undo, empty
        self._shown: Sequence[T] = ()
        self._options = Options()
        self._below = SafeStatic(id="list-detail")

    def line(self, thing: T) -> Shown:
        """One of them in one line."""
        raise NotImplementedError

    def detail(self, thing: T) -> Shown:
        """What is said below the list of the one that is highlighted; nothing, unless a subclass knows more."""
        return NOTHING

    def answer(self, thing: T) -> WindowResult | None:
        """What is answered when one is chosen; None where nothing is to be chosen here."""
        return None

    @property
    def chosen(self) -> T | None:
        """What is under the highlight."""
        index = self._options.highlighted
        return self._shown[index] if index is not None and index < len(self._shown) else None

    def compose(self) -> ComposeResult:
        """A frame, the list, and words below it."""
        with self.with_frame(Vertical(classes="dialog")):
            yield self._options
            yield self._below

    def on_mount(self) -> None:
        """Fill the list."""
        self._do(self._fill)

    def actions(self) -> Actions:
        """Move as everywhere, choose, delete, undo, close."""
        return {
            **super().actions(),
            **navigation_actions(self._options),
            "choose": self._choose,
            "delete": self._delete,
            "undo": lambda: self._do(self._undo_last, self._fill),
        }

    def on_option_list_option_selected(self) -> None:
        """Answer with what was clicked."""
        self._choose()

    def on_option_list_option_highlighted(self) -> None:
        """Say what there is to say of it."""
        self._tell()

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
        self._tell()

    def _tell(self) -> None:
        thing = self.chosen
        self._say(self._empty if thing is None else self.detail(thing))

    def _say(self, words: Shown) -> None:
        self._below.display = bool(words)
        self._below.say(words)


class BookmarksDialog(ListDialog[Bookmark, str]):
    """Answers with the id of the bookmark to go to."""

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
        """How far into the article it is, and the words there."""
        share = round(100 * thing.offset / self._length)
        return sanitise_line(f"{share:3} %  {thing.excerpt}")

    def answer(self, thing: Bookmark) -> str:
        """Its id."""
        return thing.id

    def actions(self) -> Actions:
        """The key that opened the window closes it too."""
        return {**super().actions(), "bookmarks": self.finish}


class AliasesDialog(ListDialog[Alias, None]):
    """Shows the aliases, and lets them be withdrawn."""

    where = Mode.ALIASES
    title_words = own("Names for every article")
    hints = (("delete", "withdraws"), ("undo", "undoes"), HELP_HINT)

    def line(self, thing: Alias) -> Shown:
        """Which name becomes which, since when, and by whom."""
        by = f" · {thing.author}" if thing.author else ""
        return sanitise_line(f"{thing.name} → {thing.becomes}   {readable_date(thing.created, short=True)}{by}")
