"""The pane beside the article: its sources, entities and a person's notes in tabs, and a card below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Self

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.reactive import var

from reader.model.analysis import Analysis
from reader.model.annotation import PlacedAnnotation
from reader.model.bookmark import Bookmark
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
    ENTITIES: "No names found",
    NOTES: "No notes and no bookmarks",
}


class Sidebar(PlainVertical):
    """Shows what an analysis found. It is told what to show by its methods and answers with messages."""

    status: var[str] = var("", init=False)
    """What is shown in place of sources and entities while there is no analysis."""
    chosen_source: var[str | None] = var(None, init=False)
    """The id of the source whose statements are being walked."""
    ticked: var[frozenset[str]] = var(frozenset(), init=False)
    """The ids of the sources that are ticked."""
    tab: var[str] = var(SOURCES, init=False)
    """The tab that is shown: `sources`, `entities` or `notes`."""

    class SourceChosen(Message):
        """A person chose a source."""

        def __init__(self, source_id: str) -> None:
            super().__init__()
            self.source_id = source_id

    class EntityChosen(Message):
        """A person chose an entity."""

        def __init__(self, entity_id: str) -> None:
            super().__init__()
            self.entity_id = entity_id

    class AnnotationChosen(Message):
        """A person chose an annotation or a bookmark."""

        def __init__(self, annotation_id: str) -> None:
            super().__init__()
            self.annotation_id = annotation_id

    class Turned(Message):
        """Another tab is shown."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._list = SidebarList(id="sidebar-list")
        self._card = CardView(id="sidebar-card")
        self._analysed = False
        self._items: dict[str, list[Item]] = {tab: [] for tab in TABS}
        self._highlights: dict[str, str | None] = {}

    def compose(self) -> ComposeResult:
        """The rows above, the card below."""
        yield self._list
        yield self._card

    def on_mount(self) -> None:
        """Show the first tab."""
        self._show()

    def on_resize(self, event: events.Resize) -> None:
        """Give the card what the rows can spare."""
        height = event.size.height
        self._card.styles.height = 8 if height >= 24 else 5 if height >= 16 else 0

    def focus(self, scroll_visible: bool = True) -> Self:
        """Give the keys to the rows."""
        self._list.focus(scroll_visible)
        return self

    @property
    def row_list(self) -> SidebarList:
        """The rows of the tab, which take the focus of this pane."""
        return self._list

    # What is shown

    def show_analysis(self, text: str, analysis: Analysis | None, colours: Mapping[str, str]) -> None:
        """List the sources, each with the style name that `colours` gives its id, and the entities of a text."""
        self._analysed = analysis is not None
        self._items[SOURCES] = source_items(analysis, colours) if analysis else []
        self._items[ENTITIES] = entity_items(text, analysis.entities) if analysis else []
        self._show()

    def show_annotations(
        self, text_length: int, bookmarks: Sequence[Bookmark], annotations: Sequence[PlacedAnnotation]
    ) -> None:
        """List a person's annotations and bookmarks in a text of that many code points."""
        self._items[NOTES] = annotation_items(text_length, bookmarks, annotations)
        self._show()

    @property
    def has_whole_card(self) -> bool:
        """Whether all that is known of what is current can be read here."""
        return self._card.is_whole

    def show_card(self, card: Card | None) -> None:
        """Explain what is under the cursor, or nothing."""
        self._card.card = card

    def show_tab(self, name: str) -> None:
        """Show another tab. Raises ValueError where there is none of that name."""
        if name not in TABS:
            raise ValueError(f"no tab is called {name!r}; there are {', '.join(TABS)}")
        self.tab = name

    def next_tab(self, by: int = 1) -> None:
        """Show the tab after this one, or before it for -1; after the last comes the first."""
        self.tab = TABS[(TABS.index(self.tab) + by) % len(TABS)]

    def watch_tab(self, before: str, tab: str) -> None:
        """Show the tab with the highlight where it was left."""
        self._remember(before)
        self._show()
        self.post_message(self.Turned())

    def watch_status(self) -> None:
        """Say how the analysis stands."""
        if not self._analysed:
            self._show()

    def watch_chosen_source(self, source_id: str | None) -> None:
        """Mark the source."""
        self._list.mark(source_id)

    def watch_ticked(self, ticked: frozenset[str]) -> None:
        """Show the ticks."""
        self._list.tick(ticked)

    # Moving

    def move(self, by: int) -> None:
        """Move the highlight by some rows."""
        self._list.move(by)

    def page(self, pages: float) -> None:
        """Move the highlight by pages."""
        self._list.page(pages)

    def to_top(self) -> None:
        """Move the highlight to the first row."""
        self._list.to_top()

    def to_bottom(self) -> None:
        """Move the highlight to the last row."""
        self._list.to_bottom()

    @property
    def highlighted_key(self) -> str | None:
        """The id of the source, entity, annotation or bookmark under the highlight."""
        item = self._list.item_at(self._list.highlighted)
        return item.key if item else None

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Remember the highlight for when the tab is shown again."""
        event.stop()
        self._remember(self.tab)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Tell what is chosen."""
        event.stop()
        item = self._list.item_at(event.index)
        if item is None:
            return
        if self.tab == SOURCES:
            self.post_message(self.SourceChosen(item.key))
        elif self.tab == ENTITIES:
            self.post_message(self.EntityChosen(item.key))
        else:
            self.post_message(self.AnnotationChosen(item.key))

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
        self._list.show(tabs, self.tab, self._items[self.tab], empty, self._highlights.get(self.tab))
