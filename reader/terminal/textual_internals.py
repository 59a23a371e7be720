"""Names of Textual's inside that this program is built on, each with what holds where it is missing.

Where it is a class, an empty one takes its place. Nothing is ever of such a class, and the assumptions say what is
missing: Textual draws.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget

if TYPE_CHECKING:
    from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
else:
    try:
        from textual import _compositor
    except ImportError:
        _compositor = None
    ChopsUpdate, Compositor, LayoutUpdate = (
        getattr(_compositor, name, type(name, (), {})) for name in ("ChopsUpdate", "Compositor", "LayoutUpdate")
    )

__all__ = ["ChopsUpdate", "Compositor", "LayoutUpdate", "clear_dirty_widgets", "take_dirty_regions"]


def take_dirty_regions(widget: Widget) -> Collection[Region]:
    """Take from a widget the parts of it that want to be drawn anew; they are all of it where nobody can say."""
    regions: set[Region] | None = getattr(widget, "_dirty_regions", None)
    if regions is None:
        return [widget.size.region]
    taken = [*regions]
    regions.clear()
    return taken


def clear_dirty_widgets(screen: Screen[Any]) -> None:
    """Let a screen compose nothing of what has changed on it, since that is done, or will be."""
    changed: set[Widget] = getattr(screen, "_dirty_widgets", set())
    changed.clear()
