"""The main screen: what the panes say to one another, and what is said in the line below them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
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
from reader.tui.commands.registry import BY_NAME
from reader.tui.context import Context
from reader.tui.controllers.cards import card_of
from reader.tui.controllers.descriptions import summary
from reader.tui.controllers.navigator import Navigator
from reader.tui.controllers.reading import Panes, Reading
from reader.tui.keys.scopes import Pane
from reader.tui.modes.note import NoteMode
from reader.tui.screens.keyboard import Keyboard
from reader.tui.screens.panes import PanedScreen
from reader.tui.screens.startup_view import keep_view, leave
from reader.tui.system.opener import is_web_address
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.document_list import DocumentList
from reader.tui.widgets.selectable_view import SelectableView
from reader.tui.widgets.sidebar import ENTITIES, NOTES, SOURCES, Sidebar

if TYPE_CHECKING:
    from reader.tui.controllers.annotations import AnnotationController
    from reader.tui.controllers.copying import Copier
    from reader.tui.controllers.corrections import CorrectionController
    from reader.tui.controllers.versions import Versions
    from reader.tui.controllers.windows import Windows
    from reader.tui.dialogs.window import Window
    from reader.tui.modes.caret import CaretMode

Answer = TypeVar("Answer")

AGAIN = "analysing again…"
KEEP_PLACE = 0.4
"""Seconds after the last movement at which the place is kept."""
WATCH = 1.0
"""Seconds between looks at what other processes changed."""
HEARTBEAT = 30
"""Looks after which a program that holds a draft says that it runs, to those who cannot look for themselves."""


class MainScreen(PanedScreen):
    """Holds the panes; commands act on it and on its `reading`, `navigator` and `view_settings`."""

    def __init__(self, context: Context, palette: Palette, document_id: int | None) -> None:
        super().__init__(palette, context.bindings)
        self._first = document_id
        self._given = context
        self.session = Session(context.store, context.engine, context.now, author_of(context.settings))
        self.view_settings = ViewSettings(context.settings, context.settings_path, self._apply, self._show_theme)
        self.navigator = Navigator(self.article, self._show_current, self.told)
        self.reading = Reading(
            self.session,
            Panes(self.documents, self.article, self.sidebar),
            self.navigator,
            Order(context.settings.order),
            self.show_state,
            self.told,
        )
        self.note = NoteMode(self)
        self.documents.quiet = self.sidebar.row_list.quiet = context.profile.frugal
        self.navigator.changes = lambda: self.versions.changes()
        self.keyboard = Keyboard(self, context.bindings)
        self._timer: Timer | None = None
        self._looks = 0
        self._refused = False
        """Whether it was said that a note cannot be kept."""

    def on_mount(self) -> None:
        """Show the library, and the article to begin with, in the first picture."""
        self._apply(self.view_settings.settings)
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

    def offer_drafts(self) -> bool:
        """Offer the notes that programs before this one did not finish. Whether there are any."""
        drafts = [] if self.session.store.read_only else self.session.annotations.offered()
        if drafts:
            # Imported here because most starts find none.
            from reader.tui.modes.draft_offer import OfferMode

            OfferMode(self, drafts).begin()
        return bool(drafts)

    @property
    def labels(self) -> Mapping[str, str]:
        """What the labels of annotations stand for, by their letters."""
        return self.view_settings.settings.labels

    # What the first picture does not need is imported when a key first asks for it.

    @cached_property
    def caret(self) -> CaretMode:
        """What moves a caret over the article, and selects."""
        from reader.tui.modes.caret import CaretMode

        return CaretMode(self.article, self.navigator, self._given.bindings, self._show_selection)

    @cached_property
    def copier(self) -> Copier:
        """What copies from the article."""
        from reader.tui.controllers.copying import Copier

        return Copier(self)

    @cached_property
    def annotations(self) -> AnnotationController:
        """What makes and changes annotations."""
        from reader.tui.controllers.annotations import AnnotationController

        return AnnotationController(self)

    @cached_property
    def versions(self) -> Versions:
        """What compares versions of the article."""
        from reader.tui.controllers.versions import Versions

        return Versions(self)

    def open(self, window: Window[Answer], answered: Callable[[Answer | None], object] | None = None) -> None:
        """Open a window over all that is on the screen; who is to be told is told what it answers, at once."""
        window.set_callbacks(answered, self.keyboard.go_on)
        self.app.push_screen(window)

    @cached_property
    def corrections(self) -> CorrectionController:
        """What corrects the analysis, with its dialogs."""
        from reader.tui.controllers.corrections import CorrectionController

        return CorrectionController(self)

    @cached_property
    def windows(self) -> Windows:
        """What opens windows over the panes."""
        from reader.tui.controllers.windows import Windows

        return Windows(self, self._given.palettes, self._given.bindings)

    # Panes

    def change_pane_width(self, pane: Pane, by: int) -> None:
        """Make a side pane wider or narrower."""
        self.say(self.view_settings.change_width("list_width" if pane is Pane.LIST else "sidebar_width", by))

    def back(self) -> None:
        """Leave zen, the single pane for the list, or the program."""
        if self.zen:
            self.toggle_zen()
        elif len(self.shown_panes) == 1 and self.pane is not Pane.LIST:
            self.focus_pane(Pane.LIST)
        else:
            self.quit()

    # What is said

    @property
    def last_said(self) -> str:
        """What the status line says."""
        return self.status.message

    def say(self, message: str) -> None:
        """Say something in the status line, until something else is said."""
        self.status.message = message

    def say_place(self, where: str) -> None:
        """Say where a jump led and what stands there."""
        self.say(
            " · ".join(part for part in (where, summary(self.navigator.current, self.article.annotated)) if part)
        )

    @contextmanager
    def saying_errors(self) -> Iterator[None]:
        """Say what the program itself refuses, and go on."""
        try:
            yield
        except ReaderError as error:
            self.say(str(error))

    def settle(self) -> None:
        """Say how much is read of an article that is set anew."""
        super().settle()
        self.show_state()

    def show_state(self) -> None:
        """Say how much is read, and how far the analysis is."""
        current = self.session.current
        is_read = current is not None and Pane.ARTICLE in self.shown_panes
        state = f"{round(100 * self.article.share_read)} %" if is_read else ""
        if current is not None and current.analysis is None:
            state += "  not analysed" if self.reading.failure else "  analysing…"
        elif current is not None and current.analysis is not None and current.analysis.omitted:
            state += "  analysed in part"
        self.status.state = state

    def _show_current(self) -> None:
        """Explain what the last jump led to."""
        annotated, unit = self.article.annotated, self.navigator.current
        self.sidebar.chosen_source = self.navigator.source_id
        self.sidebar.show_card(card_of(unit, annotated))

    def start_caret(self) -> None:
        """Put a caret into the article."""
        self.caret.start()
        self.enter(self.caret)

    def _show_selection(self) -> None:
        self.show_mode()
        self.say(self.caret.described)

    def copy(self, words: str, said: str) -> None:
        """Copy to the terminal's clipboard, and say so. Only commands call it, and so only keys of a person."""
        self.app.copy_to_clipboard(words)
        self.say(f"{said}{self._given.clipboard.doubt}")

    def open_url(self, url: str) -> None:
        """Open an address of the web in another program; copy it where there is none to show it."""
        if not is_web_address(url):
            self.say(f"only http and https are opened, not {url}" if url else "no URL is known of this document")
        elif self._given.opener.command:
            self._given.opener.open(url)
            self.say(f"opened: {url}")
        else:
            self.copy(url, f"nothing here opens it, so it was copied: {url}")

    def cancel(self) -> None:
        """Clear what lies over the article."""
        self.navigator.cancel()
        if "corrections" in vars(self):
            self.corrections.forget_ticks()
        self.say("")

    def redraw(self) -> None:
        """Send all of the screen anew."""
        if isinstance(self.app, ThriftyApp):
            self.app.redraw()

    def quit(self) -> None:
        """End the program, with the place and a note that is being written kept."""
        self._keep_place()
        try:
            self.note.keep()
        except ReaderError as error:
            if not self._refused:
                self._refused = True
                self.say(f"{error}. The note is not kept; quit once more to leave it")
                return
        leave(self)

    def end(self) -> None:
        """End the program at once, as a signal wants it, with all kept that can be."""
        self._refused = True
        self.quit()

    # Looks

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

    # Messages of the panes

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

    def _watch(self) -> None:
        with self.saying_errors():
            if said := self.reading.look_for_changes():
                self.say(said)
            self._looks += 1
            if self.note.is_on and self._looks % HEARTBEAT == 0:
                self.session.annotations.keep_alive()
            if self._timer is None:
                keep_view(self, self._given.keep_view)

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

    @on(DocumentList.Opened)
    def _opened(self, event: DocumentList.Opened) -> None:
        self.say("")
        self.open_document(event.document_id)

    def open_document(self, document_id: int) -> None:
        """Open a document and put it in focus."""
        with self.saying_errors():
            if self.note.close():
                if self.mode is not None:
                    self.enter(None)
                if self.is_asking:
                    # What is typed there may be about words of the article that is left.
                    self.command_line.leave()
                self.reading.open(document_id)
                self.focus_article()
                if self.article.overlay.marked.annotations and (asked := self.versions.asked):
                    self.say(asked)

    @on(Sidebar.SourceChosen)
    def _source_chosen(self, event: Sidebar.SourceChosen) -> None:
        self.follow(SOURCES, event.source_id)

    @on(Sidebar.EntityChosen)
    def _entity_chosen(self, event: Sidebar.EntityChosen) -> None:
        self.follow(ENTITIES, event.entity_id)

    @on(Sidebar.AnnotationChosen)
    def _mark_chosen(self, event: Sidebar.AnnotationChosen) -> None:
        self.follow(NOTES, event.annotation_id)

    def follow(self, tab: str, key: str) -> None:
        """Go to what a source says next, to an entity, a note or a bookmark, where it can be seen."""
        if tab == ENTITIES:
            self.say_place(self.navigator.go_to_entity(key))
        elif tab == NOTES:
            self.windows.go_to_annotation(key)
        elif key == self.navigator.source_id:
            self.keyboard.run(BY_NAME["next-statement"])
        else:
            self.say_place(self.navigator.walk(key))
        if not self.article.display:
            self.focus_article()
