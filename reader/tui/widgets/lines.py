"""Lines of side panes as values: fragments of text with style names, fitted to a width in cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from reader.text.layout.wrap import wrap
from reader.text.safety.sanitise import NOTHING, Shown, blank, joined, own, part, sanitise_line

ELLIPSIS = own("…")
_LONGEST = 2000
"""Code points of a string that are looked at: lines are short, hostile titles are not."""


class Fragment(NamedTuple):
    """Safe text and the name of its style; the empty name is the pane's own style."""

    text: Shown
    style: str = ""


class StyledLine(NamedTuple):
    """One line of a pane. `body` is False for the headings and gaps around a row."""

    fragments: tuple[Fragment, ...] = ()
    body: bool = True

    @property
    def text(self) -> Shown:
        """The text without styles."""
        return joined(each.text for each in self.fragments)


GAP = StyledLine(body=False)
"""An empty line between rows."""


def one_line(text: str) -> Shown:
    """Return untrusted text as one safe line, no longer than any line could need."""
    return sanitise_line(text[:_LONGEST].strip())


def truncate(text: Shown, cells: int) -> Shown:
    """Cut `text` to `cells`, with an ellipsis if anything is left out."""
    if cell_len(text) <= cells:
        return text
    if cells <= 1:
        return ELLIPSIS if cells == 1 else NOTHING
    return sanitise_line(set_cell_size(text, cells - 1).rstrip() + ELLIPSIS)


def width_of(fragments: Sequence[Fragment]) -> int:
    """Return the width of `fragments` side by side, in cells."""
    return sum(cell_len(each.text) for each in fragments)


def truncate_fragments(fragments: Sequence[Fragment], cells: int) -> Iterator[Fragment]:
    """Cut `fragments` to `cells` together, with an ellipsis if anything is left out."""
    for position, each in enumerate(fragments):
        width = cell_len(each.text)
        if width < cells or (width == cells and not width_of(fragments[position + 1 :])):
            yield each
            cells -= width
            continue
        if cells > 0:
            text = each.text if width > cells else joined((each.text, blank(1)))
            yield Fragment(truncate(text, cells), each.style)
        return


def spread(
    left: Sequence[Fragment], right: Sequence[Fragment], cells: int, *, margin: int = 0, body: bool = True
) -> StyledLine:
    """Return a line exactly `cells` wide with `right` at its end and `left` cut to the room left."""
    room = max(0, cells - margin)
    end = list(truncate_fragments(right, room))
    start = list(truncate_fragments(left, max(0, room - width_of(end) - bool(end))))
    gap = Fragment(blank(room - width_of(start) - width_of(end)))
    tail = Fragment(blank(cells - room))
    return StyledLine(tuple(each for each in (*start, gap, *end, tail) if each.text), body)


def wrap_lines(text: Shown, cells: int, max_lines: int) -> list[Shown]:
    """Break `text` at words into at most `max_lines`, the last with an ellipsis if anything is left out."""
    lines: list[Shown] = []
    for start, end, _ in wrap(text, max(1, cells), cell_len):
        if len(lines) + 1 == max_lines:
            return [*lines, truncate(part(text, start), cells)]
        lines.append(part(text, start, end))
    return lines


def notice(text: Shown, indent: int, width: int, *, max_lines: int = 8, margin: int = 1) -> list[StyledLine]:
    """Return faint lines that say something in place of rows."""
    lines = wrap_lines(text, width - indent - margin, max_lines)
    return [spread((Fragment(blank(indent)), Fragment(line, "faint")), (), width, body=False) for line in lines]
