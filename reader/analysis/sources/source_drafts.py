"""A source while it is put together, and what kind of source words name."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from reader.analysis.clauses.intermediaries import is_outlet
from reader.analysis.entities import gender, names
from reader.analysis.entities.entity_index import EntityDraft
from reader.analysis.lexicon import word_set, words
from reader.analysis.passage import Passage
from reader.model.analysis import EntityType, SourceKind
from reader.model.span import Span
from reader.model.values import value_class

BODIES = frozenset((SourceKind.ORGANISATION, SourceKind.GOVERNMENT, SourceKind.OUTLET))
"""Kinds of source that speak as one and are "it"."""
_SEVERAL = frozenset((SourceKind.ORGANISATION, SourceKind.GOVERNMENT))


@dataclass(eq=False)
class SourceDraft:
    """A source while it is being put together."""

    name: str
    kind: SourceKind
    role: str | None = None
    entity: EntityDraft | None = None
    mentions: set[Span] = field(default_factory=set)
    statements: int = 0
    words: int = 0
    number: int = 0
    head: str = ""
    """The noun of a description, in small letters; empty for a name."""
    several: bool = False
    """Whether it is more than one person, so that "they" may mean it."""

    @property
    def id(self) -> str:
        """The id that it has in the analysis."""
        return f"s{self.number}"

    @property
    def side(self) -> str | None:
        """Which of "he" and "she" may stand for it, as far as its name, role and titles say."""
        known = self.entity.side if self.entity is not None else None
        return known or gender.by_words((self.role or "").split()) or gender.by_name(self.name)


@value_class(frozen=True, slots=True)
class Resolution:
    """Whom the words name, and how sure that is from 0 to 1; None where they may name anybody."""

    voice: SourceDraft | None
    sureness: float
    candidates: tuple[SourceDraft, ...] = ()
    """All whom the words may mean, likeliest first, where they may mean more than one."""
    also: tuple[SourceDraft, ...] = ()
    """Who else says it, where "they" are several who spoke together."""

    @property
    def voices(self) -> tuple[SourceDraft, ...]:
        """All who say it or may say it."""
        return (*((self.voice,) if self.voice else ()), *self.also, *self.candidates)


def is_several(voice: SourceDraft, head: Token) -> bool:
    """Whether "they" may mean a source that is named by a phrase with this head."""
    return voice.kind in _SEVERAL or (voice.kind is SourceKind.UNNAMED and head.tag_ == "NNS")


def kind_of_entity(passage: Passage, entity: EntityDraft, head: Token) -> SourceKind:
    """The kind of source that a named thing is."""
    if entity.type is EntityType.PERSON:
        return SourceKind.PERSON
    if names.looks_like_outlet(entity.name) or is_outlet(passage, head):
        return SourceKind.OUTLET
    if entity.type is EntityType.PLACE:
        return SourceKind.GOVERNMENT
    return SourceKind.UNNAMED if entity.type is EntityType.GROUP else SourceKind.ORGANISATION


def kind_of_name(passage: Passage, name: str, head: Token) -> SourceKind:
    """The kind of source that a name is which is no entity."""
    if is_outlet(passage, head) or names.looks_like_outlet(name):
        return SourceKind.OUTLET
    if head.lower_ in words("organisation_words"):
        return SourceKind.ORGANISATION
    return SourceKind.DOCUMENT if head.lower_ in words("document_words") else SourceKind.PERSON


def kind_of_description(passage: Passage, head: Token) -> SourceKind:
    """The kind of source that a description is."""
    lemma = head.lemma_.lower()
    if head.lower_ in words("people") or lemma in words("roles"):
        return SourceKind.UNNAMED
    if is_outlet(passage, head):
        return SourceKind.OUTLET
    if lemma in words("document_words") or head.lower_ in words("document_words"):
        return SourceKind.DOCUMENT
    if lemma in word_set("polities"):
        return SourceKind.GOVERNMENT
    return SourceKind.ORGANISATION if lemma in words("organisation_words") else SourceKind.UNNAMED
