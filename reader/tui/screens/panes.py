"""A screen of three panes and a line below them: which of them are shown, and which one is in focus."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size

from reader.config.palette import Palette
from reader.config.settings import Settings
from reader.terminal.application import ThriftyScreen
from reader.terminal.textual_internals import clear_dirty_widgets
from reader.tui.appearance.pane_layout import PaneLayout
from reader.tui.appearance.style_book import StyleBook
from reader.tui.commands.registry import TYPED
from reader.tui.keys.bindings import Bindings
from reader.tui.keys.scopes import Mode, Pane
from reader.tui.modes.mode import KeyMode
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.containers import PlainHorizontal, PlainVertical, blank_lines
from reader.tui.widgets.document_list import DocumentList
from reader.tui.widgets.selectable_view import SelectableView
from reader.tui.widgets.sidebar import ENTITIES, NOTES, SOURCES, Sidebar
from reader.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from reader.tui.widgets.command_line import CommandLine
    from reader.tui.widgets.note_pane import NotePane

HELP = ("help", "help")
HINTS = {
    Pane.LIST: (("open", "open"), ("sort", "sort"), HELP),
    Pane.ARTICLE: (("next-quotation", "quotation"), ("note", "note"), HELP),
}
"""Commands whose keys a person should know first in each pane, and what is said of each."""
HINTS_OF_TAB = {
    SOURCES: (("choose", "follow"), ("next-statement", "next"), HELP),
    ENTITIES: (("choose", "go there"), ("correct", "type"), HELP),
    NOTES: (("choose", "go there"), ("next-annotation", "next"), HELP),
}
"""The same for each tab of the sidebar."""
ASKING = (Mode.LABEL, Mode.DRAFT)
"""Modes that ask what the hints answer: all of these must be seen."""


class PanedScreen(ThriftyScreen[None]):
    """Holds the panes. Where there is no room for all of them, the one in focus is shown."""

    AUTO_FOCUS = ""
    render_lines = blank_lines

    def __init__(self, palette: Palette, bindings: Bindings) -> None:
        super().__init__()
        self.documents = DocumentList(id="documents")
        self.article = SelectableView(StyleBook(palette, palette.ground), id="article")
        self.sidebar = Sidebar(id="sidebar")
        self.column: PlainVertical
        """The article, and the note that is being written on it."""
        self.status = StatusLine(StyleBook(palette, palette.selection), id="status")
        self.mode: KeyMode | None = None
        """What gives keys another meaning for the moment."""
        self._arrangement = PaneLayout()
        defaults = Settings()
        self._widths = defaults.list_width, defaults.sidebar_width
        self.keys = bindings
        """The keys that hold."""
        self.shows = False
        """Whether pictures are composed: before the first is whole, while panes find their sizes, none is."""
        self._is_laid_out_anew = False
        self.told = bindings.told
        """Puts the keys that hold into words of this program."""

    def compose(self) -> ComposeResult:
        """The panes, and a line below them."""
        with PlainHorizontal(id="panes"):
            yield self.documents
            with PlainVertical(id="column") as self.column:
                yield self.article
            yield self.sidebar
        yield self.status

    # What the first picture does not show is imported and mounted when it is asked for first.

    @cached_property
    def note_pane(self) -> NotePane:
        """The pane in which a note is written, below the article."""
        from reader.tui.widgets.note_pane import NotePane

        pane = NotePane(id="note")
        self.column.mount(pane)
        return pane

    @cached_property
    def command_line(self) -> CommandLine:
        """The line in which commands and searches are typed, in the place of the status line."""
        from reader.tui.widgets.command_line import CommandLine

        completes = "".join(self.keys.hints(Mode.LINE, (("complete", "completes"),)))
        line = CommandLine(TYPED, completes, id="command-line")
        self.mount(line, before=self.status)
        return line

    @property
    def is_asking(self) -> bool:
        """Whether a line is being typed."""
        return "command_line" in vars(self) and self.command_line.is_open

    def show(self) -> None:
        """Compose the first picture, and all that come."""
        self.shows = True
        self._compositor_refresh()

    def settle(self) -> None:
        """Let panes that have another size now be as they are to be shown, and all that is said of them."""
        self.article.fit()

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        self._is_laid_out_anew = True
        super()._refresh_layout(size, scroll)

    def _compositor_refresh(self) -> None:
        if not self.shows:
            # What is to be drawn anew is known to the compositor already, which keeps it for the first picture.
            clear_dirty_widgets(self)
            return
        if self._is_laid_out_anew:
            self._is_laid_out_anew = False
            self.settle()
        super()._compositor_refresh()

    @property
    def pane(self) -> Pane:
        """The pane in focus."""
        return self._arrangement.focus

    @property
    def focused_pane(self) -> DocumentList | ArticleView | Sidebar:
        """The widget of the pane in focus."""
        if self.pane is Pane.LIST:
            return self.documents
        return self.article if self.pane is Pane.ARTICLE else self.sidebar

    @property
    def zen(self) -> bool:
        """Whether nothing but the article is shown."""
        return self._arrangement.zen

    @property
    def shown_panes(self) -> frozenset[Pane]:
        """The panes that are on the screen."""
        return self._arrangement.panes(self.size.width or 80)

    @property
    def is_arranged_for_reading(self) -> bool:
        """Whether the panes are as a start puts them."""
        return self._arrangement == PaneLayout().reading()

    def focus_pane(self, pane: Pane) -> None:
        """Put a pane in focus, and on the screen if it is not."""
        self.arrange_panes(self._arrangement.focused(pane))

    def focus_article(self) -> None:
        """Put the article in focus, with its sources beside it."""
        self.arrange_panes(self._arrangement.reading())

    def toggle_sidebar(self) -> None:
        """Show or hide the sidebar."""
        self.arrange_panes(self._arrangement.with_sidebar_turned(self.size.width))

    def toggle_zen(self) -> None:
        """Nothing but the article, or everything again."""
        self.arrange_panes(self._arrangement.with_zen_turned())

    def arrange_panes(self, arrangement: PaneLayout) -> None:
        """Show the panes that there is room for in an arrangement."""
        self._arrangement = arrangement
        shown = self.shown_panes
        self.documents.display = Pane.LIST in shown
        self.article.display = self.column.display = Pane.ARTICLE in shown
        self.sidebar.display = Pane.SIDEBAR in shown
        self._give_widths()
        self.refocus()

    def set_widths(self, documents: int, sidebar: int) -> None:
        """Set how many cells the side panes take where the article stands beside them; alone, one takes all."""
        self._widths = documents, sidebar
        self._give_widths()

    def _give_widths(self) -> None:
        alone = len(self.shown_panes) == 1
        for pane, width in zip((self.documents, self.sidebar), self._widths, strict=True):
            pane.styles.width = "1fr" if alone else width

    def refocus(self) -> None:
        """Give the keys to the pane in focus, unless a line is being typed, and say which one it is."""
        if not self.is_asking:
            widget = self.sidebar.row_list if self.pane is Pane.SIDEBAR else self.focused_pane
            self.set_focus((self.mode.widget if self.mode else None) or widget)
        self.show_mode()

    def show_mode(self) -> None:
        """Say in the status line what keys mean."""
        pane = "READ" if self.pane is Pane.ARTICLE else self.pane.value.upper()
        self.status.mode = self.mode.chip if self.mode else pane
        self.status.hints = self.mode.hints if self.mode else self._hints_of_pane()
        self.status.whole = self.mode is not None and self.mode.scope in ASKING

    def _hints_of_pane(self) -> Sequence[str]:
        hints = HINTS_OF_TAB[self.sidebar.tab] if self.pane is Pane.SIDEBAR else HINTS[self.pane]
        return self.keys.hints(self.pane, hints)

    def enter(self, mode: KeyMode | None, *, above: bool = False) -> None:
        """Leave the mode that there is, unless the other one stands above it, and enter another or none."""
        before, self.mode = self.mode, mode
        if before is not None and before is not mode and not above:
            before.left()
        self.refocus()

    def on_resize(self) -> None:
        """Show what there is room for."""
        self.arrange_panes(self._arrangement)

    def on_sidebar_turned(self) -> None:
        """Name the keys that a person should know in the tab that is shown."""
        self.show_mode()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow a click into a pane."""
        if event.widget is not self.focused:
            return
        for pane, widget in zip(Pane, (self.documents, self.article, self.sidebar), strict=True):
            if widget in event.widget.ancestors_with_self and pane is not self.pane:
                self.focus_pane(pane)
