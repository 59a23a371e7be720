"""What commands may use of the main screen; for type checking only, never imported at run time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from reader.tui.controllers.adder import Adder
from reader.tui.controllers.annotator import Annotator
from reader.tui.controllers.copier import Copier
from reader.tui.controllers.corrector import Corrector
from reader.tui.controllers.desk import Desk
from reader.tui.controllers.exporter import Exporter
from reader.tui.controllers.follower import Follower
from reader.tui.controllers.source_corrector import SourceCorrector
from reader.tui.controllers.statement_editor import StatementEditor
from reader.tui.controllers.versions import Versions
from reader.tui.controllers.windows import Windows
from reader.tui.keys.bindable import Bindable
from reader.tui.keys.scopes import Pane, Scope
from reader.tui.modes.caret import CaretMode
from reader.tui.modes.note import NoteMode
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.document_list import DocumentList
from reader.tui.widgets.sidebar_list import SidebarList


class Workspace(Desk, Protocol):
    """A desk with its controllers and modes, and what only the screen itself can do."""

    documents: DocumentList
    note: NoteMode

    @property
    def adder(self) -> Adder:
        """Adds files."""

    @property
    def annotator(self) -> Annotator:
        """Makes and changes annotations."""

    @property
    def caret(self) -> CaretMode:
        """Moves a caret over the article, and selects."""

    @property
    def copier(self) -> Copier:
        """Copies from the article, and opens addresses."""

    @property
    def corrector(self) -> Corrector:
        """Corrects statements and names."""

    @property
    def exporter(self) -> Exporter:
        """Exports the article."""

    @property
    def follower(self) -> Follower:
        """Goes to what is chosen in the sidebar."""

    @property
    def source_corrector(self) -> SourceCorrector:
        """Corrects sources."""

    @property
    def statement_editor(self) -> StatementEditor:
        """Adds statements and names, and sets what is said of a statement."""

    @property
    def versions(self) -> Versions:
        """Compares versions of the article."""

    @property
    def windows(self) -> Windows:
        """Opens windows over the panes."""

    @property
    def scope(self) -> Scope:
        """Where the next key has its meaning."""

    @property
    def focused_pane(self) -> DocumentList | ArticleView | SidebarList:
        """The widget of the focused pane."""

    @property
    def last_said(self) -> str:
        """The message in the status line."""

    @property
    def available_commands(self) -> Sequence[Bindable]:
        """The commands that can run now."""

    def run(self, name: str, argument: str = "") -> None:
        """Run a command, or say why it cannot run now."""

    def run_line(self, line: str) -> None:
        """Run a command that was typed with its argument."""

    def ask(self, prompt: str, answered: Callable[[str], None]) -> None:
        """Let a person type a line."""

    def focus_pane(self, pane: Pane) -> None:
        """Focus a pane."""

    def toggle_sidebar(self) -> None:
        """Show or hide the sidebar."""

    def toggle_zen(self) -> None:
        """Show nothing but the article, or everything again."""

    def show_notes(self, typed: str) -> None:
        """Open the notes of the whole library, filtered by what was typed."""

    def offer_drafts(self) -> bool:
        """Offer the notes that earlier programs did not finish; return False if there are none."""

    def analyse_again(self) -> None:
        """Analyse the open article again."""

    def cancel(self) -> None:
        """Clear what lies over the article."""

    def redraw(self) -> None:
        """Send the whole screen again."""

    def back(self) -> None:
        """Leave zen, the single pane for the list, or the program."""

    def quit(self) -> None:
        """End the program."""
