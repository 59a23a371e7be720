"""The sources of an article as they are found: one for each entity, one for each description of nobody named."""

from __future__ import annotations

from spacy.tokens import Token

from reader.analysis.drafts import Speaker
from reader.analysis.entities import names
from reader.analysis.entities.entity_index import EntityDraft
from reader.analysis.entities.roles import role_of
from reader.analysis.sources.entity_linking import apposed_role
from reader.analysis.sources.source_drafts import SourceDraft, kind_of_entity
from reader.model.analysis import SourceKind


class SourceIndex:
    """Makes a voice once, and finds it again."""

    def __init__(self) -> None:
        self._by_entity: dict[int, SourceDraft] = {}
        self._by_key: dict[str, SourceDraft] = {}
        self.all: list[SourceDraft] = []
        """The voices that are sources, in the order in which they became ones."""

    def of_entity(self, speaker: Speaker, entity: EntityDraft, head: Token) -> SourceDraft:
        """The voice of an entity that `head` names, or that words spoken here mean."""
        voice = self._by_entity.get(entity.number)
        if voice is None:
            kind, role = kind_of_entity(speaker.passage, entity, head), entity.role
            if kind is SourceKind.ORGANISATION and (apposed := apposed_role(speaker)) is not None:
                kind, role = SourceKind.PERSON, apposed
            voice = self._by_entity[entity.number] = SourceDraft(entity.name, kind, role, entity)
        if voice.role is None and voice.kind is SourceKind.PERSON:
            voice.role = entity.role or role_of(speaker.passage, head.i, head.i, head.i + 1)
        return voice

    def keyed(self, key: str, name: str, kind: SourceKind, head: str = "") -> SourceDraft:
        """The voice of a name or description that is no entity's."""
        voice = self._by_key.get(key)
        if voice is None:
            voice = self._by_key[key] = SourceDraft(" ".join(name.split()), kind, head=head)
        return voice

    def with_name(self, name: str) -> SourceDraft | None:
        """The person heard before who goes by this name, or by a longer or shorter form of it."""
        for voice in reversed(self.all):
            same = names.full_name(name, [voice.name]) or names.full_name(voice.name, [name])
            if voice.kind is SourceKind.PERSON and same:
                return voice
        return None

    def enter(self, voice: SourceDraft) -> None:
        """Make the voice a source."""
        if not voice.number:
            self.all.append(voice)
            voice.number = len(self.all)
