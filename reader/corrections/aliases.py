"""Sources by the names that a person gave them: renamed, merged, and found or made by name. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reader.model.analysis import Analysis, Entity, EntityType, Source, SourceKind, Statement
from reader.model.correction import Alias
from reader.model.span import Span, Spans

KINDS = {
    EntityType.PERSON: SourceKind.PERSON,
    EntityType.ORGANISATION: SourceKind.ORGANISATION,
    EntityType.PLACE: SourceKind.GOVERNMENT,
    EntityType.GROUP: SourceKind.ORGANISATION,
}
"""What kind of source an entity of a type is."""


class Names:
    """What a source of a name is called by the aliases; the newest one of a name holds."""

    def __init__(self, aliases: Iterable[Alias]) -> None:
        self._becomes: dict[str, str] = {}
        for alias in aliases:
            if alias.name == alias.becomes:
                continue
            if alias.name in self._after(alias.becomes):
                # The name is given back: what it had become of is no longer meant, or names would go in a circle.
                self._becomes.pop(alias.becomes)
            self._becomes[alias.name] = alias.becomes

    def of(self, name: str) -> str:
        """The name that a source called `name` goes by, over as many aliases as there are."""
        return [name, *self._after(name)][-1]

    def _after(self, name: str) -> Iterator[str]:
        """The names that it becomes, one after another."""
        while name in self._becomes:
            name = self._becomes[name]
            yield name


class Voices:
    """The sources of an analysis by what a person calls them."""

    def __init__(self, analysis: Analysis, entities: Sequence[Entity], names: Names) -> None:
        self._names = names
        self._entities = entities
        self._same: dict[str, str] = {}
        self._sources: dict[str, Source] = {}
        for source in analysis.sources:
            self._take(source)
        self._merge()

    def same(self, source_id: str) -> str:
        """The id of the source that one of the analysis has become part of."""
        return self._same.get(source_id, source_id)

    def named(self, statement: Statement) -> Statement:
        """The statement with its sources by the ids that they have become part of."""
        source_id = self.same(statement.source_id) if statement.source_id else None
        via = tuple(dict.fromkeys(each for each in map(self.same, statement.via) if each != source_id))
        candidates = tuple(dict.fromkeys(map(self.same, statement.candidates)))
        changed = (source_id, via, candidates)
        if changed == (statement.source_id, statement.via, statement.candidates):
            return statement
        return replace(statement, source_id=source_id, via=via, candidates=candidates)

    def name(self, source_id: str | None) -> str:
        """What the source of an id is called; '' for nobody."""
        source = self._sources.get(source_id or "")
        return source.name if source else ""

    def called_by_aliases(self, name: str) -> str:
        """What a source of that name is called."""
        return self._names.of(name)

    def called(self, name: str) -> str | None:
        """The id of the source that goes by a name, made where there is none yet; None for no name."""
        name = self._names.of(name)
        if not name:
            return None
        found = next((source.id for source in self._sources.values() if source.name == name), None)
        return found or self._make(name)

    def known(self, name: str) -> list[str]:
        """The ids of all sources that go by a name."""
        name = self._names.of(name)
        return [source.id for source in self._sources.values() if source.name == name]

    def all(self) -> list[Source]:
        """Every source, in the order of the analysis, made ones last; their counts are still the machine's."""
        return list(self._sources.values())

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
            groups.setdefault(self._names.of(source.name), []).append(source)
        for name, group in groups.items():
            if any(source.name != name for source in group):
                self._unite(name, group)

    def _unite(self, name: str, group: list[Source]) -> None:
        first = next((source for source in group if source.name == name), group[0])
        ordered = [first, *(source for source in group if source is not first)]
        self._sources[first.id] = replace(
            first,
            name=name,
            role=next((source.role for source in ordered if source.role), None),
            entity=next((source.entity for source in ordered if source.entity), None),
            mentions=_apart(span for source in ordered for span in source.mentions),
        )
        for source in ordered[1:]:
            self._same[source.id] = first.id
            del self._sources[source.id]

    def _make(self, name: str) -> str:
        entity = next((each for each in self._entities if each.name == name), None)
        kind = KINDS.get(entity.type) if entity is not None else None
        made = Source(
            id=f"c-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}",
            name=name,
            kind=kind or (SourceKind.PERSON if name[:1].isupper() else SourceKind.UNNAMED),
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
