"""Commands on the versions of the open article: its changes, and notes whose words changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.navigation.units import Target
from reader.tui.commands.base import AN_ARTICLE, NOTHING, CommandList
from reader.tui.keys.scopes import EVERYWHERE, IN_ARTICLE, Mode

if TYPE_CHECKING:
    from reader.tui.commands.workspace import Workspace

commands = CommandList(group="Notes", panes=IN_ARTICLE, needs=AN_ARTICLE)


@commands.command("changes", "D", group="Article", panes=IN_ARTICLE | {Mode.PAGE})
def show_changes(desk: Workspace) -> None:
    """Show what changed since the last version."""
    desk.say(desk.versions.show_changes())


@commands.command("next-change", "] d", group="Jumps")
def next_change(desk: Workspace) -> None:
    """Go to the next change since the last version."""
    _jump_to_change(desk, forward=True)


@commands.command("previous-change", "[ d", group="Jumps")
def previous_change(desk: Workspace) -> None:
    """Go to the previous change since the last version."""
    _jump_to_change(desk, forward=False)


def _jump_to_change(desk: Workspace, *, forward: bool) -> None:
    where = desk.navigator.jump(Target.CHANGE, forward)
    desk.say(" · ".join(part for part in (where, desk.versions.described) if part))


@commands.command("notes", "&", panes=EVERYWHERE | {Mode.NOTES}, needs=NOTHING, argument="FILTER")
def show_notes(desk: Workspace, typed: str) -> None:
    """List the notes of the whole library, filtered as you type."""
    desk.show_notes(typed)


@commands.command("decide", "C")
def decide(desk: Workspace) -> None:
    """Decide whether a note belongs to the words that stand at its place now."""
    undecided = desk.versions.undecided()
    if undecided:
        desk.versions.decide(undecided[0])
    else:
        desk.say("no note here has changed words")
