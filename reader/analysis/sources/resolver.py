"""Resolves the speakers of statements to sources."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.analysis.clauses.cues import may_speak
from reader.analysis.drafts import Speaker
from reader.analysis.entities import names
from reader.analysis.entities.entity_index import EntityDraft, EntityIndex
from reader.analysis.lexicon import word_set, words
from reader.analysis.passage import Passage
from reader.analysis.sources.coreference import CoreferenceResolver
from reader.analysis.sources.entity_linking import is_member, linked_entity
from reader.analysis.sources.labels import labelled_source
from reader.analysis.sources.referents import GUESS, LIKELY, SURE
from reader.analysis.sources.source_drafts import Resolution, SourceDraft, is_plural, kind_of_name
from reader.analysis.sources.source_index import SourceIndex
from reader.analysis.sources.titled_names import name_after_title
from reader.model.analysis import EntityType, SourceKind

_MAX_CANDIDATES = 3
_MIN_RATIO = 2
"""How many times more often than a namesake a person must be named to go by the last name alone."""
_NAME_LETTERS = re.compile(r"[^\W\d_]{2}")
_ADDRESS = re.compile(r"[^\s@]@[^\s@]")


class SourceResolver:
    """The sources of an article, found as its statements are resolved in text order."""

    def __init__(self, passages: Sequence[Passage], entities: EntityIndex) -> None:
        self._entities = entities
        self._sources = SourceIndex()
        self._coreference = CoreferenceResolver(passages, entities, self._sources)

    @property
    def all(self) -> list[SourceDraft]:
        """The sources, in the order in which they were found."""
        return self._sources.all

    def resolve(self, speaker: Speaker, content: str = "") -> Resolution:
        """Resolve who says `content`. Call it in text order, as pronouns refer back."""
        resolved = self._resolve(speaker, content)
        for source in resolved.sources:
            self._sources.add(source)
        if resolved.source is not None:
            for source in (resolved.source, *resolved.also):
                source.mentions.add(speaker.span)
            resolved.source.plural = resolved.source.plural or is_plural(resolved.source, speaker.noun)
            self._coreference.add(speaker, resolved.source)
        return resolved

    def note_together(self, sources: Sequence[SourceDraft]) -> None:
        """Note that several sources said one thing, so that "they" may refer to all of them."""
        self._coreference.note_together(sources)

    def names_nobody(self, speaker: Speaker) -> bool:
        """Return True for words that can name no source: no word of letters, an address, 'every paragraph'."""
        head = speaker.noun
        if head.lower_ == "i" or (speaker.label and speaker.label.replace(".", "").isalpha()):
            return False
        words = [token.text for token in speaker.tokens if _NAME_LETTERS.search(token.text)]
        if not words or _ADDRESS.search(head.text):
            return True
        if speaker.tokens[0].lower_ not in ("each", "every", "no", "any"):
            return False
        return head.pos_ == "NOUN" and not may_speak(head) and self._entities.at(speaker.passage, head.i) is None

    def _resolve(self, speaker: Speaker, content: str) -> Resolution:
        if speaker.label:
            return Resolution(labelled_source(speaker.label, self._entities, self._sources), SURE)
        head = speaker.noun
        if head.pos_ == "PRON" or head.lower_ in word_set("pronouns"):
            return self._coreference.pronoun(speaker, content)
        family = self._coreference.family(speaker)
        if family is not None:
            return family
        entity = linked_entity(self._entities, speaker)
        if entity is not None:
            source = self._sources.of_entity(speaker, entity, head)
            may_be = self._namesakes(speaker, entity)
            candidates = tuple(map(self._sources.person, may_be[:_MAX_CANDIDATES]))
            return Resolution(source, GUESS, candidates) if may_be else Resolution(source, SURE)
        start = name_after_title(speaker)
        if start is not None:
            return Resolution(self._titled(speaker, start), LIKELY)
        role = speaker.passage.is_heading and head.lower_ in words("roles")
        if head.pos_ == "PROPN" and head.text[:1].isupper() and not role and not is_member(speaker):
            return Resolution(self._named(speaker), LIKELY)
        return self._coreference.description(speaker)

    def _namesakes(self, speaker: Speaker, entity: EntityDraft) -> list[EntityDraft]:
        """The people named before whom a bare last name may mean; none if one is alone or named far more often."""
        doc, head = speaker.passage.doc, speaker.noun
        bare = speaker.start == head.i or doc[head.i - 1].pos_ != "PROPN"
        if entity.type is not EntityType.PERSON or not bare or entity.name.split()[-1] != head.text:
            return []
        at = speaker.passage.start_of(head.i)
        people = [each for each in self._entities.all if each.type is EntityType.PERSON]
        same = [each for each in people if each.name.endswith(f" {head.text}") and min(each.mentions).start < at]
        counts = sorted((len(each.mentions) for each in same), reverse=True)
        return same if len(same) > 1 and counts[0] <= _MIN_RATIO * counts[1] else []

    def _titled(self, speaker: Speaker, start: int) -> SourceDraft:
        """The person named from the token `start` on, with the role that the words before it give."""
        doc = speaker.passage.doc
        name, role = doc[start : speaker.end].text, names.without_article(doc[speaker.start : start].text)
        entity = self._entities.at(speaker.passage, speaker.end - 1)
        if entity is None or entity.type is not EntityType.PERSON:
            people = (other for other in self._entities.all if other.type is EntityType.PERSON)
            entity = next((person for person in people if person.name == name), None)
        if entity is not None:
            entity.add_role(role)
            return self._sources.of_entity(speaker, entity, doc[speaker.end - 1])
        source = self._sources.keyed(names.key(name), name, SourceKind.PERSON)
        source.role = source.role or role
        return source

    def _named(self, speaker: Speaker) -> SourceDraft:
        doc, start = speaker.passage.doc, speaker.head
        while start > speaker.start and doc[start - 1].pos_ == "PROPN":
            start -= 1
        name = names.bare(doc[start : speaker.head + 1].text)
        kind = kind_of_name(speaker.passage, name, speaker.noun)
        known = self._sources.person_called(name) if kind is SourceKind.PERSON else None
        return known or self._sources.keyed(names.key(name), name, kind)
