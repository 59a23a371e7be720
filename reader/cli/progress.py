"""The progress bar of commands that go through many files or documents."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

BAR_FROM = 5
"""The number of steps from which a progress bar is shown."""


def can_show() -> bool:
    """Return True if there is a terminal for a bar."""
    return sys.stderr.isatty()


class Bar:
    """A progress bar, or none where there is nowhere to show it."""

    def __init__(self, shown: Progress | None = None) -> None:
        self._shown = shown

    def step(self) -> None:
        """Advance by one."""
        if self._shown is not None:
            self._shown.advance(self._shown.task_ids[0])

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bar off the screen while lines are printed, if they go to a terminal too."""
        if self._shown is None or not sys.stdout.isatty():
            yield
            return
        self._shown.stop()
        try:
            yield
        finally:
            self._shown.start()


@contextmanager
def progress(total: int, doing: str = "adding") -> Iterator[Bar]:
    """Show a bar on standard error if that is a terminal and the steps are many; yield what advances it.

    `doing` stands before the bar. What is printed on standard error meanwhile stands above it.
    """
    if total < BAR_FROM or not can_show():
        yield Bar()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn())
    console = Console(file=sys.__stderr__)
    # Standard output is for results: rich would send them to the console.
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as shown:
        shown.add_task(doing, total=total)
        yield Bar(shown)
