"""The palette of commands, and of themes with a live preview, with fuzzy search."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.fuzzy import Matcher
from textual.widgets.option_list import Option

from reader.text.safety.sanitise import Shown
from reader.tui.dialogs.choice import Choice, ChoiceDialog
from reader.tui.keys.bindings import Bindings
from reader.tui.safe import palette_option

Entry = tuple[Shown, Shown]
"""What it does, and its name."""


class PaletteDialog(ChoiceDialog):
    """Returns the number of the chosen entry."""

    def __init__(
        self,
        bindings: Bindings,
        title: Shown,
        entries: Sequence[Entry],
        highlighted: Callable[[int], object] = lambda number: None,
    ) -> None:
        """`highlighted` is called with the number of each entry that is highlighted."""
        choices = [Choice(str(at), does) for at, (does, _) in enumerate(entries)]
        super().__init__(bindings, title, choices, typed=False)
        self._entries = entries
        self._on_highlight = highlighted

    def found(self, words: str) -> list[tuple[str, Option]]:
        """Return the entries that match the typed letters, the best first, or all if nothing is typed."""
        if not words:
            return [(str(at), palette_option(*entry, None)) for at, entry in enumerate(self._entries)]
        matcher = Matcher(words)
        scores = {at: matcher.match(f"{does} {called}") for at, (does, called) in enumerate(self._entries)}
        best = sorted((at for at, score in scores.items() if score > 0), key=scores.__getitem__, reverse=True)
        return [(str(at), palette_option(*self._entries[at], matcher)) for at in best]

    def highlight_changed(self) -> None:
        """Report which entry is highlighted."""
        if self.highlighted is not None:
            self._on_highlight(int(self.highlighted))
