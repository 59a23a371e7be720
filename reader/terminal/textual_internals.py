"""Private names of Textual that this program uses, each with a fallback for versions that lack it.

A missing class becomes an empty one with no instances; `compat_check` then reports it, and Textual draws.
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
    """Return and clear the dirty regions of a widget; all of the widget if Textual does not record them."""
    regions: set[Region] | None = getattr(widget, "_dirty_regions", None)
    if regions is None:
        return [widget.size.region]
    taken = [*regions]
    regions.clear()
    return taken


def clear_dirty_widgets(screen: Screen[Any]) -> None:
    """Discard a screen's pending changes: they have been shown, or will be."""
    changed: set[Widget] = getattr(screen, "_dirty_widgets", set())
    changed.clear()
