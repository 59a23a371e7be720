"""Settings of the view that change while reading: theme, measure, layers, widths of panes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from reader.config.settings import Settings, save
from reader.model.errors import ReaderError
from reader.text.annotated_text import Visible

MEASURES = (32, 120)
"""The narrowest and the widest text, in cells."""
WIDTHS = (18, 60)
"""The narrowest and the widest side pane, in cells."""


class ViewSettings:
    """Applies and saves changes of settings."""

    def __init__(
        self,
        settings: Settings,
        path: Path,
        changed: Callable[[Settings], None],
        show_theme: Callable[[str], None],
    ) -> None:
        self.current = settings
        """The settings in use."""
        self.show_theme = show_theme
        """Shows a theme by name, without saving it."""
        self._path = path
        self._changed = changed

    @property
    def layers(self) -> Visible:
        """The visible layers."""
        return Visible(self.current.layers) if self.current.layers in list(Visible) else Visible.ALL

    def change_measure(self, by: int) -> str:
        """Change the width of the text by some cells. Return a message."""
        measure = max(MEASURES[0], min(MEASURES[1], self.current.measure + by))
        return self.remember(measure=measure) or f"text width: {measure} columns"

    def show_layers(self, name: str) -> str:
        """Show the named layers, or the next ones if no name is given. Return a message."""
        if name and name not in list(Visible):
            return f"no such layers: {name}; there are {', '.join(Visible)}"
        layers = Visible(name) if name else self.layers.next
        return self.remember(layers=layers.value) or f"layers: {layers}"

    def change_width(self, name: str, by: int) -> str:
        """Change the width of a side pane, `list_width` or `sidebar_width`, by some cells. Return a message."""
        width = max(WIDTHS[0], min(WIDTHS[1], getattr(self.current, name) + by))
        pane = name.removesuffix("_width")
        return self.remember(**{name: width}) or f"{pane} width: {width} columns"

    def remember(self, **values: object) -> str:
        """Apply and save some settings. Return an error message, or nothing."""
        self.current = replace(self.current, **values)  # type: ignore[arg-type]  # fields of Settings
        self._changed(self.current)
        try:
            save(self._path, self.current)
        except ReaderError as error:
            return str(error)
        return ""
