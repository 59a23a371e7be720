"""Sources: the words that name a speaker, resolved to who it is. Names, roles, pronouns, descriptions."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from reader.analysis import names
from reader.analysis.chains import is_outlet
from reader.analysis.clauses import phrase
from reader.analysis.drafts import Speaker
from reader.analysis.entities import Entities, Named, role_of
from reader.analysis.lexicon import people_names, word_set, words
from reader.analysis.passage import Passage
from reader.model.analysis import EntityType, SourceKind
from reader.model.span import Span

_SURE, _LIKELY, _GUESS = 1.0, 0.85, 0.6


@dataclass(eq=False)
class Voice:
    """A source while it is being put together."""

    name: str
    kind: SourceKind
    role: str | None = None
    entity: Named | None = None
    mentions: set[Span] = field(default_factory=set)
    statements: int = 0
    words: int = 0
    number: int = 0

    @property
    def id(self) -> str:
        """The id that it has in the analysis."""
        return f"s{self.number}"


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom the words name, and how sure that is from 0 to 1; None where they may name anybody."""

    voice: Voice | None
    sureness: float


class Sources:
    """The sources of an article, found as its statements are read in order."""

    def __init__(self, entities: Entities) -> None:
        self._entities = entities
        self._by_entity: dict[int, Voice] = {}
        self._by_key: dict[str, Voice] = {}
        self._people: list[Voice] = []
        self.all: list[Voice] = []

    def resolve(self, speaker: Speaker) -> Resolved:
        """Whom these words name. Call it in the order of the text: pronouns look back."""
        head = speaker.passage.doc[speaker.head]
        resolved = self._resolve(speaker, head)
        voice = resolved.voice
        if voice is not None:
            if not voice.number:
                self.all.append(voice)
                voice.number = len(self.all)
            voice.mentions.add(speaker.span)
            if voice.kind is SourceKind.PERSON:
                self._people = [other for other in self._people if other is not voice] + [voice]
        return resolved

    def _resolve(self, speaker: Speaker, head: Token) -> Resolved:
        if head.pos_ == "PRON" or head.lower_ in _PRONOUNS:
            return self._pronoun(speaker, head)
        entity = self._named_in(speaker, head)
        if entity is not None:
            return Resolved(self._of_entity(speaker, entity, head), _SURE)
        if head.pos_ == "PROPN" and head.text[:1].isupper():
            return Resolved(self._of_name(speaker, head), _LIKELY)
        return self._description(speaker, head)

    def _named_in(self, speaker: Speaker, head: Token) -> Named | None:
        """The entity whose name the head is part of, or that stands beside it: 'team member Rodaba Noori'."""
        entity = self._entities.at(speaker.passage, head.i)
        if entity is not None:
            return None if entity.type in (EntityType.TIME, EntityType.QUANTITY) else entity
        beside = [
            child for child in head.children if child.dep_ == "appos" and speaker.start <= child.i < speaker.end
        ]
        for child in beside:
            entity = self._entities.at(speaker.passage, child.i)
            if entity is not None and entity.type is EntityType.PERSON:
                return entity
        return self._behind_title(speaker, head)

    def _behind_title(self, speaker: Speaker, head: Token) -> Named | None:
        """The person whose name ends a phrase that begins with a role: 'ambassador to France Jane Doe'."""
        last = self._entities.at(speaker.passage, speaker.end - 1)
        if last is None or last.type is not EntityType.PERSON or head.lemma_.lower() not in words("roles"):
            return None
        first = speaker.end - 1
        while first > head.i and self._entities.at(speaker.passage, first - 1) is last:
            first -= 1
        between = speaker.passage.doc[head.i + 1 : first]
        joined = any(t.is_punct or t.pos_ in ("VERB", "CCONJ") or t.dep_ == "case" for t in between)
        if joined or first == head.i or speaker.passage.doc[first - 1].pos_ == "ADP":
            return None
        last.role = last.role or names.bare(speaker.passage.doc[speaker.start : first].text)
        return last

    def _of_entity(self, speaker: Speaker, entity: Named, head: Token) -> Voice:
        voice = self._by_entity.get(entity.number)
        if voice is None:
            voice = Voice(entity.name, _kind_of(speaker.passage, entity, head), entity.role, entity)
            self._by_entity[entity.number] = voice
        if voice.role is None and voice.kind is SourceKind.PERSON:
            voice.role = role_of(speaker.passage, head.i, head.i, head.i + 1)
        return voice

    def _of_name(self, speaker: Speaker, head: Token) -> Voice:
        doc = speaker.passage.doc
        start = head.i
        while start > speaker.start and doc[start - 1].pos_ == "PROPN":
            start -= 1
        name = names.bare(doc[start : head.i + 1].text)
        kind = SourceKind.PERSON
        if is_outlet(speaker.passage, head) or names.looks_like_outlet(name):
            kind = SourceKind.OUTLET
        elif head.lower_ in words("organisation_words"):
            kind = SourceKind.ORGANISATION
        elif head.lower_ in words("document_words"):
            kind = SourceKind.DOCUMENT
        if kind is SourceKind.PERSON:
            for voice in reversed(self._people):
                if names.full_name(name, [voice.name]) or names.full_name(voice.name, [name]):
                    return voice
        return self._keyed(names.fold(name), name, kind)

    def _pronoun(self, speaker: Speaker, head: Token) -> Resolved:
        lower = head.lower_
        if lower in ("he", "she", "his", "her", "him"):
            person = self._person_before(speaker, head)
            return Resolved(person, _LIKELY if person is not None else _GUESS)
        if lower == "it":
            for voice in reversed(self.all):
                if voice.kind in (SourceKind.ORGANISATION, SourceKind.OUTLET, SourceKind.GOVERNMENT):
                    return Resolved(voice, _GUESS)
        if lower in _INDEFINITE:
            return Resolved(self._keyed(lower, head.text, SourceKind.UNNAMED), _LIKELY)
        return Resolved(None, _GUESS)

    def _person_before(self, speaker: Speaker, head: Token) -> Voice | None:
        """The person whom a pronoun means: the subject last named in its passage, or whoever spoke last."""
        passage = speaker.passage
        fallback = None
        for number in range(head.i - 1, -1, -1):
            entity = self._entities.at(passage, number)
            if entity is None or entity.type is not EntityType.PERSON or passage.inside[number] >= 0:
                continue
            if passage.doc[number].dep_ in ("nsubj", "nsubjpass"):
                return self._of_entity(speaker, entity, passage.doc[number])
            fallback = fallback or (entity, passage.doc[number])
        if self._people:
            return self._people[-1]
        return self._of_entity(speaker, *fallback) if fallback else None

    def _description(self, speaker: Speaker, head: Token) -> Resolved:
        doc = speaker.passage.doc
        start, end = _without_appendix(speaker)
        said = doc[start:end].text
        lower = doc[start].lower_
        definite = lower in ("the", "this", "that") or doc[start].tag_ == "PRP$"
        if definite:
            person = self._person_in_role(speaker, head)
            if person is not None:
                return Resolved(person, _LIKELY)
            earlier = self._earlier(head)
            if earlier is not None:
                return Resolved(earlier, _GUESS)
        kind = _description_kind(speaker.passage, head)
        return Resolved(self._keyed(_key(speaker, head, kind), said, kind), _SURE)

    def _person_in_role(self, speaker: Speaker, head: Token) -> Voice | None:
        """The person whom 'the Russian president' or 'the Russian leader' means, where only one fits."""
        if head.lemma_.lower() not in words("roles") or head.tag_ == "NNS":
            return None
        peoples = _peoples(speaker, head)
        fitting = [
            entity
            for entity in self._entities.all
            if entity.type is EntityType.PERSON
            and entity.role
            and _fits(entity.role, head.lemma_.lower(), peoples)
        ]
        if len(fitting) != 1:
            return None
        return self._of_entity(speaker, fitting[0], head)

    def _earlier(self, head: Token) -> Voice | None:
        """The body, report or outlet named before that a bare 'the ministry' or 'the report' means."""
        lower = head.lower_
        for voice in reversed(self.all):
            last = voice.name.split()[-1].lower()
            if voice.kind in (SourceKind.ORGANISATION, SourceKind.OUTLET) and last == lower:
                return voice
        outlets = [voice for voice in self.all if voice.kind is SourceKind.OUTLET and voice.statements]
        if lower in ("report", "agency", "newspaper", "paper", "outlet") and outlets:
            return outlets[-1]
        return None

    def _keyed(self, key: str, name: str, kind: SourceKind) -> Voice:
        voice = self._by_key.get(key)
        if voice is None:
            voice = self._by_key[key] = Voice(" ".join(name.split()), kind)
        return voice


