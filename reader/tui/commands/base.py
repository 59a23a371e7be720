"""What a command is: a name, keys, the panes it is for, a docstring that is its help, and an act."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen


class Pane(StrEnum):
    """A pane of the main screen."""

    LIST = "list"
    ARTICLE = "article"
    SIDEBAR = "sidebar"


class Mode(StrEnum):
    """What gives keys another meaning for a while: a mode of the main screen, a line to type in, a window."""

    CARET = "caret"
    NOTE = "note"
    """A note is being written."""
    LABEL = "label"
    """A label's letter is waited for."""
    DRAFT = "draft"
    """A note that was not finished is offered; the keys of the pane in focus hold beneath."""
    LINE = "line"
    """A command, words to search for, or tags are being typed."""
    CHOICE = "chooser"
    """A window with a line to type in and answers to choose from, as the palette is one."""
    FILTER = "filter"
    """The line above the notes of the whole library."""
    NOTES = "notes"
    BOOKMARKS = "bookmarks"
    ANNOTATIONS = "annotations"
    ALIASES = "aliases"
    TEXT = "text"
    """A window of words to read: help, provenance, the card."""
    PAGE = "page"
    """What changed, or an older version."""
    DECISION = "decision"
    """Whether a note means the words that stand now where its own stood."""


Scope = Pane | Mode
"""Where a key means something."""

EVERYWHERE: frozenset[Scope] = frozenset(Pane)
IN_CARET: frozenset[Scope] = frozenset({Mode.CARET})
ALWAYS = EVERYWHERE | IN_CARET
IN_LIST = frozenset({Pane.LIST})
IN_ARTICLE = frozenset({Pane.ARTICLE})
IN_SIDEBAR: frozenset[Scope] = frozenset({Pane.SIDEBAR})
LIST_AND_ARTICLE = frozenset({Pane.LIST, Pane.ARTICLE})
WITH_ARTICLE: frozenset[Scope] = frozenset({Pane.ARTICLE, Pane.SIDEBAR})

LINES: frozenset[Scope] = frozenset({Mode.LINE, Mode.CHOICE, Mode.FILTER})
"""Lines to type in: what a key would type there, it types."""
FIELDS = LINES | {Mode.NOTE}
"""Wherever a person types."""
LISTS: frozenset[Scope] = frozenset({Mode.BOOKMARKS, Mode.ANNOTATIONS, Mode.ALIASES, Mode.NOTES})
"""Windows that list things."""
WINDOWS = LISTS | {Mode.TEXT, Mode.PAGE, Mode.DECISION}
"""Windows in which nothing is typed."""


class Command:
    """One act of a person. The docstring of a subclass is its help; its first sentence is its short help."""

    name: ClassVar[str]
    """What is typed after the colon."""
    keys: ClassVar[tuple[str, ...]] = ()
    """Keys, each a name such as `space` or `ctrl+d`, a character, or two of them with a space between."""
    panes: ClassVar[frozenset[Scope]] = EVERYWHERE
    """Where the keys mean this command."""
    group: ClassVar[str]
    """The heading it stands under in the help."""
    argument: ClassVar[str | None] = None
    """What may follow the name on the command line."""
    needs: ClassVar[str] = "a document in the list"
    """What must be there for it to be done."""
    over: ClassVar[frozenset[str]] = frozenset()
    """The commands of the panes beneath its mode whose keys it may have: they do much the same."""

    @classmethod
    def help(cls) -> str:
        """The short help, without its full stop; a command's name in braces stands for the key that it has."""
        return (cls.__doc__ or "").strip().split("\n")[0].removesuffix(".")

    @classmethod
    def available(cls, desk: MainScreen) -> bool:
        """Whether it can be done now."""
        return True

    @classmethod
    def run(cls, desk: MainScreen, argument: str = "") -> None:
        """Do it."""
        raise NotImplementedError(cls.name)


class ArticleCommand(Command):
    """A command that needs an open article."""

    panes: ClassVar[frozenset[Scope]] = IN_ARTICLE
    needs = "an open article"

    @classmethod
    def available(cls, desk: MainScreen) -> bool:
        """Whether an article is open."""
        return desk.session.current is not None
