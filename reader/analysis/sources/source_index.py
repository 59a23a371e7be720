"""The sources of an article found so far: one for each entity, and one for each other name or description."""

from __future__ import annotations

from spacy.tokens import Token

from reader.analysis.drafts import Speaker
from reader.analysis.entities import names
from reader.analysis.entities.entity_index import EntityDraft
from reader.analysis.entities.roles import role_of
from reader.analysis.sources.entity_linking import apposed_role
from reader.analysis.sources.source_drafts import SourceDraft, kind_of_entity
from reader.model.analysis import EntityType, SourceKind


class SourceIndex:
    """Makes each source once, and finds it again."""

    def __init__(self) -> None:
        self._by_entity: dict[int, SourceDraft] = {}
        self._by_key: dict[str, SourceDraft] = {}
        self._by_label: dict[str, SourceDraft] = {}
        self.all: list[SourceDraft] = []
        """The sources that were added, in order."""

    @property
    def labels(self) -> list[SourceDraft]:
        """The sources that the labels of a transcript have named, each once."""
        return list(dict.fromkeys(self._by_label.values()))

    def labelled(self, label: str) -> SourceDraft | None:
        """The source that a label named before."""
        return self._by_label.get(label.casefold())

    def note_label(self, label: str, source: SourceDraft) -> None:
        """Note the source that a label names."""
        self._by_label[label.casefold()] = source

    def person(self, entity: EntityDraft) -> SourceDraft:
        """The source for an entity that a label names."""
        source = self._by_entity.get(entity.number)
        if source is None:
            kind = SourceKind.PERSON if entity.type is EntityType.PERSON else SourceKind.ORGANISATION
            source = self._by_entity[entity.number] = SourceDraft(entity.name, kind, entity.role, entity)
        return source

    def of_entity(self, speaker: Speaker, entity: EntityDraft, head: Token) -> SourceDraft:
        """The source for an entity that `head` refers to."""
        source = self._by_entity.get(entity.number)
        if source is None:
            kind, role = kind_of_entity(speaker.passage, entity, head), entity.role
            if kind is SourceKind.ORGANISATION and (apposed := apposed_role(speaker)) is not None:
                kind, role = SourceKind.PERSON, apposed
            source = self._by_entity[entity.number] = SourceDraft(entity.name, kind, role, entity)
        if source.role is None and source.kind is SourceKind.PERSON:
            source.role = entity.role or role_of(speaker.passage, head.i, head.i, head.i + 1)
        return source

    def keyed(self, key: str, name: str, kind: SourceKind, head: str = "") -> SourceDraft:
        """The source for a name or description without an entity."""
        if key not in self._by_key:
            self._by_key[key] = SourceDraft(" ".join(name.split()), kind, head=head)
        return self._by_key[key]

    def person_called(self, name: str) -> SourceDraft | None:
        """The last person whose name is this one, or a longer or shorter form of it."""
        for source in reversed(self.all):
            same = names.full_name(name, [source.name]) or names.full_name(source.name, [name])
            if source.kind is SourceKind.PERSON and same:
                return source
        return None

    def add(self, source: SourceDraft) -> None:
        """Count the draft among the sources."""
        if not source.number:
            self.all.append(source)
            source.number = len(self.all)
