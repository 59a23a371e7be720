"""The size of the screen, within bounds. Standard library only."""

from __future__ import annotations

import os
import sys

COLUMNS, ROWS = 1000, 500
"""The largest screen that is drawn, in cells: a terminal that claims more is wrong, and would take all memory."""
_DEFAULT = 80, 24


def screen_size(columns: int, rows: int) -> tuple[int, int]:
    """Return the columns and rows to draw for a terminal that claims so many."""
    return max(1, min(COLUMNS, columns)), max(1, min(ROWS, rows))


def terminal_size() -> tuple[int, int]:
    """Return the columns and rows to draw: by `COLUMNS` and `LINES`, else the terminal, else 80 by 24."""
    asked = _asked("COLUMNS"), _asked("LINES")
    found = _DEFAULT
    if not all(asked):
        try:
            found = tuple(os.get_terminal_size(sys.__stdout__.fileno()))  # type: ignore[union-attr, assignment]
        except (AttributeError, OSError, ValueError):
            found = _DEFAULT
    columns, rows = (one or other or default for one, other, default in zip(asked, found, _DEFAULT, strict=True))
    return screen_size(columns, rows)


def _asked(variable: str) -> int:
    value = os.environ.get(variable, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0
