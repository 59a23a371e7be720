"""Whom the words of a speaker name outright: the entity they are part of, stand beside, or were cut off from."""

from __future__ import annotations

from spacy.tokens import Token

from reader.analysis.drafts import Speaker
from reader.analysis.entities import names
from reader.analysis.entities.entity_index import EntityDraft, EntityIndex
from reader.analysis.entities.roles import is_role
from reader.analysis.lexicon import words
from reader.model.analysis import EntityType

_COUNTED = (EntityType.TIME, EntityType.QUANTITY)


def named_in(entities: EntityIndex, speaker: Speaker, head: Token) -> EntityDraft | None:
    """The entity whose name the head is part of, or that stands beside it: 'team member Rodaba Noori'."""
    entity = entities.at(speaker.passage, head.i)
    if entity is not None and entity.type not in _COUNTED and not stands_for_one(speaker, head):
        return entity
    for noun in speaker.passage.doc[head.i : speaker.end]:
        if noun.dep_ == "appos" and (noun.head.i == head.i or is_role(head)):
            entity = entities.at(speaker.passage, noun.i)
            if entity is not None and entity.type is EntityType.PERSON:
                return entity
    return _behind_title(entities, speaker, head) or _beyond(entities, speaker, head)


def stands_for_one(speaker: Speaker, head: Token) -> bool:
    """Whether the name of a group, or of an office, stands for one who has it: 'the Republican said'."""
    first = speaker.passage.doc[speaker.start].lower_
    bare = not any(child.pos_ == "PROPN" for child in head.children)
    return first == "the" and bare and head.lower_ in words("identities") and head.tag_ in ("NN", "NNP", "JJ")


def apposed_role(speaker: Speaker) -> str | None:
    """The role that follows a name behind a comma, as only a person's does: 'K.C. Doe, chief officer'."""
    doc = speaker.passage.doc
    for number in range(speaker.start, min(speaker.end - 1, speaker.start + 5)):
        if doc[number].text == ",":
            stop = next((n for n in range(number + 1, speaker.end) if doc[n].text in (",", "(")), speaker.end)
            said = doc[number + 1 : stop]
            first = next((token for token in said if token.pos_ in ("ADP", "PUNCT")), None)
            core = doc[number + 1 : first.i if first is not None else stop]
            return names.without_article(said.text) if any(is_role(token) for token in core) else None
    return None


def _beyond(entities: EntityIndex, speaker: Speaker, head: Token) -> EntityDraft | None:
    """The person whose name goes on where the phrase was cut: 'curator | Jane Doe', 'co | -founder Doe'."""
    doc = speaker.passage.doc
    if head.pos_ not in ("NOUN", "PROPN") or head.i != speaker.end - 1:
        return None
    for number in range(speaker.end, min(len(doc), speaker.end + 4)):
        entity = entities.at(speaker.passage, number)
        if entity is not None and entity.type is EntityType.PERSON:
            return None if doc[number].dep_ in ("dobj", "dative", "pobj") else entity
        if doc[number].pos_ not in ("NOUN", "PROPN") and doc[number].text != "-":
            return None
    return None


def _behind_title(entities: EntityIndex, speaker: Speaker, head: Token) -> EntityDraft | None:
    """The person whose name ends a phrase that begins with a role: 'ambassador to France Jane Doe'."""
    last = entities.at(speaker.passage, speaker.end - 1)
    if last is None or last.type is not EntityType.PERSON or not is_role(head):
        return None
    first = speaker.end - 1
    while first > head.i and entities.at(speaker.passage, first - 1) is last:
        first -= 1
    between = speaker.passage.doc[head.i + 1 : first]
    joined = any(t.is_punct or t.pos_ in ("VERB", "CCONJ") or t.dep_ == "case" for t in between)
    if joined or first == head.i or speaker.passage.doc[first - 1].pos_ == "ADP":
        return None
    last.take_role(names.without_article(speaker.passage.doc[speaker.start : first].text))
    return last
