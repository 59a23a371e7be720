"""The sources of an article while they are collected, and the kind of source that words name."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from reader.analysis.clauses.intermediaries import is_outlet
from reader.analysis.entities import names
from reader.analysis.entities.entity_index import EntityDraft
from reader.analysis.entities.gender import gender_of_name, gender_of_words
from reader.analysis.lexicon import word_set, words
from reader.analysis.passage import Passage
from reader.model.analysis import EntityType, SourceKind
from reader.model.span import Span
from reader.model.values import value_class

BODIES = frozenset((SourceKind.ORGANISATION, SourceKind.GOVERNMENT, SourceKind.OUTLET))
"""The kinds of source that "it" refers to."""


@dataclass(eq=False)
class SourceDraft:
    """A source while its mentions and statements are collected."""

    name: str
    kind: SourceKind
    role: str | None = None
    entity: EntityDraft | None = None
    mentions: set[Span] = field(default_factory=set)
    statements: int = 0
    words: int = 0
    number: int = 0
    head: str = ""
    """The noun of a description in lower case; empty for a name."""
    plural: bool = False
    """True if "they" may refer to it."""

    @property
    def id(self) -> str:
        """Its id in the analysis."""
        return f"s{self.number}"

    @property
    def gender(self) -> str | None:
        """Its gender by its entity, its role or its name; None if unknown."""
        known = self.entity.gender if self.entity is not None else None
        return known or gender_of_words((self.role or "").split()) or gender_of_name(self.name)


@value_class(frozen=True, slots=True)
class Resolution:
    """The source that words refer to, with a confidence from 0 to 1; None if it is unknown."""

    source: SourceDraft | None
    confidence: float
    candidates: tuple[SourceDraft, ...] = ()
    """The sources that the words may refer to if there are several, likeliest first."""
    also: tuple[SourceDraft, ...] = ()
    """The other sources, if "they" are several who spoke together."""

    @property
    def sources(self) -> tuple[SourceDraft, ...]:
        """All sources that the words refer or may refer to."""
        return (*((self.source,) if self.source else ()), *self.also, *self.candidates)


def is_plural(source: SourceDraft, head: Token) -> bool:
    """Return True if "they" may refer to a source named by a phrase with this head."""
    if source.kind is SourceKind.UNNAMED:
        return head.tag_ == "NNS"
    return source.kind in (SourceKind.ORGANISATION, SourceKind.GOVERNMENT)


def kind_of_entity(passage: Passage, entity: EntityDraft, head: Token) -> SourceKind:
    """The kind of source that an entity is."""
    if entity.type is EntityType.PERSON:
        return SourceKind.PERSON
    if names.looks_like_outlet(entity.name) or is_outlet(passage, head):
        return SourceKind.OUTLET
    if entity.type is EntityType.PLACE:
        return SourceKind.GOVERNMENT
    return SourceKind.UNNAMED if entity.type is EntityType.GROUP else SourceKind.ORGANISATION


def kind_of_name(passage: Passage, name: str, head: Token) -> SourceKind:
    """The kind of source that a name without an entity is."""
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
    body = lemma in words("organisation_words") or lemma in word_set("outlet-or-not")
    return SourceKind.ORGANISATION if body else SourceKind.UNNAMED
