"""The walk through the statements of an article: which one comes next, and how many of them are checked."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile

from reader.model.analysis import Statement
from reader.model.values import value_class
from reader.text.navigation.statements import Tally, is_counted, tally
from reader.text.navigation.units import Unit, Units, index_beside
from reader.text.wording.formatting import counted


@value_class(frozen=True)
class StatementWalk:
    """Statements to step through, those on the same words in one step."""

    units: Units
    statements: Mapping[str, Statement]
    """The statements by their ids; there may be others among them."""

    @property
    def unchecked(self) -> Units:
        """The units of which a statement is not checked; what was not made needs no check."""
        return tuple(unit for unit in self.units if any(map(self._needs_check, unit.ids)))

    @property
    def tally(self) -> Tally:
        """How many statements there are, and how many are checked."""
        return tally(self.statements[id] for unit in self.units for id in unit.ids)

    @property
    def checked(self) -> str:
        """The same in words: `3 of 18 checked`."""
        counts = self.tally
        return f"{counts.checked:,} of {counts.statements:,} checked"

    def beside(self, unit: Unit, among: Units, *, forward: bool) -> Unit | None:
        """Return the first unit after one, or the last before it, that is `among` some of them."""
        at = index_beside(self.units, unit, forward=forward)
        ahead = self.units[at:] if forward else self.units[at::-1] if at >= 0 else ()
        return next((each for each in ahead if each in among), None)

    def place_of(self, unit: Unit) -> str:
        """Return the number of a unit's statement or statements: `statement 7 of 18 · 3 checked`."""
        counts = self.tally
        first = 1 + sum(self._count(each) for each in takewhile(lambda each: each != unit, self.units))
        last = first - 1 + self._count(unit)
        checked = f" · {counts.checked:,} checked" if counts.checked else ""
        if last < first:
            return f"reported as not said · {counted(counts.statements, 'statement')}{checked}"
        numbers = f"statement {first:,}" if first == last else f"statements {first:,}–{last:,}"
        return f"{numbers} of {counts.statements:,}{checked}"

    def _count(self, unit: Unit) -> int:
        return sum(is_counted(self.statements[id]) for id in unit.ids)

    def _needs_check(self, id: str) -> bool:
        return is_counted(self.statements[id]) and not self.statements[id].checked
