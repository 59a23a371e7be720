"""The changed parts of a screen, drawn by the widgets in front alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from reader.terminal.textual_internals import ChopsUpdate, Compositor

PlacedStrips = list[tuple[int, int, Strip]]
"""Screen row, column, and the strip that begins there."""


class DirtyUpdate(ChopsUpdate):
    """An update whose changed regions are each whole rows of a single widget.

    Textual's own update, which composes every widget in the bounding box of the changes, is computed only if
    something asks for its attributes.
    """

    def __init__(self, compositor: Compositor, regions: Iterable[Region], strips: PlacedStrips) -> None:
        self._compositor = compositor
        self._regions = [*regions]
        self.strips = strips

    @classmethod
    def of(cls, compositor: Compositor) -> DirtyUpdate | None:
        """Take the dirty regions from a compositor, or return None if they are not whole rows of widgets."""
        screen = compositor.size.region
        strips: PlacedStrips = []
        for region in _joined(region.intersection(screen) for region in compositor._dirty_regions):
            found = _in_front(compositor, region)
            if found is None:
                return None
            widget, place = found
            rows = widget.render_lines(region.translate(-place.offset))
            if any(strip.cell_length != region.width for strip in rows):
                return None
            strips.extend((y, region.x, strip) for y, strip in zip(region.line_range, rows, strict=True))
        if not strips:
            return None
        update = cls(compositor, compositor._dirty_regions, strips)
        compositor._dirty_regions.clear()
        return update

    def __getattr__(self, name: str) -> Any:
        """Compute the attributes of Textual's own update."""
        if name not in ("chops", "spans", "chop_ends"):
            raise AttributeError(name)
        self._compositor._dirty_regions.update(self._regions)
        update = self._compositor.render_partial_update()
        assert update is not None, "something is changed"
        super().__init__(update.chops, update.spans, update.chop_ends)
        return getattr(self, name)


def _joined(regions: Iterable[Region]) -> list[Region]:
    """Join regions that lie one directly below the other."""
    joined: list[Region] = []
    for region in sorted(set(regions), key=lambda region: (region.x, region.width, region.y)):
        last = joined[-1] if joined else Region()
        if (last.x, last.width) == (region.x, region.width) and region.y <= last.bottom:
            joined[-1] = Region.from_corners(last.x, last.y, last.right, max(last.bottom, region.bottom))
        elif region:
            joined.append(region)
    return joined


def _in_front(compositor: Compositor, region: Region) -> tuple[Widget, Region] | None:
    """Return the frontmost widget and its region if `region` is whole rows of it, else None."""
    for widget, (place, clip) in compositor.visible_widgets.items():
        seen = place.intersection(clip)
        if seen.overlaps(region):
            whole = seen.contains_region(region) and seen.column_span == region.column_span
            return (widget, place) if whole else None
    return None
