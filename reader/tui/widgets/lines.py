"""Lines of side panes as values: pieces of text with names of styles, cut and filled to a width in cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size, split_graphemes

from reader.text.layout.wrap import Metrics, wrap
from reader.text.safety.sanitise import NOTHING, Shown, blank, joined, own, part, sanitise_line

METRICS = Metrics(cell_len, lambda text: split_graphemes(text)[0])
"""How wide text is on a terminal, as Rich, and so Textual, measures it."""
ELLIPSIS = own("…")
_LONGEST = 2000
"""No more code points than this of any string are looked at: lines are short, hostile titles are not."""


class Fragment(NamedTuple):
    """Some safe text and the name of the style it wears; the empty name is the pane's own style."""

    text: Shown
    style: str = ""


class StyledLine(NamedTuple):
    """One line of a pane. `body` tells lines of a row itself from the headings and gaps around it."""

    pieces: tuple[Fragment, ...] = ()
    body: bool = True

    @property
    def text(self) -> Shown:
        """The characters without their styles."""
        return joined(piece.text for piece in self.pieces)


GAP = StyledLine(body=False)
"""An empty line between rows."""


def one_line(text: str) -> Shown:
    """Foreign `text` as one line that is safe to show, no longer than a line could ever need."""
    return sanitise_line(text[:_LONGEST].strip())


def truncate(text: Shown, cells: int) -> Shown:
    """As much of `text` as `cells` hold, with an ellipsis where something is left out."""
    if cell_len(text) <= cells:
        return text
    if cells <= 1:
        return ELLIPSIS if cells == 1 else NOTHING
    return sanitise_line(set_cell_size(text, cells - 1).rstrip() + ELLIPSIS)


def width_of(pieces: Sequence[Fragment]) -> int:
    """The cells that `pieces` fill one after the other."""
    return sum(cell_len(piece.text) for piece in pieces)


def truncate_parts(pieces: Sequence[Fragment], cells: int) -> Iterator[Fragment]:
    """The first `cells` cells of `pieces`, the last one ending in an ellipsis where something is left out."""
    for position, piece in enumerate(pieces):
        width = cell_len(piece.text)
        if width < cells or (width == cells and not width_of(pieces[position + 1 :])):
            yield piece
            cells -= width
            continue
        if cells > 0:
            text = piece.text if width > cells else joined((piece.text, blank(1)))
            yield Fragment(truncate(text, cells), piece.style)
        return


def spread(
    left: Sequence[Fragment], right: Sequence[Fragment], cells: int, *, margin: int = 0, body: bool = True
) -> StyledLine:
    """A line exactly `cells` wide: `left` cut to what `right` leaves it, and `right` at the end of it."""
    room = max(0, cells - margin)
    end = list(truncate_parts(right, room))
    start = list(truncate_parts(left, max(0, room - width_of(end) - bool(end))))
    gap = Fragment(blank(room - width_of(start) - width_of(end)))
    tail = Fragment(blank(cells - room))
    return StyledLine(tuple(piece for piece in (*start, gap, *end, tail) if piece.text), body)


def wrap_lines(text: Shown, cells: int, most: int) -> list[Shown]:
    """`text` in at most `most` lines broken at words, the last one with an ellipsis where it is cut."""
    found: list[Shown] = []
    for start, end, _ in wrap(text, max(1, cells), METRICS):
        if len(found) + 1 == most:
            return [*found, truncate(part(text, start), cells)]
        found.append(part(text, start, end))
    return found
