"""Corrections and aliases of sources: every change is stored at once and can be undone."""

from __future__ import annotations

from collections.abc import Iterable

from reader.model.analysis import Source
from reader.model.correction import CorrectionAct
from reader.model.span import envelope
from reader.session.correction_targets import AnalysedVersion, SourceTarget
from reader.session.correction_writer import CorrectionWriter


class SourceCorrections(CorrectionWriter):
    """Corrects and renames sources. Writes are durable; any method may raise StoreError."""

    def reject(self, at: AnalysedVersion, source: Source) -> None:
        """Mark it as not a source in this article."""
        places = [*source.mentions, *(envelope(s.content) for s in at.machine.statements if s.content)]
        if places:
            self._correct(at, "rejecting a source", CorrectionAct.REJECT, [SourceTarget(places[0], source)])

    def rename(self, names: Iterable[str], becomes: str) -> None:
        """Rename the sources of these names, or merge them, in every article."""
        names = list(dict.fromkeys(names))
        table = self._store.aliases
        aliases = [table.add(name, becomes, self._author) for name in names if name != becomes]
        self._record("renaming a source" if len(names) == 1 else "merging sources", table, aliases)

    def withdraw_alias(self, alias_id: str) -> None:
        """Give a source its own name back."""
        table = self._store.aliases
        self._history.do("withdrawing an alias", table.withdraw, table.restore, alias_id)
