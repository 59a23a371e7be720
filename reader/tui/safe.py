"""The only doors by which words reach Textual and Rich: each takes what is safe to show, and none reads markup."""

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

FOUND, QUIET = TextualStyle(bold=True, underline=True), TextualStyle(dim=True)
"""How letters that match stand out, and what is said beside."""


def segment(words: Shown, style: Style | None = None) -> Segment:
    """Some words as they are drawn."""
    return Segment(words, style)


def merge_segments(segments: Iterable[Segment]) -> list[Segment]:
    """Neighbours of one style put together, so that each style is sent once."""
    whole: list[Segment] = []
    for each in segments:
        if whole and (whole[-1].style is each.style or whole[-1].style == each.style):
            whole[-1] = Segment(whole[-1].text + each.text, each.style)
        elif each.text:
            whole.append(each)
    return whole


def rich_text(words: Shown, style: str = "") -> Text:
    """Some words for one of Rich's tables."""
    return Text(words, style=style)


def content(words: Shown) -> Content:
    """Some words for one of Textual's widgets."""
    return Content(words)


def option(words: Shown, id: str | None = None) -> Option:
    """A choice of a list."""
    # Imported here and below because the first picture has no lists of choices.
    from textual.widgets.option_list import Option

    return Option(content(words), id=id)


def set_border_titles(widget: Widget, title: Shown, subtitle: Shown = NOTHING) -> None:
    """Write into the frame of a widget."""
    widget.border_title = content(title).markup
    widget.border_subtitle = content(subtitle).markup


class SafeStatic(Static):
    """Some lines of words."""

    def __init__(self, words: Shown = NOTHING, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(content(words), id=id, classes=classes, markup=False)

    def say(self, words: Shown) -> None:
        """Show other words."""
        self.update(content(words))


def static_table(table: Table) -> Static:
    """A table of Rich's whose cells are made by `rich_text`."""
    return Static(table, markup=False)


def palette_option(does: Shown, called: Shown, matcher: Matcher | None) -> Option:
    """A choice of a palette in two lines, the letters that match what is typed standing out."""
    from textual.widgets.option_list import Option

    first = content(does)
    if matcher is not None:
        for offset in matcher.fuzzy_search.match(matcher.query, does)[1]:
            first = first.stylize(FOUND, offset, offset + 1)
    return Option(Content("\n").join([first, content(called).stylize(QUIET)]))


class SanitisingFilter(LineFilter):
    """Stand-ins in whatever is drawn: Textual's own fields show what a person types and pastes as it came.

    With `ascii`, all that is drawn is ASCII.
    """

    def __init__(self, *, ascii: bool = False) -> None:
        super().__init__()
        self._ascii = ascii

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with safe words."""
        if all(text.isascii() and text.isprintable() for text, _, _ in segments):
            return segments
        return [each if each.control else Segment(self._shown(each.text), each.style) for each in segments]

    def _shown(self, text: str) -> Shown:
        shown = sanitise_line(text)
        return in_ascii(shown, cell_len) if self._ascii else shown
