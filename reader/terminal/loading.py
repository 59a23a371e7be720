"""Loading Textual without its palette of commands and the widgets of that: this program has a palette of its own.

Textual's application imports its palette to open it where an application lets it, and to derive a class from.
While it is imported, empty classes stand where those of the palette would, and the module itself stays free to be
imported by whoever wants it. A Textual that wants more than these names is loaded whole.
"""

from __future__ import annotations

import sys
from types import ModuleType

PALETTE = "textual.command"
NAMES = frozenset(
    {"CommandListItem", "CommandPalette", "DiscoveryHit", "Hit", "Hits", "Provider", "SimpleProvider"}
)
"""What Textual's application and its themes import of the palette."""


class _Names(ModuleType):
    """What stands in the palette's place: each name is an empty class."""

    def __getattr__(self, name: str) -> type:
        if name not in NAMES:
            raise AttributeError(f"Textual wants {name} of {PALETTE}")
        return type(name, (), {"__module__": PALETTE})


def load_textual() -> str:
    """Import Textual's application; why it had to be loaded whole, in one line, or nothing."""
    if "textual.app" in sys.modules:
        return ""
    sys.modules[PALETTE] = _Names(PALETTE)
    try:
        import textual.app  # noqa: F401
    except Exception as error:
        for name in [name for name in sys.modules if name.partition(".")[0] == "textual"]:
            del sys.modules[name]
        return f"Textual is loaded with its palette ({type(error).__name__}: {error})"
    del sys.modules[PALETTE]
    return ""
