"""Which panes are on the screen, by its width and by what a person asked for."""

from __future__ import annotations

from dataclasses import replace

from reader.model.values import value_class
from reader.tui.keys.scopes import Pane

TWO_PANES, THREE_PANES = 80, 120
"""From how many columns on there is room for so many panes."""


@value_class(frozen=True)
class PaneLayout:
    """What a person asked for; `panes` says what of it there is room for."""

    focus: Pane = Pane.LIST
    side: Pane = Pane.SIDEBAR
    """The side pane that stands beside the article where there is room for only one."""
    sidebar: bool = True
    zen: bool = False

    def panes(self, width: int) -> frozenset[Pane]:
        """The panes that are on a screen of so many columns; the one in focus is among them."""
        if self.zen or width < TWO_PANES:
            return frozenset({self.focus})
        sides = {Pane.LIST, Pane.SIDEBAR} if width >= THREE_PANES else {self.side}
        if not self.sidebar:
            sides.discard(Pane.SIDEBAR)
        return frozenset({Pane.ARTICLE, *sides, self.focus})

    def focused(self, pane: Pane) -> PaneLayout:
        """With another pane in focus, which is shown if it was hidden; a side pane ends zen."""
        if pane is Pane.ARTICLE:
            return replace(self, focus=pane)
        return replace(self, focus=pane, side=pane, zen=False, sidebar=self.sidebar or pane is Pane.SIDEBAR)

    def reading(self) -> PaneLayout:
        """With an article just opened: it is in focus, and its sources stand beside it."""
        return replace(self, focus=Pane.ARTICLE, side=Pane.SIDEBAR)

    def with_sidebar_toggled(self, width: int) -> PaneLayout:
        """With the sidebar shown or hidden, whichever it is not."""
        if Pane.SIDEBAR in self.panes(width):
            focus = Pane.ARTICLE if self.focus is Pane.SIDEBAR else self.focus
            return replace(self, focus=focus, sidebar=False)
        side = self.focused(Pane.SIDEBAR) if width < TWO_PANES else replace(self, side=Pane.SIDEBAR)
        return replace(side, sidebar=True, zen=False)

    def with_zen_toggled(self) -> PaneLayout:
        """With nothing but the article, or with everything again."""
        return replace(self, zen=not self.zen, focus=Pane.ARTICLE)
