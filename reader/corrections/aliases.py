"""Sources under the names the user gave them: renamed, merged, found or created by name. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reader.corrections.full_names import is_full_name
from reader.corrections.source_kinds import KINDS, guessed_kind
from reader.model.analysis import Analysis, Entity, Source, SourceKind, Statement
from reader.model.correction import Alias, CorrectionAct, PlacedCorrection
from reader.model.span import Span, Spans


class Names:
    """Resolves names through the aliases: the article's own before those of every article, then the newest."""

    def __init__(self, aliases: Iterable[Alias]) -> None:
        """`aliases` are those in force in one article, oldest first."""
        self._becomes: dict[str, str] = {}
        own: set[str] = set()
        for alias in aliases:
            if alias.name == alias.becomes or (alias.document_id is None and alias.name in own):
                continue
            if alias.name in self._after(alias.becomes):
                # A new alias to an earlier name undoes the older alias; otherwise the names would form a cycle.
                self._becomes.pop(alias.becomes)
                own.discard(alias.becomes)
            self._becomes[alias.name] = alias.becomes
            if alias.document_id is not None:
                own.add(alias.name)

    def of(self, name: str) -> str:
        """Return the final name of a source called `name`, following aliases of aliases."""
        return [name, *self._after(name)][-1]

    def _after(self, name: str) -> Iterator[str]:
        """Yield the names it is changed to, in order."""
        while name in self._becomes:
            name = self._becomes[name]
            yield name


def in_force(aliases: Iterable[Alias], sources: Iterable[Source]) -> Iterator[Alias]:
    """Yield the aliases that hold for the sources of an article, oldest first.

    One of every article holds only for whole names: whatever a file brought, no "officials" of one article become
    somebody of another.
    """
    kinds = {source.name: source.kind for source in sources}
    for alias in aliases:
        kind = kinds.get(alias.name)
        if kind is not None:
            if alias.document_id is None and not all(
                is_full_name(name, kind) for name in (alias.name, alias.becomes)
            ):
                continue
            kinds.setdefault(
                alias.becomes, guessed_kind(alias.becomes, ()) if kind is SourceKind.UNNAMED else kind
            )
        yield alias


class RenamedSources:
    """The sources of an analysis, merged and renamed by the aliases."""

    def __init__(self, analysis: Analysis, entities: Sequence[Entity], names: Names) -> None:
        self.final_name = names.of
        self._entities = entities
        self._same: dict[str, str] = {}
        self._sources: dict[str, Source] = {}
        for source in analysis.sources:
            self._take(source)
        self._merge()

    def same(self, source_id: str) -> str:
        """Return the id of the source that this one was merged into, or its own."""
        return self._same.get(source_id, source_id)

    def named(self, statement: Statement) -> Statement:
        """Return the statement with the ids of merged sources replaced."""
        source_id = self.same(statement.source_id) if statement.source_id else None
        via = tuple(dict.fromkeys(each for each in map(self.same, statement.via) if each != source_id))
        candidates = tuple(dict.fromkeys(map(self.same, statement.candidates)))
        changed = (source_id, via, candidates)
        if changed == (statement.source_id, statement.via, statement.candidates):
            return statement
        return replace(statement, source_id=source_id, via=via, candidates=candidates)

    def name(self, source_id: str | None) -> str:
        """Return the name of a source, or '' without one."""
        source = self._sources.get(source_id or "")
        return source.name if source else ""

    def called(self, name: str) -> str | None:
        """Return the id of the source with a name, creating it if needed; None for an empty name."""
        name = self.final_name(name)
        if not name:
            return None
        return next(iter(self.known(name)), None) or self._make(name)

    def known(self, name: str) -> list[str]:
        """Return the ids of all sources with a name."""
        name = self.final_name(name)
        return [source.id for source in self._sources.values() if source.name == name]

    def all(self) -> list[Source]:
        """Return every source in the order of the analysis, new ones last; counts are still the machine's."""
        return list(self._sources.values())

    def set_facts(self, corrections: Iterable[PlacedCorrection]) -> None:
        """Give sources the kinds and roles that a person gave them, the newest last."""
        for each in corrections:
            correction = each.correction
            for id in self.known(correction.subject) or self._mentioned(each.placement.span):
                source = self._sources[id]
                if correction.act is CorrectionAct.ROLE:
                    self._sources[id] = replace(source, role=correction.value or None)
                elif correction.act is CorrectionAct.KIND and correction.value in SourceKind.__members__.values():
                    self._sources[id] = replace(source, kind=SourceKind(correction.value))

    def _mentioned(self, span: Span | None) -> list[str]:
        """Return the ids of the sources that exactly these words mention."""
        return [source.id for source in self._sources.values() if span in source.mentions]

    def _take(self, source: Source) -> None:
        entity = next((each for each in self._entities if each.id == source.entity), None)
        if source.entity is not None and entity is None:
            source = replace(source, entity=None)
        kind = KINDS.get(entity.type) if entity is not None and entity.checked else None
        if kind is not None and source.kind in KINDS.values() and kind is not source.kind:
            source = replace(source, kind=kind)
        self._sources[source.id] = source

    def _merge(self) -> None:
        groups: dict[str, list[Source]] = {}
        for source in self._sources.values():
            groups.setdefault(self.final_name(source.name), []).append(source)
        for name, group in groups.items():
            if any(source.name != name for source in group):
                self._unite(name, group)

    def _unite(self, name: str, group: list[Source]) -> None:
        first = next((source for source in group if source.name == name), group[0])
        is_new = first.name != name
        ordered = [first, *(source for source in group if source is not first)]
        self._sources[first.id] = replace(
            first,
            name=name,
            kind=guessed_kind(name, self._entities) if is_new and first.kind is SourceKind.UNNAMED else first.kind,
            role=next((source.role for source in ordered if source.role), None),
            entity=next((source.entity for source in ordered if source.entity), None),
            mentions=_apart(span for source in ordered for span in source.mentions),
        )
        for source in ordered[1:]:
            self._same[source.id] = first.id
            del self._sources[source.id]

    def _make(self, name: str) -> str:
        entity = next((each for each in self._entities if each.name == name), None)
        made = Source(
            id=f"c-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}",
            name=name,
            kind=guessed_kind(name, self._entities),
            role=None,
            entity=entity.id if entity is not None else None,
            mentions=entity.mentions if entity is not None else (),
            statements=0,
            words=0,
        )
        self._sources[made.id] = made
        return made.id


def _apart(spans: Iterable[Span]) -> Spans:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)
