"""A list of lines to choose from: Textual's, moved as everything is, and without keys of its own."""

from __future__ import annotations

from textual.widgets import OptionList


class Options(OptionList, inherit_bindings=False):
    """It binds no keys: whoever owns the keys moves it. At an end it stays there."""

    def __init__(self) -> None:
        super().__init__(markup=False, compact=True)

    def move(self, by: int) -> None:
        """Move the highlight down by some entries, or up if negative."""
        if self.option_count:
            self.highlighted = max(0, min((self.highlighted or 0) + by, self.option_count - 1))

    def page(self, pages: float) -> None:
        """Move the highlight by so many times the height of the list, and by one entry at least."""
        entries = int(self.size.height * abs(pages)) or 1
        self.move(entries if pages > 0 else -entries)

    def to_top(self) -> None:
        """Move the highlight to the first entry."""
        self.move(-self.option_count)

    def to_bottom(self) -> None:
        """Move the highlight to the last entry."""
        self.move(self.option_count)
