"""What keys, help and palette know of a command: everything but what it does."""

from __future__ import annotations

from dataclasses import dataclass

from reader.tui.keys.scopes import EVERYWHERE, Scope


@dataclass(eq=False)
class Bindable:
    """Something with a name that keys can be bound to. Two of them are never equal."""

    name: str
    """What is typed after the colon."""
    keys: tuple[str, ...]
    """Its default keys: names such as `space` or `ctrl+d`, characters, or two of them with a space between."""
    help: str
    """One sentence without its full stop; a command's name in braces stands for that command's key."""
    group: str
    """Its heading in the help."""
    panes: frozenset[Scope] = EVERYWHERE
    """Where its keys have this meaning."""
    argument: str = ""
    """What may follow the name on the command line."""
    over: frozenset[str] = frozenset()
    """Pane commands whose keys this one may reuse, because they do much the same."""
    is_typed: bool = True
    """Whether the name can be typed after a colon."""
