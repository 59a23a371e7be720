"""The mode in which a caret moves in the article and selects text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.model.span import Span
from reader.text.navigation.motions import (
    Motion,
    RowMotion,
    cell_at,
    moved,
    moved_by_rows,
    moved_on_row,
    next_match,
)
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
HINTS_SELECTED = (
    ("note", "note"),
    ("highlight", "highlight"),
    ("add-statement", "statement"),
    ("copy-selection", "copy"),
)


class CaretMode:
    """Moves a caret over one article view. The mode is on while `selection` is not None."""

    scope: Scope = Mode.CARET
    is_ready = True
    widget: Widget | None = None

    def __init__(
        self, view: ArticleView, navigator: Navigator, keys: Bindings, changed: Callable[[], None]
    ) -> None:
        """`changed` is called when the caret or the selection moved."""
        self._view = view
        self._navigator = navigator
        self._keys = keys
        self._changed = changed
        self._cell: int | None = None
        """The column, in cells, that the caret keeps while it moves up and down."""
        self.selection: Selection | None = None

    # What the keyboard asks

    @property
    def chip(self) -> str:
        """What the caret does: move alone, select, select by sentence."""
        if self.selection is None or self.selection.anchor is None:
            return "CARET"
        return "SENTENCES" if self.selection.by_sentence else "SELECT"

    @property
    def hints(self) -> Sequence[str]:
        """The keys that are most likely wanted."""
        alone = self.selection is None or self.selection.anchor is None
        hints = HINTS_ALONE if alone else HINTS_SELECTED
        return self._keys.hints(self.scope, hints)

    def do(self, name: str) -> bool:
        """Leave every command to the main screen."""
        return False

    def type_key(self, event: Key) -> None:
        """Ignore keys that mean no command."""

    def paste(self, text: str) -> None:
        """Ignore pasted text."""

    def left(self) -> None:
        """Remove the caret and the selection."""
        self.selection = None
        self._view.overlay = replace(self._view.overlay, selection=None, caret=None)

    # What is selected

    @property
    def index(self) -> TextIndex:
        """The words and sentences of the article."""
        return self._navigator.index

    @property
    def span(self) -> Span | None:
        """The selection; without an anchor, the word at the caret; None while the mode is off."""
        if self.selection is None:
            return None
        if self.selection.anchor is None:
            return self.index.word_at(self.selection.head)
        return self.selection.span(self.index)

    def start(self) -> None:
        """Put the caret at the current unit, or at the first text in view."""
        here = self._navigator.unit_in_view
        offset = here.start if here else self._view.in_view.start
        self._set(Selection(self.index.snapped(offset)))

    def select(self, span: Span) -> None:
        """Select a span, widened to whole graphemes."""
        self._set(covering(span, self.index))

    def anchor(self) -> None:
        """Start the selection at the caret, or clear it."""
        self._change(lambda selection: selection.anchored())

    def by_sentence(self) -> None:
        """Turn selecting by sentence on or off."""
        if self.selection is None:
            self.start()
        self._change(lambda selection: selection.sentences())

    def turn(self) -> None:
        """Move the other end of the selection."""
        self._change(lambda selection: selection.turned())

    def grow(self) -> None:
        """Select the next larger unit."""
        self._change(lambda selection: selection.grown(self.index))

    def shrink(self) -> None:
        """Select the next smaller unit."""
        self._change(lambda selection: selection.shrunk(self.index))

    # Where the caret goes

    def move(self, motion: Motion | RowMotion) -> None:
        """Move over the text, or within the row."""
        if isinstance(motion, Motion):
            self._go(lambda head: moved(self.index, head, motion))
        else:
            self._go(lambda head: moved_on_row(self.index, self._view.layout_of_text, head, motion))

    def move_by_rows(self, rows: int) -> None:
        """Move down, or up for negative rows, and keep the column."""
        layout, index = self._view.layout_of_text, self.index
        if self.selection is None or not index.blocks:
            return
        cell = cell_at(layout, self.selection.head) if self._cell is None else self._cell
        self._go(lambda head: moved_by_rows(index, layout, head, rows, cell))
        self._cell = cell

    def move_by_pages(self, pages: float) -> None:
        """Move down by pages, or up for negative ones."""
        rows = max(1, int((self._view.size.height - 2) * abs(pages)))
        self.move_by_rows(rows if pages > 0 else -rows)

    def to_match(self, *, forward: bool) -> str:
        """Move to the next or previous match of the search. Return a message."""
        matches = self._view.overlay.matches
        head = self.selection.head if self.selection else 0
        found = next_match(matches, head, forward=forward)
        if found is None:
            return self._keys.expand("no search yet: try {caret-search}")
        self._go(lambda head: self.index.snapped(found))
        return f"match {[match.start for match in matches].index(found) + 1} of {len(matches)}"

    def search(self, words: str) -> str:
        """Search, and move to the first match from here on. Return a message."""
        matches = tuple(find_all(self.index.text, words))
        self._view.overlay = replace(self._view.overlay, matches=matches)
        return self.to_match(forward=True) if matches else f"not found: {words}"

    @property
    def described(self) -> str:
        """A message about how much is selected."""
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
