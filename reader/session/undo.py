"""What was done in this sitting, and taking it back. No widgets."""

from __future__ import annotations

from collections.abc import Callable

from reader.model.errors import ConflictError
from reader.model.values import value_class


@value_class(frozen=True)
class UndoStep:
    """Something done that can be undone."""

    label: str
    do: Callable[[], None]
    undo: Callable[[], None]


class History:
    """The deeds of one sitting, in their order. What a deed's act raises passes through."""

    def __init__(self) -> None:
        self._done: list[UndoStep] = []
        self._undone: list[UndoStep] = []

    def do(self, label: str, do: Callable[[], None], undo: Callable[[], None]) -> None:
        """Do something, and remember how it is undone."""
        do()
        self.did(label, do, undo)

    def did(self, label: str, do: Callable[[], None], undo: Callable[[], None]) -> None:
        """Remember something that was just done; what was taken back before cannot be done again any more."""
        self._done.append(UndoStep(label, do, undo))
        self._undone.clear()

    def undo(self) -> str:
        """Take the last deed back; what to say about it."""
        return self._move(self._done, self._undone, "undone") or "nothing to undo"

    def redo(self) -> str:
        """Do again what was taken back last; what to say about it."""
        return self._move(self._undone, self._done, "done again") or "nothing to do again"

    def _move(self, origin: list[UndoStep], target: list[UndoStep], said: str) -> str:
        if not origin:
            return ""
        deed = origin[-1]
        try:
            (deed.do if target is self._done else deed.undo)()
        except ConflictError:
            # Somebody else changed what it is about: it would never succeed, and would bar the way to the others.
            origin.pop()
            raise
        origin.pop()
        target.append(deed)
        return f"{said}: {deed.label}"
