"""The size of the screen, within bounds. Standard library only."""

from __future__ import annotations

import os
from contextlib import suppress

COLUMNS, ROWS = 1000, 500
"""The largest screen that is drawn, in cells: a terminal that claims more is wrong, and would take all memory."""
_DEFAULT: tuple[int, int] = 80, 24
_OUTPUT = 1
"""The descriptor of standard output."""


def screen_size(columns: int, rows: int) -> tuple[int, int]:
    """Return the columns and rows to draw for a terminal that claims so many."""
    return max(1, min(COLUMNS, columns)), max(1, min(ROWS, rows))


def terminal_size() -> tuple[int, int]:
    """Return the columns and rows to draw: by `COLUMNS` and `LINES`, else the terminal, else 80 by 24."""
    asked, found = (_asked("COLUMNS"), _asked("LINES")), _DEFAULT
    if not all(asked):
        with suppress(OSError):
            found = os.get_terminal_size(_OUTPUT)
    columns, rows = (one or other or default for one, other, default in zip(asked, found, _DEFAULT, strict=True))
    return screen_size(columns, rows)


def _asked(variable: str) -> int:
    value = os.environ.get(variable, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0
