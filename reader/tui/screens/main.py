"""The main screen: gives the panes their data and commands their workspace, and answers the panes' messages."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from textual import on
from textual.timer import Timer

from reader.config.palette import Palette
from reader.config.settings import Settings, author_of
from reader.model.analysis import Analysis
from reader.model.document import Version
from reader.model.document_list import Order
from reader.model.errors import ReaderError
from reader.session.analysis_queue import AnalysisQueue
from reader.session.session import Session
from reader.terminal.application import ThriftyApp
from reader.tui.appearance.style_book import StyleBook
from reader.tui.appearance.view_settings import ViewSettings
from reader.tui.commands.base import Command
from reader.tui.commands.registry import BY_NAME, COMMANDS
from reader.tui.context import Context
from reader.tui.controllers.cards import card_of
from reader.tui.controllers.descriptions import summary
from reader.tui.controllers.navigator import Navigator
from reader.tui.controllers.reading import Panes, Reading
from reader.tui.keys.scopes import Pane, Scope
from reader.tui.modes.note import NoteMode
from reader.tui.screens.keyboard import Keyboard
from reader.tui.screens.panes import PanedScreen
from reader.tui.screens.startup_view import keep_view, leave
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.document_list import DocumentList
from reader.tui.widgets.selectable_view import SelectableView
from reader.tui.widgets.sidebar import Sidebar

if TYPE_CHECKING:
    from reader.model.annotation import AnnotationRow
    from reader.tui.controllers.annotator import Annotator
    from reader.tui.controllers.copier import Copier
    from reader.tui.controllers.corrector import Corrector
    from reader.tui.controllers.follower import Follower
    from reader.tui.controllers.versions import Versions
    from reader.tui.controllers.windows import Windows
    from reader.tui.dialogs.window import Window
    from reader.tui.modes.caret import CaretMode

Result = TypeVar("Result")

SHORT = {"q": "back", "quit!": "quit", "h": "help"}
"""Names that other programs give these commands."""
AGAIN = "analysing again…"
KEEP_PLACE = 0.4
"""Seconds from the last movement until the place is kept."""
WATCH = 1.0
"""Seconds between looks for changes by other processes."""
HEARTBEAT = 30
"""Looks after which a program with an unfinished note says that it still runs."""


class MainScreen(PanedScreen):
    """The workspace that commands act on."""

    def __init__(self, context: Context, palette: Palette, document_id: int | None) -> None:
        super().__init__(palette, context.bindings)
        self._first = document_id
        self._given = context
        self.session = Session(context.store, context.engine, context.now, author_of(context.settings))
        self.view_settings = ViewSettings(context.settings, context.settings_path, self._apply, self._show_theme)
        self.navigator = Navigator(self.article, self._show_current, self.keys.expand)
        self.reading = Reading(
            self.session,
            Panes(self.documents, self.article, self.sidebar),
            self.navigator,
            Order(context.settings.order),
            self.show_state,
            self.keys.expand,
        )
        self.note = NoteMode(self, lambda: self.note_pane, self._note_ready)
        self.documents.low_bandwidth = self.sidebar.row_list.low_bandwidth = context.profile.low_bandwidth
        self.navigator.changes = lambda: self.versions.changes()
        self.keyboard = Keyboard(self, self.run)
        self._timer: Timer | None = None
        self._looks = 0
        self._refused = False
        """True once a person was told that a note cannot be kept."""

    # What the first picture does not need is imported when a key first asks for it.

    @cached_property
    def annotator(self) -> Annotator:
        """Makes and changes annotations."""
        from reader.tui.controllers.annotator import Annotator

        return Annotator(self, self.note.write, self.ask_tags)

    @cached_property
    def caret(self) -> CaretMode:
        """Moves a caret over the article, and selects."""
        from reader.tui.modes.caret import CaretMode

        return CaretMode(self.article, self.navigator, self.keys, self._show_selection)

    @cached_property
    def copier(self) -> Copier:
        """Copies from the article, and opens addresses."""
        from reader.tui.controllers.copier import Copier

        return Copier(self, self._given.clipboard, self._given.opener)

    @cached_property
    def corrector(self) -> Corrector:
        """Corrects the analysis."""
        from reader.tui.controllers.corrector import Corrector

        return Corrector(self)

    @cached_property
    def follower(self) -> Follower:
        """Goes to what is chosen in the sidebar."""
        from reader.tui.controllers.follower import Follower

        return Follower(self, self.annotator, self.versions)

    @cached_property
    def versions(self) -> Versions:
        """Compares versions of the article."""
        from reader.tui.controllers.versions import Versions

        return Versions(self)

    @cached_property
    def windows(self) -> Windows:
        """Opens windows over the panes."""
        from reader.tui.controllers.windows import Windows

        return Windows(self, self._given.palettes, self.annotator, self.follower)

    # The beginning and the end

    def on_mount(self) -> None:
        """Show the library, and the article to begin with, in the first picture."""
        self._apply(self.view_settings.current)
        with self.saying_errors():
            self.reading.sort(self.reading.order)
            if self._first is not None:
                self.open_document(self._first)
        if self.session.current is None:
            self.focus_pane(Pane.LIST)
        self.set_interval(WATCH, self._watch)
        if self._given.notices:
            self.say(" · ".join(self._given.notices))

    def begin(self) -> None:
        """Start the analysis, and the garbage collector, once the first picture is there."""
        self.show()
        gc.freeze()
        gc.enable()
        if isinstance(self.app, ThriftyApp):
            self.app.release()
        analysis_queue = AnalysisQueue(self._given.client, self._analysed, self.reading.failed)
        with self.saying_errors():
            self.reading.begin(analysis_queue)
            self.offer_drafts()

    def offer_drafts(self) -> bool:
        """Offer the notes that earlier programs did not finish; return False if there are none."""
        drafts = [] if self.session.store.read_only else self.session.annotations.offered()
        if drafts:
            # Imported here because most starts find none.
            from reader.tui.modes.draft_offer import DraftOfferMode

            DraftOfferMode(self, self.note, drafts).begin()
        return bool(drafts)

    def back(self) -> None:
        """Leave zen, the single pane for the list, or the program."""
        if self.zen:
            self.toggle_zen()
        elif len(self.shown_panes) == 1 and self.pane is not Pane.LIST:
            self.focus_pane(Pane.LIST)
        else:
            self.quit()

    def quit(self) -> None:
        """End the program, and keep the place and an unfinished note."""
        self._keep_place()
        try:
            self.note.keep()
        except ReaderError as error:
            if not self._refused:
                self._refused = True
                self.say(f"{error}. The note is not kept; quit once more to leave it")
                return
        self.keyboard.close()
        leave(self, self.session.current, self._reopen)

    def end(self) -> None:
        """End the program at once, because a signal asks for it; keep all that can be kept."""
        self._refused = True
        self.quit()

    def _reopen(self, document_id: int) -> None:
        self.cancel()
        self.open_document(document_id)

    # Commands and windows

    @property
    def scope(self) -> Scope:
        """Where the next key has its meaning."""
        return self.keyboard.scopes[0]

    @property
    def available_commands(self) -> Sequence[Command]:
        """The commands that can run now."""
        return [command for command in COMMANDS if command.needs.is_met(self)]

    def run(self, name: str, argument: str = "") -> None:
        """Run a command, or say why it cannot run now."""
        command = BY_NAME[name]
        if not command.needs.is_met(self):
            self.say(f"{name}: this needs {self.keys.expand(command.needs.words)}")
            return
        command.run(self, argument)
        # At once, so that what moved and what the status line says of it are sent together.
        self.show_state()

    def run_line(self, line: str) -> None:
        """Run a command that was typed with its argument."""
        name, _, argument = line.partition(" ")
        name = SHORT.get(name, name)
        if name in BY_NAME:
            self.run(name, argument.strip())
        else:
            self.say(f"no such command: {name} {self.keys.expand('({help} lists them)')}")

    def open(self, window: Window[Result], answered: Callable[[Result | None], object] | None = None) -> None:
        """Open a window over the screen; `answered` is given its answer, or None."""

        def answer(given: Result | None) -> None:
            if answered is not None:
                with self.saying_errors():
                    answered(given)

        window.set_callbacks(answer, self.keyboard.go_on)
        self.app.push_screen(window)

    def show_notes(self, typed: str) -> None:
        """Open the notes of the whole library, filtered by what was typed."""
        from reader.tui.screens.notes import NotesScreen

        def chosen(row: AnnotationRow | None) -> None:
            if row is not None:
                self.versions.go_to(row.placed)

        self.open(NotesScreen(self, self.versions, typed), chosen)

    def cancel(self) -> None:
        """Clear what lies over the article."""
        self.navigator.cancel()
        if "corrector" in vars(self):
            self.corrector.forget_ticks()
        self.say("")

    def redraw(self) -> None:
        """Send the whole screen again."""
        if isinstance(self.app, ThriftyApp):
            self.app.redraw()

    # What the status line and the card say

    def say_place(self, where: str) -> None:
        """Show where a jump led, and what stands there."""
        there = summary(self.navigator.current, self.article.annotated)
        self.say(" · ".join(part for part in (where, there) if part))

    def settle(self) -> None:
        """Show how much has been read of an article whose rows have changed."""
        super().settle()
        self.show_state()

    def show_state(self) -> None:
        """Show how much has been read, and how far the analysis is."""
        current = self.session.current
        is_read = current is not None and Pane.ARTICLE in self.shown_panes
        state = f"{round(100 * self.article.share_read)} %" if is_read else ""
        if current is not None and current.analysis is None:
            state += "  not analysed" if self.reading.failure else "  analysing…"
        elif current is not None and current.analysis is not None and current.analysis.omitted:
            state += "  analysed in part"
        self.status.state = state

    def _show_current(self) -> None:
        self.sidebar.chosen_source = self.navigator.source_id
        self.sidebar.show_card(card_of(self.navigator.current, self.article.annotated))

    def _show_selection(self) -> None:
        self.show_mode()
        self.say(self.caret.described)

    def _note_ready(self) -> None:
        self.refocus()
        self.keyboard.go_on()

    def _apply(self, settings: Settings) -> None:
        self.set_widths(settings.list_width, settings.sidebar_width)
        self.article.measure = settings.measure
        self.article.shown_layers = self.view_settings.layers
        self._show_theme(settings.theme)

    def _show_theme(self, name: str) -> None:
        palette = self._given.palettes.get(name)
        if palette is not None and palette.name != self.app.theme:
            self.app.theme = palette.name
            self.article.book = StyleBook(palette, palette.ground)
            self.status.book = StyleBook(palette, palette.selection)

    # The analysis, and changes by other processes

    def analyse_again(self) -> None:
        """Analyse the open article again."""
        self.say(AGAIN)
        self.reading.analyse_again()

    def _analysed(self, version: Version, analysis: Analysis) -> None:
        with self.saying_errors():
            self.reading.arrived(version, analysis)
        current = self.session.current
        if self.last_said == AGAIN and current is not None and current.version.sha256 == version.sha256:
            self.say("analysed again")

    def _watch(self) -> None:
        with self.saying_errors():
            if said := self.reading.look_for_changes():
                self.say(said)
            self._looks += 1
            if self.note.is_on and self._looks % HEARTBEAT == 0:
                self.session.annotations.keep_alive()
            if self._timer is None:
                keep_view(self, self.session.current, self._given.keep_view)

    # Messages of the panes

    def open_document(self, document_id: int) -> None:
        """Open a document and focus it."""
        with self.saying_errors():
            if not self.note.close():
                return
            if self.mode is not None:
                self.enter(None)
            if self.is_asking:
                # What is typed there may be about words of the article that is left.
                self.command_line.leave()
            self.reading.open(document_id)
            self.focus_article()
            if self.article.overlay.marked.annotations and (reminder := self.versions.reminder):
                self.say(reminder)

    @on(DocumentList.Opened)
    def _opened(self, event: DocumentList.Opened) -> None:
        self.say("")
        self.open_document(event.document_id)

    @on(ArticleView.Moved)
    def _moved(self) -> None:
        self.show_state()
        self.note.keep_in_view()
        if self._timer is None:
            self._timer = self.set_timer(KEEP_PLACE, self._keep_place)

    def _keep_place(self) -> None:
        self._timer = None
        with self.saying_errors():
            self.reading.keep_place()

    @on(ArticleView.Pointed)
    def _pointed(self, event: ArticleView.Pointed) -> None:
        if not self.note.is_on:
            self.enter(None)
            self.navigator.point(event.offset)

    @on(SelectableView.Selected)
    def _selected(self, event: SelectableView.Selected) -> None:
        if not self.note.is_on:
            self.caret.select(event.span)
            self.enter(self.caret)

    @on(Sidebar.Chosen)
    def _chosen_in_sidebar(self, chosen: Sidebar.Chosen) -> None:
        self.follower.follow(chosen.tab, chosen.key)
