"""Sources: the words that name a speaker, resolved to who it is. Names, roles, pronouns, descriptions."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from reader.analysis import agreement, names
from reader.analysis.chains import is_outlet
from reader.analysis.clauses import phrase
from reader.analysis.cues import may_speak
from reader.analysis.drafts import Speaker
from reader.analysis.entities import Entities, Named, role_of
from reader.analysis.lexicon import people_names, word_set, words
from reader.analysis.passage import Passage
from reader.analysis.titles import name_behind_title
from reader.model.analysis import EntityType, SourceKind
from reader.model.span import Span

_SURE, _LIKELY, _BETWEEN, _GUESS = 1.0, 0.85, 0.75, 0.6
_Place = tuple[Named, Token]


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
    several: bool = False
    """Whether it is more than one person, so that "they" may mean it."""

    @property
    def id(self) -> str:
        """The id that it has in the analysis."""
        return f"s{self.number}"


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom the words name, and how sure that is from 0 to 1; None where they may name anybody."""

    voice: Voice | None
    sureness: float
    candidates: tuple[Voice, ...] = ()
    """All whom the words may mean, likeliest first, where they may mean more than one."""


class Sources:
    """The sources of an article, found as its statements are read in order."""

    def __init__(self, entities: Entities) -> None:
        self._entities = entities
        self._by_entity: dict[int, Voice] = {}
        self._by_key: dict[str, Voice] = {}
        self._people: list[Voice] = []
        self._last: Voice | None = None
        self.all: list[Voice] = []

    def resolve(self, speaker: Speaker) -> Resolved:
        """Whom these words name. Call it in the order of the text: pronouns look back."""
        head = speaker.passage.doc[speaker.head]
        resolved = self._resolve(speaker, head)
        voice = resolved.voice
        for known in (voice, *resolved.candidates):
            if known is not None and not known.number:
                self.all.append(known)
                known.number = len(self.all)
        if voice is not None:
            voice.mentions.add(speaker.span)
            voice.several = voice.several or _is_several(voice, head)
            self._last = voice
            if voice.kind is SourceKind.PERSON:
                self._people = [other for other in self._people if other is not voice] + [voice]
        return resolved

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

    def _resolve(self, speaker: Speaker, head: Token) -> Resolved:
        if head.pos_ == "PRON" or head.lower_ in _PRONOUNS:
            return self._pronoun(speaker, head)
        entity = self._named_in(speaker, head)
        if entity is not None:
            return Resolved(self._of_entity(speaker, entity, head), _SURE)
        start = name_behind_title(speaker)
        if start is not None:
            return Resolved(self._titled(speaker, start), _LIKELY)
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
        return self._behind_title(speaker, head) or self._beyond(speaker, head)

    def _beyond(self, speaker: Speaker, head: Token) -> Named | None:
        """The person whose name goes on where the phrase was cut: 'curator | Jane Doe', 'co | -founder Doe'."""
        doc = speaker.passage.doc
        if head.pos_ not in ("NOUN", "PROPN") or head.i != speaker.end - 1:
            return None
        for number in range(speaker.end, min(len(doc), speaker.end + 4)):
            entity = self._entities.at(speaker.passage, number)
            if entity is not None and entity.type is EntityType.PERSON:
                return None if doc[number].dep_ in ("dobj", "dative", "pobj") else entity
            if doc[number].pos_ not in ("NOUN", "PROPN") and doc[number].text != "-":
                return None
        return None

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
            kind, role = _kind_of(speaker.passage, entity, head), entity.role
            if kind is SourceKind.ORGANISATION and (apposed := _apposed_role(speaker)) is not None:
                kind, role = SourceKind.PERSON, apposed
            voice = Voice(entity.name, kind, role, entity)
            self._by_entity[entity.number] = voice
        if voice.role is None and voice.kind is SourceKind.PERSON:
            voice.role = role_of(speaker.passage, head.i, head.i, head.i + 1)
        return voice

    def _titled(self, speaker: Speaker, start: int) -> Voice:
        """The person named from the token `start` to the phrase's end, in the role that the words before say."""
        doc = speaker.passage.doc
        name, role = doc[start : speaker.end].text, names.bare(doc[speaker.start : start].text)
        entity = self._entities.at(speaker.passage, speaker.end - 1)
        if entity is not None and entity.type is EntityType.PERSON:
            entity.role = entity.role or role
            return self._of_entity(speaker, entity, doc[speaker.end - 1])
        people = (other for other in self._entities.all if other.type is EntityType.PERSON)
        known = next((person for person in people if person.name == name), None)
        if known is not None:
            known.role = known.role or role
            return self._of_entity(speaker, known, doc[speaker.end - 1])
        voice = self._keyed(names.fold(name), name, SourceKind.PERSON)
        voice.role = voice.role or role
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
        if agreement.wanted(lower):
            return self._person_before(speaker, head)
        if lower == "it":
            for voice in reversed(self.all):
                if voice.kind in (SourceKind.ORGANISATION, SourceKind.OUTLET, SourceKind.GOVERNMENT):
                    return Resolved(voice, _GUESS)
        if lower in ("they", "them"):
            return Resolved(self._last if self._last is not None and self._last.several else None, _GUESS)
        if lower in _INDEFINITE:
            return Resolved(self._keyed(lower, head.text, SourceKind.UNNAMED), _LIKELY)
        return Resolved(None, _GUESS)

    def _person_before(self, speaker: Speaker, head: Token) -> Resolved:
        """The person whom a pronoun means: the subject last named in its passage, or whoever spoke last."""
        subjects, others = self._named_before(speaker.passage, head)
        people = [voice for voice in reversed(self._people) if agreement.agrees(head.lower_, _side(voice))]
        if subjects:
            entity, token = subjects[0]
            sure = _LIKELY if len({id(named) for named, _ in subjects + others}) == 1 else _BETWEEN
            return Resolved(self._of_entity(speaker, entity, token), sure)
        if people:
            return Resolved(people[0], _LIKELY if len(people) == 1 or _side(people[0]) else _BETWEEN)
        if others:
            entity, token = others[0]
            return Resolved(self._of_entity(speaker, entity, token), _GUESS)
        return Resolved(None, _GUESS)

    def _named_before(self, passage: Passage, head: Token) -> tuple[list[_Place], list[_Place]]:
        """The people named before a pronoun in its passage that it may mean, nearest first: subjects, others."""
        subjects: list[_Place] = []
        others: list[_Place] = []
        for number in range(head.i - 1, -1, -1):
            entity = self._entities.at(passage, number)
            if entity is None or entity.type is not EntityType.PERSON or passage.inside[number] >= 0:
                continue
            token = passage.doc[number]
            if agreement.agrees(head.lower_, entity.side or agreement.by_name(entity.name)):
                spoke = any(voice.entity is entity and voice.number for voice in self._people)
                first = token.dep_ in ("nsubj", "nsubjpass") or (spoke and token.head.lower_ == "to")
                (subjects if first else others).append((entity, token))
        return subjects, others

    def _description(self, speaker: Speaker, head: Token) -> Resolved:
        doc = speaker.passage.doc
        start, end = _without_appendix(speaker)
        said = doc[start:end].text
        lower = doc[start].lower_
        definite = lower in ("the", "this", "that") or doc[start].tag_ == "PRP$"
        if definite:
            fitting = self._people_in_role(speaker, head)
            if len(fitting) == 1:
                return Resolved(self._of_entity(speaker, fitting[0], head), _LIKELY)
            if fitting:
                people = tuple(self._of_entity(speaker, person, head) for person in fitting)
                return Resolved(self._keyed(names.fold(said), said, SourceKind.UNNAMED), _GUESS, people)
            earlier = self._earlier(head)
            if earlier is not None:
                return Resolved(earlier, _GUESS)
        kind = _description_kind(speaker.passage, head)
        return Resolved(self._keyed(_key(speaker, head, kind), said, kind), _SURE)

    def _people_in_role(self, speaker: Speaker, head: Token) -> list[Named]:
        """Everybody whom 'the Russian president' or 'the Russian leader' may mean."""
        if head.lemma_.lower() not in words("roles") or head.tag_ == "NNS":
            return []
        peoples = _peoples(speaker, head)
        return [
            entity
            for entity in self._entities.all
            if entity.type is EntityType.PERSON
            and entity.role
            and _fits(entity.role, head.lemma_.lower(), peoples)
        ]

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


