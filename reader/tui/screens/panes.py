"""A screen of three panes with a line below them: which panes are shown, and where keys and messages go."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size

from reader.config.palette import Palette
from reader.config.settings import Settings
from reader.model.errors import ReaderError
from reader.terminal.application import ThriftyScreen
from reader.terminal.textual_internals import clear_dirty_widgets
from reader.tui.appearance.pane_layout import PaneLayout
from reader.tui.appearance.style_book import StyleBook
from reader.tui.keys.bindings import Bindings
from reader.tui.keys.key_target import KeyMode
from reader.tui.keys.scopes import Mode, Pane
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.containers import PlainHorizontal, PlainVertical, blank_lines
from reader.tui.widgets.document_list import DocumentList
from reader.tui.widgets.selectable_view import SelectableView
from reader.tui.widgets.sidebar import ENTITIES, NOTES, SOURCES, Sidebar
from reader.tui.widgets.sidebar_list import SidebarList
from reader.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from reader.tui.widgets.command_line import CommandLine
    from reader.tui.widgets.note_pane import NotePane

HELP = ("help", "help")
HINTS = {
    Pane.LIST: (("open", "open"), ("sort", "sort"), HELP),
    Pane.ARTICLE: (("next-quotation", "quotation"), ("note", "note"), HELP),
}
"""The commands whose keys the status line names in each pane, and a word for each."""
HINTS_OF_TAB = {
    SOURCES: (("choose", "follow"), ("next-statement", "next"), HELP),
    ENTITIES: (("choose", "go there"), ("correct", "type"), HELP),
    NOTES: (("choose", "go there"), ("next-annotation", "next"), HELP),
}
"""The same for each tab of the sidebar."""
ASKING = (Mode.LABEL, Mode.DRAFT)
"""Modes that ask a question whose answers are the hints: all of them must be visible."""


class PanedScreen(ThriftyScreen[None]):
    """Holds the panes. Without room for all of them, it shows the focused one."""

    AUTO_FOCUS = ""
    render_lines = blank_lines

    def __init__(self, palette: Palette, keys: Bindings) -> None:
        super().__init__()
        self.keys = keys
        self.documents = DocumentList(id="documents")
        self.article = SelectableView(StyleBook.of_article(palette, palette.ground), id="article")
        self.sidebar = Sidebar(id="sidebar")
        self.column: PlainVertical
        """The article, and the note that is being written on it."""
        self.status = StatusLine(StyleBook.of_article(palette, palette.selection), id="status")
        self.mode: KeyMode | None = None
        """What changes the meaning of keys for a while."""
        self._pane_layout = PaneLayout()
        defaults = Settings()
        self._widths = defaults.list_width, defaults.sidebar_width
        self.shows = False
        """False before the first picture: until panes have found their sizes, nothing is composed."""
        self._is_laid_out_anew = False
        self._dragged: str | None = None
        """The width that is being changed by dragging an edge."""
        self._dragged_from = 0

    def compose(self) -> ComposeResult:
        """Compose the panes, and a line below them."""
        with PlainHorizontal(id="panes"):
            yield self.documents
            with PlainVertical(id="column") as self.column:
                yield self.article
            yield self.sidebar
        yield self.status

    # What the first picture does not show is imported and mounted when it is first asked for.

    @cached_property
    def note_pane(self) -> NotePane:
        """The pane in which a note is written, below the article."""
        from reader.tui.widgets.note_pane import NotePane

        pane = NotePane(id="note")
        self.column.mount(pane)
        return pane

    @cached_property
    def command_line(self) -> CommandLine:
        """The line for commands and searches, in the place of the status line."""
        from reader.tui.widgets.command_line import CommandLine

        names = sorted(command.name for command in self.keys.by_name.values() if command.is_typed)
        completes = "".join(self.keys.hints(Mode.LINE, (("complete", "completes"),)))
        line = CommandLine(names, completes, id="command-line")
        self.mount(line, before=self.status)
        return line

    # Drawing

    def show(self) -> None:
        """Compose the first picture, and all that follow."""
        self.shows = True
        self._compositor_refresh()

    def settle(self) -> None:
        """Fit the contents of the panes to sizes that have just changed."""
        self.article.fit()

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        self._is_laid_out_anew = True
        super()._refresh_layout(size, scroll)

    def _compositor_refresh(self) -> None:
        if not self.shows:
            # The compositor already knows what to draw, and keeps it for the first picture.
            clear_dirty_widgets(self)
            return
        if self._is_laid_out_anew:
            self._is_laid_out_anew = False
            self.settle()
        super()._compositor_refresh()

    # Panes

    @property
    def pane(self) -> Pane:
        """The focused pane."""
        return self._pane_layout.focus

    @property
    def focused_pane(self) -> DocumentList | ArticleView | SidebarList:
        """The widget of the focused pane."""
        if self.pane is Pane.LIST:
            return self.documents
        return self.article if self.pane is Pane.ARTICLE else self.sidebar.row_list

    @property
    def zen(self) -> bool:
        """True while only the article is shown."""
        return self._pane_layout.zen

    @property
    def shown_panes(self) -> frozenset[Pane]:
        """The panes on the screen."""
        return self._pane_layout.panes(self.size.width or 80)

    @property
    def is_arranged_for_reading(self) -> bool:
        """True if the panes are arranged as at the start."""
        return self._pane_layout == PaneLayout().reading()

    def focus_pane(self, pane: Pane) -> None:
        """Focus a pane, and show it if it is hidden."""
        self.arrange_panes(self._pane_layout.focused(pane))

    def focus_article(self) -> None:
        """Focus the article, with the sidebar beside it."""
        self.arrange_panes(self._pane_layout.reading())

    def toggle_sidebar(self) -> None:
        """Show or hide the sidebar."""
        self.arrange_panes(self._pane_layout.with_sidebar_toggled(self.size.width))

    def toggle_zen(self) -> None:
        """Show nothing but the article, or everything again."""
        self.arrange_panes(self._pane_layout.with_zen_toggled())

    def arrange_panes(self, layout: PaneLayout) -> None:
        """Show the panes of a layout that there is room for."""
        self._pane_layout = layout
        shown = self.shown_panes
        self.documents.display = Pane.LIST in shown
        self.article.display = self.column.display = Pane.ARTICLE in shown
        self.sidebar.display = Pane.SIDEBAR in shown
        self._give_widths()
        self.refocus()

    def set_widths(self, documents: int, sidebar: int) -> None:
        """Set the widths of the side panes in cells; a pane that stands alone takes all."""
        self._widths = documents, sidebar
        self._give_widths()

    def _give_widths(self) -> None:
        alone = len(self.shown_panes) == 1
        for pane, width in zip((self.documents, self.sidebar), self._widths, strict=True):
            pane.styles.width = "1fr" if alone else width

    def on_resize(self) -> None:
        """Show the panes that there is room for now."""
        self.arrange_panes(self._pane_layout)

    # Dragging an edge

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the edge of a side pane."""
        if len(self.shown_panes) == 1 or self.mode is not None:
            return
        edges = {"list_width": self.documents.region.right - 1, "sidebar_width": self.sidebar.region.x}
        shown = {"list_width": self.documents.display, "sidebar_width": self.sidebar.display}
        self._dragged = next((name for name, x in edges.items() if shown[name] and x == event.screen_x), None)
        if self._dragged is not None:
            self._dragged_from = event.screen_x
            self.capture_mouse()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Give the side pane the width to which its edge was dragged."""
        name, self._dragged = self._dragged, None
        if name is not None:
            self.release_mouse()
            by = event.screen_x - self._dragged_from
            self.edge_dragged(name, by if name == "list_width" else -by)

    def edge_dragged(self, name: str, by: int) -> None:
        """Called when the edge of a side pane, `list_width` or `sidebar_width`, was dragged by some cells."""

    # Keys

    def refocus(self) -> None:
        """Focus the mode's widget or the focused pane, unless a line is being typed."""
        if not self.is_asking:
            self.set_focus((self.mode.widget if self.mode else None) or self.focused_pane)
        self.show_mode()

    def show_mode(self) -> None:
        """Show the mode and its keys in the status line."""
        pane = "READ" if self.pane is Pane.ARTICLE else self.pane.value.upper()
        self.status.mode = self.mode.chip if self.mode else pane
        self.status.hints = self.mode.hints if self.mode else self._hints_of_pane()
        self.status.all_hints = self.mode is not None and self.mode.scope in ASKING

    def _hints_of_pane(self) -> Sequence[str]:
        hints = HINTS_OF_TAB[self.sidebar.tab] if self.pane is Pane.SIDEBAR else HINTS[self.pane]
        return self.keys.hints(self.pane, hints)

    def enter(self, mode: KeyMode | None, *, above: bool = False) -> None:
        """Enter a mode, or none; leave the one before, unless the new one stands above it."""
        before, self.mode = self.mode, mode
        if before is not None and before is not mode and not above:
            before.left()
        self.refocus()

    def on_sidebar_tab_shown(self) -> None:
        """Name the keys of the sidebar's other tab."""
        self.show_mode()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow a click into a pane."""
        if event.widget is not self.focused:
            return
        for pane, widget in zip(Pane, (self.documents, self.article, self.sidebar), strict=True):
            if widget in event.widget.ancestors_with_self and pane is not self.pane:
                self.focus_pane(pane)

    # Messages and questions

    @property
    def last_said(self) -> str:
        """The message in the status line."""
        return self.status.message

    def say(self, message: str) -> None:
        """Show a message in the status line, until the next one."""
        self.status.message = message

    @contextmanager
    def saying_errors(self) -> Iterator[None]:
        """Turn an error of the program into a message, and go on."""
        try:
            yield
        except ReaderError as error:
            self.say(str(error))

    @property
    def is_asking(self) -> bool:
        """True while a line is being typed."""
        return "command_line" in vars(self) and self.command_line.is_open

    def ask(self, prompt: str, answered: Callable[[str], None]) -> None:
        """Ask for a command (`:`) or a search (`/`)."""
        self.command_line.ask(prompt, self._answer(answered))

    def ask_tags(self, before: str, known: Sequence[str], answered: Callable[[str], None]) -> None:
        """Ask for tags, with `before` already typed; the known ones can be completed."""
        self.command_line.ask_tags(before, known, self._answer(answered))

    def _answer(self, answered: Callable[[str], None]) -> Callable[[str | None], None]:
        """Hide the status line until a line is given."""

        def answer(line: str | None) -> None:
            self.status.display = True
            self.refocus()
            if line is not None:
                with self.saying_errors():
                    answered(line)

        self.status.display = False
        return answer
