"""What keys, help and palette know of a command: everything but what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.keys.scopes import EVERYWHERE, Scope

if TYPE_CHECKING:
    from typing import TypedDict

    class KeyOptions(TypedDict, total=False):
        """What a bindable may be made with besides its name, its keys and its help."""

        group: str
        panes: frozenset[Scope]
        argument: str
        over: frozenset[str]
        is_typed: bool


class Bindable:
    """Something with a name that keys can be bound to."""

    def __init__(
        self,
        name: str,
        keys: tuple[str, ...],
        help: str,
        *,
        group: str = "",
        panes: frozenset[Scope] = EVERYWHERE,
        argument: str = "",
        over: frozenset[str] = frozenset(),
        is_typed: bool = True,
    ) -> None:
        self.name = name
        """What is typed after the colon."""
        self.keys = keys
        """Its default keys: names such as `space` or `ctrl+d`, characters, or two of them with a space between."""
        self.help = help
        """One sentence without its full stop; a command's name in braces stands for that command's key."""
        self.group = group
        """Its heading in the help."""
        self.panes = panes
        """Where its keys have this meaning."""
        self.argument = argument
        """What may follow the name on the command line."""
        self.over = over
        """Pane commands whose keys this one may reuse, because they do much the same."""
        self.is_typed = is_typed
        """Whether the name can be typed after a colon."""
