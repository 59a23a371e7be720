"""Textual's list of options, moved like every list here."""

from __future__ import annotations

from textual.widgets import OptionList


class Options(OptionList, inherit_bindings=False):
    """An OptionList that binds no keys and does not wrap around at its ends."""

    def __init__(self) -> None:
        super().__init__(markup=False, compact=True)

    def move(self, by: int) -> None:
        """Move the highlight down by some options, or up if negative."""
        if self.option_count:
            self.highlighted = max(0, min((self.highlighted or 0) + by, self.option_count - 1))

    def page(self, pages: float) -> None:
        """Move the highlight by pages, but by one option at least."""
        options = int(self.size.height * abs(pages)) or 1
        self.move(options if pages > 0 else -options)

    def to_top(self) -> None:
        """Move the highlight to the first option."""
        self.move(-self.option_count)

    def to_bottom(self) -> None:
        """Move the highlight to the last option."""
        self.move(self.option_count)
