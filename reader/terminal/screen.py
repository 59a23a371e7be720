"""A screen that sends what is known to be changed as one update."""

from __future__ import annotations

from textual.screen import Screen, ScreenResultType

from reader.terminal.application import ThriftyApp


class ThriftyScreen(Screen[ScreenResultType]):
    """The base of screens."""

    def _compositor_refresh(self) -> None:
        if not (isinstance(self.app, ThriftyApp) and self.app.show_changes(self)):
            getattr(super(), "_compositor_refresh", self.refresh)()
