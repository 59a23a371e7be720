"""What a command is: a name, keys, the panes it is for, a docstring that is its help, and an act."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reader.tui.keys.scopes import EVERYWHERE, IN_ARTICLE, Scope

if TYPE_CHECKING:
    from reader.tui.screens.main import MainScreen


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
