"""The caret mode: a caret in the article, what it selects, and how the mouse hands it a selection."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.model.span import Span
from reader.text.navigation.motion_names import Motion, RowMotion
from reader.text.navigation.motions import cell_at, moved, moved_by_rows, moved_on_row, next_match
from reader.text.navigation.search import find_all
from reader.text.navigation.selection import Selection, covering
from reader.text.navigation.text_index import TextIndex
from reader.text.wording.formatting import counted
from reader.tui.controllers.navigator import Navigator
from reader.tui.keys.bindings import Bindings
from reader.tui.keys.scopes import Mode, Scope
from reader.tui.widgets.article_view import ArticleView

if TYPE_CHECKING:
    from textual.events import Key
    from textual.widget import Widget


HINTS_ALONE = (("anchor", "select"), ("grow", "grow"), ("caret-leave", "leave"))
HINTS_SELECTED = (("note", "note"), ("highlight", "highlight"), ("copy-selection", "copy"))


class CaretMode:
    """Moves a caret over one article view. It is on while `selection` is there."""

    scope: Scope = Mode.CARET
    is_ready = True
    widget: Widget | None = None

    def __init__(
        self, view: ArticleView, navigator: Navigator, keys: Bindings, changed: Callable[[], None]
    ) -> None:
        self._view = view
        self._navigator = navigator
        self._keys = keys
        self._changed = changed
        self._cell: int | None = None
        """The cell that the caret keeps while it goes up and down."""
        self.selection: Selection | None = None

    # What the keyboard asks

    @property
    def chip(self) -> str:
        """Whether a caret moves alone, or what it selects by."""
        if self.selection is None or self.selection.anchor is None:
            return "CARET"
        return "SENTENCES" if self.selection.by_sentence else "SELECT"

    @property
    def hints(self) -> Sequence[str]:
        """The likeliest keys."""
        alone = self.selection is None or self.selection.anchor is None
        hints = HINTS_ALONE if alone else HINTS_SELECTED
        return self._keys.hints(self.scope, hints)

    def do(self, name: str) -> bool:
        """Every command here acts on the main screen."""
        return False

    def type_key(self, event: Key) -> None:
        """Nothing is written here."""

    def paste(self, text: str) -> None:
        """Nothing is written here."""

    def left(self) -> None:
        """Take the caret and its selection off the text."""
        self.selection = None
        self._view.overlay = replace(self._view.overlay, selection=None, caret=None)

    # What is selected

    @property
    def index(self) -> TextIndex:
        """The article under the caret."""
        return self._navigator.index

    @property
    def span(self) -> Span | None:
        """The selected code points; the word at the caret where nothing is anchored; None while it is off."""
        if self.selection is None:
            return None
        if self.selection.anchor is None:
            return self.index.word_at(self.selection.head)
        return self.selection.span(self.index)

    def start(self) -> None:
        """Put the caret on the current unit, or on the first text in view."""
        here = self._navigator.unit_in_view
        offset = here.start if here else self._view.in_view.start
        self._set(Selection(self.index.snapped(offset)))

    def select(self, span: Span) -> None:
        """Select exactly `span`, widened to whole graphemes."""
        self._set(covering(span, self.index))

    def anchor(self) -> None:
        """Drop the anchor at the caret, or take it up."""
        self._change(lambda selection: selection.anchored())

    def by_sentence(self) -> None:
        """Select whole sentences, or no longer."""
        if self.selection is None:
            self.start()
        self._change(lambda selection: selection.sentences())

    def turn(self) -> None:
        """Move the other end."""
        self._change(lambda selection: selection.turned())

    def grow(self) -> None:
        """Over the next larger unit."""
        self._change(lambda selection: selection.grown(self.index))

    def shrink(self) -> None:
        """Over the next smaller unit."""
        self._change(lambda selection: selection.shrunk(self.index))

    # Where the caret goes

    def move(self, motion: Motion | RowMotion) -> None:
        """Move over the text, or on the row."""
        if isinstance(motion, Motion):
            self._go(lambda head: moved(self.index, head, motion))
        else:
            self._go(lambda head: moved_on_row(self.index, self._view.layout_of_text, head, motion))

    def move_by_rows(self, rows: int) -> None:
        """Move down, or up if negative, keeping the cell."""
        layout, index = self._view.layout_of_text, self.index
        if self.selection is None or not index.blocks:
            return
        cell = cell_at(layout, self.selection.head) if self._cell is None else self._cell
        self._go(lambda head: moved_by_rows(index, layout, head, rows, cell))
        self._cell = cell

    def move_by_pages(self, pages: float) -> None:
        """Move by pages, down or up."""
        rows = max(1, int((self._view.size.height - 2) * abs(pages)))
        self.move_by_rows(rows if pages > 0 else -rows)

    def to_match(self, *, forward: bool) -> str:
        """Move to a match of the search; what to say about it."""
        matches = self._view.overlay.matches
        head = self.selection.head if self.selection else 0
        found = next_match(matches, head, forward=forward)
        if found is None:
            return self._keys.expand("no search yet: try {caret-search}")
        self._go(lambda head: self.index.snapped(found))
        return f"match {[match.start for match in matches].index(found) + 1} of {len(matches)}"

    def search(self, words: str) -> str:
        """Look for words, and move to the first match from here on; what to say about it."""
        matches = tuple(find_all(self.index.text, words))
        self._view.overlay = replace(self._view.overlay, matches=matches)
        return self.to_match(forward=True) if matches else f"not found: {words}"

    @property
    def described(self) -> str:
        """How much is selected."""
        if self.selection is None or self.selection.anchor is None or self.span is None:
            return ""
        return f"{counted(len(self.span), 'character')} selected"

    def _go(self, motion: Callable[[int], int]) -> None:
        self._cell = None
        self._change(lambda selection: selection.moved(motion(selection.head)))

    def _change(self, change: Callable[[Selection], Selection]) -> None:
        if self.selection is not None and self.index.blocks:
            self._set(change(self.selection))

    def _set(self, selection: Selection) -> None:
        self.selection = selection
        index, head = self.index, selection.head
        selected = selection.span(index) if selection.anchor is not None else None
        caret = Span(head, max(head, index.after(head)))
        self._view.overlay = replace(self._view.overlay, selection=selected, caret=caret)
        self._view.follow(head)
        self._changed()
