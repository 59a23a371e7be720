"""The only functions that pass text to Textual and Rich: they take sanitised text and never parse markup."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter
from textual.style import Style as TextualStyle
from textual.widget import Widget
from textual.widgets import Static

from reader.text.safety.ascii_fallback import in_ascii
from reader.text.safety.sanitise import NOTHING, Shown, sanitise_line

if TYPE_CHECKING:
    from textual.fuzzy import Matcher
    from textual.widgets.option_list import Option

MATCH, DIM = TextualStyle(bold=True, underline=True), TextualStyle(dim=True)
"""The styles of matching letters, and of an option's second line."""


def segment(words: Shown, style: Style | None = None) -> Segment:
    """Return text as a Rich segment."""
    return Segment(words, style)


def merge_segments(segments: Iterable[Segment]) -> list[Segment]:
    """Join neighbours of the same style."""
    merged: list[Segment] = []
    for each in segments:
        if merged and (merged[-1].style is each.style or merged[-1].style == each.style):
            merged[-1] = Segment(merged[-1].text + each.text, each.style)
        elif each.text:
            merged.append(each)
    return merged


def rich_text(words: Shown, style: str = "") -> Text:
    """Return text for a Rich table."""
    return Text(words, style=style)


def content(words: Shown) -> Content:
    """Return text for a Textual widget."""
    return Content(words)


def option(words: Shown, id: str | None = None) -> Option:
    """Return an option of a list."""
    # Imported here and below because the first screen has no option lists.
    from textual.widgets.option_list import Option

    return Option(content(words), id=id)


def set_border_titles(widget: Widget, title: Shown, subtitle: Shown = NOTHING) -> None:
    """Set the titles in the border of a widget."""
    widget.border_title = content(title).markup
    widget.border_subtitle = content(subtitle).markup


class SafeStatic(Static):
    """A Static that shows sanitised text."""

    def __init__(self, words: Shown = NOTHING, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(content(words), id=id, classes=classes, markup=False)

    def say(self, words: Shown) -> None:
        """Show another text."""
        self.update(content(words))


def static_table(table: Table) -> Static:
    """Return a widget for a Rich table whose cells are made by `rich_text`."""
    return Static(table, markup=False)


def palette_option(does: Shown, called: Shown, matcher: Matcher | None) -> Option:
    """Return an option of two lines with the letters that match the query emphasised."""
    from textual.widgets.option_list import Option

    first = content(does)
    if matcher is not None:
        for offset in matcher.fuzzy_search.match(matcher.query, does)[1]:
            first = first.stylize(MATCH, offset, offset + 1)
    return Option(Content("\n").join([first, content(called).stylize(DIM)]))


class SanitisingFilter(LineFilter):
    """Sanitises everything that is drawn: Textual's inputs show pasted text as it came.

    With `ascii`, only ASCII is drawn.
    """

    def __init__(self, *, ascii: bool = False) -> None:
        super().__init__()
        self._ascii = ascii

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with sanitised text."""
        if all(text.isascii() and text.isprintable() for text, _, _ in segments):
            return segments
        return [each if each.control else Segment(self._shown(each.text), each.style) for each in segments]

    def _shown(self, text: str) -> Shown:
        shown = sanitise_line(text)
        return in_ascii(shown, cell_len) if self._ascii else shown
