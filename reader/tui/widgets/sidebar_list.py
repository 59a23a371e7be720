"""The rows of the sidebar below its line of tabs."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from textual.message import Message

from reader.tui.widgets.lines import GAP, StyledLine, notice, one_line
from reader.tui.widgets.row_list import RowList
from reader.tui.widgets.rows import RowPositions
from reader.tui.widgets.sidebar_rows import Item, item_lines, with_headings
from reader.tui.widgets.sidebar_tabs import Tab, tab_at, tabs_line


class SidebarList(RowList):
    """Lists the items of one tab."""

    class TabPressed(Message):
        """A tab was clicked."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._tabs: tuple[Tab, ...] = ()
        self._active = ""
        self._items: tuple[Item, ...] = ()
        self._placed: list[Item] = []
        self._empty = ""
        self._chosen: str | None = None
        self._ticked: frozenset[str] = frozenset()

    def show(
        self, tabs: tuple[Tab, ...], active: str, items: Sequence[Item], empty: str, highlighted: str | None
    ) -> None:
        """Show a tab with its items, or `empty` if there are none, and highlight the item with a key."""
        self._tabs, self._active, self._items, self._empty = tabs, active, tuple(items), empty
        keys = [item.key for item in items]
        if self._placed and not (highlighted in keys and self.highlighted):
            self.scroll_to(y=0)
        self.rebuild(keys.index(highlighted) if highlighted in keys else 0)

    def set_chosen(self, key: str | None) -> None:
        """Show the item with a key as chosen."""
        before, self._chosen = self._chosen, key
        self._refresh_items({before, key})

    def set_ticked(self, keys: frozenset[str]) -> None:
        """Tick the items with these keys and no others."""
        before, self._ticked = self._ticked, keys
        self._refresh_items(before ^ keys)

    def item_at(self, index: int | None) -> Item | None:
        """Return the item at an index."""
        return self._placed[index] if index is not None and index < len(self._placed) else None

    def rows(self) -> RowPositions:
        """Place the items, with headings, and gaps if the pane is high enough."""
        self._placed = with_headings(self._items, self.roomy)
        return RowPositions.of_heights(item.height for item in self._placed)

    def row_state(self, index: int) -> Hashable:
        """Whether the item is chosen, and whether it is ticked."""
        key = self._placed[index].key
        return key == self._chosen, key in self._ticked

    def row_lines(self, index: int, width: int) -> Sequence[StyledLine]:
        """Return the lines of one item."""
        item = self._placed[index]
        chosen, ticked = item.key == self._chosen, item.key in self._ticked
        return item_lines(item, chosen, width, ticked=ticked, bars=not self.low_bandwidth)

    def header(self, width: int) -> Sequence[StyledLine]:
        """Return the line of tabs."""
        line = tabs_line(self._tabs, self._active, self.has_focus, width)
        return (GAP, line, GAP) if self.roomy else (line,)

    def header_pressed(self, x: int, y: int) -> None:
        """Send which tab was clicked."""
        if (y == 1) == self.roomy and (name := tab_at(self._tabs, self._active, self._row_width, x)):
            self.post_message(self.TabPressed(name))

    def placeholder(self, width: int) -> Sequence[StyledLine]:
        """Return why the tab is empty."""
        edge = 2 if width >= 30 else 1
        return notice(one_line(self._empty), edge, width, margin=edge)

    def _refresh_items(self, keys: set[str | None] | frozenset[str]) -> None:
        for index, item in enumerate(self._placed):
            if item.key in keys:
                self.refresh_row(index)
