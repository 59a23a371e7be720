"""What a person does to what the machine found: its statements and names, and the sources in the sidebar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.commands.base import ArticleCommand, Command
from reader.tui.keys.scopes import IN_ARTICLE, IN_CARET, IN_SIDEBAR, WITH_ARTICLE

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen


class Accept(ArticleCommand):
    """Accept the statement or name here: it is right as it is."""

    name, keys, group, panes = "accept", (".",), "Correcting", IN_ARTICLE

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Hold it to be right."""
        desk.corrections.accept()


class Reject(ArticleCommand):
    """Reject the statement or name here: it is none."""

    name, keys, group, panes = "reject", ("!",), "Correcting", IN_ARTICLE

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Hold it to be none."""
        desk.corrections.reject()


class Change(ArticleCommand):
    """Give the statement here, or the ticked ones, another speaker; a name, another type."""

    name, keys, group, panes = "correct", ("T",), "Correcting", WITH_ARTICLE

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Ask which."""
        desk.corrections.change()


class CorrectWords(Command):
    """Make the selected words those of the statement or name here."""

    name, keys, group, panes, needs = "correct-words", ("c",), "Correcting", IN_CARET, "a caret: {caret} sets one"

    @classmethod
    def available(cls, desk: MainScreen) -> bool:
        """Whether some words are selected."""
        return desk.caret.selection is not None

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Take them, and go back to reading."""
        span = desk.caret.span
        desk.enter(None)
        if span is not None:
            desk.corrections.set_words(span)


class TickStatement(ArticleCommand):
    """Tick the statement here; {correct} or :split then gives all ticked ones a speaker."""

    name, keys, group, panes = "tick-statement", ("x",), "Correcting", IN_ARTICLE

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Turn the tick."""
        desk.corrections.tick_statement()


class Split(ArticleCommand):
    """Part a source: the ticked statements, or the one here, are another's."""

    name, group, panes, argument = "split", "Correcting", WITH_ARTICLE, "NAME"

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Give them to the named one."""
        desk.corrections.split(argument)


class TickSource(ArticleCommand):
    """Tick the source."""

    name, keys, group, panes = "tick", ("x",), "Correcting", IN_SIDEBAR

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Turn the tick."""
        desk.corrections.tick_source()


class Merge(ArticleCommand):
    """Merge the ticked sources into one, here and in every article."""

    name, keys, group, panes = "merge", ("M",), "Correcting", IN_SIDEBAR

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Make them one."""
        desk.corrections.merge()


class Rename(ArticleCommand):
    """Rename the source, here and in every article."""

    name, keys, group, panes = "rename", ("E",), "Correcting", IN_SIDEBAR

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Ask for the name."""
        desk.corrections.rename()


class RejectSource(ArticleCommand):
    """Reject the source or name: it is none."""

    name, keys, group, panes = "reject-source", ("!",), "Correcting", IN_SIDEBAR

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Hold it to be none."""
        desk.corrections.reject_source()


class Aliases(ArticleCommand):
    """List the names that sources were given for every article; {delete} withdraws one."""

    name, group, panes = "aliases", "Correcting", WITH_ARTICLE

    @classmethod
    def available(cls, desk: MainScreen) -> bool:
        """Whenever."""
        return True

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Open the list."""
        desk.corrections.aliases()
