"""Undo and redo for one session."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVarTuple, Unpack

from reader.model.errors import ConflictError
from reader.model.values import value_class

Arguments = TypeVarTuple("Arguments")
Act = Callable[[Unpack[Arguments]], object]


@value_class(frozen=True)
class UndoStep:
    """Something that was done and can be undone."""

    label: str
    do: Callable[[], object]
    undo: Callable[[], object]


class UndoHistory:
    """The steps of one session, in order. Errors of a step's functions pass through."""

    def __init__(self) -> None:
        self._done: list[UndoStep] = []
        self._undone: list[UndoStep] = []

    def do(self, label: str, do: Act[*Arguments], undo: Act[*Arguments], *arguments: *Arguments) -> None:
        """Do something and record how to undo it; both functions take the same arguments."""
        do(*arguments)
        self.record(label, do, undo, *arguments)

    def record(self, label: str, do: Act[*Arguments], undo: Act[*Arguments], *arguments: *Arguments) -> None:
        """Record something that was just done. Steps that were undone can no longer be redone."""
        self._done.append(UndoStep(label, partial(do, *arguments), partial(undo, *arguments)))
        self._undone.clear()

    def undo(self) -> str:
        """Undo the last step and return what to tell the user."""
        return self._move(self._done, self._undone, "undone") or "nothing to undo"

    def redo(self) -> str:
        """Redo the step that was undone last and return what to tell the user."""
        return self._move(self._undone, self._done, "done again") or "nothing to do again"

    def _move(self, origin: list[UndoStep], target: list[UndoStep], outcome: str) -> str:
        if not origin:
            return ""
        step = origin[-1]
        try:
            (step.do if target is self._done else step.undo)()
        except ConflictError:
            # Somebody else changed the annotation: the step can never succeed and would block those before it.
            origin.pop()
            raise
        origin.pop()
        target.append(step)
        return f"{outcome}: {step.label}"
