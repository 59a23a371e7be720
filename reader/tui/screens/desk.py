"""The main screen as controllers and modes use it: the session, the controllers, documents, windows, messages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from reader.config.palette import Palette
from reader.config.settings import Settings, author_of
from reader.model.document_list import Order
from reader.session.session import Session
from reader.tui.appearance.style_book import StyleBook
from reader.tui.appearance.view_settings import ViewSettings
from reader.tui.context import Context
from reader.tui.controllers.cards import card_of
from reader.tui.controllers.descriptions import summary
from reader.tui.controllers.navigator import Navigator
from reader.tui.controllers.reading import Panes, Reading
from reader.tui.keys.scopes import Pane
from reader.tui.modes.note import NoteMode
from reader.tui.screens.panes import PanedScreen

if TYPE_CHECKING:
    from reader.model.annotation import AnnotationRow
    from reader.text.navigation.units import Unit
    from reader.tui.controllers.adder import Adder
    from reader.tui.controllers.annotator import Annotator
    from reader.tui.controllers.copier import Copier
    from reader.tui.controllers.corrector import Corrector
    from reader.tui.controllers.exporter import Exporter
    from reader.tui.controllers.follower import Follower
    from reader.tui.controllers.source_corrector import SourceCorrector
    from reader.tui.controllers.statement_editor import StatementEditor
    from reader.tui.controllers.versions import Versions
    from reader.tui.controllers.windows import Windows
    from reader.tui.dialogs.window import Window
    from reader.tui.modes.caret import CaretMode
    from reader.tui.screens.keyboard import Keyboard

Result = TypeVar("Result")


class DeskScreen(PanedScreen):
    """Connects the session, the panes and the controllers."""

    keyboard: Keyboard

    def __init__(self, context: Context, palette: Palette) -> None:
        super().__init__(palette, context.bindings)
        self._given = context
        self._shown_unit: Unit | None = None
        """What the card is about."""
        self.session = Session(context.store, context.engine, context.now, author_of(context.settings))
        self.view_settings = ViewSettings(context.settings, context.settings_path, self.apply, self._show_theme)
        self.navigator = Navigator(self.article, self._show_current, self.keys.expand)
        self.navigator.changes = lambda: self.versions.changes()
        self.reading = Reading(
            self.session,
            Panes(self.documents, self.article, self.sidebar),
            self.navigator,
            Order(context.settings.order),
            context.settings.doubt,
            self.show_state,
            self.keys.expand,
        )
        self.reading.labels = context.settings.labels
        self.note = NoteMode(self, lambda: self.note_pane, self._note_ready)
        self.documents.low_bandwidth = self.sidebar.row_list.low_bandwidth = context.profile.low_bandwidth

    # What the first picture does not need is imported when a key first asks for it.

    @cached_property
    def adder(self) -> Adder:
        """Adds files."""
        from reader.tui.controllers.adder import Adder

        return Adder(self, lambda: self.keyboard.target is None)

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
        """Corrects statements and names."""
        from reader.tui.controllers.corrector import Corrector

        return Corrector(self, self.statement_editor)

    @cached_property
    def exporter(self) -> Exporter:
        """Exports the article."""
        from reader.tui.controllers.exporter import Exporter

        return Exporter(self)

    @cached_property
    def follower(self) -> Follower:
        """Goes to what is chosen in the sidebar."""
        from reader.tui.controllers.follower import Follower

        return Follower(self, self.annotator, self.versions)

    @cached_property
    def source_corrector(self) -> SourceCorrector:
        """Corrects sources."""
        from reader.tui.controllers.source_corrector import SourceCorrector

        return SourceCorrector(self)

    @cached_property
    def statement_editor(self) -> StatementEditor:
        """Adds statements and names, and sets what is said of a statement."""
        from reader.tui.controllers.statement_editor import StatementEditor

        return StatementEditor(self)

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

    def edge_dragged(self, name: str, by: int) -> None:
        """Change the width of a side pane."""
        if by:
            self.say(self.view_settings.change_width(name, by))

    # Documents and windows

    def open_document(self, document_id: int, *, focus: bool = True) -> None:
        """Open a document, focus it unless told otherwise, and say what is to be known of it."""
        with self.saying_errors():
            if not self.note.close():
                return
            if self.mode is not None:
                self.enter(None)
            if self.is_asking:
                # What is typed there may be about words of the article that is left.
                self.command_line.leave()
            self.reading.open(document_id)
            if focus:
                self.focus_article()
            changed = self.session.current is not None and self.session.current.changed
            noteworthy = changed or self.article.overlay.annotations.all
            self.say(self.versions.reminder if noteworthy else "")

    def cancel(self) -> None:
        """Leave the mode, and clear what lies over the article."""
        if self.mode is not None:
            self.enter(None)
        self.navigator.cancel()
        self.forget_ticks()
        self.say(self.stop_adding())

    def stop_adding(self) -> str:
        """Stop reading files; return a message if any were being read."""
        return self.adder.stop() if "adder" in vars(self) and self.adder.is_at_work else ""

    def forget_ticks(self) -> None:
        """Untick all statements and sources."""
        if self.article.overlay.ticked:
            self.article.overlay = replace(self.article.overlay, ticked=())
        if self.sidebar.ticked:
            self.sidebar.ticked = frozenset()

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
        """Show how much has been read, how far the analysis is, and the card of what is current and in view."""
        if self._unit_here is not self._shown_unit:
            self._show_current()
        current = self.session.current
        is_read = current is not None and Pane.ARTICLE in self.shown_panes
        state = f"{round(100 * self.article.share_read)} %" if is_read else ""
        if current is not None and current.analysis is None:
            state += "  not analysed" if self.reading.failure else "  analysing…"
        elif current is not None and current.analysis is not None and current.analysis.omitted:
            state += "  analysed in part"
        self.status.state = state

    @property
    def _unit_here(self) -> Unit | None:
        """The current unit; where the article is shown, only if some of it is in view."""
        return self.navigator.unit_in_view if self.article.display else self.navigator.current

    def _show_current(self) -> None:
        self._shown_unit, followed = self._unit_here, self.navigator.source_id
        self.sidebar.chosen_source = followed
        self.sidebar.show_card(card_of(self._shown_unit, self.article.annotated, followed))

    def _show_selection(self) -> None:
        self.show_mode()
        self.say(self.caret.described)

    def _note_ready(self) -> None:
        self.refocus()
        self.keyboard.go_on()

    def apply(self, settings: Settings) -> None:
        """Show the panes as the settings ask for."""
        self.set_widths(settings.list_width, settings.sidebar_width)
        self.article.measure = settings.measure
        self.article.shown_layers = self.view_settings.layers
        self._show_theme(settings.theme)

    def _show_theme(self, name: str) -> None:
        palette = self._given.palettes.get(name)
        if palette is not None and palette.name != self.app.theme:
            self.app.theme = palette.name
            self.article.book = StyleBook.of_article(palette, palette.ground)
            self.status.book = StyleBook.of_article(palette, palette.selection)
