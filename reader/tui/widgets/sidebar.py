"""The pane beside the article: tabs of sources, entities and notes, and a card below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.reactive import var

from reader.model.analysis import Analysis
from reader.model.bookmark import Bookmark
from reader.text.layout.annotation_layer import PlacedAnnotations
from reader.tui.widgets.card import Card, CardView
from reader.tui.widgets.containers import PlainVertical
from reader.tui.widgets.row_list import RowList
from reader.tui.widgets.sidebar_list import SidebarList
from reader.tui.widgets.sidebar_rows import Item, annotation_items, entity_items, source_items
from reader.tui.widgets.sidebar_tabs import Tab

SOURCES, ENTITIES, NOTES = "sources", "entities", "notes"
TABS = (SOURCES, ENTITIES, NOTES)
_EMPTY = {
    SOURCES: "No sources found",
    ENTITIES: "No entities found",
    NOTES: "No notes and no bookmarks",
}


class Sidebar(PlainVertical):
    """Shows what an analysis found and what a person has noted."""

    status: var[str] = var("", init=False)
    """Shown in place of sources and entities until there is an analysis."""
    chosen_source: var[str | None] = var(None, init=False)
    """The id of the source whose statements are being read."""
    ticked: var[frozenset[str]] = var(frozenset(), init=False)
    """The ids of the ticked sources."""
    tab: var[str] = var(SOURCES, init=False)
    """The tab that is shown: `sources`, `entities` or `notes`."""

    class ItemChosen(Message):
        """A person chose a source, an entity, an annotation or a bookmark."""

        def __init__(self, tab: str, key: str) -> None:
            super().__init__()
            self.tab = tab
            self.key = key

    class TabShown(Message):
        """Another tab is shown."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.row_list = SidebarList(id="sidebar-list")
        """The rows of the tab, which take the focus of this pane."""
        self._card = CardView(id="sidebar-card")
        self._analysed = False
        self._items: dict[str, list[Item]] = {tab: [] for tab in TABS}
        self._highlights: dict[str, str | None] = {}

    def compose(self) -> ComposeResult:
        """Yield the rows, and the card below them."""
        yield self.row_list
        yield self._card

    def on_mount(self) -> None:
        """Show the first tab."""
        self._show()

    def on_resize(self, event: events.Resize) -> None:
        """Set the height of the card."""
        height = event.size.height
        self._card.styles.height = 8 if height >= 24 else 5 if height >= 16 else 0

    def show_analysis(
        self,
        text: str,
        analysis: Analysis | None,
        colours: Mapping[str, str],
        doubtful: Set[str] = frozenset(),
        left_out: Set[str] = frozenset(),
    ) -> None:
        """List the sources and entities of a text; `colours` maps source ids to style names.

        `doubtful` holds the ids of statements that are counted apart, `left_out` of those that are not counted.
        """
        self._analysed = analysis is not None
        self._items[SOURCES] = source_items(text, analysis, colours, doubtful, left_out) if analysis else []
        self._items[ENTITIES] = entity_items(text, analysis.entities) if analysis else []
        self._show()

    def show_annotations(
        self, text_length: int, bookmarks: Sequence[Bookmark], annotations: PlacedAnnotations
    ) -> None:
        """List the annotations and bookmarks in a text of that many code points."""
        self._items[NOTES] = annotation_items(text_length, bookmarks, annotations)
        self._show()

    def shows_whole(self, cards: Sequence[Card]) -> bool:
        """Return True if the only one of some cards is shown, and nothing of it is cut."""
        return [self._card.card] == [*cards] and self._card.is_whole

    def show_card(self, card: Card | None) -> None:
        """Show a card, or none."""
        self._card.card = card

    def show_tab(self, name: str) -> None:
        """Show a tab. Raises ValueError if there is none of that name."""
        if name not in TABS:
            raise ValueError(f"no tab is called {name!r}; there are {', '.join(TABS)}")
        self.tab = name

    def next_tab(self, by: int = 1) -> None:
        """Show the next tab, or the one before for -1, wrapping around."""
        self.tab = TABS[(TABS.index(self.tab) + by) % len(TABS)]

    def watch_tab(self, before: str, tab: str) -> None:
        """Show the tab with the highlight it had before."""
        self._remember(before)
        self._show()
        self.post_message(self.TabShown())

    def watch_status(self) -> None:
        """Show the state of the analysis."""
        if not self._analysed:
            self._show()

    def watch_chosen_source(self, source_id: str | None) -> None:
        """Show which source is chosen."""
        self.row_list.set_chosen(source_id)

    def watch_ticked(self, ticked: frozenset[str]) -> None:
        """Show the ticks."""
        self.row_list.set_ticked(ticked)

    @property
    def highlighted_key(self) -> str | None:
        """The id of the highlighted source, entity, annotation or bookmark."""
        item = self.row_list.item_at(self.row_list.highlighted)
        return item.key if item else None

    def highlight(self, key: str) -> None:
        """Highlight the item with a key in the tab that is shown."""
        self._highlights[self.tab] = key
        self._show()

    def on_row_list_row_highlighted(self, event: RowList.RowHighlighted) -> None:
        """Remember the highlight for when the tab is shown again."""
        event.stop()
        self._remember(self.tab)

    def on_row_list_row_chosen(self, event: RowList.RowChosen) -> None:
        """Send what was chosen."""
        event.stop()
        if item := self.row_list.item_at(event.index):
            self.post_message(self.ItemChosen(self.tab, item.key))

    def on_sidebar_list_tab_pressed(self, event: SidebarList.TabPressed) -> None:
        """Show the tab that was clicked."""
        event.stop()
        self.show_tab(event.name)

    def _remember(self, tab: str) -> None:
        self._highlights[tab] = self.highlighted_key

    def _show(self) -> None:
        if not self.is_attached:
            return
        tabs = tuple(Tab(name, len(self._items[name]) if name == NOTES else None) for name in TABS)
        waiting = self.tab != NOTES and not self._analysed
        empty = (self.status or "Not analysed yet") if waiting else _EMPTY[self.tab]
        self.row_list.show(tabs, self.tab, self._items[self.tab], empty, self._highlights.get(self.tab))
