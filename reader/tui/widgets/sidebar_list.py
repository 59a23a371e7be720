"""The rows of the sidebar under their line of tabs."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from textual.message import Message

from reader.text.safety.sanitise import blank
from reader.tui.widgets.lines import GAP, Fragment, StyledLine, one_line, spread, wrap_lines
from reader.tui.widgets.row_list import RowList
from reader.tui.widgets.rows import RowPositions, VariableRows
from reader.tui.widgets.sidebar_rows import Item, arranged, item_lines
from reader.tui.widgets.sidebar_tabs import Tab, tab_at, tabs_line


class SidebarList(RowList):
    """Lists the items of one tab. What the tabs are and hold is told by `show`."""

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
        self._arranged: list[Item] = []
        self._empty = ""
        self._chosen: str | None = None
        self._ticked: frozenset[str] = frozenset()

    def show(
        self, tabs: tuple[Tab, ...], active: str, items: Sequence[Item], empty: str, highlighted: str | None
    ) -> None:
        """Show a tab: its items, or `empty` where there are none, with the highlight on the item of a key."""
        self._tabs, self._active, self._items, self._empty = tabs, active, tuple(items), empty
        keys = [item.key for item in items]
        if self._arranged and not (highlighted in keys and self.highlighted):
            self.scroll_to(y=0)
        self.rebuild(keys.index(highlighted) if highlighted in keys else 0)

    def mark(self, key: str | None) -> None:
        """Mark the item of a key as the chosen one."""
        before, self._chosen = self._chosen, key
        for index, item in enumerate(self._arranged):
            if item.key in (before, key):
                self.refresh_row(index)

    def tick(self, keys: frozenset[str]) -> None:
        """Tick the items of these keys and no others."""
        changed, self._ticked = self._ticked ^ keys, keys
        for index, item in enumerate(self._arranged):
            if item.key in changed:
                self.refresh_row(index)

    def item_at(self, index: int | None) -> Item | None:
        """The item at an index."""
        return self._arranged[index] if index is not None and index < len(self._arranged) else None

    def rows(self) -> RowPositions:
        """The items one below the other, with headings, and gaps where the pane is high enough."""
        self._arranged = arranged(self._items, self.roomy)
        return VariableRows(item.height for item in self._arranged)

    def row_state(self, index: int) -> Hashable:
        """Whether the item is the chosen one, and whether it is ticked."""
        key = self._arranged[index].key
        return key == self._chosen, key in self._ticked

    def row_lines(self, index: int, width: int) -> Sequence[StyledLine]:
        """The lines of one item."""
        item = self._arranged[index]
        look = {"ticked": item.key in self._ticked, "bars": not self.quiet}
        return item_lines(item, item.key == self._chosen, width, **look)

    def header(self, width: int) -> Sequence[StyledLine]:
        """The tabs."""
        line = tabs_line(self._tabs, self._active, self.has_focus, width)
        return (GAP, line, GAP) if self.roomy else (line,)

    def header_pressed(self, x: int, y: int) -> None:
        """Tell which tab was clicked."""
        if (y == 1) == self.roomy and (name := tab_at(self._tabs, self._active, self._row_width, x)):
            self.post_message(self.TabPressed(name))

    def placeholder(self, width: int) -> Sequence[StyledLine]:
        """Why the tab is empty."""
        edge = blank(2 if width >= 30 else 1)
        return [
            spread((Fragment(edge), Fragment(text, "faint")), (), width, body=False)
            for text in wrap_lines(one_line(self._empty), width - 2 * len(edge), 8)
        ]
