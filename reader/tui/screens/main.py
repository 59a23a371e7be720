"""The main screen: runs commands, answers the panes' messages, starts and ends."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.timer import Timer

from reader.config.palette import Palette
from reader.model.analysis import Analysis
from reader.model.document import Version
from reader.model.errors import ReaderError
from reader.session.analysis_queue import AnalysisQueue
from reader.terminal.application import ThriftyApp
from reader.text.wording.formatting import counted
from reader.tui.commands.base import Command
from reader.tui.commands.registry import BY_NAME, COMMANDS
from reader.tui.context import Context
from reader.tui.keys.scopes import Pane, Scope
from reader.tui.screens.desk import DeskScreen
from reader.tui.screens.keyboard import Keyboard
from reader.tui.screens.startup_view import keep_view, leave
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.document_list import DocumentList
from reader.tui.widgets.selectable_view import SelectableView
from reader.tui.widgets.sidebar import Sidebar

if TYPE_CHECKING:
    from reader.model.annotation import NoteDraft

SHORT = {"q": "back", "quit!": "quit", "h": "help"}
"""Names that other programs give these commands."""
AGAIN = "analysing again…"
KEEP_PLACE = 0.4
"""Seconds from the last movement until the place is kept."""
WATCH = 1.0
"""Seconds between looks for changes by other processes."""
HEARTBEAT = 30
"""Looks after which a program with an unfinished note says that it still runs."""


class MainScreen(DeskScreen):
    """The workspace that commands act on."""

    def __init__(self, context: Context, palette: Palette, document_id: int | None) -> None:
        super().__init__(context, palette)
        self._first = document_id
        self.keyboard = Keyboard(self, self.run)
        self._timer: Timer | None = None
        self._looks = 0
        self._refused = False
        """True once a person was told that a note cannot be kept."""
        self._problem = ""
        """What was said last about the library file, which was gone then."""
        self._damaged = 0
        """The number of damaged rows that were found when it was said last."""
        self.unsaved_note: Path | None = None
        """The file with the note that the library did not take at the end."""
        self.lost_note = ""
        """Why there is no such file, and the note itself."""

    # The beginning and the end

    def on_mount(self) -> None:
        """Show the library, and the article to begin with, in the first picture."""
        self.apply(self.view_settings.current)
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
        analysis_queue = AnalysisQueue(
            self._given.client, self._analysed, self.reading.failed, self.reading.unanalysed
        )
        with self.saying_errors():
            self.reading.begin(analysis_queue)
            self._mention_drafts()

    def _mention_drafts(self) -> None:
        """Offer unfinished notes on the open article; of others only say that there are some."""
        drafts, current = self._drafts(), self.session.current
        here = [each for each in drafts if current is not None and each.document_id == current.row.document.id]
        if here:
            self.offer_drafts(here)
        elif drafts:
            number = counted(len(drafts), "unfinished note")
            self.say(f"{number} in other articles: :drafts offers {'it' if len(drafts) == 1 else 'them'}")

    def offer_drafts(self, drafts: list[NoteDraft] | None = None) -> bool:
        """Offer the notes that earlier programs did not finish, or some; return False if there are none."""
        drafts = self._drafts() if drafts is None else drafts
        if drafts:
            # Imported here because most starts find none.
            from reader.tui.modes.draft_offer import DraftOfferMode

            DraftOfferMode(self, self.note, drafts).begin()
        return bool(drafts)

    def _drafts(self) -> list[NoteDraft]:
        return [] if self.session.store.read_only else self.session.annotations.offered()

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
                self.say(f"{error}. The note is not saved; quit again to have it written to a file of its own")
                return
            self._write_note_to_file()
        self.keyboard.close()
        leave(self, self.session.current, self._reopen)

    def _write_note_to_file(self) -> None:
        try:
            self.unsaved_note = self.note.write_to_file()
        except OSError as error:
            self.lost_note = f"no file can be written ({error.strerror or error}); it was:\n{self.note.text}"

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
        argument = argument.strip()
        if name in BY_NAME and argument and not BY_NAME[name].argument:
            self.say(f"{name}: takes nothing after its name, so “{argument}” was not understood")
        elif name in BY_NAME:
            self.run(name, argument)
        else:
            self.say(f"no such command: {name} {self.keys.expand('({palette} lists them)')}")

    def redraw(self) -> None:
        """Send the whole screen again."""
        if isinstance(self.app, ThriftyApp):
            self.app.redraw()

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
            self._look_for_the_library()
            if said := self.reading.look_for_changes():
                self.say(said)
            self._looks += 1
            if self.note.is_on and self._looks % HEARTBEAT == 0:
                self.session.annotations.keep_alive()
            if self._timer is None:
                keep_view(self, self.session.current, self._given.keep_view)

    def _look_for_the_library(self) -> None:
        """Say it when the library file is gone, when it is back, and when a damaged row was left out."""
        problem = self.session.store.look_and_reopen()
        if problem != self._problem:
            self.say(problem or "the library is back: what you do is kept again")
            self._problem = problem
        damage = self.session.store.damage
        if len(damage) > self._damaged:
            self._damaged = len(damage)
            self.say(f"{damage[-1]}; `reader check` says what else is damaged")

    # Messages of the panes

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

    @on(Sidebar.ItemChosen)
    def _chosen_in_sidebar(self, chosen: Sidebar.ItemChosen) -> None:
        self.follower.follow(chosen.tab, chosen.key)
