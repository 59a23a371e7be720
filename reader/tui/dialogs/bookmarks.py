"""The list of bookmarks of one article: which one to go to, which ones to delete."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reader.model.reading_state import Bookmark
from reader.text.safety.sanitise import Shown, own, sanitise_line
from reader.tui.dialogs.list_dialog import ListDialog
from reader.tui.dialogs.window import HELPS, Acts
from reader.tui.keys.bindings import Bindings
from reader.tui.keys.scopes import Mode


class BookmarksDialog(ListDialog[Bookmark, str]):
    """Answers with the id of the bookmark to go to."""

    where = Mode.BOOKMARKS
    title_words = own("Bookmarks")
    hints = (("choose", "goes there"), ("delete", "deletes"), ("undo", "undoes"), HELPS)

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

    def acts(self) -> Acts:
        """The key that opened the window closes it too."""
        return {**super().acts(), "bookmarks": self.finish}
