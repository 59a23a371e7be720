"""Commands that correct the analysis: its statements and names, and the sources in the sidebar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.commands.base import A_CARET, AN_ARTICLE, NOTHING, CommandList
from reader.tui.keys.scopes import IN_ARTICLE, IN_CARET, IN_SIDEBAR, WITH_ARTICLE

if TYPE_CHECKING:
    from reader.tui.commands.workspace import Workspace

commands = CommandList(group="Correcting", panes=IN_ARTICLE, needs=AN_ARTICLE)


@commands.command("accept", ".")
def accept(desk: Workspace) -> None:
    """Accept the statement or name here as right."""
    desk.corrector.accept()


@commands.command("reject", "!")
def reject(desk: Workspace) -> None:
    """Reject the statement or name here as wrong."""
    desk.corrector.reject()


@commands.command("correct", "T", panes=WITH_ARTICLE | IN_CARET)
def change(desk: Workspace) -> None:
    """Say who says the statement here or selected in, who passed it on, its kind; or what a name or source is."""
    if desk.article.overlay.caret is not None:
        desk.statement_editor.change_selected()
    elif desk.source_corrector.is_source_meant:
        desk.source_corrector.describe()
    else:
        desk.corrector.change()


@commands.command("add-statement", "s", panes=IN_CARET, needs=A_CARET)
def add_statement(desk: Workspace) -> None:
    """Make the selected words a statement, and say whose."""
    desk.statement_editor.add()


@commands.command("add-name", "E", panes=IN_CARET, needs=A_CARET)
def add_name(desk: Workspace) -> None:
    """Make the selected words a name, and say of what."""
    desk.statement_editor.add_name()


@commands.command("correct-words", "c", panes=IN_CARET, needs=A_CARET)
def correct_words(desk: Workspace) -> None:
    """Make the selected words those of the statement or name here."""
    if (span := desk.caret.span) is not None:
        desk.corrector.set_words(span)


@commands.command("tick-statement", "x")
def tick_statement(desk: Workspace) -> None:
    """Tick the statement here; {correct} or :split then gives all ticked statements one speaker."""
    desk.corrector.tick_statement()


@commands.command("split", panes=WITH_ARTICLE, argument="NAME")
def split(desk: Workspace, name: str) -> None:
    """Give the ticked statements, or the one here, to another source."""
    desk.corrector.split(name)


@commands.command("tick", "x", panes=IN_SIDEBAR)
def tick_source(desk: Workspace) -> None:
    """Tick the source."""
    desk.source_corrector.tick()


@commands.command("merge", "M", panes=IN_SIDEBAR)
def merge(desk: Workspace) -> None:
    """Merge the ticked sources into one: in this article, or for whole names in every article."""
    desk.source_corrector.merge()


@commands.command("rename", "E", panes=IN_SIDEBAR)
def rename(desk: Workspace) -> None:
    """Rename the source: in this article, or for a whole name in every article."""
    desk.source_corrector.rename()


@commands.command("source-kind", panes=WITH_ARTICLE, argument="KIND")
def set_source_kind(desk: Workspace, kind: str) -> None:
    """Say of what kind the source is: person, organisation, government, outlet, document or unnamed."""
    desk.source_corrector.set_kind(kind.strip())


@commands.command("source-role", panes=WITH_ARTICLE, argument="ROLE")
def set_source_role(desk: Workspace, role: str) -> None:
    """Say which role the source has, such as Russian President."""
    desk.source_corrector.set_role(role.strip())


@commands.command("reject-source", "!", panes=IN_SIDEBAR)
def reject_source(desk: Workspace) -> None:
    """Reject the source or name as wrong."""
    desk.source_corrector.reject()


@commands.command("corrections", panes=WITH_ARTICLE)
def list_corrections(desk: Workspace) -> None:
    """List all corrections of the article, with when and by whom: {choose} goes there, {delete} takes one back."""
    # Imported here because few look back.
    from reader.tui.controllers.correction_list import show_corrections

    show_corrections(desk)


@commands.command("aliases", panes=WITH_ARTICLE, needs=NOTHING)
def list_aliases(desk: Workspace) -> None:
    """List the names you gave to sources and where each holds; {delete} withdraws one."""
    desk.source_corrector.list_aliases()
