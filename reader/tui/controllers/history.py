"""Undoes and redoes steps of the session, from the main screen and from the windows over it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.tui.controllers.desk import Desk


def undo(desk: Desk) -> None:
    """Undo the last change, and say what it was."""
    _move(desk, desk.session.history.undo)


def redo(desk: Desk) -> None:
    """Redo what was undone, and say what it was."""
    _move(desk, desk.session.history.redo)


def _move(desk: Desk, move: Callable[[], str]) -> None:
    """Undo or redo a step, and go to the statement that it changed, if it changed one."""
    before = desk.session.current
    said = move()
    desk.reading.refresh()
    desk.say(said)
    if before is not None and before.analysis is not None and desk.session.current is not None:
        desk.navigator.go_to_changed(before.analysis, desk.session.current.analysis)
