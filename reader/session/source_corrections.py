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

    def rename(self, names: Iterable[str], becomes: str, document_id: int | None) -> None:
        """Rename the sources of these names, or merge them, in one article, or in every article for None."""
        table = self._store.aliases
        aliases = table.add_all(dict.fromkeys(names), becomes, self._author, document_id)
        if aliases:
            old = ", ".join(f"“{alias.name}”" for alias in aliases)
            self._record(f"counting {old} as {becomes}", table, aliases)
