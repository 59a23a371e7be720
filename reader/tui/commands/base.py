"""Commands: functions that act on the main screen, each with a name, keys and a help.

A module of this package makes one `CommandList` and adds its functions to it with the decorator `command`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.model.values import value_class
from reader.tui.keys.bindable import Bindable

if TYPE_CHECKING:
    from typing import TypeVar, Unpack

    from reader.tui.commands.workspace import Workspace
    from reader.tui.keys.bindable import KeyOptions

    Act = TypeVar("Act", Callable[[Workspace], object], Callable[[Workspace, str], object])

    class CommandOptions(KeyOptions, total=False):
        """The same for a command."""

        needs: Need


@value_class(frozen=True)
class Need:
    """What must be there for a command to run."""

    words: str
    """How a message names it; a command's name in braces stands for that command's key."""
    is_met: Callable[[Workspace], bool]


NOTHING = Need("", lambda desk: True)
AN_ARTICLE = Need("an open article", lambda desk: desk.session.current is not None)
A_CARET = Need("a caret: {caret} sets one", lambda desk: desk.caret.selection is not None)
A_DOCUMENT = Need("a document in the list", lambda desk: desk.documents.highlighted_row is not None)
ITS_OWN_MODE = Need("a window or a mode of its own", lambda desk: False)


class Command(Bindable):
    """Something that a person can tell the program to do."""

    def __init__(
        self,
        name: str,
        keys: tuple[str, ...],
        help: str,
        act: Callable[..., object],
        *,
        needs: Need = NOTHING,
        **options: Unpack[KeyOptions],
    ) -> None:
        """`act` is given the workspace, and, with an `argument`, what was typed after the name."""
        super().__init__(name, keys, help, **options)
        self.needs = needs
        self._act = act

    def run(self, desk: Workspace, argument: str = "") -> None:
        """Run the command; one without an argument ignores it."""
        if self.argument:
            self._act(desk, argument)
        else:
            self._act(desk)


class CommandList(list[Command]):
    """The commands of one module in the order of the help, with the options that most of them share."""

    def __init__(self, **shared: Unpack[CommandOptions]) -> None:
        super().__init__()
        self._shared = shared

    def command(self, name: str, *keys: str, **options: Unpack[CommandOptions]) -> Callable[[Act], Act]:
        """Make a command of the decorated function; the first line of its docstring is the help."""

        def add(act: Act) -> Act:
            help = (act.__doc__ or "").partition("\n")[0].removesuffix(".")
            self.add(name, keys, help, act, **options)
            return act

        return add

    def add(
        self,
        name: str,
        keys: tuple[str, ...],
        help: str,
        act: Callable[..., object],
        **options: Unpack[CommandOptions],
    ) -> None:
        """Add a command that is a row of a table rather than a function of its own."""
        every: CommandOptions = {**self._shared, **options}
        self.append(Command(name, keys, help, act, **every))