_BODIES = frozenset((SourceKind.ORGANISATION, SourceKind.GOVERNMENT))


def _apposed_role(speaker: Speaker) -> str | None:
    """The role that follows a name behind a comma, as only a person's does: 'K.C. Doe, chief officer'."""
    doc = speaker.passage.doc
    for number in range(speaker.start, min(speaker.end - 1, speaker.start + 5)):
        if doc[number].text == ",":
            stop = next((n for n in range(number + 1, speaker.end) if doc[n].text in (",", "(")), speaker.end)
            said = doc[number + 1 : stop]
            first = next((token for token in said if token.pos_ in ("ADP", "PUNCT")), None)
            core = doc[number + 1 : first.i if first is not None else stop]
            return names.bare(said.text) if any(t.lemma_.lower() in words("roles") for t in core) else None
    return None


def _is_several(voice: Voice, head: Token) -> bool:
    return voice.kind in _BODIES or (voice.kind is SourceKind.UNNAMED and head.tag_ == "NNS")


def _side(voice: Voice) -> str | None:
    """Which of "he" and "she" may stand for a source, as far as its name, role and titles say."""
    known = voice.entity.side if voice.entity is not None else None
    return known or agreement.by_words((voice.role or "").split()) or agreement.by_name(voice.name)


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
