"""The list of bookmarks of one article: which one to go to, which ones to delete."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList

from reader.model.reading import Bookmark
from reader.text.sanitise import Shown, own, sanitise_line
from reader.tui.keys import name_of
from reader.tui.safe import Words, entitle, option


@dataclass(frozen=True)
class BookmarkActs:
    """What the list may do; each act says what was done."""

    bookmarks: Callable[[], Sequence[Bookmark]]
    delete: Callable[[str], None]
    undo: Callable[[], str]


class BookmarksDialog(ModalScreen[str | None]):
    """Answers with the id of the bookmark to go to."""

    def __init__(self, acts: BookmarkActs, length: int) -> None:
        super().__init__()
        self._acts = acts
        self._length = max(1, length)

    def compose(self) -> ComposeResult:
        """A frame with the list in it."""
        with Vertical(classes="dialog") as frame:
            entitle(frame, own("Bookmarks"), own("Enter goes there · X deletes · U undoes · Esc closes"))
            yield OptionList(markup=False, compact=True)
            yield Words(own("no bookmark yet: m in the article sets one"), id="empty")

    def on_mount(self) -> None:
        """Fill the list."""
        self._fill()

    def on_key(self, event: events.Key) -> None:
        """Move as everywhere, delete, undo, close; Enter is the list's own."""
        options = self.query_one(OptionList)
        acts: dict[str, Callable[[], object]] = {
            "j": options.action_cursor_down,
            "k": options.action_cursor_up,
            "g": options.action_first,
            "G": options.action_last,
            "X": self._delete,
            "U": self._undo,
            "q": self.dismiss,
            "'": self.dismiss,
            "escape": self.dismiss,
        }
        if act := acts.get(name_of(event)):
            event.stop()
            event.prevent_default()
            act()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer."""
        self.dismiss(event.option.id)

    def _delete(self) -> None:
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            chosen = options.get_option_at_index(options.highlighted).id
            if chosen is not None:
                self._acts.delete(chosen)
                self._fill()

    def _undo(self) -> None:
        self._acts.undo()
        self._fill()

    def _fill(self) -> None:
        options = self.query_one(OptionList)
        at = options.highlighted or 0
        bookmarks = self._acts.bookmarks()
        options.clear_options()
        options.add_options(option(self._line(bookmark), bookmark.id) for bookmark in bookmarks)
        self.query_one("#empty").display = not bookmarks
        options.display = bool(bookmarks)
        if bookmarks:
            options.highlighted = min(at, len(bookmarks) - 1)
            options.focus()

    def _line(self, bookmark: Bookmark) -> Shown:
        share = round(100 * bookmark.offset / self._length)
        return sanitise_line(f"{share:3} %  {bookmark.excerpt}")
