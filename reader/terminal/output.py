"""What to send for each picture that Textual composes, given what the terminal shows already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from reader.terminal import scroll_detection
from reader.terminal.capabilities import Capabilities
from reader.terminal.cell_runs import CellRun, changed_runs, is_unsure, runs_from_first_change
from reader.terminal.screen_buffer import CellRow, overwrite, unknown_row
from reader.terminal.scroll_detection import Shortcut
from reader.terminal.writer import Writer

PlacedRow = tuple[int, int, CellRow]
"""A row of cells, and the row and column of the screen where it begins."""


class Output:
    """Holds what the terminal shows. Nothing but `update` may draw on it, or `forget` has to be called."""

    def __init__(self, capabilities: Capabilities, width: int, height: int) -> None:
        self.capabilities = capabilities
        self._held: dict[int, CellRow] | None = None
        """The rows that differ from what is shown while nothing is sent."""
        self.forget(width, height)

    def hold(self) -> None:
        """Send nothing until `release`, but keep what is to be shown."""
        self._held = {}

    def release(self) -> str:
        """What shows all that came since `hold`."""
        held, self._held = self._held or {}, None
        return self.update([(y, 0, row) for y, row in held.items()], (0, 0))

    @property
    def is_held(self) -> bool:
        """Whether nothing is sent."""
        return self._held is not None

    @property
    def contents(self) -> list[CellRow]:
        """The rows as they are, or will be once they are sent."""
        return [(self._held or {}).get(y, row) for y, row in enumerate(self.shown)]

    def forget(self, width: int, height: int) -> None:
        """Let nothing be known of a terminal of this size: all will be sent anew."""
        self.width, self.height = width, height
        self._held = None if self._held is None else {}
        self.shown = [unknown_row(width) for _ in range(height)]
        self._writer = Writer(self.capabilities, width)

    def update(self, pieces: Iterable[PlacedRow], cursor: tuple[int, int]) -> str:
        """What shows `pieces` and leaves the cursor at a column and a row; empty where that is so already."""
        before = self.contents if self._held else self.shown
        wanted: dict[int, CellRow] = {}
        extents: dict[int, tuple[int, int]] = {}
        for y, x, piece in pieces:
            if 0 <= y < self.height and x < self.width:
                wanted[y] = overwrite(wanted[y] if y in wanted else before[y], x, piece)
                first, last = extents.get(y, (x, x))
                extents[y] = min(first, x), max(last, min(self.width, x + len(piece)))
        if self._held is not None:
            self._held.update(wanted)
            return ""
        ways = [self._way(step, wanted, extents) for step in self._steps(wanted, extents)]
        sent, self.shown, self._writer = min(ways, key=lambda way: len(way[0]))
        column, line = cursor
        self._writer.move(min(line, self.height - 1), min(column, self.width - 1))
        return sent + self._writer.take()

    def _way(
        self, step: Shortcut | None, wanted: Mapping[int, CellRow], extents: Mapping[int, tuple[int, int]]
    ) -> tuple[str, list[CellRow], Writer]:
        """What shows some rows after a step, or without; what is shown then, and the writer that goes on."""
        shown, writer = self.shown[:], self._writer.branch()
        cleared = scroll_detection.NOTHING if step is None else scroll_detection.apply(step, shown, wanted, writer)
        runs: list[CellRun] = []
        for y, row in sorted(wanted.items()):
            before, first = shown[y], cleared.get(y, ())
            if row == before:
                runs.extend(first)
            elif is_unsure(before, row):
                writer.write_in_order([*first, *runs_from_first_change(y, before, row)])
            else:
                runs.extend([*first, *changed_runs(y, before, row, *extents[y])])
            shown[y] = row
        writer.write(runs)
        return writer.take(), shown, writer

    def _steps(
        self, wanted: Mapping[int, CellRow], extents: Mapping[int, tuple[int, int]]
    ) -> list[Shortcut | None]:
        """The steps that may save bytes for the largest block of rows that reach from one column to another."""
        blocks = Counter(extent for y, extent in extents.items() if wanted[y] != self.shown[y])
        (left, right), rows = blocks.most_common(1)[0] if blocks else ((0, 0), 0)
        across = (left, right) == (0, self.width)
        if rows < scroll_detection.MIN_ROWS or not (across or self.capabilities.margins):
            return [None]
        block = {y: wanted[y] for y, extent in extents.items() if extent == (left, right)}
        return scroll_detection.find_shortcuts(self.shown, block, left, right)
