"""Links the words of a speaker to the entity that they name, that is next to them, or that continues them."""

from __future__ import annotations

from spacy.tokens import Token

from reader.analysis.drafts import Speaker
from reader.analysis.entities import names
from reader.analysis.entities.entity_index import EntityDraft, EntityIndex
from reader.analysis.entities.roles import is_role
from reader.analysis.lexicon import words
from reader.analysis.sources.descriptions import countries_of_member
from reader.model.analysis import EntityType


def linked_entity(entities: EntityIndex, speaker: Speaker) -> EntityDraft | None:
    """The entity that the head is part of, or a person next to it: 'team member | Rodaba Noori'."""
    head = speaker.noun
    entity = entities.at(speaker.passage, head.i)
    counted = entity is not None and entity.type in (EntityType.TIME, EntityType.QUANTITY)
    if entity is not None and not counted and not is_member(speaker):
        return entity
    for noun in speaker.passage.doc[head.i : speaker.end]:
        if noun.dep_ == "appos" and (noun.head.i == head.i or is_role(head)):
            person = _person_at(entities, speaker, noun.i)
            if person is not None:
                return person
    return _after_role(entities, speaker) or _continued(entities, speaker)


def _person_at(entities: EntityIndex, speaker: Speaker, token: int) -> EntityDraft | None:
    entity = entities.at(speaker.passage, token)
    return entity if entity is not None and entity.type is EntityType.PERSON else None


def is_member(speaker: Speaker) -> bool:
    """Return True if the name of a group, a people or an office stands for one person: 'the Republican said'."""
    head, first = speaker.noun, speaker.passage.doc[speaker.start]
    proper = (child for child in head.children if child.pos_ == "PROPN")
    alone = all(name.i < head.i and _is_of_place(name) for name in proper)
    member = head.lower_ in words("identities") or bool(countries_of_member(head.text))
    return first.lower_ == "the" and alone and member and head.tag_ in ("NN", "NNP", "JJ")


def _is_of_place(name: Token) -> bool:
    place = names.known_type(name.text) in (EntityType.PLACE, EntityType.GROUP)
    return place or name.ent_type_ in ("GPE", "LOC", "NORP")


def apposed_role(speaker: Speaker) -> str | None:
    """The role after a name and a comma, which only a person has: 'K.C. Doe, | chief officer'."""
    doc = speaker.passage.doc
    near = doc[speaker.start : min(speaker.end - 1, speaker.start + 5)]
    comma = next((token.i for token in near if token.text == ","), None)
    if comma is None:
        return None
    rest = doc[comma + 1 : speaker.end]
    said = doc[comma + 1 : next((token.i for token in rest if token.text in (",", "(")), speaker.end)]
    core = doc[comma + 1 : next((token.i for token in said if token.pos_ in ("ADP", "PUNCT")), said.end)]
    return names.without_article(said.text) if any(map(is_role, core)) else None


def _continued(entities: EntityIndex, speaker: Speaker) -> EntityDraft | None:
    """The person whose name continues a phrase that was cut: 'curator | Jane Doe', 'co | -founder Doe'."""
    if speaker.noun.pos_ not in ("NOUN", "PROPN") or speaker.head != speaker.end - 1:
        return None
    for token in speaker.passage.doc[speaker.end : speaker.end + 4]:
        person = _person_at(entities, speaker, token.i)
        if person is not None:
            return None if token.dep_ in ("dobj", "dative", "pobj") else person
        if token.pos_ not in ("NOUN", "PROPN") and token.text != "-":
            return None
    return None


def _after_role(entities: EntityIndex, speaker: Speaker) -> EntityDraft | None:
    """The person whose name ends a phrase that begins with a role: 'ambassador to France | Jane Doe'."""
    doc, head = speaker.passage.doc, speaker.head
    last = _person_at(entities, speaker, speaker.end - 1)
    if last is None or not is_role(speaker.noun):
        return None
    first = speaker.end - 1
    while first > head and entities.at(speaker.passage, first - 1) is last:
        first -= 1
    between = doc[head + 1 : first]
    joined = any(t.is_punct or t.pos_ in ("VERB", "CCONJ") or t.dep_ == "case" for t in between)
    if joined or first == head or doc[first - 1].pos_ == "ADP":
        return None
    last.add_role(names.without_article(doc[speaker.start : first].text))
    return last
