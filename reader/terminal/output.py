"""What to send for each screen that Textual composes, given what the terminal already shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from reader.terminal import scroll_detection
from reader.terminal.capabilities import Capabilities
from reader.terminal.cell_runs import CellRun, changed_runs, runs_from_first_change
from reader.terminal.screen_buffer import CellRow, has_ambiguous_width, overwrite, unknown_row
from reader.terminal.scroll_detection import Shortcut
from reader.terminal.writer import Writer

PlacedRow = tuple[int, int, CellRow]
"""The screen row and column where some cells begin, and the cells."""


class Output:
    """Tracks what the terminal shows. Call `forget` after anything but `update` has drawn on it."""

    def __init__(self, capabilities: Capabilities, width: int, height: int) -> None:
        self.capabilities = capabilities
        self._held: dict[int, CellRow] | None = None
        """The rows that differ from `shown` while output is held, or None."""
        self.forget(width, height)

    def hold(self) -> None:
        """Collect updates until `release`."""
        self._held = {}

    def release(self) -> str:
        """Return what to send for all updates since `hold`."""
        held, self._held = self._held or {}, None
        return self.update([(y, 0, row) for y, row in held.items()], (0, 0))

    @property
    def is_held(self) -> bool:
        """Whether updates are held back."""
        return self._held is not None

    @property
    def contents(self) -> list[CellRow]:
        """The rows of the screen, those held back included."""
        return [(self._held or {}).get(y, row) for y, row in enumerate(self.shown)]

    def forget(self, width: int, height: int) -> None:
        """Assume nothing about what a terminal of this size shows: everything is sent again."""
        self.width, self.height = width, height
        self._held = None if self._held is None else {}
        self.shown = [unknown_row(width) for _ in range(height)]
        self._writer = Writer(self.capabilities, width)

    def update(self, pieces: Iterable[PlacedRow], cursor: tuple[int, int]) -> str:
        """Return what to send to show `pieces` and leave the cursor at a column and row."""
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
        shortcuts = self._shortcuts(wanted, extents)
        candidates = [self._candidate(each, wanted, extents) for each in shortcuts]
        sent, self.shown, self._writer = min(candidates, key=lambda candidate: len(candidate[0]))
        column, line = cursor
        self._writer.move(min(line, self.height - 1), min(column, self.width - 1))
        return sent + self._writer.take()

    def _candidate(
        self, shortcut: Shortcut | None, wanted: Mapping[int, CellRow], extents: Mapping[int, tuple[int, int]]
    ) -> tuple[str, list[CellRow], Writer]:
        """Return what to send with or without a shortcut, the screen afterwards, and the writer to go on with."""
        shown, writer = self.shown[:], self._writer.branch()
        cleared = scroll_detection.apply(shortcut, shown, wanted, writer)
        runs: list[CellRun] = []
        for y, row in sorted(wanted.items()):
            before, first = shown[y], cleared.get(y, ())
            if row == before:
                runs.extend(first)
            elif has_ambiguous_width(before) or has_ambiguous_width(row):
                writer.write_in_order([*first, *runs_from_first_change(y, before, row)])
            else:
                runs.extend([*first, *changed_runs(y, before, row, *extents[y])])
            shown[y] = row
        writer.write(runs)
        return writer.take(), shown, writer

    def _shortcuts(
        self, wanted: Mapping[int, CellRow], extents: Mapping[int, tuple[int, int]]
    ) -> list[Shortcut | None]:
        """Return shortcuts worth trying for the largest set of changed rows with the same columns."""
        blocks = Counter(extent for y, extent in extents.items() if wanted[y] != self.shown[y])
        (left, right), rows = blocks.most_common(1)[0] if blocks else ((0, 0), 0)
        across = (left, right) == (0, self.width)
        if rows < scroll_detection.MIN_ROWS or not (across or self.capabilities.margins):
            return [None]
        block = {y: wanted[y] for y, extent in extents.items() if extent == (left, right)}
        return scroll_detection.find_shortcuts(self.shown, block, left, right)
