"""The line of tabs above the sidebar's rows at any width, and which tab a cell belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from reader.model.values import value_class
from reader.text.safety.sanitise import Shown, blank, sanitise_line
from reader.tui.widgets.lines import Fragment, StyledLine, spread, truncate, width_of

_ALL = 99


@value_class(frozen=True, slots=True)
class Tab:
    """The name of a tab, and the number of its items if that is shown."""

    name: str
    count: int | None = None

    @property
    def label(self) -> Shown:
        """The full label."""
        return sanitise_line(self.name.capitalize() + self._number)

    def shortened(self, letters: int) -> Shown:
        """Return a label of the first letters, for lack of room."""
        name = sanitise_line(self.name.capitalize())
        return sanitise_line((name[:1] if letters == 1 else truncate(name, letters + 1)) + self._number)

    @property
    def _number(self) -> str:
        return f" {self.count}" if self.count else ""


def tabs_line(tabs: Sequence[Tab], active: str, focused: bool, width: int) -> StyledLine:
    """Return the tabs on one line `width` cells wide, shortened if they do not fit, but never the active one."""
    fragments = [Fragment(blank(_edge(width)))]
    labels, gap = _labels(tabs, active, width)
    for position, (tab, label) in enumerate(zip(tabs, labels, strict=True)):
        style = ("header-focus" if focused else "header") if tab.name == active else "faint"
        fragments.extend([Fragment(blank(gap if position else 0)), *_tab(label, style)])
    return spread(fragments, (), width, body=False)


def tab_at(tabs: Sequence[Tab], active: str, width: int, x: int) -> str | None:
    """Return the name of the tab at cell `x`, or None."""
    labels, gap = _labels(tabs, active, width)
    start = _edge(width)
    for tab, label in zip(tabs, labels, strict=True):
        end = start + width_of((Fragment(label),))
        if start <= x < end:
            return tab.name
        start = end + gap
    return None


def _tab(label: Shown, style: str) -> list[Fragment]:
    """Split a label so that its number is not underlined."""
    word, space, number = label.partition(" ")
    return [Fragment(sanitise_line(word), style), Fragment(sanitise_line(space + number), "faint")]


def _labels(tabs: Sequence[Tab], active: str, width: int) -> tuple[list[Shown], int]:
    for letters, gap in ((_ALL, 3), (_ALL, 2), (3, 2), (1, 2)):
        labels = [tab.label if tab.name == active else tab.shortened(letters) for tab in tabs]
        if _edge(width) + sum(map(len, labels)) + gap * (len(tabs) - 1) <= width:
            return labels, gap
    return labels, 1


def _edge(width: int) -> int:
    return 2 if width >= 34 else 1