_PRONOUNS = word_set("pronouns")
_INDEFINITE = word_set("indefinite")


def _kind_of(passage: Passage, entity: Named, head: Token) -> SourceKind:
    if entity.type is EntityType.PERSON:
        return SourceKind.PERSON
    if names.looks_like_outlet(entity.name) or is_outlet(passage, head):
        return SourceKind.OUTLET
    if entity.type is EntityType.PLACE:
        return SourceKind.GOVERNMENT
    return SourceKind.UNNAMED if entity.type is EntityType.GROUP else SourceKind.ORGANISATION


def _description_kind(passage: Passage, head: Token) -> SourceKind:
    lemma = head.lemma_.lower()
    if head.lower_ in words("people") or lemma in words("roles"):
        return SourceKind.UNNAMED
    if is_outlet(passage, head):
        return SourceKind.OUTLET
    if lemma in words("document_words") or head.lower_ in words("document_words"):
        return SourceKind.DOCUMENT
    return SourceKind.ORGANISATION if lemma in words("organisation_words") else SourceKind.UNNAMED


def _without_appendix(speaker: Speaker) -> tuple[int, int]:
    """The tokens of a description up to its first comma or bracket behind the head."""
    doc = speaker.passage.doc
    for number in range(speaker.head + 1, speaker.end):
        if doc[number].text in (",", "(", "—"):
            return speaker.start, number
    return speaker.start, speaker.end


def _key(speaker: Speaker, head: Token, kind: SourceKind) -> str:
    """What two descriptions of one source share: an outlet's country and kind, or all words but articles."""
    if kind is SourceKind.OUTLET:
        return " ".join(["outlet", *sorted(_peoples(speaker, head)), head.lemma_.lower()])
    start, end = _without_appendix(speaker)
    return names.fold(speaker.passage.doc[start:end].text)


def _peoples(speaker: Speaker, head: Token) -> set[str]:
    """The countries that the adjectives of a description name."""
    start, end = phrase(head, speaker.passage.inside)
    text = speaker.passage.doc[start:end].text
    return {country for people, country in people_names().items() if people in text}


def _fits(role: str, lemma: str, peoples: set[str]) -> bool:
    parts = role.lower().split()
    countries = {country for people, country in people_names().items() if people in role}
    if peoples and countries != peoples:
        return False
    if lemma in parts:
        return True
    return bool(peoples) and lemma in ("leader", "ruler", "strongman") and bool(_HEADS.intersection(parts))


_HEADS = word_set("heads-of-state")
