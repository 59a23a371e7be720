"""Corrections and aliases of sources: every change is stored at once and can be undone."""

from __future__ import annotations

from collections.abc import Iterable

from reader.model.analysis import Source, SourceKind
from reader.model.correction import CorrectedThing, Correction, CorrectionAct
from reader.model.span import Span, envelope
from reader.session.correction_targets import AnalysedVersion, SourceTarget
from reader.session.correction_writer import CorrectionWriter


class SourceCorrections(CorrectionWriter):
    """Corrects and renames sources. Writes are durable; any method may raise StoreError."""

    def reject(self, at: AnalysedVersion, source: Source) -> None:
        """Mark it as not a source in this article."""
        target = SourceTarget(_place(at, source), source)
        self._correct(at, f"rejecting {source.name}", CorrectionAct.REJECT, [target])

    def describe(
        self, at: AnalysedVersion, sources: Iterable[Source], *, kind: SourceKind | None, role: str | None
    ) -> None:
        """Say of what kind sources are in this article, and in which role: '' for none, None to leave it."""
        sources = tuple(sources)
        made = [self._fact(at, each, CorrectionAct.KIND, kind.value) for each in sources if kind is not None]
        made += [self._fact(at, each, CorrectionAct.ROLE, role) for each in sources if role is not None]
        self._store_all(f"describing {', '.join(each.name for each in sources)}", made)

    def _fact(self, at: AnalysedVersion, source: Source, act: CorrectionAct, value: str) -> Correction:
        named = next((each.name for each in at.machine.sources if each.id == source.id), source.name)
        return self._made(at, CorrectedThing.SOURCE, act, _place(at, source), value, subject=named)

    def rename(self, names: Iterable[str], becomes: str, document_id: int | None) -> None:
        """Rename the sources of these names, or merge them, in one article, or in every article for None."""
        table = self._store.aliases
        aliases = table.add_all(dict.fromkeys(names), becomes, self._author, document_id)
        if aliases:
            old = ", ".join(f"“{alias.name}”" for alias in aliases)
            self._record(f"counting {old} as {becomes}", table, aliases)


def _place(at: AnalysedVersion, source: Source) -> Span:
    """Return where the text has the source first: a mention, or else its first statement."""
    own = (each for each in at.analysis.statements if each.content and source.id in (each.source_id, *each.via))
    places = [*source.mentions, *(envelope(each.content) for each in own), Span(0, len(at.version.text[:1]))]
    return places[0]
