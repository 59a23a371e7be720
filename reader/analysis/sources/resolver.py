"""Sources: the words that name a speaker, resolved to who it is. Names, titles, pronouns, descriptions."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from reader.analysis.clauses.cues import may_speak
from reader.analysis.drafts import Speaker
from reader.analysis.entities import names
from reader.analysis.entities.entity_index import EntityIndex
from reader.analysis.lexicon import word_set
from reader.analysis.passage import Passage
from reader.analysis.sources.coreference import LIKELY, SURE, CoreferenceResolver
from reader.analysis.sources.entity_linking import named_in, stands_for_one
from reader.analysis.sources.source_drafts import Resolution, SourceDraft, is_several, kind_of_name
from reader.analysis.sources.source_index import SourceIndex
from reader.analysis.sources.titled_names import name_behind_title
from reader.model.analysis import EntityType, SourceKind


class SourceResolver:
    """The sources of an article, found as its statements are read in order."""

    def __init__(self, passages: Sequence[Passage], entities: EntityIndex) -> None:
        self._entities = entities
        self._register = SourceIndex()
        self._pointing = CoreferenceResolver(passages, entities, self._register)

    @property
    def all(self) -> list[SourceDraft]:
        """The sources, in the order in which they were found."""
        return self._register.all

    def resolve(self, speaker: Speaker, content: str = "") -> Resolution:
        """Whom the words name that say `content`. Call it in the order of the text: pronouns look back."""
        head = speaker.passage.doc[speaker.head]
        resolved = self._resolve(speaker, head, content)
        for voice in resolved.voices:
            self._register.enter(voice)
        if resolved.voice is not None:
            resolved.voice.mentions.add(speaker.span)
            resolved.voice.several = resolved.voice.several or is_several(resolved.voice, head)
            self._pointing.hear(speaker, head, resolved.voice)
        return resolved

    def speak_together(self, voices: Sequence[SourceDraft]) -> None:
        """Take in that several said one thing, so that "they" may mean them all."""
        self._pointing.together = tuple(dict.fromkeys(voices))

    def names_nobody(self, speaker: Speaker) -> bool:
        """Whether the words can name no source: a lone letter, or 'every paragraph'."""
        head = speaker.passage.doc[speaker.head]
        if len(speaker.span) == 1:
            return head.lower_ != "i"
        first = speaker.passage.doc[speaker.start].lower_
        return (
            first in ("each", "every", "no", "any")
            and head.pos_ == "NOUN"
            and not may_speak(head)
            and self._entities.at(speaker.passage, head.i) is None
        )

    def _resolve(self, speaker: Speaker, head: Token, content: str) -> Resolution:
        if head.pos_ == "PRON" or head.lower_ in _PRONOUNS:
            return self._pointing.pronoun(speaker, head, content)
        entity = named_in(self._entities, speaker, head)
        if entity is not None:
            return Resolution(self._register.of_entity(speaker, entity, head), SURE)
        start = name_behind_title(speaker)
        if start is not None:
            return Resolution(self._titled(speaker, start), LIKELY)
        if head.pos_ == "PROPN" and head.text[:1].isupper() and not stands_for_one(speaker, head):
            return Resolution(self._of_name(speaker, head), LIKELY)
        return self._pointing.described(speaker, head)

    def _titled(self, speaker: Speaker, start: int) -> SourceDraft:
        """The person named from the token `start` to the phrase's end, in the role that the words before say."""
        doc = speaker.passage.doc
        name, role = doc[start : speaker.end].text, names.without_article(doc[speaker.start : start].text)
        entity = self._entities.at(speaker.passage, speaker.end - 1)
        if entity is None or entity.type is not EntityType.PERSON:
            people = (other for other in self._entities.all if other.type is EntityType.PERSON)
            entity = next((person for person in people if person.name == name), None)
        if entity is not None:
            entity.take_role(role)
            return self._register.of_entity(speaker, entity, doc[speaker.end - 1])
        voice = self._register.keyed(names.fold(name), name, SourceKind.PERSON)
        voice.role = voice.role or role
        return voice

    def _of_name(self, speaker: Speaker, head: Token) -> SourceDraft:
        doc = speaker.passage.doc
        start = head.i
        while start > speaker.start and doc[start - 1].pos_ == "PROPN":
            start -= 1
        name = names.bare(doc[start : head.i + 1].text)
        kind = kind_of_name(speaker.passage, name, head)
        known = self._register.with_name(name) if kind is SourceKind.PERSON else None
        return known or self._register.keyed(names.fold(name), name, kind)


_PRONOUNS = word_set("pronouns")
