"""Which panes are shown, given the width of the screen and what the person asked for."""

from __future__ import annotations

from dataclasses import replace

from reader.model.values import value_class
from reader.tui.keys.scopes import Pane

TWO_PANES, THREE_PANES = 80, 120
"""The least number of columns for so many panes."""


@value_class(frozen=True)
class PaneLayout:
    """The panes that the person asked for; `panes` gives those that fit."""

    focus: Pane = Pane.LIST
    side: Pane = Pane.SIDEBAR
    """The side pane to show if there is room for only one."""
    sidebar: bool = True
    zen: bool = False

    def panes(self, width: int) -> frozenset[Pane]:
        """Return the panes shown on a screen of that many columns, the focused one among them."""
        if self.zen or width < TWO_PANES:
            return frozenset({self.focus})
        sides = {Pane.LIST, Pane.SIDEBAR} if width >= THREE_PANES else {self.side}
        if not self.sidebar:
            sides.discard(Pane.SIDEBAR)
        return frozenset({Pane.ARTICLE, *sides, self.focus})

    def focused(self, pane: Pane) -> PaneLayout:
        """Focus a pane, showing it if it is hidden. A side pane ends zen."""
        if pane is Pane.ARTICLE:
            return replace(self, focus=pane)
        return replace(self, focus=pane, side=pane, zen=False, sidebar=self.sidebar or pane is Pane.SIDEBAR)

    def reading(self) -> PaneLayout:
        """Focus the article, with its sources beside it."""
        return replace(self, focus=Pane.ARTICLE, side=Pane.SIDEBAR)

    def with_sidebar_toggled(self, width: int) -> PaneLayout:
        """Toggle the sidebar."""
        if Pane.SIDEBAR in self.panes(width):
            focus = Pane.ARTICLE if self.focus is Pane.SIDEBAR else self.focus
            return replace(self, focus=focus, sidebar=False)
        side = self.focused(Pane.SIDEBAR) if width < TWO_PANES else replace(self, side=Pane.SIDEBAR)
        return replace(side, sidebar=True, zen=False)

    def with_zen_toggled(self) -> PaneLayout:
        """Show only the article, or everything again."""
        return replace(self, zen=not self.zen, focus=Pane.ARTICLE)
