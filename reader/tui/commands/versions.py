"""Versions of the open article: what changed, stepping through it, and marks whose words are others now."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reader.text.navigation.units import Family
from reader.tui.commands.base import ArticleCommand, Command
from reader.tui.commands.jumps import Jump
from reader.tui.keys.scopes import EVERYWHERE, IN_ARTICLE, Mode, Scope

if TYPE_CHECKING:
    from reader.model.annotation import AnnotationRow
    from reader.tui.screens.main import MainScreen


class Changes(ArticleCommand):
    """What changed since the last version."""

    name, keys, group = "changes", ("D",), "Article"
    panes: ClassVar[frozenset[Scope]] = IN_ARTICLE | {Mode.PAGE}

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Open it."""
        desk.say(desk.versions.show_changes())


class NextChange(Jump):
    """The next change since the last version."""

    name, keys, family = "next-change", ("] d",), Family.CHANGE

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Jump, and say what was taken out and put in."""
        where = desk.navigator.jump(cls.family, cls.forward)
        desk.say(" · ".join(part for part in (where, desk.versions.described) if part))


class PreviousChange(NextChange):
    """The previous change since the last version."""

    name, keys, forward = "previous-change", ("[ d",), False


class Notes(Command):
    """All notes of the library, filtered as you type."""

    name, keys, group, argument = "notes", ("&",), "Notes", "FILTER"
    panes: ClassVar[frozenset[Scope]] = EVERYWHERE | {Mode.NOTES}

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Open the screen, and go where it says."""
        # Imported here because the first picture does not need it.
        from reader.tui.screens.notes import NotesScreen

        def chosen(row: AnnotationRow | None) -> None:
            if row is not None:
                desk.versions.go_to(row.placed)

        desk.open(NotesScreen(desk, argument), chosen)


class Decide(ArticleCommand):
    """Say whether a note means the words that stand now where its own stood."""

    name, keys, group = "decide", ("C",), "Notes"

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Ask about the first that is undecided."""
        undecided = desk.versions.undecided()
        if undecided:
            desk.versions.decide(undecided[0])
        else:
            desk.say("every note here has its words")
